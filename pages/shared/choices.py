"""The widgets of a choice: lists, segments, switches and sliders whose code is kept in the address (``address``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages.shared.address import reword, start, write

Format = Callable[[Any], str]


def distinct(options: Sequence[Any], format_func: Format) -> Format:
    """The same words, with the code where two options have the same ones: the browser sends words back, not codes."""
    words = {option: format_func(option) for option in options}
    times = Counter(words.values())
    return lambda option: (
        f"{words[option]} ({option})" if times[words.get(option, "")] > 1 else words.get(option) or format_func(option)
    )


def select(
    label: str, options: Sequence[str], *, key: str, default: str | None = None, format_func: Format = str,
    read: Callable[[str], str | None] = str, **more: Any,
) -> str:  # fmt: skip
    """A drop-down list of codes; returns the code that is chosen. ``read`` tells the one that an address means."""
    first = options[0] if default is None else default
    start(key, read, first, options.__contains__)
    words = distinct(options, format_func)
    reword(key, [words(option) for option in options])
    chosen = st.selectbox(label, options, format_func=words, key=key, persist_state="session", **more) or first
    write(key, chosen, first)
    return str(chosen)


def segments(
    label: str, options: Sequence[str], *, key: str, default: str | None = None, format_func: Format = str, **more: Any
) -> str:
    """A row of buttons of which one is pressed; returns its code."""
    first = options[0] if default is None else default
    start(key, str, first, options.__contains__)
    chosen = (
        st.segmented_control(
            label, options, format_func=format_func, key=key, required=True, persist_state="session", **more
        )
        or first
    )
    write(key, str(chosen), first)
    return str(chosen)


def select_many(
    label: str, options: Sequence[str], *, key: str, default: Sequence[str] = (), format_func: Format = str, **more: Any
) -> list[str]:
    """A list of codes of which several are chosen; the address holds them with commas."""
    usual = list(default)
    held(key, options, usual)
    words = distinct(options, format_func)
    reword(key, [words(option) for option in options])
    chosen = st.multiselect(
        label, options, format_func=words, key=key, persist_state="session", select_all=False, **more
    )  # its « Select all » speaks English alone
    write(key, ",".join(chosen), ",".join(usual))
    return list(chosen)


def held(key: str, options: Sequence[str], default: Sequence[str] = ()) -> list[str]:
    """What a list of several choices holds, known before it is drawn."""
    start(
        key,
        lambda text: text.split(","),
        list(default),
        lambda value: isinstance(value, list) and set(value) <= set(options),
    )
    return list(st.session_state[key])


def switch(label: str, *, key: str, default: bool = False, **more: Any) -> bool:
    """A switch; the address holds 1 or 0."""
    switched(key, default)
    chosen = st.toggle(label, key=key, persist_state="session", **more)
    write(key, str(int(chosen)), str(int(default)))
    return bool(chosen)


def switched(key: str, default: bool = False) -> bool:
    """What a switch says, known before it is drawn."""
    start(key, lambda text: {"1": True, "0": False}.get(text), default, lambda value: isinstance(value, bool))
    return bool(st.session_state[key])


def span(label: str, low: int, high: int, *, key: str, **more: Any) -> tuple[int, int]:
    """A slider with two ends; the address holds « 1963-2026 »."""

    def read(text: str) -> tuple[int, ...]:
        return tuple(int(part) for part in text.split("-"))

    def valid(value: Any) -> bool:
        return isinstance(value, tuple) and len(value) == 2 and low <= value[0] <= value[1] <= high

    start(key, read, (low, high), valid)
    first, last = st.slider(label, low, high, key=key, persist_state="session", **more)
    write(key, f"{first}-{last}", f"{low}-{high}")
    return first, last


def moment(label: str, low: int, high: int, *, key: str, **more: Any) -> int:
    """A slider with one end, at its highest by default; the address holds « 1963 »."""
    start(key, int, high, lambda value: isinstance(value, int) and low <= value <= high)
    chosen = st.slider(label, low, high, key=key, persist_state="session", **more)
    write(key, str(chosen), str(high))
    return int(chosen)


def search(label: str, *, key: str, **more: Any) -> str:
    """A field of words to look for, kept in the address."""
    start(key, str, "", lambda value: isinstance(value, str))
    text = st.text_input(label, key=key, persist_state="session", **more)
    write(key, text, "")
    return str(text)
