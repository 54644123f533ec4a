"""What people typed is shown as they typed it: no Markdown and no HTML of theirs is ever read, on any page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators.access import LOCAL_USER
from indicators.demo import load_demo
from indicators.documents import gather
from indicators.operations.database import open_migrated
from indicators.present.reports.parts import volume_names
from indicators.present.texts import translator
from indicators.settings import Settings
from indicators.store import drafts, editions
from pages.shared.registry import PAGES, addresses
from tests.conftest import configured_database
from tests.pages.conftest import Runner
from tests.reports.conftest import session

HOSTILE = " ![x](https://bad.example/x.png) <img src=x onerror=alert(1)> :red[y]"
TYPED = {
    "name", "note", "source", "publisher", "owner", "nature_label", "label", "project", "contact_roles", "documents",
    "end_reason", "title", "results", "conclusions", "lessons", "perspectives", "role", "seat_city", "definition",
    "author", "evidence", "text", "management", "service", "purpose", "function_label", "funding_source", "expected_effect", "geo_name", "partner", "city",
}  # fmt: skip
READ_AS_MARKDOWN = (
    "markdown", "caption", "title", "header", "subheader", "info", "warning", "error", "success", "button", "checkbox",
    "toggle", "selectbox", "multiselect", "radio", "metric", "expander", "tab", "text_input", "text_area",
)  # fmt: skip


def spoiled(record: Any) -> Any:
    """The record with the attack at the end of everything that somebody typed."""
    if getattr(record, "role", "") in ("home", "reference"):  # the kind of a territory is a code
        return replace(record, name=record.name + HOSTILE, note=HOSTILE, source=HOSTILE)
    changes: dict[str, Any] = {"url": f"https://example.org/){HOSTILE}"} if hasattr(record, "url") else {}
    for item in fields(record):
        value = getattr(record, item.name)
        if item.name in TYPED and value:
            changes[item.name] = (
                tuple(part + HOSTILE for part in value) if isinstance(value, tuple) else value + HOSTILE
            )
    return replace(record, **changes)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The fictional territory, complete in every record, each of them attacked."""
    folder = tmp_path_factory.mktemp("typed")
    with configured_database("sqlite", folder):
        engine = open_migrated(Settings())
        batch = drafts.open_batch(engine, "test")
        for kind, records in load_demo(fictional=True).items():
            drafts.stage(engine, batch.id, kind, [spoiled(record) for record in records])
        editions.publish(engine, [batch.id], f"Attaque{HOSTILE}", f"test{HOSTILE}", note=HOSTILE)
        title = f"Conseil{HOSTILE}"
        kept = replace(session("budget", "carte"), key="s1", title=title, deliberation=HOSTILE, edition=1)
        ada = replace(LOCAL_USER, name=f"Ada{HOSTILE}")
        gather.save_session(engine, "EX001", kept, ada, seen=0)
        for section in volume_names(translator("fr")):
            gather.save_narrative(engine, "EX001", 1, section, f"Récit{HOSTILE}", ada, seen=0, draft=False)
        gather.save_override(engine, "EX001", 1, "budget_by_rubric", f"Nos mots{HOSTILE}", ada, seen=0)
        drafts.open_batch(engine, f"Ada{HOSTILE}", territory="EX001", file_name=f"lot{HOSTILE}.csv")
        engine.dispose()
        yield folder


def words(app: AppTest) -> Iterator[str]:
    """Everything on the page that Streamlit would read as Markdown, cells of tables included, and raw HTML."""
    for kind in READ_AS_MARKDOWN:
        for item in app.get(kind):
            for name in ("value", "label", "help"):
                if kind in ("selectbox", "multiselect", "text_input", "text_area", "radio") and name == "value":
                    continue  # what is chosen or typed is not read as Markdown
                yield str(getattr(item, name, "") or "")
    for table in app.table:
        yield from (str(value) for value in [*table.value.columns, *table.value.to_numpy().ravel()])
    for item in app.get("html"):
        yield str(item.proto.body).replace("](", "")  # Markdown is nothing in HTML


@pytest.mark.usefixtures("everything_opened")
@pytest.mark.parametrize("path", addresses())
def test_nothing_typed_is_read_as_markup(run_page: Runner, path: str) -> None:
    address, _, query = path.partition("?")
    page = next(entry.path for entry in PAGES if entry.address == address)
    app = run_page(page, "EX001", **dict([query.split("=")] if query else []))
    read = [text for text in words(app) if "](https://bad" in text or ("<img src=x" in text and "\\<img" not in text)]
    assert not read, "\n".join(text[:300] for text in read)
