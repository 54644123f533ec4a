"""What the reader sees when something cannot work: a message that helps, never a traceback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.runtime.scriptrunner_utils.exceptions import ScriptControlException

from indicators.catalogue.problems import InvalidFile
from indicators.errors import ToldError
from indicators.languages import LANGUAGES
from indicators.present.texts import Translator, translator
from indicators.present.texts.errors import error_message
from indicators.present.texts.markdown import escape
from indicators.store.engine import ABSENT
from pages.shared import runtime


def _reader() -> Translator:
    """The language of the address: neither the settings nor the frame can be asked here."""
    asked = st.query_params.get("langue", "")
    return translator(asked if asked in LANGUAGES else "fr")


def show_invalid_configuration(error: InvalidFile) -> None:
    """List every problem of the catalogue or of config.toml: file, entry, field, value, what is accepted."""
    t = _reader()
    st.title(t("La configuration est à corriger"), anchor=False)
    st.error(error_message(error, t).replace("\n", "  \n"), icon=":material/build:")
    st.markdown(t("Corrigez le fichier indiqué puis redémarrez le tableau de bord. Aucune donnée n'a été touchée."))


def show_absent_database(error: BaseException) -> None:
    """Say that the database does not answer; what was published is untouched."""
    runtime.incident(error)
    t = _reader()
    st.error(t("La base de données ne répond pas. Réessayez dans une minute."), icon=":material/database_off:")


def guarded(render: Callable[[], object]) -> bool:
    """Run a page or a part of the frame; an unforeseen error goes to the log with a reference that the screen shows.

    Whether it went to its end.
    """
    try:
        render()
    except ScriptControlException:
        raise
    except ABSENT as error:
        show_absent_database(error)
        return False
    except Exception as error:
        t = _reader()
        reference = runtime.incident(error)
        st.error(
            t(
                "Cette page a rencontré une erreur. Référence à transmettre au service informatique : **{ref}**.",
                ref=reference,
            ),
            icon=":material/error:",
        )
        return False
    return True


@contextmanager
def refusals_told(t: Translator) -> Iterator[None]:
    """Say in the reader's language why the core refuses what a button asked for; what was typed stays on the page.

    What follows in the block, a success or a new run, does not happen then.
    """
    try:
        yield
    except ToldError as error:
        st.error(said_in_full(error, t), icon=":material/block:")


def said_in_full(error: ToldError, t: Translator) -> str:
    """A refusal with its details, a line each; what was typed in a file is shown as it is."""
    # The words of publications bring the readers of files with them: nobody waits for them before a refusal.
    from indicators.intake.wording.publishing import details

    return "\n".join([error_message(error, t), *(f"- {escape(line)}" for line in details(error, t))])
