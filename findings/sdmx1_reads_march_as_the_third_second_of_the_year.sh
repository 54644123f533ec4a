#!/usr/bin/env bash
# sdmx1 2.28.0 with pandas 2.3.3: the month 2024-M03 of SDMX is the first of January, three seconds after midnight.
# Guess: none written, met while trying the periods that a data set may have.
# Seen: to_pandas, asked for moments, turns 2024-M03 into 2024-01-01 00:00:03 and 2024-M12 into 00:00:12, without a word; 2024-03 and 2024-Q2 are right. « 2024-M03 »
# is how SDMX writes a reporting month (sdmx.org, section 6 of the technical specifications, 4.2); weeks and semesters, 2024-W05 and 2024-S1, are refused with an error.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check sdmx1==2.28.0 pandas==2.3.3
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import warnings

import sdmx
from sdmx.model import v21

warnings.simplefilter("ignore")


def read(period: str) -> str:
    structure = v21.DataStructureDefinition(id="AIDE", version="1.0", maintainer=v21.Agency(id="FR1"))
    structure.dimensions.append(v21.TimeDimension(id="TIME_PERIOD", order=1))
    structure.measures.append(v21.PrimaryMeasure(id="OBS_VALUE"))
    data = v21.StructureSpecificDataSet(structured_by=structure)
    data.obs.append(v21.Observation(dimension=structure.make_key(v21.Key, {"TIME_PERIOD": period}), value=1.0))
    return str(sdmx.to_pandas(data, datetime={"dim": "TIME_PERIOD"}).index.get_level_values("TIME_PERIOD")[0])


found = {period: read(period) for period in ("2024-03", "2024-Q2", "2024-M03", "2024-M12")}
print(found)
assert list(found.values()) == ["2024-03-01 00:00:00", "2024-04-01 00:00:00", "2024-01-01 00:00:03", "2024-01-01 00:00:12"]
PYTHON
