"""What the browser is told of a table whose numbers are written in the reader's language, made once for a table that is kept.

Streamlit goes through every cell of a styled table at each drawing: a tenth of what the partnerships cost.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any

from streamlit.elements import arrow
from streamlit.proto.ArrowData_pb2 import ArrowData

from server.upstream import replaced

_NAME = "marshall_styler"
Marshall = Callable[[ArrowData, Any, str], None]


def told_once(marshall: Marshall) -> Marshall:
    """The same function, which goes through a table that has where to keep it (``pages.shared.tables.Laid``) once."""
    making = Lock()

    def told(proto: ArrowData, style: Any, default_uuid: str) -> None:
        kept: list[Any] | None = getattr(style, "ouverture_told", None)
        if kept is None:
            marshall(proto, style, default_uuid)
            return
        with making:
            if not kept:
                made = ArrowData()
                marshall(made, style, default_uuid)
                kept.append(made.styler)
        proto.styler.CopyFrom(kept[0])

    return told


def read_once() -> bool:
    """Let Streamlit read a kept table once; whether it has the function that does, which another version may not."""
    return replaced(arrow, _NAME, told_once)
