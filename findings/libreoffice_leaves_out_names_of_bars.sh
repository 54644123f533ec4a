#!/usr/bin/env bash
# LibreOffice 7.4.7 (Debian's libreoffice-impress), python-pptx 1.0.2: names of bars are left out although the chart asks for each.
# Seen: eight bars in a chart 10 cm high, names of 20 points, c:tickLblSkip val="1", which asks for every name: every other one is
# drawn. In a chart 14 cm high, all eight are. An amount written beside a name so vanishes from a slide, and nothing says it.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check python-pptx==1.0.2
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import os
import subprocess

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt


def drawn(height: int) -> int:
    """How many of eight names LibreOffice draws in a chart so many centimetres high."""
    names = [f"Gastos{rank} · 12.345.679 €" for rank in range(8)]
    data, show = CategoryChartData(), Presentation()
    data.categories = names
    data.add_series("a", range(1, 9))
    show.slide_width, show.slide_height = Cm(33.87), Cm(19.05)
    page = show.slides.add_slide(show.slide_layouts[6])
    chart = page.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Cm(2), Cm(4), Cm(30), Cm(height), data).chart
    chart.font.size = Pt(20)
    axis = chart.category_axis._element
    axis.insert_element_before(axis.makeelement(qn("c:tickLblSkip"), {"val": "1"}), "c:tickMarkSkip", "c:noMultiLvlLbl", "c:extLst")
    show.save("a.pptx")
    office = ["soffice", "--headless", f"-env:UserInstallation=file://{os.getcwd()}/profile", "--convert-to", "pdf", "a.pptx"]
    subprocess.run(office, check=True, stdout=subprocess.DEVNULL)
    text = subprocess.run(["pdftotext", "a.pdf", "-"], check=True, capture_output=True, text=True).stdout
    return sum(f"Gastos{rank}" in text for rank in range(8))


low, high = drawn(10), drawn(14)
print(low, high)
assert (low, high) == (4, 8)
PYTHON
