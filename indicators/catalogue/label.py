"""A text in the languages of the application."""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler, ValidatorFunctionWrapHandler
from pydantic_core import core_schema

from indicators.languages import LANGUAGES, SOURCE
from indicators.languages.typography import typeset

#: What every label of the shipped catalogue is written in; a further language may be missing here and there.
SHIPPED = ("fr", "en", "es")
OTHERS = tuple(lang for lang in LANGUAGES if lang != SOURCE)


class Label(str):
    """A French text that knows its translations.

    French is the source language of the whole application, so a label *is* its French text: it prints, sorts and
    enters a table as such, and two labels with the same French text are equal. ``get`` gives the other languages;
    one that is not given falls back on French. Translations are given in the order of the languages, or by name.
    """

    __slots__ = ("_told",)
    _told: dict[str, str]

    def __new__(cls, fr: str, *others: str, **named: str) -> Label:
        label = super().__new__(cls, fr)
        told = {**dict(zip(OTHERS, others, strict=False)), **named}
        label._told = {lang: text for lang, text in told.items() if text}
        return label

    def get(self, lang: str) -> str:
        """The text in ``lang``, as that language is printed."""
        return typeset(self.written(lang), LANGUAGES[lang if lang in self._told else SOURCE])

    def written(self, lang: str) -> str:
        """The text in ``lang`` as the file has it: what a sheet offers and a deposit gives back."""
        return self._told.get(lang, str(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), str(self), self._told)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        said = core_schema.str_schema(strict=True, min_length=1, strip_whitespace=True)
        text, more = core_schema.typed_dict_field(said), core_schema.typed_dict_field(said, required=False)
        asked = dict.fromkeys(SHIPPED, text)
        table = core_schema.typed_dict_schema({**dict.fromkeys(LANGUAGES, more), **asked}, extra_behavior="forbid")
        built = core_schema.no_info_after_validator_function(lambda texts: cls(**texts), table)
        return core_schema.no_info_wrap_validator_function(cls._accept, built)

    @classmethod
    def _accept(cls, value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        """Let labels through; ``{ all = "…" }`` is a proper noun, the same in every language."""
        if isinstance(value, cls):
            return value
        if isinstance(value, dict) and set(value) == {"all"}:
            value = dict.fromkeys(LANGUAGES, value["all"])
        return handler(value)


def joined(labels: tuple[Label, ...], separator: str = " ; ") -> Label:
    """Several labels as one, language by language."""
    texts = {lang: separator.join(label.get(lang) for label in labels) for lang in LANGUAGES}
    return Label(texts.pop(SOURCE), **texts)


def _again(kind: type[Label], text: str, told: dict[str, str]) -> Label:
    return kind(text, **told)
