"""What the money and the actions are for: by purpose, by service, by public policy; officers assign the lines here."""

from __future__ import annotations

from indicators.budget import AIMS, Aim, BudgetView
from indicators.present.charts.budget_aims import Counted, aims_figure, aims_over_years
from indicators.present.texts.budget.aims import aim_name
from pages.budget.assign import show_assignment
from pages.budget.data import figure
from pages.shared import choices
from pages.shared.context import PageContext
from pages.shared.figures import show_figure

_AIMS: dict[str, Aim] = {name: name for name in AIMS}
_COUNTED: dict[str, Counted] = {"euros": "euros", "actions": "actions"}


def show_aims(view: BudgetView, context: PageContext) -> None:
    """The year in euros beside actions, then the years in one of them, then what is left to assign."""
    t = context.t
    aim = _AIMS[
        choices.segments(
            t("Découper"), list(_AIMS), key="axe", format_func=lambda code: aim_name(_AIMS[code], t).capitalize()
        )
    ]
    show_figure(figure(context, view, f"aims_{aim}", lambda: aims_figure(view, aim, t)), context)
    words = {"euros": t("Euros"), "actions": t("Actions")}
    counted = _COUNTED[choices.segments(t("Compter"), list(_COUNTED), key="compter", format_func=words.__getitem__)]
    build = figure(context, view, f"aims_years_{aim}_{counted}", lambda: aims_over_years(view, aim, counted, t))
    show_figure(build, context)
    if context.user.may("officer", context.territory.code):
        show_assignment(view, aim, context)
