"""« Expliquer ce chiffre » on the pages: the tree opens on demand and ends on the very line of the file."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from indicators.demo import DEMO_FOLDER
from tests.pages.conftest import Runner


def tree(app: AppTest, key: str) -> str:
    """The tree that a button opens, with plain spaces; there is none before."""
    assert not trees(app)
    app.button(key=f"explain_{key}").click().run()
    assert not app.exception, app.exception[0].value
    (found,) = trees(app)
    return found


def trees(app: AppTest) -> list[str]:
    bodies = (item.proto.body for item in app.get("html"))
    return [unescape(body).replace("\u202f", " ").replace("\u00a0", " ") for body in bodies if "ouv-tree" in body]


def test_a_sum_of_the_budget_is_explained_down_to_the_line_of_the_file(run_page: Runner) -> None:
    found = tree(run_page("budget", "EX001"), "budget")
    assert "Dépenses payées 2025" in found and "somme de 41 lignes" in found
    told = re.findall(r"ouv-sum\">([\d ]+,\d\d) €</b> <span class=\"ouv-row\">data/demo/(\S+), ligne (\d+), édition 1", found)  # fmt: skip
    assert len(told) == 41
    for amount, file, line in told:
        written = (DEMO_FOLDER / Path(file)).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert amount.replace(" ", "").replace(",", ".") in written, (amount, file, line)


def test_a_status_is_explained_where_the_indicator_is_read(run_page: Runner) -> None:
    app = run_page("evaluation", "EX001", vue="indicateur", indicateur="t_service_improvement")
    found = tree(app, "indicator")
    assert "chemin parcouru ÷ chemin attendu" in found and "targets.csv, ligne" in found
    other = run_page("evaluation", "EX001", vue="indicateur", indicateur="t_service_improvement", methode="cagr")
    assert not [item for item in other.button if item.key == "explain_indicator"], (
        "the tree is that of the plan's method"
    )
