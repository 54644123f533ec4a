"""A large draft is kept as columns: whatever is done with it, nothing differs from one that is kept as rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from alembic import command
from sqlalchemy import Engine, func, inspect, select

from indicators.access import AccessDenied, User
from indicators.intake import operations as op
from indicators.intake import staging
from indicators.intake.consequences import consequences
from indicators.intake.projection import reading_year
from indicators.intake.workshop import Workshop
from indicators.operations.backup import backup
from indicators.operations.names import Names
from indicators.operations.older import older_backups
from indicators.operations.personal import erase_person, places_of
from indicators.operations.restore import restore
from indicators.records import Observation
from indicators.store import abandoned, compare, drafts, editions, laying, packs, reading, staged
from indicators.store.editions import ConflictError
from indicators.store.engine import alembic_config, migrate, open_engine, writing
from indicators.store.rows import insert_columns
from indicators.store.tables import DRAFTS, draft_pack
from tests.conftest import made_database
from tests.intake.conftest import OFFICER, as_read, kept, load, published

KIND = "observation"
HEADER = "Territoire;Indicateur;Année;Valeur;Source;Remarque;Responsable;Rupture de série\n"
# A known row of which only the value is said, new ones, one with an erased cell, texts that a statement must quote.
ROWS = (
    "38185;d4_immigrant_share;2021;19,2;;;;\n"
    '38185;d4_immigrant_share;2022;19,5;Insee;« l\'an "2022" »;Ada;oui\n'
    "38185;d4_immigrant_share;2023;19,7;Insee;;Ada;\n"
    "38185;t_sdg_tagging;2024;61;;[effacer];;\n"
    "38001;d4_immigrant_share;2023;3,5;Insee;;;\n"
)
ADMIN = User("Chef", "administrator", "account", "chef@ville.fr")


def prepared(work: Workshop, way: str, text: str = HEADER + ROWS, name: str = "valeurs.csv") -> op.Imported:
    with kept(way):
        imported = load(work, text, name)
    ledger = op.confirm(work, imported.ledger, list(imported.ledger.to_confirm), OFFICER)
    return replace(imported, ledger=ledger)


def held(engine: Engine, batch: str) -> tuple[int, int]:
    """The rows of a batch kept as rows, and those kept as columns."""
    table = DRAFTS[KIND]
    with engine.connect() as connection:
        rows = connection.scalar(select(func.count()).where(table.c.batch == batch)) or 0
        return rows, packs.count(connection, batch, KIND)


def by_key(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows in the order of their key; what is missing is None."""
    ordered = frame.sort_values(["territory", "indicator", "year"]).reset_index(drop=True)
    return ordered.astype(object).where(ordered.notna(), None).to_dict("records")


def indexes(engine: Engine) -> list[tuple[str | None, list[str | None]]]:
    """The indexes of the table of published rows, each with its columns."""
    return [(index["name"], index["column_names"]) for index in inspect(engine).get_indexes(KIND)]


def seen(work: Workshop, batch: str) -> list[Any]:
    """All that a page shows of a draft."""
    told = consequences(work.store, [batch], "38185", work.catalogue, work.settings, 2024)
    return [
        compare.counts(work.store, batch).to_numpy().tolist(),
        by_key(compare.differences(work.store, batch, KIND)),
        by_key(staged.rows_of(work.store, batch, KIND)),
        staged.kinds_of(work.store, batch),
        staged.years_of(work.store, batch),
        staged.territories_staged(work.store, [batch]),
        reading_year(work.store, [batch], 2020, this_year=2026),
        told.counts.to_numpy().tolist(),
        told.indicators,
    ]


def test_a_page_shows_the_same(work: Workshop) -> None:
    rows, columns = (prepared(work, way).batch.id for way in ("rows", "columns"))
    assert held(work.store, rows) == (5, 0)
    assert held(work.store, columns) == (1, 4)  # the row with a cell to empty stays a row
    assert seen(work, columns) == seen(work, rows)
    assert len(compare.differences(work.store, columns, KIND, limit=2)) == 2
    assert op.difference(work, rows, columns).to_numpy().tolist() == [[KIND, 0, 0, 0, 5]]


def test_the_same_is_published_over_an_edition(work: Workshop) -> None:
    columns = prepared(work, "columns").batch.id
    op.publish(work, as_read(work, columns), "Colonnes", OFFICER)
    after = by_key(published(work).reset_index())
    op.restore(work, 1, "Départ", User("Chef", "administrator", "account", "chef"))
    op.publish(work, [prepared(work, "rows").ledger], "Lignes", OFFICER)
    assert by_key(published(work).reset_index()) == after
    row = published(work).loc[("d4_immigrant_share", 2021)]
    said = row[row["territory"] == "38185"] if isinstance(row, pd.DataFrame) else row.to_frame().T
    assert said[["value", "source", "note"]].iloc[0].tolist() == [19.2, "Insee", "Recensement"]
    again = prepared(work, "columns").batch.id
    assert compare.counts(work.store, again).iloc[0].tolist() == [KIND, 0, 0, 0, 5, 0]
    with pytest.raises(editions.NothingToPublishError):
        op.publish(work, as_read(work, again), "Rien", OFFICER)


def test_the_first_rows_of_a_kind_are_the_same(work: Workshop, tmp_path: Path) -> None:
    found = []
    for way in ("rows", "columns"):
        with made_database("sqlite", tmp_path / way) as url:
            engine = open_engine(url)
            empty = op.workshop(engine, work.catalogue, work.settings, "38185")
            text = (HEADER + ROWS).replace("[effacer]", "")
            batch = prepared(empty, way, text).batch.id
            counts = compare.counts(engine, batch).to_numpy().tolist()
            op.publish(empty, as_read(empty, batch), "Une", OFFICER)
            found.append((counts, by_key(published(empty).reset_index())))
            engine.dispose()
    assert found[0] == found[1] and found[0][0] == [[KIND, 5, 0, 0, 0, 0]]


def test_a_kill_among_the_first_rows_of_a_kind_leaves_its_table_and_indexes(
    work: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*written: Any) -> None:
        insert_columns(*written)
        raise KeyboardInterrupt

    with made_database("sqlite", tmp_path / "empty") as url:
        engine = open_engine(url)
        before = indexes(engine)
        empty = op.workshop(engine, work.catalogue, work.settings, "38185")
        batch = prepared(empty, "columns", (HEADER + ROWS).replace("[effacer]", "")).batch.id
        monkeypatch.setattr(laying, "insert_columns", killed)
        with pytest.raises(KeyboardInterrupt):
            op.publish(empty, as_read(empty, batch), "Une", OFFICER)
        monkeypatch.undo()
        assert indexes(engine) == before and len(before) > 1
        assert editions.list_editions(engine) == []
        op.publish(empty, as_read(empty, batch), "Une", OFFICER)
        assert len(published(empty)) == 5 and indexes(engine) == before
        engine.dispose()


def test_a_row_is_edited_and_another_removed(work: Workshop) -> None:
    imported = prepared(work, "columns")
    batch = imported.batch.id
    edited = Observation(territory="38185", indicator="d4_immigrant_share", year=2022, value=20.5, source="Mairie")
    op.restage(work, imported.ledger, KIND, [edited], OFFICER)
    assert held(work.store, batch) == (2, 3)
    drafts.stage(work.store, batch, KIND, [edited], action="remove")
    gone = Observation(territory="38185", indicator="d4_immigrant_share", year=2021, value=None)
    drafts.stage(work.store, batch, KIND, [gone], action="remove")
    assert held(work.store, batch) == (3, 2)
    assert compare.counts(work.store, batch).iloc[0].tolist() == [KIND, 2, 1, 1, 0, 1]
    op.publish(work, as_read(work, batch), "Deux", OFFICER)
    assert set(published(work).index) == {("d4_immigrant_share", 2023), ("t_sdg_tagging", 2024)}


def test_a_file_read_again_takes_the_place_of_the_whole_draft(work: Workshop) -> None:
    imported = prepared(work, "columns")
    with kept("columns"):
        again = op.correct(work, imported.ledger, (HEADER + ROWS).encode(), [], OFFICER)
        assert held(work.store, imported.batch.id) == (1, 4)
    with kept("rows"):
        op.correct(work, again.ledger, (HEADER + ROWS).encode(), [], OFFICER)
        assert held(work.store, imported.batch.id) == (5, 0)


def test_what_somebody_else_published_since_is_told(work: Workshop) -> None:
    mine = prepared(work, "columns").batch.id
    text = HEADER + "38185;d4_immigrant_share;2021;21;;;;\n38185;d4_immigrant_share;1999;21;Insee;;;\n"
    op.publish(work, [prepared(work, "columns", text, "autre.csv").ledger], "Autre", OFFICER)
    with pytest.raises(ConflictError) as refused:
        op.publish(work, as_read(work, mine), "Mienne", OFFICER)
    assert refused.value.keys == {KIND: [("38185", "d4_immigrant_share", 2021)]}
    editions.publish(work.store, [mine], "Mienne", "Ada", overwrite=True)
    assert published(work).loc[("d4_immigrant_share", 2021), "value"] == 19.2


def test_a_draft_given_up_is_purged_with_its_columns(work: Workshop) -> None:
    imported = prepared(work, "columns")
    batch = imported.batch.id
    op.discard(work, imported.ledger, OFFICER)
    assert abandoned.purge_abandoned(work.store, 0, "Ouverture").rows == 6  # five rows, and the findings
    assert held(work.store, batch) == (0, 0) and staged.kinds_of(work.store, batch) == []


def test_a_person_is_found_and_erased_in_columns(work: Workshop, tmp_path: Path) -> None:
    text = (HEADER + ROWS).replace(
        "38001;d4_immigrant_share;2023;3,5;Insee;", "38001;d4_immigrant_share;2023;3,5;Ada, Insee;"
    )
    batch = prepared(work, "columns", text).batch.id
    backup(work.store, tmp_path / "avant.zip")
    [older] = older_backups(tmp_path, Names(["Ada"]))
    assert older.lines == 1
    assert places_of(work.store, "Ada") == {"draft_observation.owner": 2, "draft_observation.source": 1}
    pseudonym, changed = erase_person(work.store, ADMIN, "Ada")
    assert changed == 3 and places_of(work.store, "Ada") == {}
    rows = staged.rows_of(work.store, batch, KIND)
    assert sorted(set(rows["owner"])) == ["", pseudonym] and f"{pseudonym}, Insee" in set(rows["source"])
    backup(work.store, tmp_path / "avant.zip")
    assert older_backups(tmp_path, Names(["Ada"])) == []
    assert held(work.store, batch) == (1, 4)


def test_columns_come_back_from_a_backup(work: Workshop, tmp_path: Path) -> None:
    batch = prepared(work, "columns").batch.id
    backup(work.store, tmp_path / "b.zip")
    with made_database("sqlite", tmp_path / "elsewhere", empty=True) as url:
        other = open_engine(url)
        restore(other, tmp_path / "b.zip")
        assert by_key(staged.rows_of(other, batch, KIND)) == by_key(staged.rows_of(work.store, batch, KIND))
        other.dispose()


def test_a_draft_of_before_is_published_after_the_migration(work: Workshop) -> None:
    batch = prepared(work, "rows").batch.id
    before = seen(work, batch)
    large = prepared(work, "columns", HEADER + "38185;d4_immigrant_share;2019;18;Insee;;;\n", "b.csv").batch.id
    with work.store.connect() as connection:
        command.downgrade(alembic_config(connection), "0005")
    migrate(work.store)
    assert seen(work, batch) == before
    assert drafts.get_batch(work.store, large).state == drafts.DISCARDED  # the former program could not read it
    op.publish(work, as_read(work, batch), "Deux", OFFICER)
    assert published(work).loc[("d4_immigrant_share", 2022), "value"] == 19.5


def test_who_stops_the_staging_leaves_nothing(work: Workshop) -> None:
    def stop(step: str, share: float) -> None:
        if step == "stage" and share == 0.0:
            raise op.Cancelled

    with kept("columns"), pytest.raises(op.Cancelled):
        op.import_files(work, [("a.csv", (HEADER + ROWS).encode())], OFFICER, progress=stop)
    with work.store.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(draft_pack)) == 0


def test_no_key_stands_in_a_row_and_in_columns(work: Workshop) -> None:
    """Two tables of one file say the same key, one of them to empty a cell: the last one that says it is kept, once."""
    tables = [
        HEADER + "38185;d4_immigrant_share;2022;19,5;Insee;[effacer];;\n38185;d4_immigrant_share;2023;3;Insee;;;\n",
        HEADER + "38185;d4_immigrant_share;2022;21;Mairie;;;\n",
    ]
    items = [op.check_files(work, [("a.csv", text.encode())]).readings[0].loaded[0] for text in tables]
    batch = drafts.open_batch(work.store, "essai", territory="38185")
    with kept("columns"), writing(work.store) as connection:
        staging.put(connection, batch.id, KIND, items, known=True)
    assert held(work.store, batch.id) == (1, 1)
    assert sorted(staged.rows_of(work.store, batch.id, KIND)["value"]) == [3.0, 21.0]


def test_rights_see_whose_the_rows_of_columns_are(work: Workshop) -> None:
    """The one row of another town stands in the columns only, where it can be seen by nobody but the guard."""
    imported = prepared(work, "columns")
    batch = imported.batch.id
    assert staged.territories_staged(work.store, [batch]) == ["38185", "38001"]
    of_one_town = replace(OFFICER, territories=("38185",))
    for act in (
        lambda: op.publish(work, [imported.ledger], "Édition", of_one_town, overwrite=True),
        lambda: op.confirm(work, imported.ledger, [], of_one_town),
        lambda: op.submit(work, [imported.ledger], of_one_town),
        lambda: op.discard(work, imported.ledger, of_one_town),
    ):
        with pytest.raises(AccessDenied) as denied:
            act()
        assert denied.value.territory == "38001"
    assert held(work.store, batch) == (1, 4) and drafts.get_batch(work.store, batch).state == drafts.OPEN
    alone = prepared(
        work,
        "columns",
        (HEADER + ROWS).replace("38001;d4_immigrant_share;2023", "38185;d4_immigrant_share;2020"),
        "b.csv",
    )
    op.publish(work, [alone.ledger], "Édition", of_one_town, overwrite=True)


def test_who_rolls_back_her_town_leaves_the_columns_of_another(work: Workshop) -> None:
    op.publish(work, [prepared(work, "columns").ledger], "Colonnes", OFFICER)
    op.restore(work, 1, "Retour", replace(OFFICER, territories=("38185",)))
    there = reading.frame(work.store, KIND, 3)
    assert there.loc[there["territory"] == "38001", "value"].tolist() == [3.5]
    assert set(there.loc[there["territory"] == "38185", "value"]) == set(
        reading.frame(work.store, KIND, 1, territories=["38185"])["value"]
    )
