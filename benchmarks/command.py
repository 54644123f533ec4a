"""What the commands of this folder share: the options of those that compare two commits, and how an aim is told."""

from __future__ import annotations

import argparse
from pathlib import Path


def comparing(told: str | None, rounds: int) -> argparse.ArgumentParser:
    """A parser with the number of rounds and the other commit; ``told`` is the docstring of the module."""
    parser = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--against", type=Path, help="a work tree of another commit, with its own .venv")
    return parser


def aim(name: str, held: bool) -> None:
    """Print an aim with its outcome."""
    print(f"aim {'held    ' if held else 'NOT HELD'} {name}", flush=True)
