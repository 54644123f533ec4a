"""The strategy in the documents: chapters of a paper for the vote, parts of the yearly report, slides, lines for anybody.

Nothing is compulsory: a part without content is not printed, and a territory that wrote no strategy has none of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from indicators.present.reports import strategy_tables as tables
from indicators.present.reports.model import Block, Heading, Listed, Paragraph, Section
from indicators.present.reports.source import ReportSource
from indicators.present.texts.days import day_of
from indicators.present.texts.evaluation.grids import level_sentence
from indicators.present.texts.strategy import sentences as words
from indicators.strategy import Chapter


def strategy_blocks(source: ReportSource) -> list[Block]:
    """The strategy in the yearly report, in a page: vision, priorities and their shares, strategies, where promises stand.

    The matrix and the objectives one by one are in the annexes.
    """
    t, found = source.t, source.strategy
    if not found.started:
        return []
    told = [Paragraph(words.promises_sentence(found, t), "lead")] if found.promises else []
    chosen = tuple(item.finding.text + _example(item.finding.example, source) for item in found.matrix.all_strategies)
    strategies = [Listed(t("Nos stratégies"), chosen)] if chosen else []
    return [*told, *vision_blocks(source), *priority_blocks(source), *strategies]


def vision_blocks(source: ReportSource) -> list[Block]:
    """The text of the vision, then the statements chosen with their horizon."""
    t, found = source.t, source.strategy
    text = next((item.row.text for item in found.chapters if item.item.id == "vision" and item.row), "")
    blocks: list[Block] = [_own(text, source)] if text.strip() else []
    if found.vision:
        lines = tuple(words.statement_words(item, t) + _example(item.example, source) for item in found.vision)
        blocks.append(Listed(t("Ce que nous voulons devenir"), lines))
    return blocks


def priority_blocks(source: ReportSource) -> list[Block]:
    """The priorities in force with their reasons, then what of the policy is in them."""
    t, found = source.t, source.strategy.priorities
    if not found.chosen:
        return []
    lines = [
        f"{title}{t(' : ')}{words.priority_words(rows, source.catalogue, t, found.coming)}"
        for title, rows in ((t("Thèmes"), found.themes), (t("Pays"), found.countries))
        if rows
    ]
    return [Listed(t("Nos priorités"), (*lines, *words.share_lines(found, source.year, t)))]


def matrix_blocks(source: ReportSource) -> list[Block]:
    """The matrix: findings with what they rest on, strategies with what they cross."""
    found = source.strategy.matrix
    return [] if found.empty else list(tables.matrix_tables(found, source))


def promise_blocks(source: ReportSource) -> list[Block]:
    """What was promised and where it stands."""
    found = source.strategy
    if not found.promises:
        return []
    return [Paragraph(words.promises_sentence(found, source.t), "lead"), tables.promise_table(found, source)]


def level_lines(source: ReportSource) -> list[str]:
    """The levels of formalisation and of participation, with what is missing for the next."""
    found = source.strategy
    named = ((source.t("Formalisation"), found.formalisation), (source.t("Participation"), found.participation))
    return [f"{name}{source.t(' : ')}{level_sentence(held, source.t)}" for name, held in named if held is not None]


def public_lines(source: ReportSource) -> list[str]:
    """What anybody reads of the strategy: what is wanted, where first, what is known of oneself."""
    t, found = source.t, source.strategy
    lines = [words.statement_words(item, t) for item in found.vision]
    priorities = found.priorities
    for title, rows in ((t("Nos thèmes d'abord"), priorities.themes), (t("Nos pays d'abord"), priorities.countries)):
        if rows:
            lines.append(f"{title}{t(' : ')}{words.priority_words(rows, source.catalogue, t, priorities.coming)}")
    lines += words.share_lines(priorities, source.year, t)
    for title, box in ((t("Nos forces"), "strengths"), (t("Nos faiblesses"), "weaknesses")):
        items = found.matrix.findings[box]  # type: ignore[index]  # a box of findings
        if items:
            lines.append(f"{title}{t(' : ')}{t.typeset(' ; '.join(item.finding.text for item in items))}")
    return [*lines, *level_lines(source)]


def strategy_sections(source: ReportSource) -> tuple[Section, ...]:
    """The paper for the vote: ten chapters in three phases, the matrix, promises, qualities, work together, bodies, making."""
    t, found = source.t, source.strategy
    grid = source.catalogue.grids["ten_steps"]
    sections = [
        Section(phase, label.get(t.lang), tuple(_phase(phase, source)))
        for phase, label in grid.groups.items()
    ]  # fmt: skip
    extra = (
        ("matrice", t("Forces, faiblesses, opportunités, menaces"), matrix_blocks(source)),
        ("promesses", t("Objectifs, indicateurs, cibles et suivi"), promise_blocks(source)),
        ("qualites", t("Les dix qualités et les dix recommandations"), tables.quality_tables(found, source)),
        ("ensemble", t("Sensibiliser, former, coopérer à plusieurs"), tables.work_tables(found, source)),
        ("instances", t("Les instances et leurs avis"), tables.body_tables(found, source)),
        (
            "construction",
            t("Comment cette stratégie a été construite"),
            list(tables.answer_table(found.making, source)),
        ),
    )
    return (*sections, *(Section(key, title, tuple(blocks)) for key, title, blocks in extra if blocks))


def _phase(phase: str, source: ReportSource) -> Iterator[Block]:
    for chapter in source.strategy.chapters:
        if chapter.item.group == phase:
            yield from _chapter(chapter, source)


def _chapter(chapter: Chapter, source: ReportSource) -> Iterator[Block]:
    """The title of a rule, what was written of it, what proves it, what is not written."""
    t, row = source.t, chapter.row
    produced = list(_produced(chapter, source))
    yield Heading(chapter.item.label.get(t.lang))
    if row is not None and row.text.strip():
        yield _own(row.text, source)
    elif not produced:
        yield Paragraph(t("Non écrit."), "missing")
    if row is not None and (told := _about(row.document, row.horizon, row.owner, source)):
        yield Paragraph(told, "note")
    yield from produced


def _produced(chapter: Chapter, source: ReportSource) -> Iterator[Block]:
    """What the rule of a chapter produces elsewhere than in its text."""
    if chapter.item.id == "internal_situation":
        yield from tables.question_blocks(source.strategy.diagnosis, source)
        yield from (Paragraph(line) for line in level_lines(source))
        yield from tables.answer_table(source.strategy.support, source)
    if chapter.item.id == "external_context":
        yield from tables.known_blocks(source)
        yield from tables.question_blocks(source.strategy.outside, source)
    if chapter.item.id == "communicate":
        yield from tables.answer_table(source.strategy.promotion, source)
    if chapter.item.id == "local_priorities":
        yield from priority_blocks(source)
    if chapter.item.id == "vision":
        yield from (block for block in vision_blocks(source) if isinstance(block, Listed))


def _about(document: str, date: str, owner: str, source: ReportSource) -> str:
    """The document of a chapter, its date and the function in charge."""
    return " · ".join(part for part in (document, day_of(document, date, source.t), owner) if part.strip())


def _own(text: str, source: ReportSource) -> Paragraph:
    """A text that an officer wrote, in the collectivity's own language."""
    return Paragraph(source.t.typeset(text.strip()), "signed", lang=source.settings.languages.default)


def _example(example: bool, source: ReportSource) -> str:
    return source.t(" (exemple)") if example else ""
