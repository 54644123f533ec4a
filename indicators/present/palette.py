"""The colours of every chart, map, thumbnail and slide, in one place and without a drawing library.

They keep a contrast of 3 to 1 on both the light and the dark page and were searched for the widest difference between
any two of them as protanopes, deuteranopes and tritanopes see them (18 units of CIE L*a*b* at least, Machado et al.
2009); they never carry a meaning alone: a word, a symbol or a pattern stands beside.
"""

from __future__ import annotations

from indicators.progress import Status

BLUE, ORANGE, GREEN, PURPLE, RED, TEAL, OLIVE, GREY = (
    "#0463bd",
    "#e27505",
    "#6c9971",
    "#a784d6",
    "#b7363d",
    "#12a3ab",
    "#bc8a49",
    "#666b6d",
)
PALETTE = (BLUE, ORANGE, GREEN, PURPLE, RED, TEAL, OLIVE, GREY)
# Text and rules drawn inside a chart must read on white and on the dark page alike: 4.5 to 1 on neither extreme
# is possible with one grey, so labels that matter stand on the axis, whose colour follows the page.
NEUTRAL = "#7a828c"

STATUS_COLOURS: dict[Status, str] = {
    "missing": "#9aa2ac",
    "no_target": "#8791a0",
    "no_baseline": GREY,
    "achieved": GREEN,
    "missed": RED,
    "stale": OLIVE,
    "too_early": PURPLE,
    "regression": "#a8434f",
    "on_track": BLUE,
    "acceleration": TEAL,
    "limited": ORANGE,
}
