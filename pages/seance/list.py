"""The sessions of a territory: open full screen, send the link, take away one file, hand out the slides."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote, urlencode

import streamlit as st

from indicators.documents import gather
from indicators.present.reports import Session
from indicators.present.texts.markdown import escape
from pages.rapport.data import made
from pages.rapport.files import mime
from pages.shared.context import PageContext

USUAL = "usuelle"


def show_sessions(context: PageContext) -> None:
    """The session of the link first, then the prepared ones, then the usual sequence."""
    t = context.t
    prepared = gather.sessions(context.engine, context.territory.code)
    asked = st.query_params.get("seance", "")
    for item in sorted(prepared, key=lambda session: session.key != asked):
        _card(context, item, opened=item.key == asked)
    if asked and asked not in {item.key for item in prepared}:
        st.warning(t("La séance du lien n'existe pas, ou plus, pour ce territoire."), icon=":material/link_off:")
    with st.container(border=True):
        st.header(t("Suite habituelle"), anchor=False)
        st.caption(t("Toutes les pages dans l'ordre habituel, pour l'édition et l'année choisies à gauche."))
        _buttons(context, USUAL, None)
    with st.expander(t("Les touches pendant la séance"), icon=":material/keyboard:"):
        st.markdown(_keys(context))


def _card(context: PageContext, item: Session, *, opened: bool) -> None:
    t = context.t
    with st.container(border=True):
        st.header((":material/push_pin: " if opened else "") + escape(item.title), anchor=False)
        parts = [t("séance du {date}", date=t.date(item.date))] if item.date else []
        parts += [t("délibération n° {number}", number=escape(item.deliberation))] if item.deliberation else []
        parts += [t("édition {number}, année {year}", number=item.edition, year=item.year)]
        parts += [t.n("{count} page", "{count} pages", len(item.slides) + 1)]
        st.caption(" · ".join(parts))
        _buttons(context, item.key, item)


def address(context: PageContext, key: str, session: Session | None) -> str:
    """Where the session opens full screen."""
    path = f"/seance/{quote(context.territory.code)}/{quote(key)}"
    number, year = (session.edition, session.year) if session else (context.edition.number, context.year)
    asked = {"langue": context.t.lang, "edition": number, "annee": year}
    return f"{path}?{urlencode(asked)}"


def _buttons(context: PageContext, key: str, session: Session | None) -> None:
    t = context.t
    with st.container(horizontal=True, vertical_alignment="center"):
        st.link_button(
            t("Ouvrir la séance"), address(context, key, session), type="primary", icon=":material/present_to_all:"
        )
        for kind, label, icon in (
            ("html", t("Emporter (un fichier)"), "download"),
            ("pptx", t("Diapositives (PPTX)"), "slideshow"),
        ):
            name = f"ouverture_{context.territory.code.lower()}_{key}.{kind}"
            st.download_button(
                label, partial(made, context, kind, session), name, mime(name), icon=f":material/{icon}:",
                on_click="ignore", key=f"{kind}_{key}",
            )  # fmt: skip
        if session is not None:
            with st.popover(t("Lien à envoyer"), icon=":material/link:", key=f"link_{key}"):
                st.caption(t("Qui l'ouvre doit pouvoir lire le tableau de bord."))
                asked = {"territoire": context.territory.code, "langue": t.lang, "seance": key}
                st.code(f"{site()}/seance?{urlencode(asked)}", language=None)


def site() -> str:
    """The address of the site, without the page."""
    address = st.context.url or ""
    return address.rsplit("/", 1)[0] if "/" in address.partition("://")[2] else address


def _keys(context: PageContext) -> str:
    t = context.t
    rows = (
        ("→ ↓ PgDn", t("page suivante (télécommande : avancer)")),
        ("← ↑ PgUp", t("page précédente (télécommande : reculer)")),
        ("s", t("sources des chiffres de la page")),
        ("t", t("tableau des chiffres de la page")),
        ("f", t("plein écran")),
        ("d", t("salle sombre ou claire")),
        ("b · .", t("écran noir, puis retour")),
        ("Esc", t("fermer")),
    )
    told = t("Une fois ouverte, la séance n'a plus besoin du réseau.")
    return t.typeset("\n".join([f"- **{key}** : {text}" for key, text in rows]) + f"\n\n{told}")
