"""What lists say at another scale than the city: operations by postcode, projects counted for the département."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

import streamlit as st

from indicators.intake import public_lists
from indicators.present.texts import public_lists as words
from indicators.present.texts.markdown import escape
from indicators.public_lists import PublicList
from pages.donnees.context import workshop_of
from pages.donnees.public_lists_found import choose, take_projects
from pages.shared.context import PageContext

_SHOWN = 40


def show_operations(lists: Sequence[PublicList], context: PageContext) -> None:
    """The operations of the European funds: those whose seat is at the postcodes that a person says to be the city's,
    and those that bear its name. Only these may be taken: at a postcode, the beneficiary may be anybody."""
    t = context.t
    for source in lists:
        if source.kind != "feder":
            continue
        st.header(t("Opérations FEDER et FSE"), anchor=False)
        if not source.projects:
            st.markdown(t("La liste ne cite aucune opération : ni le nom de {name}, ni son département.", name=escape(context.territory.called)))  # fmt: skip
            continue
        st.caption(t("Échelle : le code postal du siège du bénéficiaire. Un code postal n'est pas une commune, et un siège n'est pas le lieu de l'opération : chaque ligne est à vérifier. Aucun numéro d'organisme n'est donné."))  # fmt: skip
        chosen = _postcodes(source, context)
        at = [item for item in source.projects if item.postcode in chosen]
        if chosen:
            st.markdown(f"**{escape(words.postcodes_line(at, t))}**")
        named = [item for item in source.projects if item.match == "name"]
        shown = list(dict.fromkeys([*named, *at]))
        for item in shown[:_SHOWN]:
            st.markdown(f"**{escape(item.title)}**  \n{escape(words.operation_words(item, t))}")
        if (more := len(shown) - _SHOWN) > 0:
            st.caption(t.n("… et {count} autre opération.", "… et {count} autres opérations.", more))
        offered = {item.id: item for item in named if item.year}
        choose(
            t("Préparer une action pour"), offered, lambda item: f"{item.title} – {item.organisation}", source.kind,
            partial(take_projects, source, context),
            context,
        )  # fmt: skip


def _postcodes(source: PublicList, context: PageContext) -> tuple[str, ...]:
    """Those of the list that are the city's: a person says it, and it is kept with the list."""
    t = context.t
    counts = Counter(item.postcode for item in source.projects if item.postcode)
    if not counts:
        return ()
    chosen = st.multiselect(
        t("Codes postaux de la commune"), sorted(counts), default=[code for code in source.postcodes if code in counts],
        format_func=lambda code: f"{code} ({counts[code]})", key=f"postcodes_{source.key}", placeholder=t("Aucun"),
        help=t("Entre parenthèses, le nombre d'opérations de la liste. Un code d'entreprise (CEDEX) n'est celui d'aucune commune."),
    )  # fmt: skip
    if set(chosen) != set(source.postcodes) & set(counts):
        public_lists.placed(workshop_of(context), source, chosen, context.territory.code, context.user)
    return tuple(chosen)


def show_areas(lists: Sequence[PublicList], context: PageContext) -> None:
    """The counts of the whole département, said to be its own and not the city's."""
    t = context.t
    for source in lists:
        if source.kind != "keep_areas":
            continue
        st.header(t("Projets Interreg du département"), anchor=False)
        if not source.areas:
            st.markdown(t("Le département de {name} n'est pas dans cette liste, ou son code ne le dit pas.", name=escape(context.territory.called)))  # fmt: skip
            continue
        st.markdown("\n".join(f"- {escape(words.area_words(item, t))}" for item in source.areas))
        st.caption(t("Échelle : le département entier (NUTS 3), période 2014-2020. Ces nombres ne disent rien de la seule commune et ne s'y rapportent pas ; ils ne deviennent ni action ni indicateur."))  # fmt: skip
