"""« Ma collectivité »: who it is, found by its name or code, then its choices, then the demonstration."""

from __future__ import annotations

import streamlit as st

from indicators.geography.countries import countries
from indicators.intake.workshop import Workshop, workshop
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.settings import held
from indicators.setup.finding import Found, find_collectivity, peers_of, regions_of
from indicators.setup.installing import Installed, Wish, install
from pages.administration.choices import show_choices
from pages.administration.demonstration import show_demonstration
from pages.administration.placing import place_of
from pages.shared import files, runtime
from pages.shared.context import PageContext, forget_choices
from pages.shared.failures import refusals_told
from pages.shared.links import link_to

_DONE = "collectivity_done"
PEERS_OFFERED, PEERS_PROPOSED = 12, 3


def work_of(context: PageContext) -> Workshop:
    """The operations on the collectivity's own territory."""
    return workshop(context.engine, context.catalogue, context.settings, vocabulary=runtime.vocabulary())


def show_collectivity(context: PageContext) -> None:
    """Three parts, each saved by itself."""
    t = context.t
    if done := st.session_state.pop(_DONE, None):
        st.success(done, icon=":material/check_circle:")
        link_to("synthese", t("Voir la Synthèse"))
    st.header(t("1. Le territoire"), anchor=False)
    _territory(context)
    st.header(t("2. Vos choix"), anchor=False)
    show_choices(context)
    st.header(t("3. La démonstration"), anchor=False)
    show_demonstration(context, work_of(context))


def _territory(context: PageContext) -> None:
    t, code = context.t, context.settings.collectivity.territory
    if "collectivity.territory" in held(context.settings.path):
        st.info(t("Le territoire, **{code}**, est tenu par le fichier des réglages du serveur.", code=escape(code)))
        proposed = code
    else:
        mine = next((item for item in context.territories if item.code == context.home), None)
        if context.settings.territory_chosen and mine is not None:
            st.markdown(
                t("Votre collectivité est **{name}** ({code}).", name=escape(mine.name), code=escape(mine.code))
            )
        proposed = mine.name if context.settings.territory_chosen and mine else ""
    left, right = st.columns([2, 1])
    with left:
        text = st.text_input(
            t("Nom ou code de votre collectivité"), proposed, key="collectivity_text",
            placeholder=t("Nantes, 44109, Rennes Métropole, Loire-Atlantique…"),
        )  # fmt: skip
    with right:
        nations = ["FR", *sorted(countries().keys() - {"FR"}, key=t.country)]
        country = st.selectbox(t("Pays"), nations, format_func=t.country, key="collectivity_country")
    found = find_collectivity(text, country)
    if text.strip() and not found:
        st.warning(t("Rien ne porte ce nom ni ce code dans ce pays. Essayez le nom entier, le code Insee ou le SIREN."))
    if found:
        _describe(context, _which(found, t))


def _which(found: tuple[Found, ...], t: Translator) -> Found:
    """The one that is meant: several bear some names."""
    if len(found) == 1:
        return found[0]
    words = {item.code: _words(item, t) for item in found}
    code = st.radio(t("Laquelle ?"), list(words), format_func=words.__getitem__, key="collectivity_which")
    return next(item for item in found if item.code == code)


def _words(item: Found, t: Translator) -> str:
    levels = {
        "commune": t("commune"), "epci": t("intercommunalité"), "department": t("département"), "region": t("région"),
        "country": t("pays"), "other": t("territoire"),
    }  # fmt: skip
    size = t.n("{count} habitant", "{count} habitants", item.population) if item.population else ""
    where = item.department or item.region
    return ", ".join(part for part in (item.name, levels[item.type], where, size, item.code) if part)


def _describe(context: PageContext, found: Found) -> None:
    t = context.t
    with st.container(border=True):
        st.markdown(f"**{escape(_words(found, t))}**")
        facts = [(t("SIREN"), found.siren), (t("Région"), found.region)]
        st.markdown("  \n".join(f"{label}{t(' : ')}{escape(value)}" for label, value in facts if value))
        place = place_of(found, t)
        references = _references(found, t)
        near = peers_of(found, PEERS_OFFERED)
        names = {item.code: item.name for item in near}
        peers = st.multiselect(
            t("Territoires comparables, montrés à côté et jamais classés"), list(names), list(names)[:PEERS_PROPOSED],
            format_func=names.__getitem__, key=f"collectivity_peers_{found.code}",
        ) if near else []  # fmt: skip
        if st.button(t("Enregistrer et publier"), type="primary", icon=":material/publish:", disabled=not place):
            wish = Wish(found, place or (0.0, 0.0), references, tuple(item for item in near if item.code in peers))
            with refusals_told(t), st.spinner(t("Publication, puis statistiques officielles…")):
                catalogue, written = files.written()
                done = install(work_of(context), written, catalogue, runtime.library(), wish, context.user, t)
                st.session_state[_DONE] = _said(found, done, t)
                forget_choices()
                st.rerun()


def _said(found: Found, done: Installed, t: Translator) -> str:
    """What was done, in a sentence or two."""
    if done.waiting:
        return t("{name} attend l'approbation d'une autre personne, dans « Charger des données ».", name=escape(found.name))  # fmt: skip
    said = t("C'est fait : {name} est votre collectivité.", name=escape(found.name))
    if done.figures:
        said += " " + t.n("{count} chiffre officiel repris.", "{count} chiffres officiels repris.", done.figures)
    if done.asked:
        said += " " + t("Quelques chiffres attendent votre relecture dans « Charger des données ».")
    return said


def _references(found: Found, t: Translator) -> tuple[str, ...]:
    """What it is read against: the country and the région that are proposed, or others."""
    names = {found.country: t.country(found.country)}
    if found.country == "FR":
        names |= {item.references[1]: item.region for item in (found,) if len(item.references) > 1}
    else:
        names |= {item.key.stored: item.name for item in regions_of(found.country)}
    chosen = st.multiselect(
        t("Territoires de référence, le premier vaut 100"), list(names), [c for c in found.references if c in names],
        format_func=names.__getitem__, key=f"collectivity_references_{found.code}",
    )  # fmt: skip
    return tuple(chosen)
