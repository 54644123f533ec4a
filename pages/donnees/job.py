"""Work that may last more than a second: done beside the page, with its progress shown and a way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import streamlit as st

from indicators.intake.limits import Cancelled, Progress
from indicators.present.texts import Translator

_KEY = "intake_job"
_STOPPED = "intake_job_stopped"
_PATIENCE = 1.0
Work: TypeAlias = Callable[[Progress], Any]


@dataclass
class Job:
    """One piece of work and where it stands; ``error`` is what it raised, if anything."""

    work: Work
    step: str = "read"
    share: float = 0.0
    result: Any = None
    error: BaseException | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    def progress(self, step: str, share: float) -> None:
        """Note the progress; raise :class:`Cancelled` when the person asked to stop."""
        self.step, self.share = step, min(max(share, 0.0), 1.0)
        if self.stop.is_set():
            raise Cancelled

    @property
    def running(self) -> bool:
        """Whether the work goes on."""
        return self.thread is not None and self.thread.is_alive()


def start(work: Work) -> None:
    """Begin a piece of work; a short one is over when this returns."""
    job = Job(work)

    def run() -> None:
        try:
            job.result = work(job.progress)
        except BaseException as error:
            job.error = error

    job.thread = threading.Thread(target=run, daemon=True)
    st.session_state[_KEY] = job
    st.session_state.pop(_STOPPED, None)
    job.thread.start()
    job.thread.join(_PATIENCE)


def collect(t: Translator) -> Any:
    """The result of the work once it is done, then None; shows the progress while it goes on.

    Raises what the work raised, except a stop that was asked for: it is told, and the work can be begun again.
    """
    job: Job | None = st.session_state.get(_KEY)
    if job is None:
        _offer_again(t)
        return None
    if job.running:
        _watch(t)
        st.stop()
    del st.session_state[_KEY]
    if isinstance(job.error, Cancelled):
        st.session_state[_STOPPED] = job.work
        _offer_again(t)
        return None
    if job.error is not None:
        raise job.error
    return job.result


def _offer_again(t: Translator) -> None:
    work: Work | None = st.session_state.get(_STOPPED)
    if work is None:
        return
    st.info(t("Lecture interrompue : rien n'a été gardé ni publié."), icon=":material/cancel:")
    if st.button(t("Reprendre la lecture"), icon=":material/restart_alt:", key="intake_again"):
        start(work)
        st.rerun()


@st.fragment(run_every=0.5)
def _watch(t: Translator) -> None:
    job: Job | None = st.session_state.get(_KEY)
    if job is None or not job.running:
        st.rerun()
        return
    steps = {
        "read": t("Lecture du fichier"),
        "source": t("Lecture de la source"),
        "map": t("Reconnaissance des colonnes"),
        "check": t("Vérification des valeurs"),
        "stage": t("Mise en attente"),
    }
    asked = job.stop.is_set()
    st.progress(job.share, text=t("Interruption demandée…") if asked else steps.get(job.step, job.step))
    if st.button(t("Interrompre"), icon=":material/cancel:", key="intake_stop", disabled=asked):
        job.stop.set()
        st.rerun(scope="fragment")
