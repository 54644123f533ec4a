"""The colours of every chart, map, thumbnail and slide, in one place and without a drawing library.

They are told apart by colour-blind readers and keep a contrast of 3 to 1 on both the light and the dark page; they never
carry a meaning alone: a word, a symbol or a pattern stands beside.
"""

from __future__ import annotations

from indicators.progress import Status

BLUE, ORANGE, GREEN, PURPLE, RED, TEAL, OLIVE, GREY = (
    "#2a78b8",
    "#c8710a",
    "#1a8f6b",
    "#8a63b5",
    "#c4504f",
    "#3f8fa8",
    "#8f7a1a",
    "#7a828c",
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
