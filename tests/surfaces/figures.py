"""The figures that are told on several surfaces, and where each one stands in the text of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

EUROS, NUMBER, WHOLE = r"(\d[\d ]*) €", r"(\d[\d ]*(?:[.,]\d+)?)", r"(\d+)"
CONSEQUENCES = "consequences"


@dataclass(frozen=True)
class Figure:
    """A named figure: by surface, the pattern whose only group is its value.

    ``absent`` is what a surface says instead where there is no value; the consequences, last, say only what changes.
    A ``part`` that is the whole amount is not told twice where that amount stands beside.
    """

    name: str
    where: Mapping[str, str]
    absent: str = r"non disponible|non calculable"
    part: bool = False

    def read(self, texts: Mapping[str, str]) -> dict[str, str]:
        """What each surface says, an empty text where it says why there is no value."""
        found: dict[str, str] = {}
        for surface, pattern in self.where.items():
            text = texts[surface.partition("/")[0]]
            said = re.search(pattern, text, re.DOTALL)
            silent = surface == CONSEQUENCES and not any(found.values())
            if said is None and not silent:
                assert re.search(self.absent, text), (
                    f"{self.name}: {surface} says neither the value nor why there is none"
                )
            found[surface] = said[1].strip() if said else ""
        return found

    def agrees(self, values: Mapping[str, str]) -> bool:
        """Whether the values are the same; for a part, those of the surfaces that tell it."""
        return same({surface: value for surface, value in values.items() if value} if self.part else values)


def same(values: Mapping[str, str]) -> bool:
    """Whether the values are one and the same, each to the decimals that its surface shows."""
    told = set(values.values())
    if len(told) <= 1:
        return True
    try:
        numbers = [Decimal(text.replace(" ", "").replace(",", ".")) for text in told]
    except ArithmeticError:
        return False
    coarsest = (
        max(-int(number.as_tuple().exponent) for number in numbers),
        min(-int(n.as_tuple().exponent) for n in numbers),
    )
    return max(numbers) - min(numbers) <= Decimal("0.5001").scaleb(-coarsest[1])


def _everywhere(pattern: str, *surfaces: str) -> dict[str, str]:
    return dict.fromkeys(surfaces, pattern)


_PAID = r"a payé "
FIGURES = (
    Figure(
        "spent",
        {
            "synthese": rf"Payé en 2025[^|\n]* \| {EUROS}",
            "slides": rf"pour quoi \? \| {EUROS} \| Payé",
            **_everywhere(rf"pour quoi \? {EUROS} Payé", "report", "press"),
            "public": rf"{EUROS} payés en 2025",
            "budget": rf"{_PAID}{EUROS}",
            "budget/key": rf"Dépenses payées 2025 \| {EUROS}",
            "slides/budget": rf"Dépenses payées 2025 : {EUROS}",
            "report/budget": rf"Dépenses payées 2025 : {EUROS}",
            "report/chain": rf"Dépense de 2025 \(payé\) : {EUROS}",
            "workbook": rf"\nDépenses payées par an[^#]*?\n2025\|{NUMBER}\|",
        },
    ),
    Figure(
        "share of the budget",
        {
            "synthese": rf"soit {NUMBER} € sur 1 ?000 €",
            **_everywhere(rf"Payé en 2025[^÷]*?soit {NUMBER} € sur 1 ?000 €", "slides", "report", "press", "public"),
            "budget": rf"{_PAID}[^÷]*?[sS]oit {NUMBER} € sur 1 ?000 €",
            "budget/key": rf"Sur 1 ?000 € de budget \(payé en 2025\) \| {NUMBER} €",
            "report/budget": rf"{NUMBER} € sur 1 ?000 € en 2025 \(",
            "workbook": rf"\nDépenses payées : part[^#]*?\n2025\|[^|]*\|{NUMBER}\|",
            "consequences": rf"Part du budget[^|]*\|{NUMBER} € sur 1 ?000 € \(",
        },
    ),
    Figure(
        "numerator of the share",
        {
            **_everywhere(rf"[Dd]ont {EUROS} de fonctionnement du budget principal", "synthese", "slides", "report", "press", "public", "budget"),
            "public/thousand": rf"Dont {EUROS} pour le fonctionnement",
            "budget/key": rf"Sur 1 ?000 € de budget [^\n]*\n{EUROS} ÷",
            "report/budget": rf"€ sur 1 ?000 € en 2025 \({EUROS} ÷",
            "consequences": rf"Part du budget[^|]*\|[\d,]+ € sur 1 ?000 € \({EUROS} ÷",
            "workbook": rf"\nDépenses payées : part[^#]*?\n2025\|{NUMBER}\|",
        },
        absent=r"soit [\d,]+ € sur 1 ?000 €|Sur 1 ?000 €|Pour 1 ?000 €|non disponible",
        part=True,
    ),
    Figure(
        "total that the share is taken on",
        {"budget": r"Sur 1 ?000 € de budget [^\n]*\n[\d ]+ € ÷ (\d[\d ]*) €", "report": r"€ sur 1 ?000 € en 2025 \([\d ]+ € ÷ (\d[\d ]*) €", "workbook": r"€ sur 1 ?000 € en 2025 \([\d ]+ € ÷ (\d[\d ]*) €", "consequences": r"Part du budget[^|]*\|[\d,]+ € sur 1 ?000 € \([\d ]+ € ÷ (\d[\d ]*) €"},
    ),
    Figure(
        "words of the share",
        {
            **_everywhere(r"[sS]oit [\d,]+ € sur 1 ?000 € (d[eu]s? [a-zéPIB]+ [a-zé]+)", "synthese", "slides", "report", "press", "public", "budget"),
        },
    ),
    Figure(
        "per inhabitant",
        {
            "budget": rf"{NUMBER} € par habitant \(",
            "budget/key": rf"Par habitant \(payé en 2025\) \| {NUMBER} €",
            "public": rf"Soit {NUMBER} € par habitant",
            "report": rf"{NUMBER} € en 2025 \(population",
            "workbook": rf"\nDépenses payées par habitant[^#]*?\n2025\|[^|]*\|{NUMBER}\|",
            "consequences": rf"Dépense par habitant \([^|]*\)\|{NUMBER} € \(",
        },
    ),
    Figure(
        "population",
        {
            "budget": r"€ par habitant \((population \w+)\)",
            "budget/key": r"habitants \((population \w+)\)",
            "public": r"€ par habitant \((population \w+)\)",
            "report": r"€ en 2025 \((population \w+)\)",
            "workbook": r"€ en 2025 \((population \w+)\)",
            "consequences": r"Dépense par habitant \((population \w+)\)\|[\d ,]+ €",
        },
    ),
    Figure(
        "staff left out",
        {
            **_everywhere(r"Payé en 2025, (hors personnel)", "synthese", "slides", "report", "press", "public"),
            "public/money": r"payés en 2025, (hors personnel)",
            "budget": r"internationale, (hors personnel)",
        },
        absent=r"2025",
    ),
    Figure(
        "first rubric",
        {
            **_everywhere(r"Premier poste : [^(]*\((\d+) %\)", "synthese", "slides", "report"),
            "public": r"D'abord pour : [^(]*\((\d+) %\)",
            "budget": r"D'abord pour « [^»]* » \((\d+) %\)",
            "workbook": rf"\nDépenses payées 2025 par rub[^#]*?\|Lignes\|*\n[^|]*\|[^|]*\|{NUMBER}\|",
        },
    ),
    Figure(
        "rubrics to confirm",
        _everywhere(rf"doit encore valider {NUMBER} % des montants", "budget", "slides", "report", "workbook"),
    ),
    Figure(
        "ceiling of waste",
        {
            **_everywhere(rf"Déchets : plafond dépassé de [\d ]+ € \({NUMBER} %\)", "budget", "report", "workbook"),
            "report/decided": rf"Déchets : [\d ]+ € (?:engagés|payés)[^.]*soit {NUMBER} %",
            "workbook/table": rf"\nDéchets\|\d+\|\d+\|[\d.]+\|[\d.]+\|[-\d.]+\|{NUMBER}\|",
        },
    ),
    Figure(
        "stage of the ceiling of waste",
        {
            **_everywhere(r"Déchets : plafond [^#]*? Compté sur les montants (engagés|payés)\.", "budget", "report", "workbook"),
            "report/decided": r"Déchets : [\d ]+ € (engagés|payés)",
        },
    ),
    Figure(
        "leverage",
        {
            "budget": rf"pour 1 € de la collectivité \(payé en 2025\) \| {NUMBER} € \|",
            **_everywhere(rf"est accompagné de {NUMBER} €", "report", "workbook"),
        },
    ),
    Figure(
        "targets kept",
        {
            "synthese": r"en bonne voie \| (\d+ / \d+) \|",
            "slides": r"marche \? \| (\d+ / \d+) \|",
            **_everywhere(r"marche ?\? (\d+ / \d+) ", "report", "press"),
            "public": r"marche \?\n(\d+ / \d+)\n",
        },
    ),
    Figure(
        "targets late",
        _everywhere(rf"Sur \d+ cibles : [^.]*?{WHOLE} en retard", "synthese", "slides", "report", "public"),
    ),
    Figure(
        "programmatic indicators kept",
        _everywhere(r"Politique et programmatique, (\d+ indicateurs : \d+ tenus?)", "evaluation", "slides", "report", "workbook"),
        absent=r"Politique et programmatique",
    ),
    Figure(
        "territorial score",
        {
            **_everywhere(rf"Territorial et stratégique : chemin parcouru vers les cibles, 2025[^#]{{0,80}}?Note(?: provisoire)? : {NUMBER} sur 100", "evaluation", "workbook"),
            "slides": rf"Note(?: provisoire)? : {NUMBER} sur 100 \(\d+ indicateurs sur",
            "evaluation/key": r"Note de progression[^|]*\| (\d+) sur 100",
        },
        absent=r"[Pp]as de note|[Aa]ucune note|Note non publiée|non notée?",
    ),
    Figure(
        "externalities in alert",
        _everywhere(rf"Effets indésirables : {WHOLE} en alerte", "evaluation", "slides", "report", "workbook"),
    ),
    Figure(
        "dimensions above the reference",
        {
            **_everywhere(rf"Sur \d+ dimensions? notées?, {WHOLE} dépass", "synthese", "slides", "press", "profil-geii"),
            "report": rf"ouvert \? {WHOLE} / \d ",
            "synthese/key": rf"de la référence \| {WHOLE} / \d",
            "public": rf"ouvert \?\n{WHOLE} / \d\nDimensions au-dessus",
        },
        absent=r"Pas encore de mesure d.ensemble|ne suffisent pas à noter",
    ),
    Figure(
        "trade links",
        {
            **_everywhere(rf"Liens commerciaux : indice {WHOLE}", "slides", "report", "profil-geii", "workbook"),
            "workbook/table": rf"Liens commerciaux\|Indice de la dimension\|\|\|{NUMBER}\|",
        },
        absent=r"Non notées|[Nn]on notée|\|–\|",
    ),
    Figure(
        "indices brought to a bound",
        _everywhere(r"Étudiants internationaux pour 1 ?000 habitants \(indice (\d+ ramené à \d+)\)", "slides", "report", "profil-geii", "workbook"),
        absent=r"[Ii]ndice|ne suffisent pas à noter",
    ),
    Figure(
        "relations",
        {
            "synthese": rf"Partenariats? \| {WHOLE} \|",
            "slides": rf"Avec qui \? \| {WHOLE} \|",
            **_everywhere(rf"Avec qui \? {WHOLE} ", "report", "press"),
            "public": rf"Avec qui \?\n{WHOLE}\n",
            "partenariats": rf"{WHOLE} partenariats? en cours",
            "public/lines": rf"{WHOLE} partenariats? en cours",
        },
    ),
    Figure(
        "active relations",
        {
            **_everywhere(rf"{WHOLE} actifs?[ ,.]", "synthese", "slides", "report"),
            **_everywhere(rf"Au \d[^:]+ : {WHOLE} actifs?", "partenariats", "slides/map", "report/map", "public"),
        },
        absent=r"Aucun n.est encore confirmé actif|Au \d",
    ),
    Figure(
        "dormant relations",
        {
            **_everywhere(rf"{WHOLE} sans échange récent", "synthese", "slides", "report"),
            **_everywhere(rf"Au \d[^:]+ : [^.]*?{WHOLE} sans échange récent", "partenariats", "slides/map", "report/map", "public"),
        },
        absent=r"sans échange documenté|Au \d",
    ),
    Figure(
        "day of reading",
        {
            **_everywhere(r"dans \d+ pays, au (\d+ \w+ \d+)", "synthese", "slides", "report", "press", "public"),
            **_everywhere(r"Au (\d+ \w+ \d+) :", "partenariats", "slides/map", "report/map", "public/map"),
            "partenariats/rules": r"Lecture au (\d+ \w+ \d+)\.",
        },
    ),
    Figure(
        "agreements to renew",
        _everywhere(rf"{WHOLE} accords? à renouveler ou à clore", "slides", "report"),
    ),
)  # fmt: skip
