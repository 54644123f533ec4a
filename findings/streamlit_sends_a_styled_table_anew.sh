#!/usr/bin/env bash
# streamlit 1.67.0, pandas 3.1.1: the same styled table drawn at two runs makes two different messages, because pandas names each Styler at random.
# Seen: one frame, one format, two runs of one page: the messages of the plain table are equal, those of the styled table are not; with a name of
# its own (`uuid=`) the styled table is the same again.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check streamlit==1.67.0 pandas==3.1.1 jinja2
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from streamlit.testing.v1 import AppTest

PAGE = """
import pandas as pd, streamlit as st
table = pd.DataFrame({"paid": [1.5]})
st.dataframe(table)
st.dataframe(table.style.format("{:.1f}"))
st.dataframe(pd.io.formats.style.Styler(table, uuid="budget").format("{:.1f}"))
"""
page = AppTest.from_string(PAGE).run()
first = [item.proto.SerializeToString() for item in page.dataframe]
page.run()
same = [before == item.proto.SerializeToString() for before, item in zip(first, page.dataframe)]
print("plain, styled, styled and named: the same at the second run?", same)
assert same == [True, False, True], same
PYTHON
