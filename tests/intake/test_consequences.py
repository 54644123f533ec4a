"""What publishing would change, before it is done: values, statuses, ceilings, what is lost."""

from __future__ import annotations

from indicators.intake.consequences import consequences
from indicators.intake.projection import reading_year
from indicators.intake.wording.consequences import counts_table, headline, indicators_table, ratios_table
from indicators.intake.workshop import Workshop
from indicators.present.texts import translator
from tests.intake.conftest import HEADER, load


def test_a_new_year_is_read_as_of_itself(work: Workshop) -> None:
    """The first figures of 2024 change what is read in 2024, though the screen still reads 2021."""
    imported = load(work, HEADER + "d4_immigrant_share;2024;19,4;Insee\nt_sdg_tagging;2098;3;Service\n")
    year = reading_year(work.store, [imported.batch.id], 2021, this_year=2026)
    assert year == 2024
    found = consequences(work.store, [imported.batch.id], "38185", work.catalogue, work.settings, year)
    assert [(item.indicator, item.before, item.after) for item in found.indicators] == [
        ("d4_immigrant_share", 18.9, 19.4)
    ]
    nothing = load(work, "Partenaire;Pays\nSfax;Tunisie\n", "p.csv")
    assert reading_year(work.store, [nothing.batch.id], 2021, this_year=2026) == 2021


def test_consequences_before_publishing(work: Workshop) -> None:
    imported = load(
        work,
        HEADER
        + "d4_immigrant_share;2021;19,2;Insee\nt_sdg_tagging;2024;92;Service\nd4_foreign_nationals_share;2021;14;Insee\n",
    )
    found = consequences(work.store, [imported.batch.id], "38185", work.catalogue, work.settings, 2024)
    assert found.counts.iloc[0].tolist() == ["observation", 1, 2, 0, 0, 2]
    changes = {item.indicator: item for item in found.indicators}
    assert (changes["t_sdg_tagging"].status_before, changes["t_sdg_tagging"].status_after) == ("on_track", "achieved")
    assert (changes["d4_immigrant_share"].before, changes["d4_immigrant_share"].after) == (18.9, 19.2)
    t = translator("fr")
    said = headline(found, t).replace("\u00a0", " ").replace("\u202f", " ")
    assert said.startswith("1 ligne ajoutée et 2 lignes modifiées ; ")
    assert "1 indicateur change de statut" in said
    table = indicators_table(found.statuses, work.catalogue, t)
    assert table.iloc[0].tolist()[-2:] == ["↑ En bonne voie", "✓ Atteint"]
    assert len(counts_table(found, t)) == 1


def test_what_becomes_missing(work: Workshop) -> None:
    imported = load(work, "Indicateur;Année;Supprimer\nd4_immigrant_share;2021;oui\n")
    found = consequences(work.store, [imported.batch.id], "38185", work.catalogue, work.settings, 2024)
    assert [item.indicator for item in found.missing] == ["d4_immigrant_share"]


def test_a_ceiling_that_is_passed(work: Workshop) -> None:
    """1 % of 500 000 € of resources is 5 000 €; 6 000 € are engaged."""
    resources = load(work, HEADER + "b_resources_water;2024;500000;Budget annexe\n", "ressources.csv")
    lines = load(
        work,
        "Exercice;Ligne;Budget;Sens;Engagé;Mandaté;Source de financement;Libellé\n"
        "2024;eau;Eau;Dépense;6000;6000;one_pct_water;Adduction d'eau\n",
        "lignes.csv",
    )
    found = consequences(work.store, [resources.batch.id, lines.batch.id], "38185", work.catalogue, work.settings, 2024)
    [ceiling] = [item for item in found.crossed if item.key == "ceiling"]
    assert (ceiling.before, ceiling.after, ceiling.limit) == (None, 120.0, 100.0)
    t = translator("fr")
    assert "1 plafond dépassé" in headline(found, t).replace("\u00a0", " ")
    assert "✗ franchit" in ratios_table(found.ratios, work.catalogue, t).to_string()
