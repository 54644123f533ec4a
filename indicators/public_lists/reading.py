"""A file becomes a public list: recognised by its columns, whatever its name, then read for one city."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from indicators.errors import marked
from indicators.public_lists import afd, around, cohesion, cordis, lists_of_twins
from indicators.public_lists.model import Home, PublicList, UnreadableListError
from indicators.public_lists.sources import Kind
from indicators.public_lists.tables import RawList, first_columns, tables


@dataclass(frozen=True)
class _Layout:
    """A list: the columns that no other file has together, and how its tables are read for a city."""

    kind: Kind
    columns: frozenset[str]
    read: Callable[[Sequence[RawList], Home], PublicList]


_LAYOUTS: tuple[_Layout, ...] = (
    _Layout("afd", frozenset(afd.COLUMNS), afd.read),
    _Layout("wikipedia", frozenset(lists_of_twins.WIKIPEDIA), lists_of_twins.read_wikipedia),
    _Layout("wikidata", frozenset(lists_of_twins.WIKIDATA), lists_of_twins.read_wikidata),
    _Layout("cordis", frozenset(cordis.COLUMNS), cordis.read),
    _Layout("keep", frozenset(cohesion.KEEP), cohesion.read_keep),
    _Layout("keep_areas", frozenset(around.AREAS), around.read_areas),
    _Layout("kohesio", frozenset(cohesion.KOHESIO), cohesion.read_kohesio),
    _Layout("feder", frozenset(around.OPERATIONS), around.read_operations),
)
_PROJECTS_ONLY: Mapping[frozenset[str], str] = {
    frozenset(cordis.PROJECT_COLUMNS): marked(
        "Ce fichier de CORDIS ne donne que les projets : déposez l'archive entière, ou sa table « organization.csv »."
    ),
    frozenset(cohesion.KEEP_PROJECTS): marked(
        "Cet export de keep.eu ne donne que les projets : cochez aussi les partenaires, puis exportez à nouveau."
    ),
}
_HEAD = 1 << 16
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
#: What titles of a workbook say, those that one list has together: without an accent, which some write as a reference.
_TOLD_BY = (("Organisation in English", "Project acronym"), ("beneficiary name", "Union co-financing rate"))


def recognises(content: bytes) -> bool:
    """Whether a file has the columns of a public list, by its content alone."""
    head = first_columns(content[:_HEAD])
    if head:
        return _known(head)
    if content.startswith(b"PK\x03\x04"):
        return _known_inside(content)
    if content.startswith(_OLD_WORKBOOK):
        # Words stand in an old workbook as they are, one byte a letter.
        return any(all(name.encode() in content for name in names) for names in _TOLD_BY)
    return False


def _known(columns: frozenset[str]) -> bool:
    return any(item.columns <= columns for item in _LAYOUTS) or any(only <= columns for only in _PROJECTS_ONLY)


def _known_inside(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" not in names:
                found = [name for name in names if name.lower().endswith((".csv", ".tsv"))]
                heads = []
                for name in found:
                    with archive.open(name) as stream:
                        heads.append(first_columns(stream.read(_HEAD)))
                return any(_known(head) for head in heads)
            # Words stand in one part of the workbook, or in the sheets themselves: it depends on who wrote it.
            parts = [name for name in names if name == "xl/sharedStrings.xml" or name.startswith("xl/worksheets/")]
            words = ""
            for name in parts:
                with archive.open(name) as stream:
                    words += stream.read(_HEAD).decode("utf-8", "ignore")
            return any(all(name in words for name in names) for names in _TOLD_BY)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return False


def read_list(content: bytes, file: str, home: Home) -> PublicList:
    """The list that a file holds, for one city. Raises :class:`UnreadableListError`, and nothing is then known of it."""
    found = list(tables(content))
    columns = [frozenset(table.columns) for table in found]
    for layout in _LAYOUTS:
        if any(layout.columns <= names for names in columns):
            read = layout.read(found, home)
            if not read.rows:
                raise UnreadableListError(
                    marked("« {file} » a les titres de {list} mais aucune ligne : téléchargez-le à nouveau."),
                    file=file, list=read.source.name,
                )  # fmt: skip
            return replace(read, file=file, sha256=hashlib.sha256(content).hexdigest())
    for names, told in _PROJECTS_ONLY.items():
        if any(names <= held for held in columns):
            raise UnreadableListError(told)
    raise UnreadableListError(
        marked(
            "« {file} » n'a les colonnes d'aucune liste connue : AFD, jumelages, CORDIS, keep.eu, Kohesio ou opérations FEDER et FSE."
        ),
        file=file,
    )
