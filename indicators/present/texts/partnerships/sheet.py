"""The lines of a relation's sheet. Values typed by someone are escaped, since the sheet is Markdown."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.catalogue.grids import Grid
from indicators.grids.maturity import Reciprocity
from indicators.partnerships import ItemAnswer, Relation, goal_of
from indicators.partnerships.selection import groups_of
from indicators.present.texts.markdown import address, escape
from indicators.present.texts.partnerships import places
from indicators.present.texts.partnerships.words import (
    group_words,
    management_word,
    name_words,
    origin_reliability,
    origin_word,
    term_words,
)
from indicators.present.texts.translator import MISSING, Translator

Line = tuple[str, str]


def identity(item: Relation, kind: str, catalogue: Catalogue, t: Translator) -> list[Line]:
    """Who, where, on what, and how it is known."""
    partner = item.partnership
    point = places.coordinates(partner.latitude, partner.longitude, t)
    if partner.latitude is not None:
        point += f" ({origin_word(partner.coordinate_origin, t)})"
    lines = [
        (t("Nature"), kind),
        (t("Pays"), t.country(partner.country) + _groups(partner.country, t)),
        (t("Lieu"), " – ".join(part for part in (escape(partner.city), point) if part)),
        (t("Thèmes"), name_words(catalogue.themes, partner.themes, t)),
        (t("ODD"), _goals(partner.sdgs, catalogue, t)),
        (t("Gestion"), escape(management_word(partner.management, t))),
        (t("Suivi par"), escape(partner.owner) or MISSING),
        (t("Contacts, par fonction"), t.join(escape(role) for role in partner.contact_roles) or MISSING),
    ]
    source = escape(partner.source or partner.publisher) or MISSING
    if partner.url.startswith(("http://", "https://")):
        source += f" ([{t('consulter')}]({address(partner.url)}))"
    return [*lines, (t("Source"), source), (t("Fiabilité"), origin_reliability(partner.reliability, t))]


def _groups(iso2: str, t: Translator) -> str:
    names = [group_words(t)[group] for group in groups_of(iso2)]
    return "".join(f" · {name}" for name in names)


def _goals(sdgs: Sequence[str], catalogue: Catalogue, t: Translator) -> str:
    by_number = {str(item.number): item for item in catalogue.sdgs.values()}
    goals = sorted({goal_of(code) for code in sdgs}, key=lambda code: (not code.isdigit(), code.zfill(2)))
    names = [f"{code} {by_number[code].short_label.get(t.lang)}" if code in by_number else code for code in goals]
    return " · ".join(names) or MISSING


def agreement(item: Relation, t: Translator) -> list[Line]:
    """Dates, term and, when it is over, why."""
    partner = item.partnership
    lines = [
        (t("Signée"), t.date(partner.signed)),
        (t("Renouvelée"), t.date(partner.renewed)),
        (t("Échéance"), term_words(item, t)),
        (t("Ancienneté"), t.n("{count} an", "{count} ans", item.age) if item.age is not None else MISSING),
        (t("Dernier échange documenté"), t.date(item.last_exchange)),
    ]
    if partner.status == "ended":
        lines.append((t("Raison de la fin"), escape(partner.end_reason) or t("non renseignée")))
    return lines


def document(name: str) -> str:
    """A document by its name; only a plain web address becomes a link."""
    return f"<{address(name)}>" if name.startswith(("http://", "https://")) else escape(name)


def indicators(item: Relation, catalogue: Catalogue, t: Translator) -> str:
    """The indicators that the relation is meant to move."""
    return name_words(catalogue.indicators, item.partnership.indicators, t)


def activities(item: Relation, t: Translator) -> pd.DataFrame:
    """The actions, newest first, with what they documented."""
    states = {"planned": t("prévue"), "ongoing": t("en cours"), "done": t("réalisée"), "dropped": t("abandonnée")}
    rows = [
        (
            action.year,
            action.title,
            states.get(action.status, action.status),
            action.results or MISSING,
            action.beneficiaries,
            t.money(action.amount),
            t.money(action.external_amount),
        )
        for action in item.activities
    ]
    headers = [
        t("Année"), t("Action"), t("Avancement"), t("Résultats"), t("Personnes concernées"),
        t("Montant indicatif"), t("dont financé par d'autres"),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=headers).astype({headers[4]: "Int64"})


def benefit(value: float | None, named: bool, grid: Grid, t: Translator) -> str:
    """A grade in words, a tick when the benefit is only named, a dash when nothing is known."""
    return _grade(value, grid, t) if value is not None else "✓ " + t("cité") if named else MISSING


def _grade(value: float, grid: Grid, t: Translator) -> str:
    labels, step = grid.scale.labels, (value - grid.scale.low) / grid.scale.step
    if labels and float(step).is_integer() and 0 <= step < len(labels):
        return labels[int(step)].get(t.lang)
    return t.number(value)


def grid_table(answers: Sequence[ItemAnswer], grid: Grid, t: Translator) -> pd.DataFrame:
    """Items, answers in words and what was written about them."""
    columns = {
        t("Énoncé"): [answer.item.label.get(t.lang) for answer in answers],
        t("Réponse"): [_grade(answer.ours, grid, t) if answer.ours is not None else MISSING for answer in answers],
        t("Ce qui est prévu"): [escape(answer.text) or MISSING for answer in answers],
    }
    empty = [name for name, values in columns.items() if set(values) <= {MISSING}]
    return pd.DataFrame(columns).drop(columns=empty).set_index(t("Énoncé"))


def durability(item: Relation, grid: Grid | None, t: Translator) -> str:
    """The stage of durability among the four, a continuum rather than a path."""
    stage = item.partnership.durability
    labels = [label.get(t.lang) for label in grid.scale.labels] if grid else []
    if stage is None or not 0 <= stage < len(labels):
        return t("**Stade de durabilité** : non renseigné.")
    line = " → ".join(f"**{name}**" if index == stage else name for index, name in enumerate(labels))
    return t("**Stade de durabilité** : {line}", line=line)


def reciprocity_grid(found: Reciprocity, t: Translator) -> str:
    """The reciprocity grid of both sides, said one-sided when the partner has not answered."""
    if found.own is None and found.partner is None:
        return t("Grille de réciprocité : pas encore remplie.")
    if found.one_sided or found.mean is None:
        return t("Grille de réciprocité : une seule réponse, la nôtre ; elle n'est pas notée sans celle du partenaire.")
    return t(
        "Grille de réciprocité : moyenne des deux côtés {mean} sur {high}, écart {gap}.",
        mean=t.number(found.mean, 1),
        high=t.number(found.own.grid.scale.high if found.own else 0),
        gap=t.number(found.gap, 1),
    )
