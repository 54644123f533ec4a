"""Insee, the tables of one territory as its page gives them (NAT1, NAT2, NAT3B, IMG1B), and those of DREES drawn from them.

A text where tables follow one another: the title names the year and the territory (« Étrangers - Immigrés en 2018 Région
de la Nouvelle-Aquitaine (75) »), then each table has its code, its columns and its rows. A territory of another zoning
(urban unit, arrondissement) is left aside and said. DREES puts territories in columns, by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from indicators.errors import Part, marked
from indicators.geography.collectivities import collectivities
from indicators.geography.countries import find_country
from indicators.official.facts import table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.refusals import UnreadableOfficial
from indicators.official.tabular import cut, weighed

SOURCE = "insee_rp_pages"
_HEAVIEST = 20
_TITLE = re.compile(r"Étrangers - Immigrés en (\d{4})\s*(.*)")
_ONE_SEX = re.compile(r"Sexe : (?!Ensemble)")
_TABLE = re.compile(r"((?:NAT|IMG)\d[AB]?) - ")
_DREES = re.compile(r".*DREES, source Insee RP(\d{4})")
_CODED = re.compile(r"(Commune|Département|Région|Intercommunalité).*\((\w+)\)")
_LEVELS = {"Commune": "COM", "Département": "DEP", "Région": "REG", "Intercommunalité": "EPCI"}
_GROUPS = (("autres pays de l'u", "UE27_OTH"), ("autres pays d'europe", "EUR_OTH"), ("autres pays d'afrique", "AFR_OTH"), ("autres pays", "ROW"))  # fmt: skip
_WHOLE = "Ensemble"
_FRENCH = {"Français de naissance", "Français par acquisition", _WHOLE}
_OWN = ("Agriculteurs exploitants", "Artisans, commerçants, chefs d'entreprise")
_JOB = "Actifs ayant un emploi"
Place = tuple[str, str]
Numbers = Mapping[str, Mapping[str, float | None]]


@dataclass
class _Block:
    """A table of the text: what it is, of when and where, its columns and its rows."""

    kind: str
    year: int
    place: str
    columns: list[str] = field(default_factory=list)
    rows: dict[str, dict[str, float | None]] = field(default_factory=dict)


def recognise(head: Head) -> Recognised | None:
    """A text whose titles are those of the pages."""
    if head.kind != "text" or not any(_TITLE.match(line) for line in head.lines):
        return None
    return Recognised(SOURCE, "", "Étrangers - Immigrés")


def read(head: Head, found: Recognised) -> Reading:
    """The counts of the tables whose territory is known, and a note for the others."""
    weighed(head, _HEAVIEST)
    text = head.path.read_bytes().decode(head.encoding)
    parts: list[tuple[Place, str, str, int, float | None]] = []
    aside: set[str] = set()
    for block in _blocks(text):
        for place, numbers in _placed(block):
            if place is None:
                aside.add(block.place)
                continue
            try:
                found_here = list(_measures(block, numbers))
            except KeyError:
                raise cut(head) from None
            parts += [(place, measure, detail, block.year, value) for measure, detail, value in found_here]
    if not parts:
        raise UnreadableOfficial(
            marked("« {file} » ne contient aucun tableau complet d’un territoire connu : copiez la page entière, ou prenez le fichier du bouton « Télécharger »."),
            file=head.path.name,
        )  # fmt: skip
    notes = tuple(
        Part(marked("« {place} » n’est pas un territoire du tableau de bord : laissé de côté."), place=name)
        for name in sorted(aside)
    )
    places, measures, details, years, values = zip(*parts, strict=True)
    return Reading(
        table_of(
            {
                "level": [place[0] for place in places], "code": [place[1] for place in places], "measure": measures,
                "detail": details, "year": pa.array(years, pa.int16()), "value": pa.array(values, pa.float64()),
                "flag": ["ok" if value is not None else "secret" for value in values],
            }
        ),
        notes, str(max(years)),
    )  # fmt: skip


def _blocks(text: str) -> Iterator[_Block]:
    """The tables, in the order of the text."""
    year, place, block = 0, "", None
    for raw in [*text.splitlines(), ""]:
        line = raw.strip().strip('"')
        cells = [cell.strip().strip('"') for cell in line.split(";")]
        if title := _TITLE.match(line):
            year, place, block = int(title[1]), title[2].strip(), None
        elif year and not place:
            place = line
        if _ONE_SEX.search(line):
            block = None
        elif (table := _TABLE.match(line)) or (drees := _DREES.match(line)):
            block = _Block(table[1] if table else "DREES", year if table else int(drees[1]), place if table else "")  # type: ignore[index]  # one of the two matched
        elif block and len(cells) > 1 and not block.columns:
            block.columns = cells[1:]
        elif block and len(cells) == len(block.columns) + 1 and len(cells) > 1:
            block.rows[cells[0]] = dict(zip(block.columns, map(_number, cells[1:]), strict=True))
        elif block and block.rows:
            yield block
            block = None


def _placed(block: _Block) -> Iterator[tuple[Place | None, Numbers]]:
    """A table of one territory as it is; one of DREES cut by territory, each a table of one column."""
    if block.kind != "DREES":
        yield _place(block.place), block.rows
        return
    for column in block.columns:
        if column != "FRANCE métropolitaine":
            place = ("FR", "FR") if column == "FRANCE entière" else _named(column)
            yield place, {name: {_WHOLE: row[column]} for name, row in block.rows.items()}


def _place(title: str) -> Place | None:
    if title == "France entière":
        return "FR", "FR"
    found = _CODED.match(title)
    return (_LEVELS[found[1]], found[2]) if found else None


def _named(name: str) -> Place | None:
    """A région in capitals, a département otherwise: the way DREES writes them."""
    kind, level = ("region", "REG") if name.isupper() else ("department", "DEP")
    found = list(collectivities().named(f"{'région' if kind == 'region' else 'département'} {name}"))
    found = [item for item in (*found, *collectivities().named(name)) if item.kind == kind]
    return (level, found[0].code) if found else None


def _measures(block: _Block, rows: Numbers) -> Iterator[tuple[str, str, float | None]]:
    """Measure, detail and value of what a table says."""
    total = rows.get(_WHOLE, {})
    if block.kind in {"NAT1", "NAT2", "NAT3B", "IMG1A", "IMG1B"} and not total:
        raise KeyError(_WHOLE)
    if block.kind == "NAT1":
        yield from (("population", "", total[_WHOLE]), ("foreigners", "", rows["Étrangers"][_WHOLE]))
    elif block.kind == "IMG1A":
        yield from (("population", "", total[_WHOLE]), ("immigrants", "", rows["Immigrés"][_WHOLE]))
    elif block.kind == "NAT2":
        yield from (("workers_15", "", total[_JOB]), ("foreign_workers_15", "", rows["Étrangers"][_JOB]))
    elif block.kind == "NAT3B":
        foreign = [row for name, row in rows.items() if name not in _FRENCH]
        yield "foreign_self_employed_15", "", _sum(row[name] for row in foreign for name in _OWN)
        yield "self_employed_15", "", _sum(total[name] for name in _OWN)
    elif block.kind == "IMG1B":
        yield from (
            ("immigrants_by_origin", _origin(name), row[_WHOLE]) for name, row in rows.items() if name != _WHOLE
        )
    elif block.kind == "DREES" and "Nombre de personnes immigrées" in rows:
        yield from (("immigrants_by_origin", _origin(name), row[_WHOLE]) for name, row in list(rows.items())[1:])
    elif block.kind == "DREES" and "Actifs de 15 ans et plus ayant un emploi" in rows:
        yield "workers_15", "", rows["Actifs de 15 ans et plus ayant un emploi"][_WHOLE]
        yield "foreign_workers_15", "", rows["Étrangers"][_WHOLE]


def _origin(name: str) -> str:
    """The code of a country, or of one of the groups that a table ends with."""
    plain = name.lower().replace("’", "'")
    return next((code for start, code in _GROUPS if plain.startswith(start)), "") or find_country(name).iso2 or name


def _sum(values: Iterator[float | None]) -> float | None:
    found = list(values)
    return None if None in found else sum(value for value in found if value is not None)


def _number(text: str) -> float | None:
    plain = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None
