"""Small files in the layouts of the publishers. The figures are those published, for a few territories.

Sources: Eurostat (tour_occ_nin2 and demo_r_pjanaggr3 of 2026, nama_10r_3gdp of February 2023, tour_occ_arn2), MESR-SIES
(2022), Insee (immigrants 2021, regional GDP 1990-2022, population estimates 2023), DGCL (Banatic 2026). What is made up
says ``made``.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import xlsxwriter

NIGHTS = (
    "freq,c_resid,unit,nace_r2,geo\\TIME_PERIOD\t2021 \t2022 \t2023 \t2024 \n"
    "A,FOR,NR,I551-I553,FRK24\t588218 e\t1176902 \t1429910 \t1470336 \n"
    "A,TOTAL,NR,I551-I553,FRK24\t3886419 e\t5709400 \t5801141 \t5696257 \n"
    "A,FOR,NR,I551-I553,FR1\t12904026 e\t40733015 \t45416053 \t44000000 \n"
    "A,FOR,NR,I551-I553,FR10\t12904026 e\t40733015 \t45416053 \t44000000 \n"
    "A,FOR,NR,I551-I553,ITC11\t846199 \t2096358 \t2408706 \t2568332 \n"
    "A,TOTAL,NR,I551-I553,ITC11\t3824982 \t6172500 \t6336595 \t6448034 \n"
    "A,FOR,NR,I551-I553,BE211\t: @C\t: @C\t120 @C\t: c\n"
    "A,TOTAL,NR,I551-I553,BE211\t: @C\t: \t12.3 bep\t36464 e\n"
    "A,TOTAL,NR,I551-I553,EU27_2020\t: \t1 \t2 \t3 \n"
    "A,TOTAL,PCH_PRE,I551-I553,FRK24\t: \t46.9 \t1.6 \t-1.8 \n"
    "A,TOTAL,NR,I551,FRK24\t1 \t2 \t3 \t4 \n"
)
ARRIVALS = (
    "freq,c_resid,unit,nace_r2,geo\\TIME_PERIOD\t2022 \t2023 \t2024 \n"
    "A,FOR,NR,I551-I553,FR\t46221455 \t53412105 \t54591535 \n"
    "A,TOTAL,NR,I551-I553,FR\t168935376 \t180730009 \t181099649 \n"
    "A,TOTAL,NR,I551-I553,FRK\t21628684 \t23260630 \t23784290 \n"
)
POPULATION = (
    "freq,unit,sex,age,geo\\TIME_PERIOD\t2023 \t2024 \n"
    "A,NR,T,TOTAL,FRK24\t1297087 \t1304945 p\n"
    "A,NR,F,TOTAL,FRK24\t659000 \t662000 p\n"
    "A,NR,T,Y_LT15,FRK24\t230000 \t229000 p\n"
)
GDP = (
    "unit,geo\\time\t2021 \t2020 \t2019 \n"
    "EUR_HAB,FRK24\t35200 p\t32700 \t34800 \n"
    "MIO_EUR,FRK24\t45324.98 p\t41959.29 \t: \n"
    "MIO_EUR,UKC1\t: \t40000 b\t41000 \n"
)
LINEAR = (
    "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    "ESTAT:NAMA_10R_3GDP(1.0),21/02/23 23:00:00,A,MIO_EUR,FRK24,2020,41959.29,\n"
    "ESTAT:NAMA_10R_3GDP(1.0),21/02/23 23:00:00,A,MIO_EUR,FRK24,2021,45324.98,p\n"
    "ESTAT:NAMA_10R_3GDP(1.0),21/02/23 23:00:00,A,EUR_HAB,FRK24,2021,35200,p\n"
)
AREA = "freq,landuse,unit,geo\\TIME_PERIOD\t2025 \t2026 \nA,TOTAL,KM2,FRK24\t7431 e\t7431 e\n"

_MOBILE = "Etudiants en mobilité internationale"
_ENROLLED = "Nombre d'étudiants inscrits (inscriptions principales) hors doubles inscriptions CPGE"
_BOTH = "Nombre total d'étudiants inscrits (inscriptions principales et secondes) hors doubles inscriptions CPGE"
STUDENT_COLUMNS = (
    "Attention", "Année universitaire", "Établissement", _ENROLLED, _BOTH, _MOBILE, "etablissement_id_region",
    "etablissement_id_departement", "etablissement_code_commune", "etablissement_id_paysage_actuel", "rentree",
)  # fmt: skip
STUDENTS = (
    ("Sans double compte", "2022-23", "Université Grenoble Alpes", "52369", "54000", "8579", "R84", "D038", "38421", "a", "2022"),
    ("* Attention : doubles comptes", "2022-23", "Grenoble INP", "6000", "6000", "900", "R84", "D038", "38185", "b", "2022"),
    ("Sans double compte", "2022-23", "École made de Marseille", "1000", "1000", "100", "R93", "D013", "13213", "c", "2022"),
    ("Sans double compte", "2022-23", "École made sans mobilité", "500", "500", "", "R93", "D013", "13055", "d", "2022"),
    ("Sans double compte", "2022-23", "Université made outre-mer", "2000", "2000", "50", "R00", "", "98818", "e", "2022"),
    ("Sans double compte", "2022-23", "Université made de Corse", "4000", "4000", "400", "R94", "D02B", "2B096", "f", "2022"),
)  # fmt: skip


def text(folder: Path, name: str, content: str, *, zipped: bool = False) -> Path:
    """Write a text under a name, gzipped or not, whatever the name says."""
    path = folder / name
    path.write_bytes(gzip.compress(content.encode()) if zipped else content.encode())
    return path


def students(columns: tuple[str, ...] = STUDENT_COLUMNS, rows: tuple[tuple[str, ...], ...] = STUDENTS) -> str:
    """The CSV of the ministry, with the mark of its encoding."""
    lines = [columns, *rows]
    return "\ufeff" + "".join(";".join(line) + "\r\n" for line in lines)


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """Write a workbook from the rows of its sheets."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def immigrants(path: Path) -> Path:
    """Insee's workbook of shares, with the figures of a few départements and régions."""
    source = "Source : Insee, recensement de la population 2021. Recensement de la population 2017 pour Mayotte."
    return workbook(
        path,
        {
            "Figure 1": [
                ["Part de la population immigrée dans les départements en 2021 (en %)"],
                [source],
                ["Département", "Code", "Pourcentage immigrés"],
                ["Ain", "01", 12.0620113791391],
                ["Isère", "38", 10.0975],
                ["Martinique", "972", 2.73244678327588],
                ["Guadeloupe", 971, 5.61848464323328],
                ["Mayotte", "976", 34.7341572839532],
            ],
            "Figure 2": [
                ["Part des immigrés dans les régions en 2021"],
                ["Classement 2021", "Classement 2020", "Régions", "Part (en %)", 1, 2, 3],
                [5, 5, "Auvergne-Rhône-Alpes", 10.0, "Algérie", "Portugal", "Maroc"],
                [7, 7, "Grand-Est", 9.5, "Algérie", "Maroc", "Turquie"],
                ["", "", "France métropolitaine", 10.2, "Algérie", "Maroc", "Portugal"],
                [13, 13, "Guadeloupe", 5.6, "Haïti", "Dominique", ""],
                [17, 17, "Martinique", 2.66284039031584, "Haïti", "Sainte-Lucie", "Dominique"],
                ["", "", "France", 10.2, "Algérie", "Maroc", "Portugal"],
            ],
        },
    )


def regional_gdp(path: Path) -> Path:
    """Insee's workbook of regional GDP: the sheet in value, and one in volume that is not read."""
    value = [
        ["Produits Intérieurs Bruts Régionaux (PIBR) en valeur en millions d'euros"],
        [""],
        ["Année", 2021, 2022],
        ["Région"],
        ["Auvergne-Rhône-Alpes", 290000.5, 304680.918505],
        ["Réunion ", "n.d.", 21000],
        ["Mayotte", "3103(e)", "3347(e)"],
        ["France métropolitaine et DOM", 2500000, 2600000],
        ["Source Insee , Comptes régionaux base 2014"],
    ]
    volume = [["Produits Intérieurs Bruts Régionaux (PIBR) en volume en millions d'euros"], [""], ["Année", 2022]]
    return workbook(path, {"PIB en volume": volume, "PIB en valeur": value})


def estimates(path: Path) -> Path:
    """Insee's estimates by département: the total of both sexes comes before those of men and women."""

    def sheet(year: int, said: str) -> list[list[Any]]:
        return [
            ["Estimation de population au 1er janvier, par département, sexe et âge quinquennal"],
            [f"Année {year}"],
            ["Départements", "", "Ensemble", "", "Hommes", ""],
            ["", "", "0 à 4 ans", "Total", "0 à 4 ans", "Total"],
            ["01", "Ain", 37167, 671937, 19000, 330000],
            [974, "La Réunion", 58099, 873102, 29000, 420000],
            ["France métropolitaine et DOM", "", 3528519, 68042591, 1800000, 32900000],
            [said],
        ]

    return workbook(
        path,
        {
            "À savoir": [["Quelques remarques"]],
            "2023": sheet(2023, "Source : Insee - Estimations de population (résultats provisoires arrêtés fin 2022)"),
            "2013": sheet(2013, "Source : Insee - Estimations de population"),
        },
    )


def members(path: Path, year: int, rows: list[list[Any]]) -> Path:
    """Banatic's workbook: siren, published total, Insee code, population of the commune."""
    head = ["dept", "siren", "raison_sociale", "total_pop_mun", "insee", f"ptot_{year}", f"pmun_{year}"]
    body = [["", siren, "", total, insee, people, people] for siren, total, insee, people in rows]
    return workbook(path, {"Epcicom": [head, *body]})
