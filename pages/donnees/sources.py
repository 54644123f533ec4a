"""SQL sources that an administrator declared: refresh one, and get the same staging as from a file."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.access import User
from indicators.intake import operations
from indicators.intake.issues import Issue
from indicators.intake.limits import Progress
from indicators.intake.operations import Imported
from indicators.intake.readers.sql import Source, kind_of
from indicators.intake.wording import word
from indicators.intake.workshop import Workshop
from pages.donnees import job
from pages.donnees.context import kind_title, workshop_of
from pages.shared.context import PageContext
from pages.shared.layout import empty_state


def show_sources(context: PageContext) -> None:
    """One line a source, with its button."""
    t = context.t
    done = job.collect(t)
    if isinstance(done, Issue):
        said = word(done, t)
        st.error(f"{said.message} {said.mend}", icon=":material/database_off:")
    elif done is not None:
        st.session_state["intake_batch"] = done.batch.id
        st.session_state["intake_section"] = "batches"
        st.rerun()
    sources = context.settings.sources
    if not sources:
        empty_state(
            t("Aucune source de données n'est déclarée."),
            t("Le service informatique peut en déclarer : le guide dit comment."),
        )
        return
    work, user = workshop_of(context), context.user
    for source in sources:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            kind = kind_of(source.schema_name)
            limit = t(
                "{rows} lignes et {seconds} s au plus",
                rows=t.number(source.row_limit),
                seconds=t.number(source.timeout_seconds),
            )
            st.markdown(f"**{source.name}** · {kind_title(kind, t) if kind else source.schema_name} · {limit}")
            if st.button(t("Actualiser"), key=f"refresh_{source.name}", icon=":material/sync:"):
                job.start(partial(_refresh, work, source, user))
                st.rerun()


def _refresh(work: Workshop, source: Source, user: User, progress: Progress) -> Imported | Issue:
    return operations.refresh(work, source, user, progress=progress)
