#!/usr/bin/env bash
# inequality 1.1.2: the Theil index of values among which one is zero is finite, though the logarithm of zero is not.
# Seen: Theil([0, 10, 20, 30]) is 0.375 and Theil([10, 20, 30]) 0.087, without a warning: the zero, a commune without any
# project, counts as the smallest number that the library holds.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check inequality==1.1.2
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import numpy as np
from inequality.theil import Theil

found = [round(float(Theil(np.array(values)).T), 3) for values in ([0, 10, 20, 30], [10, 20, 30])]
print(found)
assert found == [0.375, 0.087]
PYTHON
