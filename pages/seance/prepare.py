"""Prepare a session: which meeting, which edition, which pages in which order; saved as a version with its author."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from indicators.documents import gather
from indicators.intake.text import slug
from indicators.present.reports import Session
from indicators.present.reports.deck import USUAL, slide_names
from indicators.present.reports.model import PARTNERSHIP
from indicators.present.texts.markdown import escape
from pages.shared.choices import distinct
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told

NEW = ""
_CHOSEN, _SAVED = "seance_choisie", "seance_enregistree"


def prepare_session(context: PageContext) -> None:
    """Choose a session or a new one, its meeting, its pages, then save."""
    t = context.t
    kept = {item.key: item for item in gather.sessions(context.engine, context.territory.code)}
    if _SAVED in st.session_state:
        st.session_state[_CHOSEN] = st.session_state.pop(_SAVED)
        st.success(t("Séance enregistrée : elle est prête à projeter."), icon=":material/check:")
    words = distinct([NEW, *kept], lambda key: kept[key].title if key else t("Nouvelle séance"))
    chosen = st.selectbox(t("Séance"), [NEW, *kept], format_func=words, key=_CHOSEN)
    start = kept.get(chosen or NEW)
    scope = f"{context.territory.code}_{chosen}"
    held, version = f"seen_{scope}", gather.session_version(context.engine, context.territory.code, chosen or NEW)
    read = st.session_state.setdefault(held, version)
    title = st.text_input(t("Titre"), start.title if start else t("Bilan de l'action internationale"), key=f"titre_{scope}")  # fmt: skip
    with st.container(horizontal=True):
        date = st.text_input(t("Date de la séance (JJ/MM/AAAA)"), _shown(start.date if start else ""), key=f"date_{scope}")  # fmt: skip
        deliberation = st.text_input(t("Numéro de délibération"), start.deliberation if start else "", key=f"delib_{scope}")  # fmt: skip
    day = read_day(date)
    if day is None:
        st.warning(t("La date « {text} » ne se lit pas ; attendu : 14/12/2026 pour le 14 décembre 2026.", text=date), icon=":material/event_busy:")  # fmt: skip
    st.caption(t("La séance montrera l'édition « {name} » et l'année {year}, choisies à gauche.", name=escape(context.edition.name), year=context.year))  # fmt: skip
    if start and (start.edition, start.year) != (context.edition.number, context.year):
        st.info(t("Telle qu'enregistrée, elle montre l'édition {number} et l'année {year} : l'enregistrer à nouveau la fait changer.", number=start.edition, year=start.year), icon=":material/sync_alt:")  # fmt: skip
    slides = _order(context, f"pages_{scope}", start.slides if start else USUAL)
    with st.container(horizontal=True):
        ready = bool(title.strip() and slides and day is not None)
        save = st.button(t("Enregistrer la séance"), type="primary", icon=":material/save:", disabled=not ready)
        remove = start is not None and st.button(t("Retirer de la liste"), icon=":material/delete:")
    if save and day is not None:
        key = start.key if start else _key(title, day, set(kept))
        session = Session(key=key, title=title.strip(), date=day, deliberation=deliberation.strip(), edition=context.edition.number, year=context.year, slides=tuple(slides))  # fmt: skip
        st.session_state.pop(held)  # saved, or told: the next try is made on what there is then
        with refusals_told(t):
            gather.save_session(context.engine, context.territory.code, session, context.user, seen=read)
            st.session_state[_SAVED] = key
            del st.session_state[f"pages_{scope}"]
            st.rerun()
    if remove and start:
        st.session_state.pop(held)
        with refusals_told(t):
            gather.remove_session(context.engine, context.territory.code, start.key, context.user, seen=read)
            st.rerun()


def read_day(text: str) -> str | None:
    """A day typed as 14/12/2026, 14.12.2026 or 2026-12-14, in ISO; empty without a day, None when it is not one."""
    told = text.strip()
    if not told:
        return ""
    for form in ("%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(told, form).date().isoformat()
        except ValueError:
            continue
    return None


def _shown(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def _key(title: str, date: str, taken: set[str]) -> str:
    """A key that reads well in an address, different from those taken."""
    base = slug(f"{date} {title}")[:48] or "seance"
    return next(key for rank in range(1, len(taken) + 2) if (key := base if rank == 1 else f"{base}-{rank}") not in taken)  # fmt: skip


def _order(context: PageContext, key: str, start: tuple[str, ...]) -> list[str]:
    """The pages in their order, each with what moves it; then those that may be added."""
    t = context.t
    names = slide_names(t) | {
        f"{PARTNERSHIP}{item.id}": t("Partenariat : {name}", name=item.partner)
        for item in context.snapshot.partnerships
    }
    slides: list[str] = st.session_state.setdefault(key, [item for item in start if item in names])
    st.markdown(t("**Pages, dans l'ordre**"))
    for rank, item in enumerate(slides):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{rank + 1}. {names[item]}", width="stretch")
            with st.container(horizontal=True, width="content"):  # the three go to a line together
                for action, icon, label in (
                    ("up", "arrow_upward", t("Monter")),
                    ("down", "arrow_downward", t("Descendre")),
                    ("out", "close", t("Retirer")),
                ):
                    st.button(
                        label,
                        icon=f":material/{icon}:",
                        help=t("{action} « {name} »", action=label, name=names[item]),
                        key=f"{key}_{action}_{item}",
                        type="tertiary",
                        on_click=_move,
                        args=(slides, item, action),
                        disabled=rank == {"up": 0, "down": len(slides) - 1}.get(action),
                    )
    rest = [item for item in names if item not in slides]
    if rest:
        added = st.multiselect(t("Ajouter des pages"), rest, format_func=distinct(rest, names.__getitem__), key=f"{key}_rest_{len(slides)}", placeholder=t("choisir"))  # fmt: skip
        if added:
            slides.extend(added)
            st.rerun()
    return slides


def _move(slides: list[str], item: str, action: str) -> None:
    place = slides.index(item)
    slides.pop(place)
    if action != "out":
        slides.insert(place + (-1 if action == "up" else 1), item)
