"""What a slide shows at a glance, in type that reads from ten metres: first sentences, and the columns that say something.

Nothing is lost: the whole reading is in the notes and behind a key, the whole table behind another.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from indicators.present.texts.translator import MISSING

READING = 260
_BETWEEN = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÖØ-Þ0-9«(¿¡])")


def leading(text: str, most: int = READING) -> tuple[str, bool]:
    """The first whole sentences within ``most`` signs, at least one, and whether some are left."""
    sentences = _BETWEEN.split(text)
    kept = sentences[:1]
    for sentence in sentences[1:]:
        if len(" ".join([*kept, sentence])) > most:
            break
        kept.append(sentence)
    return " ".join(kept), len(kept) < len(sentences)


def telling(table: pd.DataFrame, most: int) -> pd.DataFrame:
    """The first rows, without the columns that say nothing in them."""
    shown = table.iloc[:most]
    kept = [name for name in shown.columns if not shown[name].map(_silent).all()]
    return shown[kept]


def _silent(value: Any) -> bool:
    return bool(pd.isna(value)) or str(value).strip() in ("", MISSING)
