"""The tables of the strategy in the documents: diagnosis, matrix, promises, qualities, bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from indicators.catalogue import Grid
from indicators.grids.maturity import GridYear
from indicators.present.reports.model import Block, Listed, Paragraph, Table
from indicators.present.reports.source import ReportSource
from indicators.present.texts.evaluation.grids import answer_word
from indicators.present.texts.strategy import sentences as words
from indicators.present.texts.strategy import shared_work
from indicators.present.texts.strategy.answered import answered_headers, answered_rows, told_sentence
from indicators.present.texts.strategy.known import grouped, known_facts
from indicators.present.texts.strategy.seen import seen_sentence
from indicators.present.texts.strategy.words import body_word, box_question, box_word, followed_word
from indicators.present.texts.translator import MISSING
from indicators.strategy import Matrix, Seen, Strategy
from indicators.strategy.reading import QUALITY_GRID, RECOMMENDATION_GRID


def known_blocks(source: ReportSource) -> Iterator[Block]:
    """What the application already knows of the context, each line with its source."""
    for about, told in grouped(known_facts(source.readout, source.t)).items():
        yield Listed(about, told)


def question_blocks(found: GridYear | None, source: ReportSource) -> Iterator[Block]:
    """Questions with the collectivity's own answers, and where each was read."""
    t = source.t
    if found is None:
        return
    for item in found.grid.items:
        row = found.answers.get(item.id)
        if row is not None and row.text.strip():
            yield Paragraph(item.label.get(t.lang), "kicker")
            yield Paragraph(t.typeset(row.text.strip()), "signed", lang=source.settings.languages.default)
            if row.evidence.strip():
                yield Paragraph(t.typeset(row.evidence.strip()), "note", lang=source.settings.languages.default)


def answer_table(found: GridYear | None, source: ReportSource) -> Iterator[Block]:
    """What was answered to a grid, after how much of it is reached; nothing before anything is answered."""
    t = source.t
    if found is None or not found.answered:
        return
    yield Table(found.grid.label.get(t.lang), answered_headers(found, t), answered_rows(found, t), (3.2, 1.4, 3.8))
    yield Paragraph(told_sentence(found, t), "note")


def matrix_tables(matrix: Matrix, source: ReportSource) -> Iterator[Table]:
    """A table of the findings, then one of the strategies."""
    t, catalogue = source.t, source.catalogue
    findings = tuple(
        (
            box_word(box, catalogue, t),
            item.finding.text + _example(item.finding.example, source),
            words.support_words(item, t),
        )
        for box, items in matrix.findings.items()
        for item in items
    )
    if findings:
        yield Table(
            t("Ce que nous constatons"), (t("Case"), t("Constat"), t("Chiffre ou preuve")), findings, (1.4, 3.4, 3.4)
        )
    strategies = tuple(
        (
            box_word(box, catalogue, t),
            item.finding.text + _example(item.finding.example, source),
            words.crossing_words(item, t),
        )
        for box, items in matrix.strategies.items()
        for item in items
    )
    if strategies:
        headers = (t("Famille"), t("Stratégie"), t("Ce qu'elle croise"))
        yield Table(t("Les quatre stratégies qui en découlent"), headers, strategies, (1.4, 3.0, 4.0))
    silent = [box_question(box, catalogue, t) for box, items in matrix.strategies.items() if findings and not items]
    if silent:
        yield Table(t("Questions sans réponse"), (t("Question"),), tuple((question,) for question in silent))


def promise_table(found: Strategy, source: ReportSource) -> Table:
    """Each objective with its date, the function in charge and where it stands."""
    t = source.t
    rows = tuple(
        (
            item.objective.label + _example(item.example, source),
            t.date(item.objective.deadline) if item.objective.deadline else MISSING,
            item.objective.owner or MISSING,
            words.promise_words(item, source.year, t),
        )
        for item in found.promises
    )
    headers = (t("Objectif"), t("Échéance"), t("Responsable"), t("Où cela en est"))
    return Table(t("Ce qui a été promis, où cela en est"), headers, rows, (3.2, 1.2, 1.8, 3.6))


def quality_tables(found: Strategy, source: ReportSource) -> list[Block]:
    """The ten qualities, then the ten recommendations: the office's answer with its proof, beside what is seen."""
    grids, t = source.catalogue.grids, source.t
    return [
        *_answered(grids[QUALITY_GRID], found.qualities, found.seen_qualities, t("Qualité"), source),
        *_answered(grids[RECOMMENDATION_GRID], found.recommendations, found.seen_recommendations, t("Recommandation"), source),
    ]  # fmt: skip


def _answered(
    grid: Grid, filled: GridYear | None, proposals: Mapping[str, Seen], head: str, source: ReportSource
) -> list[Block]:
    t = source.t
    answered = filled.answers if filled else {}
    rows = []
    for item in grid.items:
        row, seen = answered.get(item.id), proposals.get(item.id)
        if row is None and seen is None:
            continue
        answer = answer_word(grid, row.answer, t, item) if row is not None else t("sans réponse")
        proof = " – ".join(part for part in (answer, row.evidence if row else "") if part)
        rows.append((item.label.get(t.lang), proof, seen_sentence(seen, t) if seen else MISSING))
    if not rows:
        return []
    headers = (head, t("Réponse du service et preuve"), t("Ce que les données montrent"))
    return [Table(grid.label.get(t.lang), headers, tuple(rows), (1.8, 2.6, 3.2))]


def work_tables(found: Strategy, source: ReportSource) -> list[Block]:
    """The plan of awareness with its money, the training, what is done with other French authorities."""
    t = source.t
    actions = [item for item in source.snapshot.activities if found.covers(item.year)]
    plan = shared_work.awareness_rows(actions, source.catalogue, t)
    parts = (
        (t("Le plan de sensibilisation"), shared_work.awareness_headers(t), plan, (2.4, 2.4, 1.8, 2.0, 2.2)),
        (t("Élus et agents formés"), shared_work.training_headers(t), shared_work.training_rows(actions, t), (4.0, 1.2, 1.2, 1.8)),
        (t("À plusieurs collectivités françaises"), shared_work.together_headers(t), shared_work.together_rows(source.snapshot.partnerships, actions, t), (2.4, 2.2, 2.6, 2.6)),
    )  # fmt: skip
    blocks: list[Block] = [Table(title, headers, rows, widths) for title, headers, rows, widths in parts if rows]
    if plan:
        blocks.insert(1, Paragraph(shared_work.awareness_spent(actions, found.awareness_paid, source.catalogue, t)))
    return blocks


def body_tables(found: Strategy, source: ReportSource) -> list[Block]:
    """The bodies, then what they were asked, what they said, what became of it."""
    t = source.t
    blocks: list[Block] = []
    names = {item.id: item.name for item in found.bodies}
    if found.bodies:
        listed = tuple(
            " – ".join(part for part in (item.name, body_word(item.type, t), item.act) if part) for item in found.bodies
        )
        blocks.append(Listed(t("Qui est entendu"), listed))
    rows = tuple(
        (t.date(item.date), names.get(item.body, item.body), item.subject, item.opinion or MISSING, f"{item.follow_up} ({followed_word(item.followed, t)})".strip())
        for item in found.meetings
        if found.ahead or item.date[:4] <= str(source.year)
    )  # fmt: skip
    if rows:
        headers = (t("Date"), t("Instance"), t("Objet"), t("Avis"), t("Suite"))
        blocks.append(Table(t("Réunions et avis"), headers, rows, (1.2, 1.6, 1.8, 2.8, 2.8)))
    return blocks


def _example(example: bool, source: ReportSource) -> str:
    return source.t(" (exemple)") if example else ""
