"""What the neighbours, the EPCI, the département and the région already do abroad, as far as the edition tells it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.records import Territory
from indicators.store import reading
from pages.shared.tables import show_table
from pages.strategie.data import Writing
from pages.strategie.path import lists_button

_MOST = 200


def show_around(page: Writing) -> None:
    """The relations of the territories that contain ours or are contained in the same one, country by country."""
    context, t = page.context, page.context.t
    near = _near(context.territory, context.territories)
    st.header(t("Ce que font nos voisins et nos autres échelons"), anchor=False)
    if not near:
        st.caption(t("L'édition ne contient ni voisin, ni intercommunalité, ni département, ni région : chargez leurs relations pour les voir ici."))  # fmt: skip
        if page.officer:
            lists_button(t("Voir ce que disent les listes publiques"))
        return
    rows = reading.frame(context.engine, "partnership", context.edition.number, territories=list(near))
    rows = rows[rows["status"] != "ended"].head(_MOST)
    if rows.empty:
        st.caption(t.n("{count} territoire proche dans l'édition, sans relation enregistrée.", "{count} territoires proches dans l'édition, sans relation enregistrée.", len(near)))  # fmt: skip
        return
    ours = {item.partnership.country for item in page.readout.living}
    table = pd.DataFrame(
        {
            t("Territoire"): [near[code].name for code in rows["territory"]],
            t("Partenaire"): rows["partner"].tolist(),
            t("Pays"): [t.country(code) for code in rows["country"]],
            t("Nous y sommes aussi"): [t("oui") if code in ours else "" for code in rows["country"]],
            t("Source"): [str(row.publisher or row.source) for row in rows.itertuples()],
        }
    )
    show_table(table, t, alt=t("Relations des territoires proches"))


def _near(home: Territory, known: tuple[Territory, ...]) -> dict[str, Territory]:
    """Who contains the territory, and who is in the same one; the country is nobody's neighbour."""
    by_code = {item.code: item for item in known}
    above, code = [], home.parent
    while code in by_code and code not in above:
        above.append(code)
        code = by_code[code].parent
    around = [item for item in known if item.code in above or (home.parent and item.parent == home.parent)]
    return {item.code: item for item in around if item.code != home.code and item.type != "country"}
