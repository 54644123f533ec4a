"""The method of a report: what is read, against what, with which thresholds, so that anybody can do it again."""

from __future__ import annotations

from indicators.geography.names import normalise
from indicators.present.reports.model import Block, Paragraph, Table
from indicators.present.reports.source import ReportSource
from indicators.present.reports.wording import plain
from indicators.present.texts import reports as words
from indicators.present.texts.budget.words import stage_meaning
from indicators.present.texts.evaluation.levels import rules_sentence
from indicators.present.texts.glossary import meaning
from indicators.present.texts.partnerships.words import state_rules


def method_blocks(source: ReportSource) -> list[Block]:
    """The edition, the rules in words, and the thresholds as a table."""
    t = source.t
    told = (
        t("{edition}, publiée par {author}.", edition=words.edition_line(source, t), author=source.snapshot.edition.author),
        source.snapshot.edition.note,
        t("Année lue : {year}. Territoires de référence : {names}.", year=source.year, names=t.join(source.profile.reference_names) or t("aucun")),
        t("Une valeur manquante n'est jamais un zéro. Voté, engagé et payé ne s'additionnent pas. Un taux d'ensemble est refait à partir de ses parts, jamais une moyenne de taux. Un effet indésirable n'est jamais retranché d'un bénéfice."),
        stage_meaning("paid", t),
        plain(rules_sentence(source.evaluation, t)),
        plain(state_rules(source.rules, source.as_of, t)),
    )  # fmt: skip
    return [*(Paragraph(text) for text in told if text), _thresholds(source), _words(source)]


def _words(source: ReportSource) -> Table:
    """The glossary of the pages, for whoever reads the report on paper."""
    t = source.t
    terms = sorted(source.catalogue.glossary.values(), key=lambda term: normalise(term.word.get(t.lang)))
    rows = tuple((term.word.get(t.lang), meaning(term, t)) for term in terms)
    return Table(t("Les mots"), (t("Mot"), t("Sens")), rows, (1, 3))


def _thresholds(source: ReportSource) -> Table:
    t, limits, options = source.t, source.settings.thresholds, source.profile.options
    rows = (
        (t("Indicateurs nécessaires pour noter une dimension"), t.number(options.minimum_indicators)),
        (t("Part des indicateurs nécessaire pour noter une dimension"), t.percent(100 * options.minimum_coverage, 0)),
        (t("Bornes d'un indice avant la moyenne"), t("{low} à {high}", low=t.number(options.bounds[0]), high=t.number(options.bounds[1]))),
        (t("Rythme à partir duquel une cible est en bonne voie"), t.percent(100 * limits.progress_on_track, 0)),
        (t("Rythme à partir duquel une cible est à accélérer"), t.percent(100 * limits.progress_acceleration, 0)),
        (t("Durée sans échange au-delà de laquelle une relation est dormante"), t.n("{count} mois", "{count} mois", limits.dormant_months)),
        (t("Préavis d'un accord à renouveler"), t.n("{count} mois", "{count} mois", limits.renewal_months)),
    )  # fmt: skip
    return Table(t("Seuils"), (t("Seuil"), t("Valeur")), rows, (4, 1), frozenset({1}))
