"""Insee, « Mobilités professionnelles », detailed file of the census: one row an employed person, with her weight.

``RP_MOBPRO`` in Parquet or CSV. Rows are a sample: weights (``IPONDI``) are added up, rows are never counted.
``INATC`` 2 is a foreigner, ``ILT`` 7 works abroad, ``STAT`` 21 to 23 is self-employed. The file does not say its year:
the vintage is the one that the publisher writes in the name of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from indicators.errors import marked
from indicators.official.facts import gathered, table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.layouts.codes import communes_of
from indicators.official.layouts.communes import added_up
from indicators.official.refusals import UnreadableOfficial
from indicators.official.tabular import batches, cut, header, lacking, members

SOURCE = "insee_rp_mobpro"
COLUMNS = ("COMMUNE", "AGEREVQ", "ILT", "INATC", "STAT", "IPONDI")
_MARKS = {"COMMUNE", "DCLT", "IPONDI"}
_YEAR = re.compile(r"(?:FD|RP)[_ -]?(?:MOBPRO[_ -]?)?(20\d\d)", re.IGNORECASE)
#: The detailed file of a year names the communes of three years later (census of 2021: 1 January 2024).
_LATER = 3
_ROWS = 1_000_000
# The bits of a person's class: 15 to 64, foreigner, works abroad, self-employed.
_ADULT, _FOREIGN, _ABROAD, _OWN = 1, 2, 4, 8
_CLASSES = np.arange(16)
#: Each measure with the bits that a person must have to be counted in it.
MEASURES = {
    "workers_15_64": _ADULT,
    "foreign_workers_15_64": _ADULT | _FOREIGN,
    "workers": 0,
    "workers_abroad": _ABROAD,
    "self_employed": _OWN,
    "foreign_self_employed": _OWN | _FOREIGN,
}


def recognise(head: Head) -> Recognised | None:
    """A detailed file of commuters; the same with columns renamed or removed is refused by name."""
    names = set(header(head))
    if not names >= _MARKS:
        return None
    if missing := [name for name in COLUMNS if name not in names]:
        raise lacking(head, missing)
    return Recognised(SOURCE, _vintage(head), "RP_MOBPRO")


def read(head: Head, found: Recognised) -> Reading:
    """The weights of each commune of residence, by what its employed residents are."""
    places: dict[str, int] = {}
    sums = np.zeros((0, len(_CLASSES)))
    for codes, classes, weights in _people(head):
        ids = np.array([places.setdefault(code, len(places)) for code in codes.dictionary.to_pylist()])
        if len(places) > len(sums):
            sums = np.vstack([sums, np.zeros((len(places) - len(sums), len(_CLASSES)))])
        place = ids[codes.indices.to_numpy(zero_copy_only=False)] * len(_CLASSES) + classes
        sums += np.bincount(place, weights, minlength=sums.size).reshape(sums.shape)
    if not places:
        raise cut(head)
    year = int(found.vintage)
    return Reading(*added_up(gathered(_facts(places, sums, year)), year + _LATER))


def _facts(places: dict[str, int], sums: np.ndarray[Any, Any], year: int) -> Iterator[pa.Table]:
    grouped = pa.table({"code": communes_of(pa.array(list(places))), "place": np.arange(len(places))})
    for measure, bits in MEASURES.items():
        counted = sums[:, (_CLASSES & bits) == bits].sum(axis=1)
        totals = grouped.append_column("value", pa.array(counted)).group_by("code").aggregate([("value", "sum")])
        yield table_of(
            {
                "level": "COM", "code": totals["code"], "measure": measure,
                "year": pa.array(np.full(len(totals), year, dtype=np.int16)), "value": totals["value_sum"],
            }
        )  # fmt: skip


def _people(head: Head) -> Iterator[tuple[pa.DictionaryArray, np.ndarray[Any, Any], np.ndarray[Any, Any]]]:
    """Commune, class and weight of each row, a block at a time."""
    for batch in _parquet(head) if head.kind == "parquet" else _text(head):
        weights = pc.cast(batch["IPONDI"], pa.float64()).to_numpy(zero_copy_only=False)
        if np.isnan(weights).any():
            raise cut(head)
        coded = {name: _coded(batch[name]) for name in COLUMNS[:-1]}
        classes = (
            _flagged(coded["AGEREVQ"], lambda text: text.isdigit() and 15 <= int(text) < 65) * _ADULT
            + _flagged(coded["INATC"], lambda text: text == "2") * _FOREIGN
            + _flagged(coded["ILT"], lambda text: text == "7") * _ABROAD
            + _flagged(coded["STAT"], lambda text: text.startswith("2")) * _OWN
        )
        yield coded["COMMUNE"], classes, weights


def _flagged(column: pa.DictionaryArray, holds: Any) -> np.ndarray[Any, Any]:
    """Whether each row's word holds a condition, asked once a word."""
    known = np.array([holds(word) for word in column.dictionary.to_pylist()] or [False], dtype=np.int64)
    found: np.ndarray[Any, Any] = known[column.indices.to_numpy(zero_copy_only=False)]
    return found


def _coded(column: pa.Array) -> pa.DictionaryArray:
    """Words and their places, whatever the file holds: texts, bytes, whole numbers or words already."""
    made = column if pa.types.is_dictionary(column.type) else pc.dictionary_encode(column, null_encoding="encode")
    plain = pc.fill_null(pc.cast(made.dictionary, pa.string()), "")
    return pa.DictionaryArray.from_arrays(pc.fill_null(made.indices, 0), pc.utf8_trim_whitespace(plain))


def _parquet(head: Head) -> Iterator[pa.RecordBatch]:
    try:
        table = pq.ParquetFile(head.path, read_dictionary=list(COLUMNS[:-1]))
        yield from table.iter_batches(_ROWS, columns=list(COLUMNS))
    except (pa.ArrowInvalid, OSError):
        raise cut(head) from None


def _text(head: Head) -> Iterator[pa.RecordBatch]:
    for batch in batches(head, COLUMNS, _table(head)):
        try:
            weights = pc.cast(pc.replace_substring(pc.cast(batch["IPONDI"], pa.string()), ",", "."), pa.float64())
        except pa.ArrowInvalid:
            raise cut(head) from None
        yield batch.set_column(batch.schema.get_field_index("IPONDI"), "IPONDI", weights)


def _table(head: Head) -> str:
    return members(head)[0] if head.kind == "zip" else ""


def _vintage(head: Head) -> str:
    for name in _names(head):
        if found := _YEAR.search(name):
            return found[1]
    raise UnreadableOfficial(
        marked("« {file} » est un fichier détail des mobilités professionnelles, qui ne dit pas son année : gardez le nom de l’éditeur (RP2021_mobpro.parquet)."),
        file=head.path.name,
    )  # fmt: skip


def _names(head: Head) -> Sequence[str]:
    return [*(members(head) if head.kind == "zip" else ()), head.path.name]
