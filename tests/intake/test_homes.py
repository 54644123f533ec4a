"""A city without coordinates: placed by the gazetteer when a person says so, and drawn nowhere until then."""

from __future__ import annotations

from indicators.catalogue import Catalogue
from indicators.intake import operations as op
from indicators.intake.corrections import from_mend
from indicators.intake.workshop import Workshop
from indicators.partnerships import Relation
from indicators.present.maps.scene import Scene
from indicators.records import Territory
from indicators.store import reading
from tests.intake.conftest import OFFICER, as_read

FILE = "Code;Nom;Type;Rôle;Pays\n44109;Nantes;Commune;Collectivité;France\n".encode()


def test_the_gazetteer_proposes_where_a_city_is_and_a_person_takes_it(work: Workshop) -> None:
    [done] = op.import_files(work, [("territoires.csv", FILE)], OFFICER, kind="territory")
    [issue] = [item for item in done.reading.issues if item.code == "place_missing_coordinates"]
    assert issue.mend == "Nantes @ 47.2172 ; -1.5534"
    again = op.correct(work, done.ledger, FILE, from_mend(issue, issue.mend), OFFICER)
    op.publish(work, as_read(work, again.batch.id), "Nantes", OFFICER)
    found = reading.snapshot(work.store, None, "44109").territory
    assert (found.latitude, found.longitude) == (47.2172, -1.5534)


def test_a_city_that_nobody_placed_is_drawn_nowhere(catalogue: Catalogue) -> None:
    relations: tuple[Relation, ...] = ()
    nowhere = Scene(home=Territory(code="44109", name="Nantes"), relations=relations, kinds={}, states={})
    assert nowhere.centre is None
    country = Scene(
        home=Territory(code="IT", name="Italie", type="country", country="IT"), relations=(), kinds={}, states={}
    )
    assert country.centre is not None
