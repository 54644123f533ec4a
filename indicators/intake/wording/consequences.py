"""What publishing would change, said in a sentence: « 3 indicateurs changent de statut, 1 plafond dépassé »."""

from __future__ import annotations

import pandas as pd

from indicators.budget import Ratio
from indicators.catalogue import Catalogue
from indicators.intake.consequences import Consequences, IndicatorChange, RatioChange
from indicators.intake.schemas import load_schemas
from indicators.present.texts import Translator
from indicators.present.texts.budget.words import basis_name
from indicators.present.texts.evaluation.status import status_word
from indicators.progress import Status
from indicators.progress.status import SYMBOLS


def _status(status: Status | None, t: Translator) -> str:
    return f"{SYMBOLS[status]} {status_word(status, t)}" if status else "–"


def headline(found: Consequences, t: Translator) -> str:
    """The consequences in one sentence, the gravest facts included, nothing else."""
    if found.nothing:
        return t("Rien ne change : l'édition dit déjà tout ce que contient ce dépôt.")
    total = found.counts[["added", "changed", "removed"]].sum()
    parts = []
    if total["added"]:
        parts.append(t.n("{count} ligne ajoutée", "{count} lignes ajoutées", int(total["added"])))
    if total["changed"]:
        parts.append(t.n("{count} ligne modifiée", "{count} lignes modifiées", int(total["changed"])))
    if total["removed"]:
        parts.append(t.n("{count} ligne retirée", "{count} lignes retirées", int(total["removed"])))
    effects = _effects(found, t)
    if not effects:
        effects = [t("aucun indicateur ne change")]
    return t("{lines} ; {effects}.", lines=t.join(parts), effects=t.join(effects))


def _effects(found: Consequences, t: Translator) -> list[str]:
    parts = []
    if found.indicators:
        parts.append(t.n("{count} indicateur change", "{count} indicateurs changent", len(found.indicators)))
    if found.statuses:
        parts.append(
            t.n("{count} indicateur change de statut", "{count} indicateurs changent de statut", len(found.statuses))
        )
    if found.missing:
        parts.append(
            t.n("{count} valeur devient manquante", "{count} valeurs deviennent manquantes", len(found.missing))
        )
    ceilings = [item for item in found.crossed if item.key == "ceiling" and (item.limit or 0) >= 100]
    others = [item for item in found.crossed if item not in ceilings]
    if ceilings:
        parts.append(t.n("{count} plafond dépassé", "{count} plafonds dépassés", len(ceilings)))
    if others:
        parts.append(t.n("{count} seuil d'alerte franchi", "{count} seuils d'alerte franchis", len(others)))
    return parts


def counts_table(found: Consequences, t: Translator) -> pd.DataFrame:
    """Rows and cells by kind of record."""
    titles = {kind: schema.title for kind, schema in load_schemas().items()}
    return pd.DataFrame(
        {
            t("Données"): found.counts["kind"].map(titles).map(t),
            t("Ajoutées"): found.counts["added"],
            t("Modifiées"): found.counts["changed"],
            t("Retirées"): found.counts["removed"],
            t("Inchangées"): found.counts["unchanged"],
            t("Cellules modifiées"): found.counts["cells"],
        }
    )


def indicators_table(changes: tuple[IndicatorChange, ...], catalogue: Catalogue, t: Translator) -> pd.DataFrame:
    """Each indicator before and after, with its status in words."""
    rows = []
    for item in changes:
        definition = catalogue.indicators[item.indicator]
        rows.append(
            (
                definition.label.get(t.lang),
                t.number(item.before, definition.decimals),
                t.number(item.after, definition.decimals),
                definition.unit,
                _status(item.status_before, t),
                _status(item.status_after, t),
            )
        )
    names = [t("Indicateur"), t("Avant"), t("Après"), t("Unité"), t("Statut avant"), t("Statut après")]
    return pd.DataFrame(rows, columns=names)


def ratios_table(changes: tuple[RatioChange, ...], catalogue: Catalogue, t: Translator) -> pd.DataFrame:
    """Each ratio of the budget before and after, with what it is computed from, and the threshold that it passes."""
    rows = [
        (ratio_label(item, catalogue, t), *(_ratio(item, computed, t) for computed in item.computed), _limit(item, t))
        for item in changes
    ]
    return pd.DataFrame(rows, columns=[t("Ratio"), t("Avant"), t("Après"), t("Seuil")])


def ratio_label(item: RatioChange, catalogue: Catalogue, t: Translator) -> str:
    """The name of a ratio."""
    if item.key == "ceiling":
        scheme, _, service = item.of.partition(" ")
        entry = catalogue.one_percent.get(scheme)
        label = entry.label.get(t.lang) if entry else scheme
        return t("Utilisation du plafond : {scheme}", scheme=f"{label} {service}".strip())
    return {
        "budget_share": t("Part du budget ({basis})", basis=basis_name(item.of, t)),
        "per_inhabitant": t("Dépense par habitant ({basis})", basis=basis_name(item.of, t)),
        "unassigned": t("Part non affectée à une rubrique"),
    }[item.key]


def _ratio(item: RatioChange, computed: Ratio | None, t: Translator) -> str:
    value = computed.value if computed else None
    told = t.money(value, 2) if item.key == "per_inhabitant" else t.percent(value)
    if item.key == "budget_share":
        told = t.per_thousand(value)
    if computed is None or computed.value is None:
        return told
    people = item.key == "per_inhabitant"
    whole = t.number(computed.denominator) if people else t.money(computed.denominator)
    return f"{told} ({t.money(computed.numerator)} ÷ {whole})"


def _limit(item: RatioChange, t: Translator) -> str:
    if item.limit is None:
        return "–"
    return t("✗ franchit {limit}", limit=t.percent(item.limit, 0)) if item.crosses else t.percent(item.limit, 0)
