"""What is said of partnerships: the numbers, the doubt, and a typed text that stays a text."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.budget.book import Book
from indicators.budget.relations import relation_money
from indicators.catalogue import load_catalogue
from indicators.geography import gazetteer
from indicators.geography.checks import check_place
from indicators.partnerships import (
    Candidate,
    Filters,
    ItemAnswer,
    Reason,
    Rules,
    Selector,
    actor_matrix,
    graded_benefits,
    item_answers,
    overlap,
)
from indicators.present.charts.partnerships import activity, actor_map, growth, money, renewals
from indicators.present.texts import translator
from indicators.present.texts.partnerships import places, sentences, sheet, words
from indicators.present.texts.partnerships.reasons import match, reason
from indicators.records import Actor, BudgetLine, Community, Membership, SelfAssessment, frame_of
from tests.defaults import memberships, overview
from tests.partnerships.samples import AS_OF, HOSTILE, partnership, portfolio, read
from tests.partnerships.samples import activity as action

t = translator("fr")


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def test_the_portfolio_in_a_sentence() -> None:
    assert plain(sentences.portfolio(portfolio(), t)) == "5 partenariats en cours dans 5 pays."
    text = plain(sentences.states(portfolio(), t))
    assert text.startswith("Au 12 juin 2026 : 1 actif, 1 sans échange récent") and text.endswith("1 terminé.")
    assert sentences.states((), t) == ""
    assert sentences.portfolio((), t) == "Aucune relation n’est enregistrée."


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (0, "Active (dernier échange documenté : 3 novembre 2025)."),
        (1, "Dormante (dernier échange documenté : 2021)."),
        (2, "sans échange documenté"),
        (3, "à vérifier"),
        (4, "Terminée (mars 2015) : Fin du programme"),
    ],
)
def test_why_a_relation_is_in_its_state(index: int, expected: str) -> None:
    assert expected in plain(sentences.state(portfolio()[index], t))


def test_a_relation_in_a_sentence() -> None:
    text = plain(sentences.relation(portfolio()[1], "Jumelage", t))
    assert text.startswith("Jumelage avec **Innsbruck** (Autriche), depuis 1963 (63 ans).")


def test_a_typed_text_is_never_markdown() -> None:
    (item,) = read(partnership("x", "SN", partner=f"{HOSTILE}![a](http://b)$x$", status="ended", end_reason="<b>"))
    text = sentences.relation(item, "Jumelage", t)
    assert "<img" not in text.replace("\\<img", "") and "![" not in text and "\\$x\\$" in text
    assert "\\<b\\>" in text
    lines = dict(sheet.identity(item, "Jumelage", load_catalogue(), t))
    assert lines["Source"] == "–"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.fr/x(y)", "https://a.fr/x%28y%29"),
        ("javascript:alert(1)", ""),
    ],
)
def test_only_web_addresses_become_links(url: str, expected: str) -> None:
    (item,) = read(partnership("x", source="Site", url=url, documents=(url,)))
    line = dict(sheet.identity(item, "Jumelage", load_catalogue(), t))["Source"]
    assert (expected in line) if expected else ("](" not in line)
    assert sheet.document(url).startswith("<https") if expected else "javascript\\:" in sheet.document(url)


def test_names_that_hold_an_and_stay_apart_and_goals_follow_their_numbers() -> None:
    (item,) = read(partnership("x", "TN", themes=("waste", "environment_climate"), sdgs=("12", "6.1", "11.6", "6")))
    catalogue = load_catalogue()
    lines = dict(sheet.identity(item, "Jumelage", catalogue, t))
    assert lines["Thèmes"].count(" · ") == 1
    assert [name.split()[0] for name in lines["ODD"].split(" · ")] == ["6", "11", "12"]
    assert "(" not in lines["Pays"].replace("(membres et associés)", "") and lines["Pays"].startswith("Tunisie · ")


def test_reciprocity_in_words() -> None:
    one, balanced, ours = read(
        partnership("a", reciprocity_ours=2.0),
        partnership("b", reciprocity_ours=2.0, reciprocity_theirs=2.0),
        partnership("c", reciprocity_ours=3.0, reciprocity_theirs=1.0),
    )
    assert "n’est pas calculé" in sentences.reciprocity(one.reciprocity, t)
    assert "aussi bien servis" in sentences.reciprocity(balanced.reciprocity, t)
    assert "Note d’ensemble : écart de 2, nous nous disons mieux servis (équilibre 0,50 sur 1)." in plain(
        sentences.reciprocity(ours.reciprocity, t)
    ).replace("2,0", "2")


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ({"ends": "2026-12-31"}, "31 décembre 2026 (dans 6 mois)"),
        ({"ends": "2026-06-20"}, "20 juin 2026 (ce mois-ci)"),
        ({"ends": "2025"}, "échéance passée : 2025"),
        ({}, "sans échéance connue"),
        ({"ends": "2015-03-01", "status": "ended"}, "terminée le 1er mars 2015"),
    ],
)
def test_terms_in_words(relation: dict[str, Any], expected: str) -> None:
    (item,) = read(partnership("a", **relation))
    assert plain(words.term_words(item, t)) == expected


def test_every_list_has_a_title_and_a_reason() -> None:
    for name in ("to_renew", "dormant", "without_result", "undocumented", "to_verify", "without_place"):
        assert words.list_title(name, t) and words.list_reason(name, Rules(), AS_OF, t)
    assert "24 mois" in plain(words.list_reason("dormant", Rules(), AS_OF, t))


def test_doubts_are_explained() -> None:
    (finding,) = check_place("Beit Sira", "Prussia", 31.887, 35.044)
    text = plain(places.finding(finding, t))
    assert "« Prussia » n’est pas reconnu" in text and "Palestine" in text and "Bayt Sīrā (2 744 habitants" in text
    (sea,) = check_place("Sfax", "TN", 34.7, 16.0)
    assert "34,70° N, 16,00° E tombe en mer ; la terre la plus proche est Malte" in plain(places.finding(sea, t))
    (disputed,) = check_place("Dakhla", "MA", 23.7167, -15.95)
    assert "le pays indiqué est Maroc" in plain(places.finding(disputed, t))
    assert "statut non réglé" in places.finding(disputed, t)
    (abroad,) = check_place("Sfax", "TN", 48.85, 2.35)
    assert "48,85° N, 2,35° E tombe ici : France." in plain(places.finding(abroad, t))
    (home,) = check_place("Liévin", "FR", 50.422, 2.778)
    assert "pays du territoire lui-même" in places.finding(home, t)


def test_the_gazetteer_answers_in_words() -> None:
    assert places.lookup(gazetteer().find("Sfax", "TN"), t).startswith("Trouvé")
    assert "choisissez" in places.lookup(gazetteer().find("Halle", "DE"), t)
    assert "à confirmer" in places.lookup(gazetteer().find("Yélimané Cercle", "ML"), t)
    assert "saisissez les coordonnées" in places.lookup(gazetteer().find("Zzzzqx", "ML"), t)


def lines() -> Book:
    rows = [
        BudgetLine(territory="38185", year=2025, line="1", paid=30000, partnership="sfax", rubric="r1_operations"),
        BudgetLine(territory="38185", year=2025, line="2", paid=20000, partnership="oxford"),
        BudgetLine(territory="38185", year=2025, line="3", paid=5000),
    ]
    return Book.of(frame_of(BudgetLine, rows))


def test_money_in_words() -> None:
    assert "inconnu, il n’est pas nul" in sentences.money(relation_money(lines(), "none", "paid"), t)
    assert (
        plain(sentences.money(relation_money(lines(), "sfax", "paid"), t)) == "300 € rattachés à cette relation (2025)."
    )
    text = plain(sentences.concentration(overview(lines(), 2025, "paid"), {"sfax": "Sfax"}, t))
    assert "90,9 % des dépenses" in text and "La première, Sfax, en reçoit 60 %" in text
    assert "Compte 1999 non chargé" in sentences.concentration(overview(lines(), 1999, "paid"), {}, t)


def test_the_eight_benefits_are_compared_where_both_sides_graded_them() -> None:
    item = load_catalogue().grids["benefits"].items
    answers = [
        ItemAnswer(item[0], 3, 3), ItemAnswer(item[1], 1, 2), ItemAnswer(item[2], 3, None, named_theirs=True),
        ItemAnswer(item[3], None, 0),
    ]  # fmt: skip
    found = graded_benefits(answers)
    assert (found.count, found.ours, found.theirs) == (2, 4, 5)
    assert found.balance == pytest.approx(1 - 1 / 9)
    assert plain(sentences.graded_benefits(found, 3, t)) == (
        "Sur 2 bénéfices notés par les deux côtés : 4 points pour nous et 5 pour le partenaire, sur 6 (équilibre 0,89 sur 1)."
    )
    nothing = graded_benefits([ItemAnswer(item[0], 0, 0)])
    assert nothing.balance is None, "two zeros are not a balance"
    assert "n’est pas calculé" in sentences.graded_benefits(graded_benefits([]), 3, t)


def test_overlap_networks_and_actors_in_words() -> None:
    rows = [Community(territory="38185", country=code, year=2021, rank=n) for n, code in enumerate(("TN", "DZ"), 1)]
    assert "soit 50 %" in plain(sentences.overlap(overlap(rows, portfolio()), t))
    assert "ne sont pas renseignées" in sentences.overlap(overlap([], ()), t)
    readings = memberships(
        [Membership(territory="38185", network="a", fee=150000, status="active"), Membership(territory="38185", network="b", status="active")],
        {}, AS_OF, Rules(),
    )  # fmt: skip
    text = plain(sentences.networks(readings, t))
    assert (
        text
        == "2 adhésions actives, 1 500 € de cotisations annuelles connues (1 cotisation non renseignée) ; 2 sans résultat documenté récent. Lecture au 12 juin 2026."
    )
    unsure = memberships([Membership(territory="38185", network="a", status="to_verify")], {}, AS_OF, Rules())
    assert plain(sentences.networks(unsure, t)) == "Aucune adhésion confirmée ; 1 à vérifier. Lecture au 12 juin 2026."
    actors = [Actor(id="u", territory="38185", group="academia", name="Université", countries=("MA",))]
    assert "Maroc" in sentences.actors(actor_matrix(actors, ("academia",), portfolio()), t)


def test_charts_say_what_they_show_or_why_there_is_nothing() -> None:
    figures = [growth(portfolio(), t), renewals(portfolio(), t), activity(portfolio()[0], t)]
    assert all(figure.spec and figure.sentence and len(figure.table) for figure in figures)
    assert "4 relations datées sont en cours en 2026" in plain(figures[0].sentence)
    assert "1 relation sans date connue" in plain(figures[0].sentence)
    assert plain(figures[1].sentence).startswith("1 convention est à renouveler ou échue, sur 1")
    empty = [growth(read(partnership("a")), t), renewals((), t), activity(portfolio()[2], t)]
    assert all(figure.spec is None and figure.sentence for figure in empty)


def test_money_and_actor_charts() -> None:
    catalogue = load_catalogue()
    figure = money(relation_money(lines(), "sfax", "paid"), "sfax", catalogue.rubrics, catalogue.funding_sources, t)
    assert figure.table.iloc[0, 0] == 2025 and figure.table.iloc[0, 3] == 300
    assert money(relation_money(lines(), "x", "paid"), "x", {}, {}, t).spec is None
    unsure = memberships([Membership(territory="38185", network="a", status="to_verify")], {}, AS_OF, Rules())
    assert plain(sentences.networks(unsure, t)) == "Aucune adhésion confirmée ; 1 à vérifier. Lecture au 12 juin 2026."
    actors = [Actor(id="u", territory="38185", group="academia", name=HOSTILE, countries=("TN", "MA"))]
    drawn = actor_map(
        actor_matrix(actors, tuple(catalogue.actor_groups), portfolio()), {"academia": "Monde académique"}, t
    )
    assert drawn.table.iloc[0].tolist() == ["Maroc", "Monde académique", 1, HOSTILE]
    assert drawn.table.iloc[1, 0] == "Tunisie ◆"


def test_the_sheet_reads_records_and_assessments() -> None:
    catalogue = load_catalogue()
    benefits, criteria = catalogue.grids["benefits"], catalogue.grids["ten_criteria"]
    (item,) = read(partnership("a", benefits_ours=("training",), criteria={"fair": 1.0}, durability=2))
    rows = [
        SelfAssessment(territory="38185", year=2024, grid="benefits", item="training", side="partner", partnership="a", answer=3)
    ]  # fmt: skip
    training = next(answer for answer in item_answers(item.partnership, benefits, rows) if answer.item.id == "training")
    assert (training.ours, training.named_ours, training.theirs) == (None, True, 3)
    assert sheet.benefit(training.ours, training.named_ours, benefits, t) == "✓ cité"
    assert sheet.benefit(training.theirs, False, benefits, t) == "Fort"
    assert sheet.benefit(None, False, benefits, t) == "–"
    table = sheet.grid_table(item_answers(item.partnership, criteria, []), criteria, t)
    assert table.iloc[0, 0] == "Oui" and list(table.columns) == ["Réponse"]
    assert "**Programmes**" in sheet.durability(item, catalogue.grids["durability"], t)
    assert "non renseigné" in sheet.durability(read(partnership("b"))[0], None, t)
    done = sheet.activities(read(partnership("a"), activities=(action("a", 2024),))[0], t)
    assert done.iloc[0, 0] == 2024


def test_reasons_are_phrases_and_bounds_are_said() -> None:
    assert match(Candidate("TN", None, 0.5, 0.5, (), ()), t).startswith("50")
    assert plain(match(Candidate("TN", None, 0.25, 0.75, (), ("size",)), t)) == "de 25 % à 75 %"
    phrases = [
        reason(Reason("diasporas", 1, {"population": 1200, "year": 2021}), {}, t),
        reason(Reason("diasporas", 1, {"rank": 2, "year": 2021}), {}, t),
        reason(Reason("languages", 1, {"languages": ("ar",)}), {}, t),
        reason(Reason("languages", 0, {"languages": ()}), {}, t),
        reason(Reason("geography", 1, {"groups": ("ldc",), "region": "Africa"}), {}, t),
        reason(Reason("themes", 1, {"themes": ("water",)}), {}, t),
        reason(Reason("actors", 0, {"actors": ()}), {}, t),
        reason(Reason("links", 0.5, {"partners": (), "near": "Northern Africa"}), {}, t),
        reason(Reason("links", 1, {"partners": ("Sfax",), "near": ""}), {}, t),
        reason(Reason("size", 1, {"population": 160000, "own": 158000}), {}, t),
    ]
    assert all(phrases) and "arabe" in phrases[2] and "Afrique" in phrases[4] and "Sfax" in phrases[8]


def test_the_growth_counts_what_stood_each_year() -> None:
    rows = read(
        partnership("a", signed="1990", ends="1992", status="ended"),
        partnership("b", signed="1991"),
        partnership("c", signed="1992", status="planned"),
    )
    table = growth(rows, t).table
    assert table.iloc[:4, 1].tolist() == [1, 2, 2, 1]
    assert table.iloc[-1].tolist() == [2026, 1]
    assert table.iloc[:4, 1].tolist() == [sum(item.stood(year) for item in rows) for year in range(1990, 1994)]


def test_an_agreement_that_is_over_leaves_its_relation_in_the_count_and_on_the_map() -> None:
    """« En cours » is said of the relation: the curve, the map of a year and the headline count the same ones."""
    rows = read(
        partnership("a", signed="2010", ends="2021-12-31"),
        partnership("b", signed="2019", ends="2022", status="suspended"),
        partnership("c", signed="1992", ends="2015", status="ended"),
    )
    table, living = growth(rows, t).table, sum(item.living for item in rows)
    assert (living, table.iloc[-1, 1], sum(item.stood(2026) for item in rows)) == (2, 2, 2)
    assert table.set_index(table.columns[0]).loc[[2015, 2016, 2019], table.columns[1]].tolist() == [2, 1, 2]
    assert "2 relations datées sont en cours en 2026" in growth(rows, t).sentence
    assert [item.id for item in Selector(rows).select(Filters(year=2026))] == ["a", "b"]
