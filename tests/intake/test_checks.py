"""Each check on a row that should stop it and one that should not."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.catalogue import Catalogue
from indicators.intake.checks import check
from indicators.intake.checks.around import Around, nothing_published
from indicators.intake.issues import Issue
from indicators.records import BudgetLine, Observation, frame_of
from tests.intake.conftest import Read

OBSERVATIONS = "Indicateur;Année;Valeur;Numérateur;Dénominateur;Borne basse;Borne haute;Source\n"


def of(code: str, issues: list[Issue]) -> list[tuple[int, str]]:
    return [(issue.row, issue.severity) for issue in issues if issue.code == code]


@pytest.mark.parametrize(
    ("row", "code", "severity"),
    [
        ("d4_immigrant_share;2027;19;;;;;Insee", "future_year", "confirm"),
        ("d4_immigrant_share;2021;19;;;;;", "no_source", "confirm"),
        ("t_territorial_diagnosis;2024;7;;;;;Service", "out_of_scale", "blocking"),
        ("d4_immigrant_share;2021;80;;;;;Insee", "out_of_range", "confirm"),
        ("d4_immigrant_share;2021;19;;;20;21;Insee", "bad_interval", "blocking"),
        ("d4_immigrant_share;2021;19;10;100;;;Insee", "parts_disagree", "confirm"),
        ("d2_fdi_projects_100k;2021;3 %;;;;;Agence", "percent_unit", "confirm"),
    ],
)
def test_observations(read: Read, around: Around, row: str, code: str, severity: str) -> None:
    good = "d4_immigrant_share;2020;18,9;29905;158240;18;20;Insee\n"
    issues = check(read(OBSERVATIONS + good + row + "\n").loaded, around)
    assert of(code, issues) == [(3, severity)]


def test_a_jump_of_more_than_twenty_against_the_edition(read: Read, catalogue: Catalogue) -> None:
    """k€ or €? 12 000 after 500 is told, 9 000 is not."""
    published = frame_of(Observation, [Observation(territory="38185", indicator="b_gdp", year=2020, value=500.0)])
    around = Around(
        catalogue, lambda kind: published if kind == "observation" else nothing_published(kind), this_year=2026
    )
    rows = "b_gdp;2021;12000;;;;;x\nb_drf;2021;1;;;;;x\n"
    [issue] = [i for i in check(read(OBSERVATIONS + rows).loaded, around) if i.code == "magnitude"]
    assert (issue.row, issue.details["before"]) == (2, 500.0)
    assert not of("magnitude", check(read(OBSERVATIONS + "b_gdp;2021;9000;;;;;x\n").loaded, around))


@pytest.mark.parametrize(
    ("row", "code", "severity"),
    [
        ("t_sdg_tagging;Plan;2022;40;2028;30;", "wrong_direction", "blocking"),
        ("d4_employment_gap;Plan;2022;10;2028;20;", "wrong_direction", "blocking"),
        ("t_sdg_tagging;Plan;2022;40;2022;90;", "years_upside_down", "blocking"),
        ("t_sdg_tagging;Plan;2022;40;2028;40;", "no_tolerance", "confirm"),
    ],
)
def test_targets(read: Read, around: Around, row: str, code: str, severity: str) -> None:
    header = "Indicateur;Plan;Année de départ;Valeur de départ;Année cible;Valeur cible;Tolérance\n"
    issues = check(read(header + "t_plan_alignment;Plan;2022;40;2028;90;\n" + row + "\n").loaded, around)
    assert of(code, issues) == [(3, severity)]


def test_stages_and_signs_of_a_budget(read: Read, around: Around) -> None:
    issues = check(
        read(
            "Exercice;Ligne;Sens;Voté;Engagé;Mandaté\n"
            "2023;a;Dépense;100;120;90\n2023;b;Dépense;100;80;90\n2023;c;Dépense;;;-69,52\n2023;d;Dépense;;;\n"
        ).loaded,
        around,
    )
    assert of("stage_above", issues) == [(2, "information"), (3, "information")]
    assert of("negative_amount", issues) == [(4, "information")]
    assert of("no_amount", issues) == [(5, "confirm")]


def test_a_line_that_keeps_its_published_amount_is_not_without_one(read: Read, catalogue: Catalogue) -> None:
    """A file may bring rubrics only: the amounts of the edition stay, and nobody has to say yes to a gap."""
    published = frame_of(BudgetLine, [BudgetLine(territory="38185", year=2023, line="a", paid=45_000_000)])
    around = Around(
        catalogue, lambda kind: published if kind == "budget_line" else nothing_published(kind), this_year=2026
    )
    issues = check(read("Exercice;Ligne;Libellé\n2023;a;Adhésion\n2023;b;Mission\n").loaded, around)
    assert of("no_amount", issues) == [(3, "confirm")]


def test_a_budget_in_thousands(read: Read, catalogue: Catalogue) -> None:
    published = frame_of(BudgetLine, [BudgetLine(territory="38185", year=2022, line="a", paid=45_000_000)])
    around = Around(
        catalogue, lambda kind: published if kind == "budget_line" else nothing_published(kind), this_year=2026
    )
    issues = check(read("Exercice;Ligne;Sens;Mandaté\n2023;a;Dépense;450\n2023;b;Dépense;43\n").loaded, around)
    assert of("budget_magnitude", issues) == [(2, "confirm")]
    assert not of(
        "budget_magnitude", check(read("Exercice;Ligne;Sens;Mandaté\n2023;a;Dépense;450000\n").loaded, around)
    )


def test_places_dates_and_people(read: Read, around: Around) -> None:
    issues = check(
        read(
            "Partenaire;Pays;Latitude;Longitude;Signé le;Fin;Contacts (fonctions)\n"
            "Fès;Maroc;;;2019;2025;Chargée de mission\n"
            "Séville;Espagne;-5,98;37,39;2019;2018;Mme Durand\n"
            "Kindia;Guinée;0;0;;;a.b@exemple.org\n"
        ).loaded,
        around,
    )
    [fes] = [issue for issue in issues if issue.code == "place_missing_coordinates"]
    assert fes.mend.startswith("Fès @ 34.0") and fes.severity == "information"
    assert of("place_swapped", issues) == [(3, "confirm")]
    assert of("dates_upside_down", issues) == [(3, "blocking")]
    assert of("place_null_island", issues) == [(4, "confirm")]
    assert of("personal_data", issues) == [(3, "confirm"), (4, "confirm")]


def test_what_is_planned_for_a_coming_year_is_no_doubt(read: Read, around: Around) -> None:
    rows = read("Année;Intitulé;Statut\n2027;Séjour;Prévue\n2027;Séjour fait;Réalisée\n")
    assert of("future_year", check(rows.loaded, around)) == [(3, "confirm")]


def test_links_between_records(read: Read, around: Around, catalogue: Catalogue) -> None:
    activities = read("Année;Intitulé;Partenariat\n2024;Mission;38185-ma-fes\n")
    partnerships = read("Partenaire;Pays;Identifiant\nFès;Maroc;38185-ma-fes\n")
    assert of("unknown_reference", check(activities.loaded, around)) == [(2, "confirm")]
    together = [*activities.loaded, *partnerships.loaded]
    assert not of("unknown_reference", check(together, Around(catalogue, loaded=together, this_year=2026)))


def test_objectives_and_grids(read: Read, around: Around) -> None:
    loops = read("Identifiant;Niveau;Intitulé;Objectif servi\nP1;Programmatique;Un;P1\nP2;Programmatique;Deux;T9\n")
    assert {issue.code for issue in check(loops.loaded, around)} == {"own_parent", "unknown_reference"}
    grid = next(iter(around.catalogue.grids.values()))
    rows = read(f"Année;Grille;Item;Réponse\n2024;{grid.id};rien;1\n2024;{grid.id};{grid.items[0].id};999\n")
    found = [*rows.issues, *check(rows.loaded, around)]
    assert [issue.code for issue in found] == ["unknown_item", "out_of_scale"]


def test_an_authorisation_below_what_is_paid(read: Read, around: Around) -> None:
    issues = check(
        read("Programme;Version;Autorisation;Crédits de paiement mandatés\nEau;2024-03-28;100;2024 = 150\n").loaded,
        around,
    )
    assert of("below_paid", issues) == [(2, "blocking")]


def test_an_empty_file_checks_to_nothing(read: Read, around: Around) -> None:
    loaded = read("Indicateur;Année;Valeur\n").loaded
    assert check(loaded, around) == []
    assert isinstance(loaded[0].frame, pd.DataFrame)
