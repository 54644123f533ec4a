"""What officers typed, as HTML that says its language: a page in English or Spanish still carries their French notes.

A screen reader changes its voice on ``lang`` (WCAG 2.2, 3.1.2). Records do not say their language: it is taken for the
collectivity's own, the default of ``config.toml``. Text inside a Markdown sentence cannot carry it.
"""

from __future__ import annotations

from html import escape

from indicators.present.texts.translator import Translator, translator


def spoken(text: str, lang: str) -> str:
    """A typed text, escaped, in the typography of its own language and marked with it."""
    return f'<span lang="{escape(lang)}">{escape(translator(lang).typeset(text))}</span>'


def typed_line(label: str, text: str, lang: str, t: Translator, *, detail: str = "") -> str:
    """A typed text after what it is: « **Remarque** : … », with a detail after the label if any."""
    head = f"<strong>{escape(label)}</strong>{escape(detail)}"
    mark = "" if label.endswith("?") and not detail else " :"
    return f'<p class="ouv-line">{t.typeset(f"{head}{mark}")} {spoken(text, lang)}</p>'
