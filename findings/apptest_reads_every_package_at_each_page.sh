#!/usr/bin/env bash
# streamlit 1.67.0: each new AppTest reads the metadata of every installed package, looking for components of pages that have none.
# Seen: three pages of one line make three readings of all the packages; in an environment of 250 packages it is most of a page test.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check streamlit==1.67.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import importlib.metadata as metadata

from streamlit.testing.v1 import AppTest

packages = len(list(metadata.distributions()))
AppTest.from_string("import streamlit as st; st.write(1)").run()  # what is read once a process is not counted
read, former = [], metadata.PathDistribution.read_text


def counted(self, name):
    read.append(self)
    return former(self, name)


metadata.PathDistribution.read_text = counted
for page in range(3):
    AppTest.from_string("import streamlit as st; st.write(1)").run()
print(packages, "packages,", len(read), "readings for three pages")
assert len(read) >= 3 * packages, len(read)
PYTHON
