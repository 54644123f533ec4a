"""A text in the three languages of the application."""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler, ValidatorFunctionWrapHandler
from pydantic_core import core_schema

LANGUAGES = ("fr", "en", "es")


class Label(str):
    """A French text that knows its English and Spanish translations.

    French is the source language of the whole application, so a label *is* its French text: it prints, sorts and
    enters a table as such, and two labels with the same French text are equal. ``get`` gives the other languages;
    a language that is not offered falls back on French.
    """

    __slots__ = ("en", "es", "fr")
    fr: str
    en: str
    es: str

    def __new__(cls, fr: str, en: str = "", es: str = "") -> Label:
        label = super().__new__(cls, fr)
        label.fr, label.en, label.es = fr, en or fr, es or fr
        return label

    def get(self, lang: str) -> str:
        """The text in ``lang`` (fr, en or es)."""
        return {"en": self.en, "es": self.es}.get(lang, self.fr)

    def __reduce__(self) -> tuple[type[Label], tuple[str, str, str]]:
        return type(self), (self.fr, self.en, self.es)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        text = core_schema.typed_dict_field(core_schema.str_schema(strict=True, min_length=1, strip_whitespace=True))
        table = core_schema.typed_dict_schema(dict.fromkeys(LANGUAGES, text), extra_behavior="forbid")
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
    return Label(*(separator.join(label.get(lang) for label in labels) for lang in LANGUAGES))
