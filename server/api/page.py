"""The page of the API, ``/api/v1``: what is promised, how to ask, what there is."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from indicators.errors import marked
from indicators.languages import LANGUAGES
from indicators.present.texts import Translator
from server.api.callers import KNOWN_FOR
from server.api.operations import LONGEST_PAGE, OPERATIONS, Operation, accepted_by
from server.api.promise import promised

_USES = (
    marked("Les droits sont ceux des pages : en lecture libre, chacun lit ; sinon il faut un jeton, que chaque compte crée dans « Mon compte »."),
    marked("Un jeton se donne dans l'en-tête Authorization: Bearer ouv_… ; il ne lit que ses territoires, jusqu'à son dernier jour."),
    marked("Une page de réponse compte au plus {most} éléments ; le champ next donne l'adresse de la suivante."),
    marked("Un même jeton, ou une même adresse, fait au plus {rate} demandes par minute ; au-delà, la réponse 429 dit quand recommencer."),
    marked("L'en-tête ETag nomme l'édition : renvoyé dans If-None-Match, il vaut une réponse 304, vide, tant que rien n'a changé. Une édition nouvelle est vue en {seconds} secondes."),
)  # fmt: skip
_STYLE = """
:root { color-scheme: light dark; --ink: #1d2b36; --ground: #fff; --link: #0b4f86; --line: #c3ccd4 }
@media (prefers-color-scheme: dark) { :root { --ink: #dbe4ec; --ground: #10181f; --link: #8fc7f5; --line: #40505e } }
body { font: 1rem/1.6 system-ui, sans-serif; margin: 0; color: var(--ink); background: var(--ground) }
main, nav { max-width: 46rem; margin: 0 auto; padding: 1rem 1.5rem } a { color: var(--link) }
li { margin-block: .4rem } code { overflow-wrap: anywhere } dt { margin-top: 1rem; font-weight: 600 } dd { margin: 0 0 0 1rem }
dl dl dt { font-weight: 400; margin-top: .3rem } h1, h2 { line-height: 1.25 }
"""


def page(t: Translator, rate: int) -> str:
    """The page that says what is promised, how to ask and what there is, in the reader's language."""
    title = t("L'API de lecture : ce qui est promis")
    links = " · ".join(
        f'<a href="?langue={code}" lang="{code}" hreflang="{code}">{language.name}</a>'
        for code, language in LANGUAGES.items()
    )
    uses = (t(text, most=t.number(LONGEST_PAGE), rate=t.number(rate), seconds=t.number(KNOWN_FOR, 0)) for text in _USES)
    operations = "".join(
        f"<dt><code>/api/v1{escape(item.path)}</code></dt><dd>{escape(t(item.summary))}<dl>{_parameters(item, t)}</dl></dd>"
        for item in OPERATIONS
    )
    return (
        f'<!DOCTYPE html><html lang="{t.lang}"><head><meta charset="utf-8"><title>{escape(title)} · Ouverture</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/app/static/favicon.png"><style>{_STYLE}</style></head>'
        f'<body><nav aria-label="{escape(t("Langue"))}"><a href="/?langue={t.lang}">Ouverture</a> · {links}</nav><main><h1>{escape(title)}</h1>'
        f"{_list(promised(t))}<h2>{escape(t('Comment demander'))}</h2>{_list(uses)}"
        f'<h2>{escape(t("Ce qui se lit"))}</h2><p><a href="/api/v1/openapi.json?langue={t.lang}">{escape(t("La description OpenAPI"))}</a></p>'
        f"<dl>{operations}</dl></main></body></html>"
    )


def _parameters(item: Operation, t: Translator) -> str:
    return "".join(
        f"<dt><code>{escape(name)}</code></dt><dd>{escape(t(field.description or ''))}"
        f" {escape(t('Accepté : {accepted}.', accepted=t(accepted_by(field))))}</dd>"
        for name, field in item.parameters.items()
    )


def _list(said: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in said)}</ul>"
