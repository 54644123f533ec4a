"""Read ``data/catalogue``, refuse what is wrong in it all at once, and hand over the catalogue.

Every ``*.toml`` file of the folder is read; a file may hold any section, so that a collectivity can add a file of its
own. ``[defaults.<section>]`` spares repetition inside one file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, get_args

from indicators.catalogue import checks
from indicators.catalogue.contents import SECTIONS, Catalogue
from indicators.catalogue.entry import Entry
from indicators.catalogue.model import Family
from indicators.catalogue.problems import InvalidFile, Problem, accepting, read_toml, saying, unknown, written
from indicators.catalogue.validation import validate
from indicators.errors import marked
from indicators.languages import LANGUAGES

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "data" / "catalogue"
_THIN = "\u202f"


class CatalogueError(InvalidFile):
    """The catalogue cannot be used; ``problems`` lists every fault with its file, entry and field."""

    code = "catalogue"
    subject = "Le catalogue"


@dataclass(frozen=True, slots=True)
class _Raw:
    """An entry as the file holds it, with its file and defaults applied."""

    file: str
    section: str
    values: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.values.get("id", "(sans identifiant)"))


@dataclass(slots=True)
class _Build:
    """The entries accepted so far, where each comes from, and the problems met.

    When a file could not be read, what it defines is not missing for all that: ``unread`` keeps its absence quiet.
    """

    problems: list[Problem] = field(default_factory=list)
    entries: dict[str, dict[str, Any]] = field(default_factory=lambda: {section: {} for section in SECTIONS})
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    unread: bool = False

    def add(self, raw: _Raw, model: type[Entry]) -> None:
        entry = validate(model, raw.values, self.problems, file=raw.file, entry=raw.name)
        key = (raw.section, raw.name)
        if key in self.files:
            self.problems.append(
                Problem(
                    file=raw.file,
                    entry=raw.name,
                    field="id",
                    received=written(raw.name),
                    accepted=marked("un identifiant unique"),
                    **saying(marked("identifiant déjà employé dans {file}"), file=self.files[key]),
                )
            )
        elif entry is not None:
            self.entries[raw.section][entry.id] = entry
        self.files.setdefault(key, raw.file)


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Load and validate the catalogue of a folder. The delivered one (``data/catalogue``) is read once a process.

    Raises :class:`CatalogueError` with every problem found: a missing folder, invalid TOML, an unknown section or
    field, a missing label, a value outside its list, a duplicate id, a reference to an entry that does not exist.
    """
    return _delivered() if folder is None else _loaded(folder)


@cache
def _delivered() -> Catalogue:
    return _loaded(DEFAULT_FOLDER)


def _loaded(folder: Path) -> Catalogue:
    build = _Build()
    raws = list(_read(folder, build))
    if not raws and not build.problems:
        build.problems.append(
            Problem(
                file=str(folder), message=marked("aucune entrée de catalogue"), accepted=marked("des fichiers .toml")
            )
        )
    for raw in sorted(raws, key=lambda raw: raw.section == "indicators"):
        if raw.section == "indicators":
            _complete(raw, build)
        build.add(raw, SECTIONS[raw.section])
    if not build.problems:
        build.problems.extend(checks.all_problems(build.entries, build.files))
    if build.problems:
        raise CatalogueError(build.problems)
    return Catalogue(**{**build.entries, "indicators": _ordered(build.entries["indicators"])})


def _ordered(indicators: dict[str, Any]) -> dict[str, Any]:
    """Family by family, each in the order of its file."""
    families = get_args(Family)
    return dict(sorted(indicators.items(), key=lambda item: families.index(item[1].family)))


def _read(folder: Path, build: _Build) -> Iterator[_Raw]:
    problems = build.problems
    if not folder.is_dir():
        problems.append(Problem(file=str(folder), message=marked("dossier du catalogue introuvable")))
    for path in sorted(folder.glob("*.toml")):
        before = len(problems)
        content = read_toml(path, problems)
        build.unread = build.unread or len(problems) > before
        defaults = content.pop("defaults", {})
        for section, rows in content.items():
            if section not in SECTIONS:
                problems.append(unknown(path.name, "", section, section, SECTIONS, marked("section inconnue")))
            elif not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                problems.append(
                    Problem(
                        file=path.name,
                        field=section,
                        received=written(rows),
                        message=marked("section mal formée"),
                        **accepting(marked("des entrées [[{section}]]"), section=section),
                    )
                )
            else:
                yield from (_Raw(path.name, section, {**defaults.get(section, {}), **row}) for row in rows)


def _complete(raw: _Raw, build: _Build) -> None:
    """Write out what an indicator's short form implies: unit in words, sources by name, formula from its parts."""
    values = raw.values
    unit_id = values.get("unit")
    if isinstance(unit_id, str):
        unit = build.entries["units"].get(unit_id)
        if unit is None and not build.unread:
            build.problems.append(
                unknown(raw.file, raw.name, "unit", unit_id, build.entries["units"], marked("unité inconnue"))
            )
        values["unit"] = unit.symbol if unit else unit_id
        values.setdefault("unit_label", unit.label if unit else {"all": unit_id})
    _cite(raw, build)
    if (
        "formula" not in values
        and isinstance(values.get("numerator"), dict)
        and isinstance(values.get("denominator"), dict)
    ):
        values["formula"] = _formula(values["numerator"], values["denominator"], values.get("multiplier", 1))


def _cite(raw: _Raw, build: _Build) -> None:
    values, references = raw.values, build.entries["references"]
    cited = values.get("sources")
    if not isinstance(cited, list) or not cited:
        values.setdefault("source_name", {"all": "?"})
        return
    for name in cited:
        if name not in references and not build.unread:
            build.problems.append(
                unknown(raw.file, raw.name, "sources", str(name), references, marked("source inconnue"))
            )
    known = [references[name] for name in cited if name in references]
    names = {lang: " ; ".join(reference.label.get(lang) for reference in known) or "?" for lang in LANGUAGES}
    values.setdefault("source_name", names)
    values.setdefault("source_url", next((reference.url for reference in known if reference.url), ""))


def _formula(numerator: Mapping[str, Any], denominator: Mapping[str, Any], multiplier: Any) -> dict[str, str]:
    scale = ""
    if multiplier != 1:
        scale = " × " + (f"{multiplier:,.0f}".replace(",", _THIN) if multiplier >= 1 else f"{multiplier:g}")
    return {lang: f"{_part(numerator, lang)} ÷ {_part(denominator, lang)}{scale}" for lang in LANGUAGES}


def _part(texts: Mapping[str, Any], lang: str) -> str:
    text = str(texts.get(lang, ""))
    return f"({text})" if "÷" in text else text
