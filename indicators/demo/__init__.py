"""The demonstration that ships with the project: real figures with their sources, one fictional city."""

from indicators.demo.fileformat import DemoError, read_records, write_records
from indicators.demo.loader import DEMO_FOLDER, load_demo, load_demo_frames
from indicators.demo.snapshot import DEMO_EDITION, demo_snapshot

__all__ = [
    "DEMO_EDITION",
    "DEMO_FOLDER",
    "DemoError",
    "demo_snapshot",
    "load_demo",
    "load_demo_frames",
    "read_records",
    "write_records",
]
