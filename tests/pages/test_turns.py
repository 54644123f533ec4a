"""A few pages at a time: the others wait for their turn, and for no longer than they must."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from pages.shared.turns import Turns


def test_no_more_are_drawn_together_than_there_are_places() -> None:
    turns, together, most = Turns(places=2, patience=60), list[int](), list[int]()
    start = Barrier(8)

    def draw() -> bool:
        start.wait()
        with turns.mine() as held:
            together.append(1)
            most.append(len(together))
            together.pop()
        return held

    with ThreadPoolExecutor(8) as pool:
        assert all(one.result() for one in [pool.submit(draw) for _ in range(8)])
    assert len(most) == 8 and max(most) <= 2


def test_somebody_long_at_work_keeps_nobody_waiting_for_ever() -> None:
    turns, end = Turns(places=1, patience=0.01), Event()

    def long_work() -> None:
        with turns.mine():
            end.wait(60)

    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(long_work)
        try:
            while True:
                with turns.mine() as held:
                    if not held:
                        break  # drawn without a place
        finally:
            end.set()
        working.result()
    with turns.mine() as held:
        assert held, "what was drawn without a place has given none back"


def test_a_page_that_fails_gives_its_place_back() -> None:
    turns = Turns(places=1, patience=0)
    with pytest.raises(ValueError, match="no"), turns.mine():
        raise ValueError("no")
    with turns.mine() as held:
        assert held
