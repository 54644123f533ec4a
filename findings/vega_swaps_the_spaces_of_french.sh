#!/usr/bin/env bash
# vl-convert-python 1.9.0.post1: its French puts the two no-break spaces each in the place of the other.
# Seen: with format_locale="fr-FR", U+00A0 between thousands and U+202F before the per cent sign, where CLDR (Babel 2.18.0) has
# U+202F between thousands and U+00A0 before the sign. A chart and the sentence under it differ, and no reader sees why a search fails.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check vl-convert-python==1.9.0.post1 babel==2.18.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import re

import vl_convert
from babel.numbers import format_decimal, format_percent


def drawn(form: str, value: float) -> str:
    """A number as a French chart writes it."""
    text = {"field": "a", "type": "quantitative", "format": form}
    spec = {"data": {"values": [{"a": value}]}, "mark": "text", "encoding": {"text": text}}
    return re.findall(r"<text[^>]*>([^<]*)</text>", vl_convert.vegalite_to_svg(spec, format_locale="fr-FR"))[0]


chart = (drawn(",.1f", 1234.5), drawn(".1%", 0.125))
text = (format_decimal(1234.5, locale="fr"), format_percent(0.125, locale="fr", decimal_quantization=False))
print(ascii(chart), ascii(text))
assert chart == ("1\u00a0234,5", "12,5\u202f%")
assert text == ("1\u202f234,5", "12,5\u00a0%")
PYTHON
