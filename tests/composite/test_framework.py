from __future__ import annotations

import pandas as pd
import pytest

from indicators.composite import Framework, FrameworkError, Node, build, check_framework, load_framework
from indicators.composite.recipe import Recipe
from tests.composite.conftest import dataset, flat, tree


def _faults(*nodes: Node, **more: tuple[str, ...]) -> str:
    return " ".join(str(problem) for problem in check_framework(Framework(nodes, **more)))


ROOT = Node(code="Index", kind="aggregate")
X = Node(code="x", parent="Index")


def test_a_sound_tree_knows_its_levels_and_its_order() -> None:
    framework = tree({"a": "D", "b": "D", "c": "Index", "D": "Index"})
    assert check_framework(framework) == []
    assert framework.indicators == ("a", "b", "c")
    assert framework.codes == ("a", "b", "c", "D", "Index")
    assert (framework.height("c"), framework.height("D"), framework.levels) == (1, 2, 3)
    assert framework.leaves("Index") == ("c", "a", "b")
    assert list(framework.ancestors("a")) == ["D", "Index"]
    assert framework.dimensions == ("D", "Index")


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        ((ROOT, X, Node(code="y", parent="Indx")), "« Indx » de « y » n’existe pas ; le plus proche est « Index »"),
        ((ROOT, X, Node(code="D", parent="Index", kind="aggregate")), "« D » n’a aucun enfant"),
        ((ROOT, X, X), "« x » est donné 2 fois"),
        ((ROOT, Node(code="x", parent="Index", weight=0.0)), "Le poids de « x » est 0.0"),
        ((ROOT, Node(code="x", parent="Index", weight=float("nan"))), "Le poids de « x » est nan"),
        ((ROOT, Node(code="x", parent="Index", direction=0)), "Le sens de « x » est 0"),
        ((ROOT, X, Node(code="y", parent="x")), "« x » de « y » est un indicateur"),
        ((ROOT, X, Node(code="y")), "L’indicateur « y » n’a pas de parent"),
        ((ROOT,), "ne contient aucun indicateur"),
        ((ROOT, X, Node(code="Other", kind="aggregate"), Node(code="y", parent="Other")), "2 sommets (Index, Other)"),
        ((ROOT, Node(code="x", parent="Index", denominator="Pop")), "« Pop » de « x » est inconnu"),
        (
            (Node(code="Index", kind="aggregate", level=2), Node(code="x", parent="Index", level=2)),
            "« x » est au niveau 2 et son parent « Index » au niveau 2",
        ),
        ((ROOT, X, Node(code=" ", parent="Index", name="vide")), "n’a pas de code (nom : « vide »)"),
    ],
)
def test_each_fault_is_named_with_its_cure(nodes: tuple[Node, ...], words: str) -> None:
    assert words in _faults(*nodes)


def test_a_cycle_is_found_and_refused() -> None:
    nodes = (
        Node(code="A", parent="B", kind="aggregate"),
        Node(code="B", parent="A", kind="aggregate"),
        Node(code="x", parent="A"),
    )
    assert "« A » est son propre ancêtre" in _faults(*nodes)
    with pytest.raises(FrameworkError, match="propre ancêtre"):
        build(Recipe(), Framework(nodes), dataset(flat(1), [[1.0], [2.0]]))


def test_all_faults_are_told_at_once() -> None:
    problems = check_framework(Framework((ROOT, Node(code="x", parent="Index", weight=-1, direction=3))))
    assert len(problems) == 2 and {problem.node for problem in problems} == {"x"}


def test_nearest_denominator_is_named() -> None:
    node = Node(code="x", parent="Index", denominator="Populaton")
    assert "le plus proche est « Population »" in _faults(ROOT, node, denominators=("Population", "GDP"))


def test_an_unknown_node_names_the_nearest() -> None:
    with pytest.raises(FrameworkError, match=r"« Indexx » n’existe pas .* « Index »"):
        flat(2).node("Indexx")


def test_plain_table_infers_aggregates() -> None:
    table = pd.DataFrame({"code": ["x", "y", "I"], "parent": ["I", "I", ""], "weight": ["2", "", ""]})
    framework = load_framework(table)
    assert framework.aggregates == ("I",)
    assert [framework.by_code[c].weight for c in ("x", "y")] == [2.0, 1.0]


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("Type", "Indicateur", "« Indicateur » de « x » est inconnu ; le plus proche est « Indicator »"),
        ("Weight", "deux", "« x » porte « deux » dans la colonne « weight »"),
        ("Weight", "inf", "« x » porte « inf »"),
        ("Direction", "2", "Le sens de « x » est 2 "),
        ("Direction", "up", "Le sens de « x » est up : écrivez 1"),
        ("Scale", "ln", "L’échelle « ln » de « x » est inconnue"),
        ("Wieght", "1", "« Wieght » du cadre est inconnue ; la plus proche est « weight »"),
    ],
)
def test_wrong_cells_of_imeta_are_refused(column: str, value: str, words: str) -> None:
    table = pd.DataFrame({"iCode": ["x", "I"], "Parent": ["I", ""], "Type": ["Indicator", "Aggregate"]})
    table[column] = [value, "Aggregate" if column == "Type" else ""]
    with pytest.raises(FrameworkError, match=words):
        load_framework(table)


def test_missing_and_repeated_columns_are_refused() -> None:
    with pytest.raises(FrameworkError, match="n’a pas de colonne « Parent »"):
        load_framework(pd.DataFrame({"iCode": ["x"], "Parents": ["I"]}).rename(columns={"Parents": "Above"}))
    with pytest.raises(FrameworkError, match="donnée deux fois"):
        load_framework(pd.DataFrame({"iCode": ["x"], "code": ["x"], "Parent": ["I"]}))


def test_columns_for_documentation_are_left_aside() -> None:
    table = pd.DataFrame({"iCode": ["x", "I"], "Parent": ["I", ""], "Comment": ["a", "b"]})
    assert load_framework(table).codes == ("x", "I")
