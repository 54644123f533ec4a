"""The files of cases, in YAML: read whole, or refused with every fault, its line and the nearest accepted word.

YAML 1.2, where « no » is Norway and not a refusal, and where a key written twice is an error instead of the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from indicators.cases.given import Given, number
from indicators.cases.model import Case, CasesError, Expected
from indicators.cases.places import Place
from indicators.catalogue import Catalogue, Label, Problem
from indicators.catalogue.problems import accepting, saying, unknown, written
from indicators.catalogue.validation import validate
from indicators.errors import marked
from indicators.languages import LANGUAGES
from indicators.readout.figures import FIGURES, Disputable
from indicators.records import LEVELS
from indicators.settings import Settings

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "cases"
#: Bytes: a file of cases is written by hand.
LARGEST = 2_000_000
_HEAD = ("document", "page", "address", "cases")
_KEYS = ("name", "title", "document", "page", "address", "year", "given", "demonstration", "territory", "edition", "settings", "expected")  # fmt: skip
_SOURCES = ("given", "demonstration", "territory")
_FIGURE = ("figure", "of", "value", "margin")
_TEXT, _YEAR = marked("un texte"), marked("une année")
_TABLE, _LIST = marked("une table : cle: valeur"), marked("une liste : un tiret par ligne")


def read_folder(folder: Path, catalogue: Catalogue) -> tuple[Case, ...]:
    """Every case of the files of a folder (or of one file), in the order of their names.

    Raises :class:`CasesError` with all the faults of all the files, an empty or missing folder among them.
    """
    paths = sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")]) if folder.is_dir() else [folder]
    problems: list[Problem] = []
    cases: list[Case] = []
    for path in paths:
        cases += _File(path, catalogue, problems).cases()
    if not paths or (not cases and not problems):
        said = saying(marked("aucun cas"))
        problems.append(Problem(file=str(folder), **said, **accepting(marked("des fichiers .yaml qui ont une liste « cases »"))))  # fmt: skip
    problems += _twice(cases)
    if problems:
        raise CasesError(problems)
    return tuple(cases)


def _twice(cases: Iterable[Case]) -> list[Problem]:
    seen: dict[str, Case] = {}
    found = []
    for case in cases:
        if (first := seen.setdefault(case.name, case)) is not case:
            said = saying(marked("nom déjà pris par {file}, ligne {line}"), file=first.file, line=first.line)
            found.append(Problem(file=case.file, line=case.line, entry=case.name, field="name", **said))
    return found


class _File:
    """One file; what is wrong is added to ``problems``."""

    def __init__(self, path: Path, catalogue: Catalogue, problems: list[Problem]) -> None:
        self.path, self.catalogue, self.problems = path, catalogue, problems

    def cases(self) -> list[Case]:
        """The cases that can be read."""
        content = self._content()
        if content is None:
            return []
        place = Place(self.path.name, 1, content)
        if not isinstance(content, Mapping) or not isinstance(content.get("cases"), list):
            said = saying(marked("liste « cases » absente"))
            self.problems.append(place.placed(Problem(file="", **said, **accepting(_LIST))))
            return []
        self._closed(content, _HEAD, place, "", "")
        head = {name: content[name] for name in ("document", "page", "address") if name in content}
        rows = place.inside("cases")
        found = (self._case(row, head, rows.inside(order)) for order, row in enumerate(content["cases"]))
        return [case for case in found if case is not None]

    def _content(self) -> Any:
        try:
            if self.path.stat().st_size > LARGEST:
                said = saying(marked("fichier trop grand"))
                self.problems.append(Problem(file=self.path.name, **said, **accepting(marked("{limit} octets au plus"), limit=LARGEST)))  # fmt: skip
                return None
            return YAML(typ="rt", pure=True).load(self.path.read_text(encoding="utf-8-sig"))
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            said = saying(marked("ce n'est pas du YAML valide ({reason})"), reason=error.problem or error.context or "")
            self.problems.append(Problem(file=self.path.name, line=mark.line + 1 if mark else 0, **said, **accepting(marked("cle: valeur, des tirets pour les listes, des espaces et non des tabulations"))))  # fmt: skip
        except YAMLError as error:
            said = saying(marked("ce n'est pas du YAML valide ({reason})"), reason=str(error).split("\n")[0])
            self.problems.append(Problem(file=self.path.name, **said))
        except UnicodeDecodeError:
            self.problems.append(Problem(file=self.path.name, message="fichier illisible", accepted="un texte encodé en UTF-8"))  # fmt: skip
        except OSError as error:
            said = saying(marked("fichier illisible ({reason})"), reason=error.strerror)
            self.problems.append(Problem(file=str(self.path), **said))
        return None

    def _case(self, row: Any, head: Mapping[str, Any], place: Place) -> Case | None:
        before = len(self.problems)
        if not isinstance(row, Mapping):
            self._refuse(place, "", "cases", row, _TABLE)
            return None
        name = self._text(row, "name", place, "") or "?"
        self._closed(row, _KEYS, place, name, "")
        told = {key: self._text({**head, **row}, key, place, name, asked=key == "document") for key in ("document", "page", "address")}  # fmt: skip
        title = self._title(row, place, name)
        source = self._source(row, place, name)
        expected = self._expected(row, place, name)
        year, edition = (self._whole(row, key, place, name) for key in ("year", "edition"))
        settings = self._settings(row, place, name)
        if len(self.problems) > before or title is None:
            return None
        return Case(name=name, title=title, file=self.path.name, line=place.line, year=year, edition=edition, settings=settings, expected=expected, **told, **source)  # fmt: skip

    def _closed(self, row: Mapping[Any, Any], keys: Sequence[str], place: Place, entry: str, where: str) -> None:
        for key in row:
            if key not in keys:
                field = f"{where}.{key}".lstrip(".")
                self.problems.append(place.of(key).placed(unknown("", entry, field, str(key), keys, "champ inconnu")))

    def _refuse(self, place: Place, entry: str, field: str, value: Any, accepted: str, **bounds: Any) -> None:
        told = Problem(file="", entry=entry, field=field, received=written(value), **saying(marked("valeur refusée")), **accepting(accepted, **bounds))  # fmt: skip
        self.problems.append(place.placed(told))

    def _text(self, row: Mapping[str, Any], key: str, place: Place, entry: str, *, asked: bool = True) -> str:
        value = row.get(key)
        if value is None or value == "":
            if asked and (key == "name" or key == "document"):
                self.problems.append(place.placed(Problem(file="", entry=entry, field=key, message="champ obligatoire absent", accepted=_TEXT)))  # fmt: skip
            return ""
        if isinstance(value, Mapping | list | bool):
            self._refuse(place.of(key), entry, key, value, _TEXT)
            return ""
        return str(value)

    def _whole(self, row: Mapping[str, Any], key: str, place: Place, entry: str) -> int | None:
        value = row.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000):
            return value
        self._refuse(place.of(key), entry, key, value, _YEAR if key == "year" else marked("un nombre entier"))
        return None

    def _title(self, row: Mapping[str, Any], place: Place, entry: str) -> Label | None:
        value = row.get("title")
        if isinstance(value, Mapping) and set(value) <= set(LANGUAGES) and all(map(value.get, LANGUAGES)):
            return Label(**{code: str(value[code]) for code in LANGUAGES})
        if isinstance(value, str) and value:
            return Label(**dict.fromkeys(LANGUAGES, value))
        self._refuse(place.of("title"), entry, "title", value, marked("un titre, ou un titre par langue : {languages}"), languages=", ".join(LANGUAGES))  # fmt: skip
        return None

    def _source(self, row: Mapping[str, Any], place: Place, entry: str) -> dict[str, Any]:
        told = [name for name in _SOURCES if row.get(name)]
        if len(told) != 1:
            said = saying(marked("un cas dit d'où viennent ses données, une seule fois"))
            self.problems.append(place.placed(Problem(file="", entry=entry, received=", ".join(told), **said, accepted=", ".join(_SOURCES))))  # fmt: skip
            return {}
        (kind,) = told
        if kind == "given":
            reads = Given(self.catalogue, self.problems, entry)
            return {"given": reads.records(row["given"], place.inside("given"))}
        return {kind: self._text(row, kind, place, entry)}

    def _settings(self, row: Mapping[str, Any], place: Place, entry: str) -> Mapping[str, Any]:
        value = row.get("settings") or {}
        if not isinstance(value, Mapping):
            self._refuse(place.of("settings"), entry, "settings", value, _TABLE)
            return {}
        found: list[Problem] = []
        validate(Settings, value, found, file="", entry=entry)
        self.problems.extend(place.of("settings").placed(problem) for problem in found)
        return value

    def _expected(self, row: Mapping[str, Any], place: Place, entry: str) -> tuple[Expected, ...]:
        value = row.get("expected")
        if not isinstance(value, list) or not value:
            self._refuse(place.of("expected"), entry, "expected", value, _LIST)
            return ()
        rows = place.inside("expected")
        found = (self._figure(item, rows.inside(order), entry, f"expected[{order + 1}]") for order, item in enumerate(value))  # fmt: skip
        return tuple(item for item in found if item is not None)

    def _figure(self, row: Any, place: Place, entry: str, where: str) -> Expected | None:
        if not isinstance(row, Mapping):
            self._refuse(place, entry, where, row, _TABLE)
            return None
        self._closed(row, _FIGURE, place, entry, where)
        figure = FIGURES.get(str(row.get("figure")))
        if figure is None:
            named = unknown("", entry, f"{where}.figure", str(row.get("figure")), FIGURES, marked("chiffre inconnu"))
            self.problems.append(place.of("figure").placed(named))
            return None
        of, margin = row.get("of", ""), row.get("margin", 0)
        accepted = self._accepted(figure)
        if (figure.of == "") != (of == "") or (accepted and of not in accepted):
            said = unknown("", entry, f"{where}.of", str(of), accepted, marked("ce chiffre se lit d'autre chose"))
            self.problems.append(place.of("of").placed(said))
        if not number(margin) or margin < 0:
            self._refuse(place.of("margin"), entry, f"{where}.margin", margin, marked("un nombre supérieur ou égal à 0"))  # fmt: skip
            margin = 0
        return Expected(figure, str(of), self._value(figure, row, place, entry, where), float(margin))

    def _value(self, figure: Disputable, row: Mapping[str, Any], place: Place, entry: str, where: str) -> Any:
        if "value" not in row:
            self.problems.append(place.placed(Problem(file="", entry=entry, field=f"{where}.value", message="champ obligatoire absent", accepted=marked("un nombre, un mot, ou null quand il ne doit pas y en avoir"))))  # fmt: skip
            return None
        value = row["value"]
        words = figure.words or tuple(self.catalogue.size_brackets)
        if value is None or (figure.unit != "word" and number(value)):
            return None if value is None else float(value)
        if figure.unit == "word" and value in words:
            return str(value)
        if figure.unit == "word":
            said = unknown("", entry, f"{where}.value", str(value), words, marked("valeur hors liste"))
            self.problems.append(place.of("value").placed(said))
        else:
            self._refuse(place.of("value"), entry, f"{where}.value", value, marked("un nombre"))
        return None

    def _accepted(self, figure: Disputable) -> tuple[str, ...]:
        """What the figure can be read of; empty when it stands alone or is named by the data."""
        services = (name for scheme in self.catalogue.one_percent.values() for name in scheme.observations)
        found: Mapping[str, Iterable[str]] = {
            "indicator": self.catalogue.indicators, "level": LEVELS, "service": services,
            "rubric": self.catalogue.rubrics, "dimension": self.catalogue.dimensions,
        }  # fmt: skip
        return tuple(found.get(figure.of, ()))
