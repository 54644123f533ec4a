"""The theme that Streamlit tells with each drawing, read once: it is the same for everybody until the process ends.

Streamlit goes through its four hundred options for each of the six parts of the theme, at each drawing, on the thread
that answers everybody: a tenth of what a navigation costs.
"""

from __future__ import annotations

from collections.abc import Callable

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from server.upstream import replaced

_NAME = "_populate_theme_msg"
Populate = Callable[..., None]


def told_once(populate: Populate) -> Populate:
    """The same function, which reads a part of the theme the first time that it is asked for."""
    kept: dict[str, CustomThemeConfig] = {}

    def told(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in kept:
            part = CustomThemeConfig()
            populate(part, section)
            kept[section] = part
        if kept[section].ByteSize():  # a part that says nothing stays absent
            msg.MergeFrom(kept[section])

    return told


def read_once() -> bool:
    """Let Streamlit read its theme once; whether it has the function that reads it, which another version may not."""
    return replaced(app_session, _NAME, told_once)
