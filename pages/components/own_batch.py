"""The batch in which an officer gathers what is entered on a page, until it is read again and published."""

from __future__ import annotations

from indicators.store import drafts
from pages.components.context import PageContext


def find(name: str, context: PageContext) -> str | None:
    """The officer's open batch of that name for the territory, None when there is none."""
    wanted = (context.user.name, context.territory.code, name)
    for batch in drafts.batches(context.engine, states=(drafts.OPEN,)):
        if (batch.author, batch.territory, batch.file_name) == wanted:
            return batch.id
    return None


def find_or_open(name: str, context: PageContext) -> str:
    """The same, opened when there is none."""
    found = find(name, context)
    if found is not None:
        return found
    return drafts.open_batch(context.engine, context.user.name, territory=context.territory.code, file_name=name).id
