"""Words and numbers in the reader's language: French by default, English and Spanish through gettext."""

from indicators.present.texts.translator import Translator, marked, translator
from indicators.present.texts.typography import french_typography

__all__ = ["Translator", "french_typography", "marked", "translator"]
