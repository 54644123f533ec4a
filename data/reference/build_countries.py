"""Build ``countries.csv``: the codes, regions, languages and groups of countries that the application knows.

Run ``python data/reference/build_countries.py country-codes.csv dac_crs_recipients.csv``. Both files are in the public
domain (PDDL): github.com/datasets/country-codes and github.com/datasets/dac-and-crs-code-lists. The memberships below
are facts, each with its date; README.md beside this file says where to check them.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

OUTPUT = Path(__file__).with_name("countries.csv")
COLUMNS = (
    "iso2",
    "iso3",
    "m49",
    "region",
    "subregion",
    "eu",
    "income_group",
    "ldc",
    "francophonie",
    "part_of",
    "languages",
)
# Member states of the European Union since 1 February 2020.
EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
# Graduated from the least developed countries on 13 December 2024, after the country-codes file was written.
LDC_GRADUATED = {"ST"}
# Organisation internationale de la Francophonie after the summit of October 2024 (states only, not regions).
FRANCOPHONIE = {
    "member": "AL AD AM BE BJ BG BI CV KH CM CA CF CY KM CG CD CI DJ DM EG FR GA GH GR GN GW GQ HT LA LB LU MK MG MA "
    "MU MR MD MC RO RW LC ST SN SC CH TD TG TN VU VN",
    "associate": "XK NC AE QA RS",
    "observer": "AO AR AT BA KR CL CR HR DO EE GM GE HU IE LV LT MT MX ME MZ PF PL SK SI CZ TH UA UY",
    "withdrawn": "BF ML NE",  # withdrawal announced in March 2025
}
DAC_NAMES = {
    "Côte d'Ivoire": "CI",
    "West Bank and Gaza Strip": "PS",
    "China (People's Republic of)": "CN",
    "Wallis and Futuna": "WF",
    "Kosovo": "XK",
}
KOSOVO = {
    "iso2": "XK",
    "iso3": "XKX",
    "m49": "",
    "region": "Europe",
    "subregion": "Southern Europe",
    "languages": "sq sr",
}


def read(path: str) -> list[dict[str, str]]:
    """Rows as text: « NA » is Namibia, not a missing value."""
    with Path(path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def languages(tags: str) -> str:
    """« fr-FR,frp,br » → « fr frp br »: the language of each tag, once, in order of importance."""
    return " ".join(dict.fromkeys(tag.split("-")[0] for tag in tags.split(",") if tag))


def sovereign(status: str) -> str:
    """« Part of FR », « Territory of GB » → the State's code; empty for a State."""
    words = status.split()
    return words[-1] if words[:2] in (["Part", "of"], ["Territory", "of"]) and len(words[-1]) == 2 else ""


def base_row(row: dict[str, str]) -> dict[str, str]:
    """One country of country-codes in our columns; the intermediate M49 region is preferred to the sub-region."""
    iso2 = row["ISO3166-1-Alpha-2"]
    return {
        "iso2": iso2,
        "iso3": row["ISO3166-1-Alpha-3"],
        "m49": row["M49"].zfill(3),
        "region": row["Region Name"],
        "subregion": row["Intermediate Region Name"] or row["Sub-region Name"],
        "ldc": "1" if row["Least Developed Countries (LDC)"] == "x" and iso2 not in LDC_GRADUATED else "",
        "part_of": sovereign(row["is_independent"]),
        "languages": languages(row["Languages"]),
    }


def income_groups(codes: list[dict[str, str]], recipients: list[dict[str, str]]) -> dict[str, str]:
    """The income group of each recipient of the DAC list, by ISO code; regional lines have none."""
    names = dict(DAC_NAMES)
    for row in codes:
        for column in ("CLDR display name", "official_name_en", "UNTERM English Short"):
            names.setdefault(row[column], row["ISO3166-1-Alpha-2"])
    folded = {name.casefold(): iso2 for name, iso2 in names.items()}
    return {
        folded[row["name_en"].casefold()]: row["income_group"]
        for row in recipients
        if row["name_en"].casefold() in folded and "unallocated" not in row["income_group"]
    }


def main(codes_path: str, dac_path: str) -> None:
    """Write the table, one country a line, in the order of the ISO codes."""
    codes = read(codes_path)
    income = income_groups(codes, read(dac_path))
    status = {iso2: name for name, members in FRANCOPHONIE.items() for iso2 in members.split()}
    rows = {row["iso2"]: row for row in map(base_row, codes)} | {"XK": dict(KOSOVO)}
    for iso2, row in rows.items():
        row["eu"] = "1" if iso2 in EU.split() else ""
        row["income_group"] = income.get(iso2, "")
        row["francophonie"] = status.get(iso2, "")
    with OUTPUT.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[iso2] for iso2 in sorted(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
