"""Large tables of text read a block at a time: a CSV, gzipped or not, or the one that a zip holds.

Cells come as bytes under the names of the columns: a reader converts those that it keeps. A table that ends in the
middle of a row, or a zip whose content is damaged, is refused whole.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from indicators.errors import marked
from indicators.official.head import Head
from indicators.official.refusals import UnreadableOfficial

_BLOCK = 4_000_000
_SEPARATORS = (";", ",", "\t")
# What a publisher puts beside its data in a zip: labels, codes, notes.
_BESIDE = ("meta", "varmod", "mod_", "dictionnaire", "lisezmoi")


def members(head: Head) -> tuple[str, ...]:
    """The tables of a zip, without the labels that come beside; empty for another kind of file."""
    return tuple(
        name for name in _inside(head)
        if name.lower().endswith((".csv", ".txt")) and not name.rpartition("/")[2].lower().startswith(_BESIDE)
        and not name.rpartition(".")[0].lower().endswith("metadata")
    )  # fmt: skip


def books(head: Head) -> tuple[str, ...]:
    """The old workbooks of a zip."""
    return tuple(name for name in _inside(head) if name.lower().endswith(".xls"))


def _inside(head: Head) -> tuple[str, ...]:
    try:
        return head.members
    except zipfile.BadZipFile:
        raise cut(head) from None


def header(head: Head) -> tuple[str, ...]:
    """The names of the columns of a CSV, of a Parquet or of the first table of a zip; empty for anything else."""
    if head.kind == "parquet":
        try:
            return head.columns
        except (pa.ArrowInvalid, OSError):
            raise cut(head) from None
    if head.kind in {"text", "gzip"}:
        return names_of(head.first)[0]
    found = members(head) if head.kind == "zip" else ()
    if not found:
        return ()
    with content(head, found[0]) as stream:
        return names_of(stream.readline(1 << 20).decode("utf-8-sig", "replace"))[0]


def names_of(line: str) -> tuple[tuple[str, ...], str]:
    """The names that a first line gives and what separates them, without quotes."""
    separator = max(_SEPARATORS, key=line.count)
    return tuple(name.strip().strip('"').strip() for name in line.lstrip("\ufeff").strip().split(separator)), separator


@contextmanager
def content(head: Head, member: str = "") -> Iterator[IO[bytes]]:
    """The bytes of the table; damage found on the way is told as a cut file."""
    try:
        if member:
            with zipfile.ZipFile(head.path) as archive, archive.open(member) as stream:
                yield stream
        else:
            with head.open() as stream:
                yield stream
    except (zipfile.BadZipFile, EOFError, zlib.error, OSError):
        raise cut(head) from None


def batches(
    head: Head, columns: Sequence[str], member: str = "", renamed: Mapping[str, str] | None = None
) -> Iterator[pa.RecordBatch]:
    """The ``columns`` of a table as bytes, a block of rows at a time; ``renamed`` gives a name of the file its own."""
    with content(head, member) as stream:
        names, separator = names_of(stream.readline(1 << 20).decode("utf-8-sig", "replace"))
        titles = [(renamed or {}).get(name, name) for name in names]
        if missing := [name for name in columns if name not in titles]:
            raise lacking(head, missing)
        try:
            with pcsv.open_csv(
                stream,
                read_options=pcsv.ReadOptions(column_names=titles, block_size=_BLOCK),
                parse_options=pcsv.ParseOptions(delimiter=separator),
                convert_options=pcsv.ConvertOptions(
                    include_columns=list(columns), column_types=dict.fromkeys(columns, pa.binary())
                ),
            ) as reader:
                yield from reader
        except pa.ArrowInvalid as error:
            if "Empty CSV" not in str(error):
                raise cut(head) from None


def words(column: pa.Array) -> pa.Array:
    """Codes as text, without the spaces around."""
    return pc.utf8_trim_whitespace(pc.cast(column, pa.string()))


def numbers(column: pa.Array) -> pa.Array:
    """Numbers written with a point or a comma; null for what is not one (an empty cell, « s », « n.c »)."""
    texts = pc.replace_substring(pc.utf8_trim_whitespace(pc.cast(column, pa.string())), ",", ".")
    texts = pc.replace_substring_regex(texts, "[ \u00a0\u202f]", "")
    said = pc.match_substring_regex(texts, r"^[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?$")
    return pc.cast(pc.if_else(said, texts, pa.scalar(None, pa.string())), pa.float64())


def weighed(head: Head, megabytes: int) -> None:
    """Refuse a file that is read at once and is heavier than any that its publisher gives."""
    if head.path.stat().st_size > megabytes * 1_000_000:
        raise UnreadableOfficial(
            marked(
                "« {file} » pèse {size} Mo : les fichiers de cette source n’en font pas plus de {limit}. Rien n’en a été lu ; prenez celui de la page de la source."
            ),
            file=head.path.name,
            size=head.path.stat().st_size // 1_000_000,
            limit=megabytes,
        )


def cut(head: Head) -> UnreadableOfficial:
    """The refusal of a file that ends before its end."""
    return UnreadableOfficial(
        marked("« {file} » est incomplet ou abîmé : rien n’en a été lu. Téléchargez-le à nouveau, en entier."),
        file=head.path.name,
    )


def lacking(head: Head, missing: Sequence[str]) -> UnreadableOfficial:
    """The refusal of a table whose columns were renamed or removed."""
    return UnreadableOfficial(
        marked("« {file} » n’a pas toutes ses colonnes : il manque {missing}. Reprenez le fichier de son éditeur, sans rien y renommer."),
        file=head.path.name, missing=", ".join(missing),
    )  # fmt: skip
