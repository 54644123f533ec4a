"""Open what is folded as a reader does, before filling the form that is drawn there."""

from __future__ import annotations

from collections.abc import Iterator

from streamlit.runtime.state.common import user_key_from_element_id
from streamlit.testing.v1 import AppTest

_FIELDS = ("text_input", "text_area", "number_input", "selectbox", "multiselect", "checkbox", "radio", "file_uploader")


def unfold(app: AppTest, *names: str) -> AppTest:
    """Click what has these words, expanders or popovers alike, or the one of this key; the page is drawn again."""
    folds = list(_folds(app))
    missing = {*names} - {name for fold in folds for name in fold}
    assert not missing, f"nothing is folded under {missing}: {folds}"
    for label, key in folds:
        if label in names or key in names:
            app.session_state[key] = True
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def _folds(app: AppTest) -> Iterator[tuple[str, str]]:
    """The words and the key of each block of the page that follows whether it is open."""
    for node in app.main:
        told = getattr(node, "proto", None)
        block = getattr(told, "popover", told)
        key = user_key_from_element_id(getattr(block, "id", "") or "")
        if key and (node.type == "expander" or block is not told):
            yield block.label, key


def fields_never_folded(app: AppTest) -> list[str]:
    """The fields that an expander closed when the page opens holds all the same, to be drawn for nobody."""
    plain = [item for item in app.expander if not item.proto.id and not item.proto.expanded]
    return [f"{block.label}: {field.label}" for block in plain for kind in _FIELDS for field in block.get(kind)]
