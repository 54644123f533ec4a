"""Words and numbers in the reader's language: French by default, English and Spanish through gettext."""

from indicators.languages.typography import french_typography
from indicators.present.texts.translator import Translator, marked, translator

__all__ = ["Translator", "french_typography", "marked", "translator"]
