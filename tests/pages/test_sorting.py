"""Tables of the page that sort: what is not known comes last whatever the direction."""

from __future__ import annotations

from indicators.geography.names import normalise
from pages.shared.sorting import Order, in_order
from tests.pages.conftest import Runner


def test_unknown_values_come_last_in_both_directions() -> None:
    order = Order[tuple[str, int | None]]("Distance", lambda row: row[1])
    rows = [("a", None), ("b", 30), ("c", 10), ("d", 30)]
    assert [name for name, _ in in_order(rows, order)] == ["c", "b", "d", "a"]
    assert [name for name, _ in in_order(rows, order, reverse=True)] == ["b", "d", "c", "a"], "equal ones as they came"
    falling = Order[tuple[str, int | None]]("Distance", lambda row: row[1], falling=True)
    assert [name for name, _ in in_order(rows, falling)] == ["b", "d", "c", "a"]


def test_candidates_sort_by_name_and_by_distance(run_page: Runner) -> None:
    app = run_page("partenariats", "EX001", vue="chercher", tri_pays="pays")
    names = list(app.table[0].value.index)
    assert names == sorted(names, key=normalise) and len(names) > 5
    assert (
        run_page("partenariats", "EX001", vue="chercher", tri_pays="pays", tri_pays_inverse="1").table[0].value.index[0]
        == names[-1]
    )
    app = run_page("partenariats", "EX001", vue="chercher", chercher_quoi="villes", tri_villes="distance")
    far = [int("".join(mark for mark in text if mark.isdigit())) for text in app.table[0].value["Distance"]]
    assert far == sorted(far)


def test_memberships_sort_by_fee(run_page: Runner) -> None:
    app = run_page("partenariats", "EX001", vue="reseaux", tri_reseaux="cotisation")
    fees = app.table[0].value["Cotisation annuelle"]
    known = [int("".join(mark for mark in fee if mark.isdigit())) for fee in fees if any(map(str.isdigit, fee))]
    assert len(known) > 1 and known == sorted(known, reverse=True)


def test_size_is_not_weighed_where_countries_are_looked_for(run_page: Runner) -> None:
    boxes = {box.label: box for box in run_page("partenariats", vue="chercher").selectbox}
    assert boxes["Taille comparable (pour des villes seulement)"].disabled
    boxes = {box.label: box for box in run_page("partenariats", vue="chercher", chercher_quoi="villes").selectbox}
    assert not boxes["Taille comparable"].disabled
