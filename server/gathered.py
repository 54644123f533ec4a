"""What a drawing says reaches the thread that answers everybody a few at a time, not one message at a time.

Streamlit wakes that thread for each of a page's hundred messages, with a write to itself, and each wake-up takes the
processor from the drawing that goes on. Messages of a hundredth of a second go together; the beginning and the end of a
drawing, and what it ends with, go at once, in the order they were told.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

#: Seconds that a message may wait for those that follow it; Streamlit sends none to the browser sooner.
_TOGETHER = 0.01
_EVENT, _SENT, _HANDLED = "_on_scriptrunner_event", "_enqueued_some_message", "_handle_scriptrunner_event_on_event_loop"
_WAITING = "ouverture_waiting"


class Waiting:
    """The events of one session that its loop has not taken in yet, in their order.

    Drawings tell from their threads, the loop takes from its own: the mark falls before anything is taken, so that an
    event told meanwhile is either taken with the others or calls the loop again.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop, self._called = loop, False
        self._events: deque[Callable[[], None]] = deque()

    def tell(self, event: Callable[[], None], *, at_once: bool) -> None:
        """Add an event; the loop takes it in now, or with those of the next moment."""
        self._events.append(event)
        if at_once:
            self._call(self._take)
        elif not self._called:
            self._called = True
            self._call(partial(self._loop.call_later, _TOGETHER, self._take))

    def _call(self, taking: Callable[[], object]) -> None:
        try:
            self._loop.call_soon_threadsafe(taking)
        except RuntimeError:
            if not self._loop.is_closed():  # the process ends: nobody reads any more
                raise

    def _take(self) -> None:
        self._called = False
        while self._events:
            self._events.popleft()()


def _told(self: Any, sender: Any, event: ScriptRunnerEvent, *args: Any, **more: Any) -> None:
    waiting: Waiting = self.__dict__.get(_WAITING) or self.__dict__.setdefault(_WAITING, Waiting(self._event_loop))
    handled = partial(getattr(self, _HANDLED), sender, event, *args, **more)
    waiting.tell(handled, at_once=event is not ScriptRunnerEvent.ENQUEUE_FORWARD_MSG)


def _sent(self: Any) -> None:
    objects = self._get_async_objs()
    if asyncio._get_running_loop() is objects.eventloop:
        objects.need_send_data.set()
    else:
        objects.eventloop.call_soon_threadsafe(objects.need_send_data.set)


def gather() -> bool:
    """Let drawings tell a few messages at a time; whether Streamlit has what this stands for, which another version may not."""
    known = all(hasattr(AppSession, name) for name in (_EVENT, _HANDLED)) and hasattr(Runtime, _SENT)
    if known:
        setattr(AppSession, _EVENT, _told)
        setattr(Runtime, _SENT, _sent)
    return known
