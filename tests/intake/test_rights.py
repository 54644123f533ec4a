"""Rights where the rows are: every operation, by every role, on own rows, on those of another town, on unknown batches."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from indicators.access import ROLES, AccessDenied, User
from indicators.budget import Scenario
from indicators.catalogue import Catalogue
from indicators.documents import gather
from indicators.intake import ledger as ledgers
from indicators.intake import operations as op
from indicators.intake.corrections import Correction
from indicators.intake.issues import Issue
from indicators.intake.ledger import Ledger
from indicators.intake.reading import read_file
from indicators.intake.workshop import Workshop, checked, workshop
from indicators.present.reports.model import Declared, Session
from indicators.records import Observation, Territory
from indicators.settings import Settings, SqlSource
from indicators.store import drafts, editions, reading, staged, workspace
from indicators.store.drafts import Batch, UnknownBatchError
from indicators.store.engine import open_engine
from tests.conftest import SYSTEMS, made_database
from tests.intake.conftest import kept

HOME, ELSEWHERE = "38185", "93048"
COLLEAGUE = User(name="Collègue", role="administrator", mode="account", login="collegue")
HEADER = "Territoire;Indicateur;Année;Valeur;Source\n"
VALUES = itertools.count(10)


def limited(role: str) -> User:
    """A person of a role whose rights bear on one town."""
    return User(name="Agente", role=role, mode="account", login="agente", territories=(HOME,))  # type: ignore[arg-type]  # one of ROLES


PEOPLE = {
    **{f"{role} of one town": limited(role) for role in ROLES},
    "officer without limit": User(name="Agent", role="officer", mode="account", login="sans.limite"),
}


@pytest.fixture(scope="module", params=SYSTEMS)
def town_hall(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> Iterator[Workshop]:
    """The operations seen from the page of one town, on an edition that holds two."""
    with made_database(request.param, tmp_path_factory.mktemp("rights")) as url:
        engine = open_engine(url)
        batch = drafts.open_batch(engine, "essai", territory=HOME)
        drafts.stage(
            engine, batch.id, "territory", [Territory(code=HOME, name="A"), Territory(code=ELSEWHERE, name="B")]
        )
        drafts.stage(engine, batch.id, "observation", [row(code, 15.0) for code in (HOME, ELSEWHERE)])
        editions.publish(engine, [batch.id], "Départ", "essai")
        yield workshop(engine, catalogue, Settings(), HOME)
        engine.dispose()


def row(territory: str, value: float) -> Observation:
    return Observation(territory=territory, indicator="d4_immigrant_share", year=2021, value=value, source="Insee")


def lines(*territories: str) -> bytes:
    value = 15 + next(VALUES) / 1000
    body = "".join(f"{code};d4_immigrant_share;2021;{value:.4f};Insee\n".replace(".", ",") for code in territories)
    return (HEADER + body).encode()


@dataclass(frozen=True)
class Case:
    """A batch that a colleague prepared, as the person has read it, and the file that it was made from."""

    work: Workshop
    batch: Batch
    seen: Ledger
    content: bytes


def prepared(work: Workshop, town: str, *territories: str) -> Case:
    content = lines(*territories)
    [made] = op.import_files(work.at(town), [(f"{next(VALUES)}.csv", content)], COLLEAGUE)
    assert made.ledger.ready
    return Case(work, made.batch, made.ledger, content)


def prepared_large(work: Workshop, town: str, *territories: str) -> Case:
    """The same, kept as columns: no row of it stands in the table of drafts."""
    with kept("columns"):
        return prepared(work, town, *territories)


def unknown(work: Workshop) -> Case:
    batch = Batch("inconnu", HOME, "", "", "", "", 1, drafts.OPEN, None, "", "", ("collegue",))
    return Case(work, batch, Ledger("inconnu"), lines(HOME))


def handed_over(case: Case) -> Case:
    if case.batch.id != "inconnu":
        op.submit(case.work, [case.seen], COLLEAGUE)
    return case


#: Every operation on a batch, as a person calls it from the page of her town.
ON_A_BATCH: dict[str, Callable[[Case, User], object]] = {
    "correct": lambda c, user: op.correct(c.work, c.seen, c.content, [], user),
    "confirm": lambda c, user: op.confirm(c.work, c.seen, [], user),
    "restage": lambda c, user: op.restage(c.work, c.seen, "observation", [row(HOME, 15.7)], user),
    "discard": lambda c, user: op.discard(c.work, c.seen, user),
    "submit": lambda c, user: op.submit(c.work, [c.seen], user),
    "reopen": lambda c, user: op.reopen(c.work, [c.seen], user),
    "publish": lambda c, user: op.publish(c.work, [c.seen], "Édition", user, overwrite=True),
}
#: Whose batch, whose rows.
PLACES: dict[str, Callable[[Workshop], Case]] = {
    "a colleague's batch of her town": lambda work: prepared(work, HOME, HOME),
    "a batch of another town": lambda work: prepared(work, ELSEWHERE, ELSEWHERE),
    "a batch of her town with a row of another": lambda work: prepared(work, HOME, HOME, ELSEWHERE),
    "a large batch of her town with a row of another": lambda work: prepared_large(work, HOME, HOME, ELSEWHERE),
    "a large batch of her town": lambda work: prepared_large(work, HOME, HOME),
    "a batch of another town with her rows": lambda work: prepared(work, ELSEWHERE, HOME),
    "an unknown batch": unknown,
}


def state(case: Case) -> tuple[object, ...]:
    """All that an operation on a batch may change: editions, the batch, its rows, its ledger."""
    store, latest = case.work.store, editions.latest(case.work.store)
    if case.seen.version == 0:
        return (latest,)
    rows = staged.rows_of(store, case.batch.id, "observation")
    return latest, drafts.get_batch(store, case.batch.id), rows.to_csv(), ledgers.read(store, case.batch)


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except AccessDenied as denied:
        return f"refused for {denied.territory or 'the role'}"
    except UnknownBatchError:
        return "unknown"
    return "done"


def expected(person: str, place: str) -> str:
    if person.startswith("reader"):
        return "refused for the role"
    if place == "an unknown batch":
        return "unknown"
    if "another" in place and "of one town" in person:
        return f"refused for {ELSEWHERE}"
    return "done"


@pytest.mark.parametrize("name", ON_A_BATCH)
def test_every_operation_on_a_batch(town_hall: Workshop, name: str) -> None:
    wanted, found = {}, {}
    for (person, user), (place, prepare) in itertools.product(PEOPLE.items(), PLACES.items()):
        case = prepare(town_hall)
        if name == "reopen":
            handed_over(case)
        before = state(case)
        found[person, place] = outcome(lambda: ON_A_BATCH[name](case, user))  # noqa: B023  # called at once
        wanted[person, place] = expected(person, place)
        if found[person, place] != "done":
            assert state(case) == before, (name, person, place)
    assert found == wanted


def declared(work: Workshop, territory: str) -> SqlSource:
    """A source of another database that gives a row of a town."""
    query = (
        f'SELECT \'{territory}\' AS "Territoire", \'d4_immigrant_share\' AS "Indicateur", 2021 AS "Année", '
        "'18,2' AS \"Valeur\", 'Insee' AS \"Source\""
    )
    return SqlSource(name="Registre", url_env="REGISTRE_DES_DROITS", query=query, schema="observations")


def refreshed(work: Workshop, territory: str, user: User) -> None:
    found = op.refresh(work, declared(work, territory), user)
    assert not isinstance(found, Issue), found


#: Every operation that makes rows or texts of a territory, as a person calls it from the page of her town.
OF_ROWS: dict[str, Callable[[Workshop, str, User], object]] = {
    "import_files": lambda work, code, user: op.import_files(work, [("v.csv", lines(code))], user),
    "stage": lambda work, code, user: op.stage(work, checked(work, read_file(lines(code), work.options(), name="v.csv")), user),
    "refresh": refreshed,
    "enter": lambda work, code, user: op.enter(work, "Fiches", "observation", [row(code, 15.6)], user),
    "enter, removing": lambda work, code, user: op.enter(
        work, "Fiches", "observation", [row(HOME, 15.6)], user, removed=[replace(row(code, 1.0), year=2020)]
    ),
    "correct": lambda work, code, user: moved(work, code, user),
    "restage": lambda work, code, user: op.restage(
        work, prepared(work, HOME, HOME).seen, "observation", [row(code, 15.6)], user
    ),
}  # fmt: skip


def moved(work: Workshop, code: str, user: User) -> object:
    """A correction of the column « Territoire » moves a row of one's own to another town."""
    case = prepared(work, HOME, HOME)
    return op.correct(work, case.seen, case.content, [Correction("", 2, "Territoire", code)], user)


@pytest.mark.parametrize("name", OF_ROWS)
def test_every_operation_on_rows(
    town_hall: Workshop, name: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = create_engine(f"sqlite:///{tmp_path / 'registre.sqlite'}")
    with register.begin() as connection:
        connection.execute(text("CREATE TABLE registre (x TEXT)"))
    monkeypatch.setenv("REGISTRE_DES_DROITS", str(register.url))
    wanted, found = {}, {}
    for (person, user), code in itertools.product(PEOPLE.items(), (HOME, ELSEWHERE)):
        found[person, code] = outcome(lambda: OF_ROWS[name](town_hall, code, user))  # noqa: B023  # called at once
        wanted[person, code] = expected(person, "her town" if code == HOME else "another town")
    assert found == wanted
    assert expected("officer of one town", "another town") == f"refused for {ELSEWHERE}"


SESSION = Session(key="s", title="Bilan", date="", deliberation="", edition=1, year=2021, slides=("budget",))
#: What officers write, for a territory.
WRITINGS: dict[str, Callable[[Workshop, str, User], object]] = {
    "save_narrative": lambda w, code, user: gather.save_narrative(
        w.store, code, 1, "lecons", "x", user, seen=gather.narrative_version(w.store, code, 1, "lecons"), draft=True
    ),
    "save_override": lambda w, code, user: gather.save_override(
        w.store, code, 1, "figure", "x", user, seen=gather.override_version(w.store, code, 1, "figure")
    ),
    "save_session": lambda w, code, user: gather.save_session(
        w.store, code, SESSION, user, seen=gather.session_version(w.store, code, "s")
    ),
    "remove_session": lambda w, code, user: gather.remove_session(
        w.store, code, "s", user, seen=gather.session_version(w.store, code, "s")
    ),
    "save_declared": lambda w, code, user: gather.save_declared(
        w.store, code, 1, Declared("2026-05-12", "APD-1"), user, seen=gather.declared_version(w.store, code, 1)
    ),
    "save_scenario": lambda w, code, user: gather.save_scenario(
        w.store, code, Scenario(uuid4().hex, 2021, "paid", 2022), user
    ),
}


@pytest.mark.parametrize("name", WRITINGS)
def test_every_writing(town_hall: Workshop, name: str) -> None:
    kinds = ("narrative", "override", "session", "scenario")
    for (person, user), code in itertools.product(PEOPLE.items(), (HOME, ELSEWHERE)):
        before = [[item.version for item in workspace.latest(town_hall.store, kind, code)] for kind in kinds]
        found = outcome(lambda: WRITINGS[name](town_hall, code, user))  # noqa: B023  # called at once
        assert found == expected(person, "her town" if code == HOME else "another town"), (person, code)
        after = [[item.version for item in workspace.latest(town_hall.store, kind, code)] for kind in kinds]
        assert found == "done" or after == before


def test_every_role_rolls_back_its_own_rows(town_hall: Workshop) -> None:
    """A roll back touches the rows of the person's towns, whatever the page shows; of all for one without limits."""

    def value(code: str) -> float:
        last = editions.latest(town_hall.store)
        assert last is not None
        rows = reading.frame(town_hall.store, "observation", last.number, territories=[code])
        return float(rows["value"].iloc[0])

    for person, user in PEOPLE.items():
        case = prepared(town_hall, HOME, HOME, ELSEWHERE)
        op.publish(town_hall, [case.seen], "Les deux", COLLEAGUE, overwrite=True)
        theirs = value(ELSEWHERE)
        found = outcome(lambda: op.restore(town_hall.at(ELSEWHERE), 1, "Retour", user))  # noqa: B023  # called at once
        assert found == expected(person, "her town")
        assert (value(HOME) == 15.0) == (found == "done")
        assert value(ELSEWHERE) == (15.0 if person == "officer without limit" else theirs)


def test_no_operation_is_left_out_of_the_table() -> None:
    """An operation that takes a person, and is not in a table above, has no test of its guard."""
    looks = {"entered_by", "prepared_by"}
    found = {
        name
        for module, names in ((op, op.__all__), (gather, dir(gather)))
        for name in names
        if inspect.isfunction(act := getattr(module, name)) and "user" in inspect.signature(act).parameters
    }
    tables = {name.split(",")[0] for table in (ON_A_BATCH, OF_ROWS, WRITINGS) for name in table}
    assert found - looks == tables | {"restore"}


def test_a_replaced_load_that_holds_rows_of_another_town_stays(town_hall: Workshop) -> None:
    """Publishing gives up the earlier load of the same file, unless rows of another town are in it."""
    both = lines(HOME, ELSEWHERE)
    [former] = op.import_files(town_hall, [("deux.csv", both)], COLLEAGUE)
    [mine] = op.import_files(town_hall, [("deux.csv", lines(HOME))], limited("officer"))
    assert mine.ledger.replaces == former.batch.id
    op.publish(town_hall, [mine.ledger], "La mienne", limited("officer"), overwrite=True)
    assert drafts.get_batch(town_hall.store, former.batch.id).state == drafts.OPEN
    drafts.discard(town_hall.store, former.batch.id, "essai")
