"""A publication does not look its edition up for each row, and everything after it looks references up again."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from indicators.records import Observation, Territory
from indicators.store import drafts, editions
from indicators.store.engine import writing
from indicators.store.tables import PUBLISHED


def test_references_are_looked_up_again_after_a_publication(engine: Engine) -> None:
    batch = drafts.open_batch(engine, "essai", territory="38185")
    drafts.stage(engine, batch.id, "territory", [Territory(code="38185", name="Grenoble")])
    drafts.stage(engine, batch.id, "observation", [Observation(territory="38185", indicator="x", year=2024, value=1.0)])
    editions.publish(engine, [batch.id], "Départ", "essai")
    row = {"code": "93048", "name": "Montreuil", "from_edition": 99, "batch": "x"}
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(insert(PUBLISHED["territory"]).values(row))
