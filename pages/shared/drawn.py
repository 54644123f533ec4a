"""The files that pages show, from a drawing to the next: who may read one of them, and until when it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from streamlit.runtime import Runtime
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException

from pages.shared.working import WORKING

#: Set at the end of each drawing: what it left may be collected.
DRAWN = Event()
#: Set when a first page was finished: what can wait until then waits.
SERVED = Event()


def _drawn() -> dict[str, set[str]]:
    """The files of each page, by the name that their address has; those that the drawing has come to, while it goes on."""
    manager = Runtime.instance().media_file_mgr
    with manager._lock:
        return {page: set(shown.values()) for page, shown in manager._files_by_session_and_coord.items()}


def name_of(address: str) -> str:
    """The name of a file in its address: « /media/ab12.pdf » → « ab12 »."""
    return address.rpartition("/")[2].partition(".")[0]


def drawing_at(address: str) -> bytes | None:
    """The drawing that a page shows at an address; None for another file, or one to be saved."""
    file = Runtime.instance().media_file_mgr.read_file(address.rpartition("/")[2]) if address.endswith(".svg") else None
    return file.content if file is not None and file.kind is MediaFileKind.MEDIA else None


def follow_clicks() -> None:
    """Know whose click made a file: Streamlit makes it when it is asked for, and does not say on which page."""
    manager = Runtime.instance().media_file_mgr
    make = manager.execute_deferred

    def made(asked: str) -> str:
        entry = manager._deferred_callables.get(asked)
        address = make(asked)
        if entry is not None:
            WORKING.make(entry["session_id"], name_of(address))
            _hold(entry["session_id"])
        return address

    manager.execute_deferred = made  # type: ignore[assignment, method-assign]  # nothing else tells which page asked


def _hold(page: str) -> None:
    """Keep what clicks made on a page while it travels.

    Streamlit counts such a file as shown by nobody: the end of any two drawings, of whichever readers, deletes it.
    """
    made = WORKING.made_on(page)
    if not made or not Runtime.instance().is_active_session(page):
        return
    manager = Runtime.instance().media_file_mgr
    with manager._lock:
        shown = manager._files_by_session_and_coord.setdefault(page, {})
        shown.update({f"made {name}": name for name in made if name in manager._file_metadata})


def showing(file: str) -> set[str]:
    """The sessions whose open pages show a file, or did until they began to be drawn again; « » where nobody signed in."""
    former = [page for page in WORKING.pages_left_with(file) if Runtime.instance().is_active_session(page)]
    return {
        WORKING.session_of(page) for page in [*former, *(page for page, files in _drawn().items() if file in files)]
    }


@contextmanager
def drawing() -> Iterator[None]:
    """A drawing of the frame and its page: at its end, what it shows stays the reader's until the next one ends."""
    context, whole = get_script_run_ctx(), True
    page = context.session_id if context is not None and Runtime.exists() else ""
    if page:
        _hold(page)
    try:
        yield
    except RerunException:
        whole = False
        raise
    finally:
        DRAWN.set()
        if page:
            WORKING.leave(page, _drawn().get(page, ()), whole=whole)
