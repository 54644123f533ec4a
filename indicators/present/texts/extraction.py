"""How the French sentences are found in the code, for ``make messages`` and for the test of the catalogues.

Babel's own reader works on tokens and loses a sentence whose arguments translate another one, as in
``t.n("…", "…", count, names=t.join(names))``; this one reads the syntax tree.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

Found = tuple[int, str, tuple[str | None, ...], list[str]]


def extract(
    stream: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """Yield each call of a keyword with its literal arguments, ``None`` for the others, as Babel's extractors do.

    A choice between two sentences, ``t("a" if found else "b")``, gives both.
    """
    calls = (node for node in ast.walk(ast.parse(stream.read())) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda node: node.lineno):
        name = _name(call.func)
        if name in keywords and call.args:
            for texts in itertools.product(*(_texts(argument) for argument in call.args)):
                yield call.lineno, name, texts, []


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _texts(argument: ast.expr) -> list[str | None]:
    if isinstance(argument, ast.IfExp):
        return [*_texts(argument.body), *_texts(argument.orelse)]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    return [None]
