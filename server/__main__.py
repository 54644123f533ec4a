"""``python -m server``: serve the dashboard; ``ouverture serve`` becomes this process."""

from __future__ import annotations

import argparse

from server.application import serve

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="server")
    parser.add_argument("--port", type=int)
    parser.add_argument("--host", default="127.0.0.1")
    arguments = parser.parse_args()
    serve(arguments.port, arguments.host)
