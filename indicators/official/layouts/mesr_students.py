"""Students by institution (MESR-SIES): every student of a university is counted where its head office is.

A line whose « Attention » begins with « * » is a component already counted in its institution: it is left aside. The
enrolment that is kept is the first one (« inscriptions principales », preparatory classes counted once): the other
three columns count some people twice. An institution that does not count its students in mobility is left out of both
sides of the ratio.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping

from indicators.errors import Part, marked
from indicators.geography.keys import TerritoryKey
from indicators.geography.territories import territories
from indicators.official.facts import table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.layouts.tables import commune
from indicators.official.refusals import UnreadableOfficial

_MOBILE = "Etudiants en mobilité internationale"
_ENROLLED = "Nombre d'étudiants inscrits (inscriptions principales) hors doubles inscriptions CPGE"
_WARNING = "Attention"
_YEAR = "rentree"
_PLACES = {
    "COM": "etablissement_code_commune",
    "DEP": "etablissement_id_departement",
    "REG": "etablissement_id_region",
}
_COLUMNS = (_WARNING, _MOBILE, _ENROLLED, _YEAR, *_PLACES.values())
_SIGNS = ("Année universitaire", "etablissement_id_paysage_actuel")
_LIST = ("identifiant interne", "Effectifs d'étudiants inscrits 2010-11")


def recognise(head: Head) -> Recognised | None:
    """The table of enrolments; the list of institutions, which counts no mobility, is refused."""
    if head.kind not in {"text", "gzip"}:
        return None
    names = _names(head.first)
    if set(_LIST) <= set(names):
        raise UnreadableOfficial(
            marked(
                "« {file} » est la liste des établissements du ministère : elle ne compte pas les étudiants en mobilité."
                " Chargez « Effectifs d’étudiants inscrits par établissement »."
            ),
            file=head.path.name,
        )
    if _MOBILE not in names and not set(_SIGNS) & set(names):
        return None
    if missing := [name for name in _COLUMNS if name not in names]:
        raise UnreadableOfficial(
            marked(
                "« {file} » est le tableau des effectifs d’étudiants, mais des colonnes manquent ou ont changé de nom :"
                " {missing}. Exportez-le à nouveau avec toutes ses colonnes."
            ),
            file=head.path.name,
            missing=" ; ".join(missing),
        )
    return Recognised("mesr_students", "", "fr-esr-statistiques-sur-les-effectifs-d-etudiants-inscrits")


def read(head: Head, found: Recognised) -> Reading:
    """Students in mobility and enrolled, by commune, intercommunality, département, région and for France."""
    sums: dict[tuple[str, str, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in _rows(head):
        counted = [_count(row[_MOBILE]), _count(row[_ENROLLED])]
        if row[_WARNING].startswith("*") or None in counted:
            continue
        for place in _places(row):
            total = sums[place.level, place.code, int(row[_YEAR])]
            for side, count in enumerate(counted):
                total[side] += count or 0.0
    if not sums:
        raise UnreadableOfficial(marked("« {file} » n’a aucune ligne d’effectifs."), file=head.path.name)
    keys = sorted(sums)
    table = table_of(
        {
            "level": [level for level, _, _ in keys] * 2,
            "code": [code for _, code, _ in keys] * 2,
            "measure": ["students_mobile"] * len(keys) + ["students_enrolled"] * len(keys),
            "year": [year for _, _, year in keys] * 2,
            "value": [sums[key][side] for side in (0, 1) for key in keys],
        }
    )
    seat = Part(
        marked("Les étudiants sont comptés au siège de leur établissement, pas dans la commune où ils étudient.")
    )
    return Reading(table, (seat,), vintage=str(max(year for _, _, year in keys)))


def _names(line: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([line], delimiter=";"), [])]


def _rows(head: Head) -> Iterator[Mapping[str, str]]:
    """The lines by column. Raises :class:`UnreadableOfficial` at a line that is cut."""
    try:
        with head.open() as raw:
            rows = csv.reader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""), delimiter=";")
            names = [name.strip() for name in next(rows)]
            for row in rows:
                if len(row) != len(names):
                    raise EOFError
                yield dict(zip(names, row, strict=True))
    except (EOFError, OSError) as error:
        raise UnreadableOfficial(
            marked("« {file} » est coupé, ou ce n’est plus du CSV : rien n’en a été lu. Téléchargez-le à nouveau."),
            file=head.path.name,
        ) from error


def _places(row: Mapping[str, str]) -> Iterator[TerritoryKey]:
    """Where an institution counts: « D038 » is 38, « R84 » 84, « 75105 » Paris; abroad or overseas only in France."""
    yield TerritoryKey("FR", "FR")
    known = territories()
    town = known.get(TerritoryKey("COM", commune(row[_PLACES["COM"]])))
    if town is not None:
        yield town.key
        if town.epci:
            yield TerritoryKey("EPCI", town.epci)
    department = row[_PLACES["DEP"]].removeprefix("D")
    for key in (
        TerritoryKey("DEP", department.removeprefix("0") if len(department) == 3 else department),
        TerritoryKey("REG", row[_PLACES["REG"]].removeprefix("R")),
    ):
        if known.get(key) is not None:
            yield key


def _count(written: str) -> float | None:
    return float(written.replace(",", ".")) if written.strip() else None
