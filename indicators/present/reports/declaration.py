"""The file that prepares the yearly declaration of official development assistance (e-APD): what is known, line by line,
and what is missing.

The declaration itself is typed on the ministry's site (L.1115-6 CGCT, each spring, on the amounts paid the year before).
Whether a line is development assistance is for a person to say: the file proposes from the country and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators.geography import countries
from indicators.present.reports.sheets import Sheet, write_book
from indicators.present.reports.source import ReportSource
from indicators.present.reports.stamp import moment
from indicators.present.texts import reports as words


@dataclass(frozen=True, slots=True)
class Line:
    """One payment of the year, with what the declaration asks and what is missing to declare it."""

    row: dict[str, Any]
    country: str
    eligible: bool | None
    missing: tuple[str, ...]


def declared_lines(source: ReportSource) -> tuple[Line, ...]:
    """The expenditure paid in the budget's year, largest first; negative lines are kept, for they correct others."""
    lines = source.budget.book.cash
    year = lines[(lines["year"] == source.budget.year) & (lines["direction"] == "expenditure") & lines["paid"].notna()]
    rows: list[dict[Any, Any]] = year.sort_values(["paid", "line"], ascending=[False, True]).to_dict("records")
    places = {item.id: item.country for item in source.snapshot.partnerships}
    return tuple(_line(row, places, source) for row in rows)


def _line(row: dict[Any, Any], places: dict[str, str], source: ReportSource) -> Line:
    t = source.t
    country = str(row["country"] or places.get(str(row["partnership"]), ""))
    known = countries().get(country)
    eligible = None if known is None else bool(known.income_group)
    asked = {
        t("pays bénéficiaire"): country,
        t("projet ou partenariat"): row["project"] or row["partnership"],
        t("source de financement"): row["funding_source"],
        t("rubrique confirmée par une personne"): row["status"] == "confirmed",
    }
    return Line(row, country, eligible, tuple(name for name, value in asked.items() if not value))


def declaration(source: ReportSource) -> bytes:
    """The workbook: the lines to declare, what is missing and how to complete it, the summary by country."""
    lines = declared_lines(source)
    t = source.t
    sheets = (
        Sheet(t("À lire"), _guide(source, lines)),
        Sheet(t("Lignes"), pd.DataFrame([_shown(line, source) for line in lines])),
        Sheet(t("Par pays"), _by_country(source, lines)),
        Sheet(t("Ce qui manque"), _missing(source, lines)),
    )
    return write_book(sheets, t("e-APD {year} : {name}", year=source.budget.year, name=source.name), moment(source.snapshot.edition.published_at), t)  # fmt: skip


def _eligible(line: Line, source: ReportSource) -> str:
    t = source.t
    return {True: t("pays de la liste du CAD : à confirmer"), False: t("hors de la liste du CAD"), None: t("à déterminer : pays inconnu")}[line.eligible]  # fmt: skip


def _shown(line: Line, source: ReportSource) -> dict[str, Any]:
    t, row, catalogue = source.t, line.row, source.catalogue
    rubric = catalogue.rubrics.get(str(row["rubric"]))
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
        t("Partenariat"): row["partnership"] or None,
        t("Objet"): purpose.label.get(t.lang) if purpose else row["purpose"] or None,
        t("Rubrique"): rubric.label.get(t.lang) if rubric else None,
        t("Source de financement"): funding.label.get(t.lang) if funding else None,
        t("ODD"): ", ".join(row["sdgs"] or ()) or None,
        t("Montant versé (€)"): row["paid"] / 100,
        t("Section"): t("fonctionnement") if row["section"] == "operating" else t("investissement"),
        t("Ligne"): row["line"],
        t("Source"): row["source"] or row["document"] or None,
        t("Manque"): "; ".join(line.missing) or None,
        t("Exemple"): t("exemple") if row["example"] else None,
    }


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
        t("code de secteur du CAD de chaque projet"),
        t("coût de l'accueil des réfugiés et demandeurs d'asile (première année)"),
        t("temps de travail des agents affectés aux projets, valorisé"),
        t("bourses et frais d'écolage d'étudiants de pays partenaires"),
        t("nature du bénéficiaire et canal de l'aide (ONG, collectivité partenaire, organisation multilatérale)"),
    )


def _guide(source: ReportSource, lines: tuple[Line, ...]) -> pd.DataFrame:
    t = source.t
    paid = sum(int(line.row["paid"]) for line in lines)
    told = [
        t("Préparation de la déclaration annuelle d'aide publique au développement (e-APD)"),
        words.edition_line(source, t),
        t("Montants versés en {year} : {amount}, {lines}.", year=source.budget.year, amount=t.money(paid), lines=t.n("{count} ligne", "{count} lignes", len(lines))),
        t("La déclaration se saisit sur le site du ministère de l'Europe et des Affaires étrangères, entre la mi-avril et la fin mai, sur les montants versés l'année précédente (CGCT, art. L.1115-6)."),
        t("L'application ne décide pas ce qui est de l'aide publique au développement : une personne le confirme, ligne par ligne."),
        *([words.fictional_band(t)] if source.fictional else []),
        *([words.example_mark(t)] if any(line.row["example"] for line in lines) else []),
    ]  # fmt: skip
    return pd.DataFrame({t("À lire"): told})
