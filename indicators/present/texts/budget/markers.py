"""The figures of the survey of French cities, each beside its date and base: landmarks, never norms."""

from __future__ import annotations

from indicators.budget import BudgetView
from indicators.catalogue import SurveyMarker
from indicators.present.texts.budget.words import year_of_stage
from indicators.present.texts.translator import Translator


def marker_groups(view: BudgetView, t: Translator) -> list[tuple[str, list[str]]]:
    """Every survey marker of the catalogue in its order, under the source, year and base that it shares with others.

    Symbolic landmarks are left out: they have a switch of their own, off by default. What the survey asked of a
    collectivity itself (its budget, its staff) is followed by the same figure here, when it is known.
    """
    shown = [marker for marker in view.catalogue.survey_markers.values() if not marker.symbolic]
    here = _here(view, t)
    found: dict[str, list[str]] = {}
    for marker in shown:
        told = " ".join(filter(None, (marker_sentence(marker, t), here.get(marker.id))))
        found.setdefault(marker_origin(marker, t), []).append(told)
    return list(found.items())


def marker_origin(marker: SurveyMarker, t: Translator) -> str:
    """Who was asked, by whom and when."""
    return t(
        "Chiffres de {year} ({source}). Base : {base}.",
        source=marker.source_name, year=marker.year, base=marker.base.get(t.lang),
    )  # fmt: skip


def marker_sentence(marker: SurveyMarker, t: Translator) -> str:
    """A survey figure, the range of the answers when it is told, and what to beware of."""
    if marker.low is None or marker.high is None:
        text = t("{label} : {value}.", label=marker.label.get(t.lang), value=_value(marker, marker.value, t))
    else:
        text = t(
            "{label} : {value} (de {low} à {high}).",
            label=marker.label.get(t.lang), value=_value(marker, marker.value, t),
            low=_bound(marker, marker.low, t), high=_bound(marker, marker.high, t),
        )  # fmt: skip
    return f"{text} {marker.caveat.get(t.lang)}" if marker.caveat else text


def _value(marker: SurveyMarker, value: float, t: Translator) -> str:
    if marker.unit == "euro":
        return t.money(value * 100)
    if marker.unit == "percent":
        return t.percent(value, 0 if float(value).is_integer() else 1)
    return t.per_thousand(value, 0) if marker.unit == "per_mille" else t.n("{count} agent", "{count} agents", value)


def _bound(marker: SurveyMarker, value: float, t: Translator) -> str:
    return t.number(value) if marker.unit == "person" else _value(marker, value, t)


def _here(view: BudgetView, t: Translator) -> dict[str, str]:
    spent, staff = view.book.total(view.year, view.stage).net, view.staff
    said = {}
    if spent is not None:
        said["median_budget"] = t("Ici : {amount} ({when}).", amount=t.money(spent), when=year_of_stage(view, t))
    year = max((year for year in staff if year <= view.year), default=None)
    if year is not None:
        said["mean_staff"] = t("Ici : {count} ETP en {year}.", count=t.number(staff[year]), year=year)
    return said
