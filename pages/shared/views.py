"""The views of a page: one at a time, kept in the address and in the title of the document."""

from __future__ import annotations

from indicators.access import allowed
from pages.shared import back
from pages.shared.address import returned
from pages.shared.choices import segments
from pages.shared.context import PageContext
from pages.shared.registry import BY_PATH, View
from pages.shared.titles import entitle


def offered(path: str, context: PageContext) -> list[View]:
    """The views of a page that the reader may open, in their order."""
    return [view for view in BY_PATH[path].views if allowed(context.user, view.role, context.territory.code)]


def choose_view(path: str, context: PageContext) -> str:
    """Draw the choice of the view, and return its code; a single one is not asked for."""
    t, entry = context.t, BY_PATH[path]
    if returned():
        back.forget()
    titles = {view.code: t(view.title) for view in offered(path, context)}
    first = next(iter(titles))
    chosen = first
    if len(titles) > 1:
        chosen = segments(
            t("Vue"), list(titles), format_func=titles.__getitem__, label_visibility="collapsed", key=entry.key,
            on_change=back.forget,
        )  # fmt: skip
    if chosen != first:
        entitle(entry, t, view=titles[chosen])
    return chosen
