"""What is wrong in a configuration file, told in French to the person who edits it.

The catalogue and the settings are edited by hand: every fault is reported at once, each with the file, the entry, the
field, the value received, what is accepted and the nearest valid value, so that one pass is enough to mend the file.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indicators.errors import ToldError, marked

_POSITION = re.compile(r"\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")
_SHOWN = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault. ``line`` is 0 when it is unknown; ``received`` is already written as the file would write it.

    ``template`` is what ``message`` says before its ``values`` filled it, and ``pattern`` what ``accepted`` says before
    its ``bounds`` did, if any: both can then be said in another language.
    """

    file: str
    entry: str = ""
    field: str = ""
    received: str = ""
    accepted: str = ""
    nearest: str = ""
    message: str = ""
    line: int = 0
    template: str = ""
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    pattern: str = ""
    bounds: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        where = f"{self.file}, ligne {self.line}" if self.line else self.file
        parts = [
            part
            for part in (self.entry and f"entrée « {self.entry} »", self.field and f"champ « {self.field} »")
            if part
        ]
        text = " : ".join([", ".join([where, *parts]), self.message or "valeur refusée"])
        if self.received:
            text += f" ; reçu : {self.received}"
        if self.accepted:
            text += f" ; accepté : {self.accepted}"
        if self.nearest:
            text += f" ; vouliez-vous dire « {self.nearest} » ?"
        return text


class InvalidFile(ToldError):
    """A configuration that cannot be used; ``problems`` holds every fault that was found."""

    code = "file"
    subject = "La configuration"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(marked("{subject} ne peut pas être lue."), subject=self.subject)

    @property
    def cells(self) -> tuple[Problem, ...]:
        """The faults, each with its file, its line and its field."""
        return self.problems

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{self.subject} contient {count} erreur{'s' if count > 1 else ''} :"
        return "\n".join([head, *(f"- {problem}" for problem in self.problems)])

    def __reduce__(self) -> tuple[type[InvalidFile], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


def nearest(value: str, accepted: Iterable[str]) -> str:
    """The accepted word closest to ``value``, or an empty text when none resembles it."""
    found = difflib.get_close_matches(value, list(accepted), n=1, cutoff=0.5)
    return found[0] if found else ""


def written(value: Any) -> str:
    """A value as a TOML file writes it, cut to a readable length."""
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, str):
        text = f'"{value}"'
    elif isinstance(value, Mapping):
        text = "{ " + ", ".join(f"{key} = {written(item)}" for key, item in value.items()) + " }"
    elif isinstance(value, list | tuple):
        text = "[" + ", ".join(written(item) for item in value) + "]"
    else:
        text = str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def saying(template: str, /, **values: Any) -> dict[str, Any]:
    """The message of a :class:`Problem` and what makes it again in another language."""
    return {"message": template.format(**values), "template": template, "values": values}


def accepting(pattern: str, /, **bounds: Any) -> dict[str, Any]:
    """What a :class:`Problem` accepts and what says it again in another language."""
    return {"accepted": pattern.format(**bounds), "pattern": pattern, "bounds": bounds}


def unknown(
    file: str, entry: str, field: str, value: str, accepted: Iterable[str], message: str, /, **values: Any
) -> Problem:
    """The problem of a word that is not in a closed list; ``values`` fill the message."""
    words = list(accepted)
    return Problem(
        file=file,
        entry=entry,
        field=field,
        received=written(value),
        accepted=", ".join(words),
        nearest=nearest(value, words),
        **saying(message, **values),
    )


def read_toml(path: Path, problems: list[Problem], name: str = "") -> dict[str, Any]:
    """Read a TOML file; what prevents it is added to ``problems`` and an empty table is returned."""
    name = name or path.name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.append(Problem(file=name, **saying(marked("fichier introuvable dans {folder}"), folder=path.parent)))
    except UnicodeDecodeError:
        problems.append(Problem(file=name, message="fichier illisible", accepted="un texte encodé en UTF-8"))
    except OSError as error:
        problems.append(Problem(file=name, **saying(marked("fichier illisible ({reason})"), reason=error.strerror)))
    except tomllib.TOMLDecodeError as error:
        problems.append(_syntax(path, name, error))
    return {}


def _syntax(path: Path, name: str, error: tomllib.TOMLDecodeError) -> Problem:
    place = _POSITION.search(str(error))
    lines = path.read_text(encoding="utf-8").splitlines() or [""]
    line = int(place["line"]) if place and place["line"] else len(lines)
    faulty = lines[min(line, len(lines)) - 1].strip()
    detail = _POSITION.sub("", str(error)).strip()
    return Problem(
        file=name,
        line=line,
        **saying(marked("ce n'est pas du TOML valide ({reason})"), reason=detail),
        received=written(faulty),
        accepted=marked('cle = "texte", cle = 12.5, cle = true, cle = ["a", "b"], [section]'),
    )
