"""The codes of Insee as its files write them, brought to those of the territories."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

#: Arrondissements of Paris, Lyon and Marseille, by the commune that they are part of.
_ARRONDISSEMENTS = {
    **{f"{75100 + number}": "75056" for number in range(1, 21)},
    **{f"{69380 + number}": "69123" for number in range(1, 10)},
    **{f"{13200 + number}": "13055" for number in range(1, 17)},
}
_PARTS, _WHOLES = pa.array(list(_ARRONDISSEMENTS)), pa.array(list(_ARRONDISSEMENTS.values()))


def communes_of(codes: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """The commune of each code: that of an arrondissement, else the code itself."""
    return pc.coalesce(_WHOLES.take(pc.index_in(codes, _PARTS)), codes)
