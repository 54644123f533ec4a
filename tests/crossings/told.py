"""The figures of two cities, with halves, refunds, zeros, cents and millions: what each is in three languages."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators.present.reports import ReportSource
from indicators.present.texts import Translator
from tests.reports.conftest import told_otherwise

LANGUAGES = ("fr", "en", "es")
S, N, M = "\u202f", "\u00a0", "\u2212"


@dataclass(frozen=True)
class Told:
    """A rubric: its payments of the year in cents (negative: a refund), its amount and its share in three languages."""

    rubric: str
    paid: tuple[int, ...]
    amounts: tuple[str, str, str]
    share: tuple[str, str]

    def amount(self, lang: str) -> str:
        return self.amounts[LANGUAGES.index(lang)]

    def percent(self, lang: str) -> str:
        return self.share[lang == "en"]


def told(rubric: str, paid: tuple[int, ...], french: str, share: str) -> Told:
    """French as it is printed, English and Spanish from its digits: the three forms of one amount."""
    sign, digits = (M, french[1:]) if french.startswith(M) else ("", french)
    english = f"{sign}€{digits.replace(',', '.').replace(S, ',')}"
    spanish = f"{sign}{digits.replace(S, '.')}{N}€"
    percents = (f"{share}{N}%", f"{share.replace(',', '.')}%")
    return Told(rubric, paid, (f"{french}{N}€", english, spanish), percents)


GRENOBLE = (
    told("r1_operations", (60_197_736,), f"601{S}977", "62,3"),
    told("r2_grants", (25_472_250,), f"254{S}723", "26,4"),
    told("r4_visibility", (5_666_494,), f"56{S}665", "5,9"),
    told("r0_unassigned", (4_569_263,), f"45{S}693", "4,7"),
    told("r3_networks", (762_928,), f"7{S}629", "0,8"),
)
EXEMPLEVILLE = (
    told("r1_operations", (1_234_567_850,), f"12{S}345{S}679", "92,5"),
    told("r2_grants", (100_000_050,), f"1{S}000{S}001", "7,5"),
    told("r3_networks", (99_950,), f"1{S}000", "0,0"),
    told("r4_visibility", (50,), "1", "0,0"),
    told("r5_emergency", (250,), "3", "0,0"),
    told("r6_awareness", (100, -350), f"{M}3", "0,0"),
    told("r7_studies", (100, -100), "0", "0,0"),
    told("r0_unassigned", (100, -140), "0", "0,0"),
)
# The whole, what it is out of a thousand euros, and by inhabitant, in French: the other languages change the signs alone.
TOTALS = {
    "38185": (told("total", (), f"966{S}687", "0"), told("share", (), "4,19", "0")),
    "EX001": (
        told("total", (), f"13{S}346{S}679", "0"),
        told("share", (), "53,27", "0"),
        told("by head", (), "72,18", "0"),
    ),
}
YEARS = {"38185": 2018, "EX001": 2025}
CITIES = {"38185": GRENOBLE, "EX001": EXEMPLEVILLE}


def payments(lines: pd.DataFrame) -> pd.DataFrame:
    """The payments of Exempleville as budget lines, each confirmed in its rubric."""
    chosen = lines[(lines["year"] == 2025) & (lines["direction"] == "expenditure") & (lines["section"] == "operating")]
    wanted = [(item.rubric, cents) for item in EXEMPLEVILLE for cents in item.paid]
    rows = pd.concat([chosen.head(1)] * len(wanted), ignore_index=True).assign(
        line=[f"t{rank}" for rank in range(len(wanted))], rubric=[rubric for rubric, _ in wanted], rubric_status="confirmed",
        paid=[cents for _, cents in wanted], committed=None, voted=None, partnership="", attached=None,
    )  # fmt: skip
    return rows.astype(lines.dtypes.to_dict())


def refilled(source: ReportSource) -> ReportSource:
    """Exempleville with the payments of the table and no other line."""
    return told_otherwise(source, budget_lines=payments(source.snapshot.budget_lines))


def in_table(cents: int, t: Translator) -> str:
    """An amount with its cents where it has some, as tables write it: the digits of the page's own form."""
    return t.money(cents, 2 if cents % 100 else 0).replace("€", "").replace(N, "")
