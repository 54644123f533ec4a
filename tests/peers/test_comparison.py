"""The middle of a group is shown only when the group is really there."""

import pytest

from indicators.peers.comparison import compare, similar
from indicators.records import Observation, Territory, frame_of

HOME = Territory(code="A", name="A", populations={"2022": 100_000})


def peer(code: str, population: int | None = None, **more: object) -> Territory:
    populations = {"2022": population} if population else {}
    return Territory(code=code, name=code, role="peer", populations=populations, **more)  # type: ignore[arg-type]  # passed through


def frame(**values: tuple[float | None, int]):
    return frame_of(
        Observation,
        [
            Observation(territory=code, indicator="p_x", year=year, value=value)
            for code, (value, year) in values.items()
        ],
    )


GROUP = tuple(peer(code) for code in "BCDE")


def test_all_of_the_group() -> None:
    rows = frame(A=(5, 2023), B=(1, 2023), C=(2, 2022), D=(3, 2023), E=(10, 2024))
    found = compare(rows, ["p_x"], HOME, GROUP, 2024)["p_x"]
    assert (found.size, found.coverage, found.publishable) == (4, 1.0, True)
    assert (found.median, found.quartiles) == (2.5, pytest.approx((1.75, 4.75)))
    assert found.home is not None and found.home.value == 5


def test_exactly_three_quarters_is_not_above() -> None:
    rows = frame(A=(5, 2023), B=(1, 2023), C=(2, 2023), D=(3, 2023))
    found = compare(rows, ["p_x"], HOME, GROUP, 2023)["p_x"]
    assert (found.coverage, found.publishable, found.median) == (0.75, False, None)
    assert [member.code for member in found.missing] == ["E"]
    assert compare(rows, ["p_x"], HOME, GROUP, 2023, threshold=0.7)["p_x"].median == 2


def test_quartiles_need_four_values() -> None:
    rows = frame(A=(5, 2023), B=(1, 2023), C=(2, 2023), D=(3, 2023))
    found = compare(rows, ["p_x"], HOME, GROUP[:3], 2023)["p_x"]
    assert found.median == 2 and found.quartiles is None


def test_an_older_figure_is_not_compared() -> None:
    rows = frame(A=(5, 2023), B=(1, 2019), C=(None, 2023), D=(3, 2030))
    found = compare(rows, ["p_x"], HOME, GROUP, 2023)["p_x"]
    assert found.values == () and found.coverage == 0


def test_home_without_value_and_empty_group() -> None:
    rows = frame(B=(1, 2023), C=(2, 2023), D=(3, 2023), E=(4, 2023))
    assert compare(rows, ["p_x"], HOME, GROUP, 2023)["p_x"].home is None
    alone = compare(rows, ["p_x"], HOME, (), 2023)["p_x"]
    assert (alone.size, alone.publishable, alone.median) == (0, False, None)
    assert compare(rows.iloc[:0], ["p_x"], HOME, GROUP, 2023)["p_x"].size == 4


def test_similar_collectivities() -> None:
    others = [
        peer("B", 60_000),
        peer("C", 300_000),
        peer("D"),
        peer("E", 90_000, type="epci"),
        peer("F", 90_000, fictional=True),
        Territory(code="G", name="G", role="reference"),
    ]
    assert [member.code for member in similar(HOME, others)] == ["B", "D"]
    assert [member.code for member in similar(HOME, others, ratio=4)] == ["B", "C", "D"]
