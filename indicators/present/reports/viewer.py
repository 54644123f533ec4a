"""The session as one document: slides, tables, sources, fonts and script inside, so that it works with the network off.

Charts are drawn as SVG when the document is made. The script and the style are fixed texts: their hash is what a
strict content security policy needs to let them run (:func:`script_hash`).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from indicators.present.reports import fonts, pictures
from indicators.present.reports.deck import slide_keys, slide_of
from indicators.present.reports.opening_slides import cover
from indicators.present.reports.source import ReportSource
from indicators.present.reports.viewer_slide import slide_html
from indicators.present.texts import Translator
from indicators.present.texts import reports as words

# On a narrow screen some buttons give their place to the footer; their keys stay.
_RANKS = {"back": "", "next": "", "theme": ' class="keys seldom"', "full": ' class="keys seldom"'}


@lru_cache(maxsize=4)
def _file(name: str) -> str:
    return (pictures.TEMPLATES / name).read_text(encoding="utf-8").strip()


@lru_cache(maxsize=1)
def script_hash() -> str:
    """The source expression of the document's only script, for a content security policy."""
    digest = hashlib.sha256(_file("seance.js").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def viewer(source: ReportSource, keys: tuple[str, ...] = (), *, theme: str = "light") -> str:
    """The session as one HTML document, in the language of the source."""
    return "\n".join(viewer_parts(source, keys, theme=theme))


def viewer_parts(source: ReportSource, keys: tuple[str, ...] = (), *, theme: str = "light") -> Iterator[str]:
    """The same document piece by piece, each slide as soon as it is drawn: the first is shown while others are made."""
    t, asked = source.t, slide_keys(source, keys)
    first, count = cover(source), len(asked) + 1
    yield "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{t.lang}" data-theme="{theme}">',
            "<head>",
            '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(first.title)}</title>",
            pictures.icon_link(),
            f"<style>{fonts.web_style(source.settings.report.font)}\n{_file('seance.css')}\n{_identity(source)}</style>",
            f"<script>{_file('seance.js')}</script>",
            "</head>",
            f'<body data-count="{count}">',
            _preparing(t),
            '<div class="black" id="black" hidden></div>',
            '<p class="status" id="status" role="status"></p>',
            f"<main>{slide_html(first, source, 1, count)}",
        )
    )
    for number, key in enumerate(asked, start=2):
        yield slide_html(slide_of(key, source), source, number, count)
    yield f"</main>\n{_footer(source)}\n{_keys(t)}\n</body></html>"


def _identity(source: ReportSource) -> str:
    """The collectivity's colour: on the cover in any room, on titles where the room is lit."""
    return (
        f':root {{ --own: {source.settings.report.colour}; }} :root:not([data-theme="dark"]) {{ --blue: var(--own); }}'
    )


def _preparing(t: Translator) -> str:
    """What is said while slides are drawn, and when the connection ended before the last one; the script counts."""
    told = t("La séance se prépare : page {at} sur {count}. Gardez le réseau jusqu'à la dernière.")
    cut = t("La séance est incomplète (pages arrivées : {at} sur {count}). Rechargez la page.")
    return f'<p class="preparing" id="preparing" data-told="{escape(told)}" data-cut="{escape(cut)}"></p>'


def _footer(source: ReportSource) -> str:
    t = source.t
    buttons = (
        ("back", "←", t("Page précédente")),
        ("next", "→", t("Page suivante")),
        ("sources", t("Sources (s)"), t("Sources des chiffres")),
        ("table", t("Tableau (t)"), t("Tableau des chiffres")),
        ("theme", t("Salle sombre (d)"), t("Salle sombre ou claire")),
        ("full", t("Plein écran (f)"), t("Plein écran")),
        ("keys", "?", t("Touches")),
    )
    drawn = "".join(
        f'<button type="button" data-do="{name}" aria-label="{escape(label)}"{_RANKS.get(name, " class=keys")}>{escape(text)}</button>'
        for name, text, label in buttons
    )
    return f'<footer><span>{escape(words.footer(source, t))}</span><nav aria-label="{escape(t("Séance"))}">{drawn}<span id="counter"></span></nav></footer>'


def _keys(t: Translator) -> str:
    told = (
        ("→ ↓ PgDn", t("page suivante (télécommande : avancer)")),
        ("← ↑ PgUp", t("page précédente (télécommande : reculer)")),
        ("Home · End", t("première page, dernière page")),
        ("s", t("sources des chiffres de la page")),
        ("t", t("tableau des chiffres de la page")),
        ("f", t("plein écran")),
        ("d", t("salle sombre ou claire")),
        ("b · .", t("écran noir, puis retour")),
        ("Esc", t("fermer")),
    )
    rows = "".join(f'<tr><th scope="row">{escape(key)}</th><td>{escape(text)}</td></tr>' for key, text in told)
    close = f'<button type="button" data-do="close">{escape(t("Fermer"))}</button>'
    return f'<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">{escape(t("Touches"))}</h2><table><tbody>{rows}</tbody></table>{close}</dialog>'
