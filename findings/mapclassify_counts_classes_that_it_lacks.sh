#!/usr/bin/env bash
# mapclassify 2.10.0: quantiles of a column with many zeros say five classes and have three.
# Seen: with 70 communes of 100 at zero, Quantiles(k=5) keeps k = 5 for three bounds and three counts; a legend drawn for
# k classes has two colours that no commune can have. Grants to communes, foreign students and embassies are all so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check mapclassify==2.10.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import warnings

import numpy as np
from mapclassify import Quantiles

warnings.simplefilter("ignore")
found = Quantiles(np.array([0] * 70 + list(range(1, 31))), k=5)
print(found.k, found.bins, found.counts)
assert found.k == 5 and len(found.bins) == len(found.counts) == 3
PYTHON
