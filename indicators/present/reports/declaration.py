"""The file that prepares the yearly declaration of official development assistance (e-APD): what is known, line by line,
what is missing, and what the form would refuse, column by column.

The declaration itself is typed on Démarches simplifiées (CGCT, L.1115-6), in the campaign whose days are settings, on the
amounts paid the year before. Whether a line is development assistance is for a person to say: the file proposes from the
country, and the sector from the theme, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.geography import countries
from indicators.partnerships.grids import item_answers
from indicators.present.reports.sheets import Sheet, write_book
from indicators.present.reports.source import ReportSource
from indicators.present.reports.stamp import moment
from indicators.present.texts import Translator
from indicators.present.texts import declaration as terms
from indicators.present.texts import reports as words
from indicators.records import Partnership
from indicators.settings import Settings

MARKERS = "dac_markers"
_SIREN, _SECTOR = re.compile(r"\d{9}"), re.compile(r"\d{5}")


@dataclass(frozen=True, slots=True)
class Aid:
    """What the declaration asks of a project: sector (five digits), whether it is only proposed, channel, markers by id."""

    sector: str = ""
    proposed: bool = False
    channel: str = ""
    markers: Mapping[str, float | None] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One payment of the year, with what the declaration asks and what is missing to declare it."""

    row: dict[str, Any]
    partner: str
    country: str
    eligible: bool | None
    aid: Aid
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What the form would refuse: the line (empty for the whole file), the column, what it holds, what is accepted."""

    line: str
    column: str
    received: str
    accepted: str


def aid_of(partnership: Partnership, source: ReportSource) -> Aid:
    """Sector, channel and markers of a partnership; the sector of its first theme that has one when none is typed."""
    catalogue: Catalogue = source.catalogue
    themes = (catalogue.themes[name].dac_sector for name in partnership.themes if name in catalogue.themes)
    proposed = next((code for code in themes if code), "")
    answers = item_answers(partnership, catalogue.grids[MARKERS], source.snapshot.self_assessments)
    return Aid(
        sector=partnership.sector or proposed,
        proposed=not partnership.sector and bool(proposed),
        channel=partnership.channel,
        markers={answer.item.id: answer.ours for answer in answers},
    )


def declared_lines(source: ReportSource) -> tuple[Line, ...]:
    """The expenditure paid in the budget's year, largest first; negative lines are kept, for they correct others."""
    lines = source.budget.book.cash
    year = lines[(lines["year"] == source.budget.year) & (lines["direction"] == "expenditure") & lines["paid"].notna()]
    rows: list[dict[Any, Any]] = year.sort_values(["paid", "line"], ascending=[False, True]).to_dict("records")
    known = {item.id: item for item in source.snapshot.partnerships}
    return tuple(_line(row, known, source) for row in rows)


def _line(row: dict[Any, Any], known: dict[str, Partnership], source: ReportSource) -> Line:
    t, partnership = source.t, known.get(str(row["partnership"]))
    country = str(row["country"] or (partnership.country if partnership else ""))
    found = countries().get(country)
    eligible = None if found is None else bool(found.income_group)
    aid = aid_of(partnership, source) if partnership else Aid()
    marked = aid.markers is not None and all(grade is not None for grade in aid.markers.values())
    asked = {
        t("pays bénéficiaire"): country,
        t("projet ou partenariat"): row["project"] or row["partnership"],
        t("source de financement"): row["funding_source"],
        t("rubrique confirmée par une personne"): row["status"] == "confirmed",
        t("secteur du CAD"): aid.sector,
        t("canal de l'aide"): aid.channel,
        t("cinq marqueurs"): marked,
    }
    return Line(
        row,
        partnership.partner if partnership else "",
        country,
        eligible,
        aid,
        tuple(name for name, value in asked.items() if not value),
    )


def faults(source: ReportSource, lines: tuple[Line, ...]) -> tuple[Fault, ...]:
    """The check of each column, for the lines that may be development assistance."""
    t = source.t
    found = []
    siren = source.snapshot.territory.siren
    if not _SIREN.fullmatch(siren or ""):
        found.append(Fault("", t("SIREN déclarant"), siren or "", t("neuf chiffres")))
    for line in lines:
        if line.eligible is not False:
            found += [Fault(str(line.row["line"]), *told) for told in _refused(line, source.catalogue, t)]
    return tuple(found)


def _refused(line: Line, catalogue: Catalogue, t: Translator) -> list[tuple[str, str, str]]:
    """Column, what it holds, what is accepted."""
    if line.eligible is None:  # nothing else is worth asking before it is known to be aid
        return [(t("Pays"), line.country, t("un pays de la liste du CAD, par son nom ou son code"))]
    told = []
    if not _SECTOR.fullmatch(line.aid.sector):
        told.append((t("Secteur CAD"), line.aid.sector, t("cinq chiffres, par exemple 14030 (eau et assainissement)")))
    elif line.aid.proposed:
        told.append((t("Secteur CAD"), line.aid.sector, t("le secteur est proposé d'après le thème : à confirmer dans la fiche du partenariat")))  # fmt: skip
    if line.aid.channel not in terms.CHANNELS:
        told.append((t("Canal"), line.aid.channel, t.join(terms.channels(t).values())))
    for item in catalogue.grids[MARKERS].items:
        grade = (line.aid.markers or {}).get(item.id)
        if grade not in (0.0, 1.0, 2.0):
            told.append((item.label.get(t.lang), "" if grade is None else t.number(grade), t("0, 1 ou 2")))
    if (paid := line.row["paid"]) <= 0:  # with its cents, as it stands in the lines: « −0,40 € » is not « 0 € »
        told.append((t("Montant versé (€)"), t.money(paid, 2 if paid % 100 else 0), t("un montant positif : les corrections se déduisent de la ligne qu'elles corrigent")))  # fmt: skip
    return told


def campaign(settings: Settings, year: int) -> tuple[date, date]:
    """The first and the last day to declare what was paid in a year: in the spring after it."""
    (opens, first), (closes, last) = (map(int, text.split("-")) for text in (settings.declaration.opens, settings.declaration.closes))  # fmt: skip
    return date(year + 1, opens, first), date(year + 1, closes, last)


def declaration(source: ReportSource) -> bytes:
    """The workbook: the lines to declare, what is missing and how to complete it, the summary by country."""
    lines = declared_lines(source)
    t = source.t
    sheets = (
        Sheet(t("À lire"), _guide(source, lines)),
        Sheet(t("Lignes"), pd.DataFrame([_shown(line, source) for line in lines])),
        Sheet(t("Par pays"), _by_country(source, lines)),
        Sheet(t("Ce qui manque"), _missing(source, lines)),
        Sheet(t("Contrôle"), _checked(source, lines)),
    )
    return write_book(sheets, t("e-APD {year} : {name}", year=source.budget.year, name=source.name), moment(source.snapshot.edition.published_at), t)  # fmt: skip


def _eligible(line: Line, source: ReportSource) -> str:
    t = source.t
    return {True: t("pays de la liste du CAD : à confirmer"), False: t("hors de la liste du CAD"), None: t("à déterminer : pays inconnu")}[line.eligible]  # fmt: skip


def _shown(line: Line, source: ReportSource) -> dict[str, Any]:
    t, row, catalogue = source.t, line.row, source.catalogue
    rubric = catalogue.rubrics.get(str(row["assigned"]))
    funding = catalogue.funding_sources.get(str(row["funding_source"]))
    purpose = catalogue.objective_purposes.get(str(row["purpose"]))
    return {
        t("Année de versement"): source.budget.year,
        t("SIREN déclarant"): source.snapshot.territory.siren or None,
        t("Collectivité"): source.name,
        t("Pays"): t.country(line.country) if line.country else None,
        t("Code ISO"): line.country or None,
        t("Aide au développement ?"): _eligible(line, source),
        t("Libellé"): row["label"] or row["function_label"],
        t("Projet"): row["project"] or None,
        t("Partenariat"): line.partner or None,
        t("Objet"): purpose.label.get(t.lang) if purpose else row["purpose"] or None,
        t("Rubrique"): rubric.label.get(t.lang) if rubric else None,
        t("Source de financement"): funding.label.get(t.lang) if funding else None,
        t("ODD"): ", ".join(row["sdgs"] or ()) or None,
        t("Secteur CAD"): line.aid.sector or None,
        t("Origine du secteur"): (t("proposé d'après le thème") if line.aid.proposed else t("saisi"))
        if line.aid.sector
        else None,
        t("Canal"): terms.channels(t).get(line.aid.channel),
        **_graded(line, source),
        t("Montant versé (€)"): row["paid"] / 100,
        t("Section"): t("fonctionnement") if row["section"] == "operating" else t("investissement"),
        t("Ligne"): row["line"],
        t("Source"): row["source"] or row["document"] or None,
        t("Manque"): t.typeset(" ; ".join(line.missing)) or None,
        t("Exemple"): t("exemple") if row["example"] else None,
    }


def _graded(line: Line, source: ReportSource) -> dict[str, int | None]:
    """A column a marker: 0, 1, 2, or nothing while nobody answered."""
    grades = line.aid.markers or {}
    return {
        item.label.get(source.t.lang): None if (grade := grades.get(item.id)) is None else int(grade)
        for item in source.catalogue.grids[MARKERS].items
    }


def _checked(source: ReportSource, lines: tuple[Line, ...]) -> pd.DataFrame:
    t = source.t
    headers = [t("Ligne"), t("Colonne"), t("Reçu"), t("Accepté")]
    rows: list[tuple[str | None, ...]] = [
        (item.line or t("le fichier"), item.column, item.received or t("rien"), item.accepted)
        for item in faults(source, lines)
    ]
    return pd.DataFrame(rows or [(t("aucune"), None, None, t("chaque colonne est acceptée"))], columns=headers)


def _by_country(source: ReportSource, lines: tuple[Line, ...]) -> pd.DataFrame:
    t = source.t
    totals: dict[str, tuple[int, int]] = {}
    for line in lines:
        amount, count = totals.get(line.country, (0, 0))
        totals[line.country] = (amount + int(line.row["paid"]), count + 1)
    ordered = sorted(totals.items(), key=lambda item: -item[1][0])
    return pd.DataFrame(
        [(t.country(code) if code else t("pays non renseigné"), amount / 100, count) for code, (amount, count) in ordered],
        columns=[t("Pays"), t("Montant versé (€)"), t("Lignes")],
    )  # fmt: skip


def _missing(source: ReportSource, lines: tuple[Line, ...]) -> pd.DataFrame:
    t = source.t
    counts: dict[str, tuple[int, int]] = {}
    for line in lines:
        for name in line.missing:
            count, amount = counts.get(name, (0, 0))
            counts[name] = (count + 1, amount + int(line.row["paid"]))
    rows = [
        (name, count, amount / 100) for name, (count, amount) in sorted(counts.items(), key=lambda item: -item[1][1])
    ]
    general = [(name, None, None) for name in _general(source)]
    return pd.DataFrame([*rows, *general], columns=[t("Ce qui manque"), t("Lignes"), t("Montant concerné (€)")])


def _general(source: ReportSource) -> tuple[str, ...]:
    """What the declaration asks and that no record of the application holds."""
    t = source.t
    siren = () if source.snapshot.territory.siren else (t("numéro SIREN du déclarant"),)
    return (
        *siren,
        t("coût de l'accueil des réfugiés et demandeurs d'asile (première année)"),
        t("temps de travail des agents affectés aux projets, valorisé"),
        t("bourses et frais d'écolage d'étudiants de pays partenaires"),
    )


def _guide(source: ReportSource, lines: tuple[Line, ...]) -> pd.DataFrame:
    t = source.t
    paid = sum(int(line.row["paid"]) for line in lines)
    told = [
        t("Préparation de la déclaration annuelle d'aide publique au développement (e-APD)"),
        words.edition_line(source, t),
        t("Montants versés en {year} : {amount}, {lines}.", year=source.budget.year, amount=t.money(paid), lines=t.n("{count} ligne", "{count} lignes", len(lines))),
        terms.campaign(campaign(source.settings, source.budget.year), t),
        *([terms.declared(source.declared, t)] if source.declared else []),
        t("Le secteur, le canal et les cinq marqueurs se remplissent dans la fiche du partenariat ; l'onglet « Contrôle » dit, colonne par colonne, ce que le formulaire refuserait."),
        t("L'application ne décide pas ce qui est de l'aide publique au développement : une personne le confirme, ligne par ligne."),
        *([words.fictional_band(t)] if source.fictional else []),
        *([words.example_mark(t)] if any(line.row["example"] for line in lines) else []),
    ]  # fmt: skip
    return pd.DataFrame({t("À lire"): told})
