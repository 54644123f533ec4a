"""``python -m server``: serve the dashboard; ``ouverture serve`` becomes this process."""

from __future__ import annotations

import argparse
import gc

gc.disable()  # until the first readers are served: what libraries make stays, and looking through it takes a sixth of a start

from server.application import serve  # noqa: E402  # what the line above is for

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="server")
    parser.add_argument("--port", type=int)
    parser.add_argument("--host", default="127.0.0.1")
    arguments = parser.parse_args()
    serve(arguments.port, arguments.host)
