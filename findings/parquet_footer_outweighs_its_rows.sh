#!/usr/bin/env bash
# pyarrow 26.0.1: a Parquet file written a few rows at a time is mostly footer.
# Seen: 2 000 rows of three columns weigh 23 kB in one row group and 1.1 MB in groups of one row, of which 0.6 MB are the
# footer that every reader loads before the first row: what a loop of small appends makes of a table of communes.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pyarrow==26.0.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import os

import pyarrow as pa
import pyarrow.parquet as pq

table = pa.table(
    {"code": [f"{row:05d}" for row in range(2000)], "value": [float(row) for row in range(2000)], "label": ["Commune"] * 2000}
)
pq.write_table(table, "one.parquet")
pq.write_table(table, "many.parquet", row_group_size=1)
one, many = os.path.getsize("one.parquet"), os.path.getsize("many.parquet")
footer = pq.ParquetFile("many.parquet").metadata.serialized_size
print(one, many, footer)
assert many > 40 * one and footer > 20 * one
PYTHON
