"""Ceilings of the 1 % schemes, multi-year authorisations and the two sides of a what-if."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from indicators.budget import BudgetView, Ceiling, Outcome, Scenario
from indicators.present.charts.budget_bars import bars, wrapped
from indicators.present.charts.narrow import room
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure, unique_sources
from indicators.present.palette import BLUE, GREY, NEUTRAL, ORANGE, RED
from indicators.present.texts import Translator
from indicators.present.texts.budget.advice import ceiling_status, ceilings_sentence, envelope_sentence
from indicators.present.texts.budget.share import euros_received
from indicators.present.texts.budget.words import fact_source, key_name, reason, service_name, stage_name


def ceilings_figure(view: BudgetView, t: Translator) -> Figure:
    """Each service's use of its own ceiling, in per cent of it; a service without base has a row and no bar."""
    items = view.ceilings
    known = [item for item in items if item.use.available]
    return Figure(
        key="budget_ceilings",
        title=t("Dispositifs du 1 % en {year} : emploi du plafond de chaque service", year=view.year),
        sentence=ceilings_sentence(items, t),
        table=_ceilings_table(items, t),
        spec=_ceilings_spec(known, t) if known else None,
        sources=unique_sources(source for item in items for source in fact_source(item.base, view.catalogue, t)),
        note=t("Un plafond par service, jamais mis en commun. C'est une faculté : ce qui reste est une information, pas une insuffisance. Alerte à {alert} du plafond, repère choisi par la collectivité.", alert=t.percent(100 * view.rules.ceiling_alert, 0)),
        example=view.invented(view.year, *(item.service for item in items)),
    )  # fmt: skip


def _ceilings_table(items: tuple[Ceiling, ...], t: Translator) -> pd.DataFrame:
    def euros(cents: float | None) -> float | None:
        return None if cents is None else cents / 100

    return pd.DataFrame(
        [
            {
                t("Service"): service_name(item.service, t),
                t("Ressources (€)"): euros(item.base.amount if item.base else None),
                t("Plafond (€)"): euros(item.ceiling),
                t("Engagé (€)"): euros(item.committed),
                t("Payé (€)"): euros(item.paid),
                t("Reste (€)"): euros(item.room),
                t("Emploi (%)"): item.use.value,
                t("État"): ceiling_status(item, t),
                t("Remarque"): reason(item.reason, t) or (t("base provisoire") if item.provisional else ""),
            }
            for item in items
        ]
    )


def _ceilings_spec(items: list[Ceiling], t: Translator) -> dict[str, Any]:
    rows = pd.DataFrame(
        [
            {
                "name": service_name(item.service, t),
                "use": item.use.value,
                "end": max(item.use.value or 0.0, 100.0),
                "status": ceiling_status(item, t),
                "label": f"{t.percent(item.use.value)} – {ceiling_status(item, t)}",
            }
            for item in items
        ]
    )
    palette = {"within": BLUE, "alert": ORANGE, "breach": RED, "not_computable": GREY}
    colors = {ceiling_status(item, t): palette[item.status] for item in items}
    top = max(160 / 1.5, float(rows["use"].max()))
    y = alt.Y("name:N", sort=list(rows["name"]), title=None, axis=alt.Axis(ticks=False, domain=False))
    x = alt.X(
        "use:Q",
        title=t("% du plafond"),
        axis=alt.Axis(tickCount=6),
        scale=alt.Scale(domain=room(top, 1.5, 2.2), nice=False),
    )
    bars = alt.Chart(rows).mark_bar(height={"band": 0.55}).encode(
        x=x,
        y=y,
        color=alt.Color("status:N", scale=alt.Scale(domain=list(colors), range=list(colors.values())), title=None),
        tooltip=[alt.Tooltip("name:N", title=t("Service")), alt.Tooltip("label:N", title=t("Emploi"))],
    )  # fmt: skip
    limit = alt.Chart(pd.DataFrame({"use": [100.0]})).mark_rule(color=NEUTRAL, strokeWidth=2).encode(x=x)
    labels = alt.Chart(rows).mark_text(align="left", dx=6, fontSize=12).encode(x="end:Q", y=y, text="label:N")
    return finish(alt.layer(bars, limit, labels).properties(height=alt.Step(40)), t)


def envelopes_figure(view: BudgetView, t: Translator) -> Figure:
    """Programme × year: authorised once, credits of payment voted and paid; a table, because nothing is summed."""
    rows = [
        {
            t("Programme"): state.envelope.label or state.envelope.programme,
            t("Type"): state.envelope.type,
            t("Autorisé (€)"): None if state.envelope.authorised is None else state.envelope.authorised / 100,
            t("Année"): str(item.year),
            t("Crédits votés (€)"): None if item.voted is None else item.voted / 100,
            t("Crédits payés (€)"): None if item.paid is None else item.paid / 100,
        }
        for state in view.envelopes
        for item in state.years
    ]
    return Figure(
        key="budget_envelopes",
        title=t("Autorisations pluriannuelles, à côté du budget annuel"),
        sentence=" ".join(envelope_sentence(state, t) for state in view.envelopes) or t("Aucune autorisation pluriannuelle n'est enregistrée."),
        table=pd.DataFrame(rows),
        note=t("Une autorisation de programme ou d'engagement est un plafond d'engagement : elle ne s'ajoute jamais aux crédits de paiement de l'année. Elle ne peut porter ni la paie ni les subventions à des organismes privés (CGCT, L2311-3)."),
        example=any(state.envelope.example for state in view.envelopes),
    )  # fmt: skip


def scenario_figure(scenario: Scenario, before: Outcome, after: Outcome, view: BudgetView, t: Translator) -> Figure:
    """The two sides by rubric, marked as a scenario in title, labels and table."""
    sides = [t("budget {year}", year=scenario.base_year), t("scénario {year}", year=scenario.year)]
    names = {key: key_name(key, "rubric", view.snapshot, view.catalogue, t) for key in after.rubrics}
    rows = [
        {"name": names[key], "side": side, "amount": outcome.rubrics.get(key, 0) / 100, "label": t.money(outcome.rubrics.get(key, 0))}
        for key in after.rubrics
        for side, outcome in zip(sides, (before, after), strict=True)
    ]  # fmt: skip
    table = pd.DataFrame(
        [
            {
                t("Rubrique"): names[key],
                f"{sides[0]} (€)": before.rubrics.get(key, 0) / 100,
                f"{sides[1]} (€)": after.rubrics.get(key, 0) / 100,
                t("Écart (€)"): (after.rubrics.get(key, 0) - before.rubrics.get(key, 0)) / 100,
                t("Part dans le scénario (%)"): after.shares[key].value,
            }
            for key in after.rubrics
        ]
    )
    return Figure(
        key="budget_scenario",
        title=t("Scénario « {name} » : ce n'est pas le budget", name=scenario.name or t("sans nom")),
        sentence=_scenario_sentence(scenario, before, after, t),
        table=table,
        spec=_scenario_spec(pd.DataFrame(rows), sides, t),
        note=t("Départ : montants « {stage} » de {year}. Population et total du budget gardés à leur valeur de {year}.", stage=stage_name(scenario.stage, t), year=scenario.base_year),
        example=view.invented(scenario.base_year, view.bases.denominator, view.bases.population),
    )  # fmt: skip


def _scenario_sentence(scenario: Scenario, before: Outcome, after: Outcome, t: Translator) -> str:
    parts = [
        t("total {a} → {b}", a=t.money(before.total), b=t.money(after.total)),
        t("part du budget {a} → {b} ({c} → {d} sur {total})", a=t.per_thousand(before.share.value), b=t.per_thousand(after.share.value),
          c=t.money(before.share.numerator), d=t.money(after.share.numerator), total=t.money(before.share.denominator)),
        t("par habitant {a} → {b}", a=t.money(before.per_inhabitant.value, 2), b=t.money(after.per_inhabitant.value, 2)),
        t("fonds propres {a} → {b}", a=t.money(before.own), b=t.money(after.own)),
        t("reçu d'ailleurs pour 1 € de la collectivité, cette année-là {a} → {b}", a=euros_received(before.leverage.value, t), b=euros_received(after.leverage.value, t)),
        t("équivalent de {a} → {b} rubriques de même poids", a=t.number(before.concentration.effective, 1), b=t.number(after.concentration.effective, 1)),
    ]  # fmt: skip
    told = [t("{sentence}.", sentence=part[:1].upper() + part[1:]) for part in parts]
    return " ".join([t("Scénario pour {year}, d'aujourd'hui → au scénario.", year=scenario.year), *told])


def _scenario_spec(rows: pd.DataFrame, sides: list[str], t: Translator) -> dict[str, Any]:
    tooltip = [
        alt.Tooltip("name:N", title=t("Rubrique")),
        alt.Tooltip("side:N", title=t("Lecture")),
        alt.Tooltip("label:N", title=t("Montant")),
    ]
    color = alt.Color("side:N", scale=alt.Scale(domain=sides, range=[GREY, ORANGE]), title=None)
    return bars(rows.assign(name=rows["name"].map(wrapped)), t, tooltip, color, side="side")
