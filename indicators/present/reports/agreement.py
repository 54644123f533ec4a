"""Two working papers of a relation as DOCX: a first draft of its agreement, and the file of its renewal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators.budget.relations import relation_money
from indicators.desk import MissionReading
from indicators.grids.maturity import reciprocity
from indicators.partnerships import Relation, item_answers
from indicators.partnerships.agreement import GRID, Checked, check_list
from indicators.present.reports.letter import Part, paper
from indicators.present.reports.relation_page import missions_held
from indicators.present.reports.source import ReportSource
from indicators.present.reports.wording import plain
from indicators.present.texts.desk.words import follow_up_line, when
from indicators.present.texts.evaluation.grids import answer_word
from indicators.present.texts.partnerships import agreement as words
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.partnerships import sheet as told
from indicators.present.texts.partnerships.words import name_words, term_words


def checked(source: ReportSource, item: Relation) -> tuple[Checked, ...]:
    """The check-list of a relation in the year that is read; empty without its grid."""
    grid = source.catalogue.grids.get(GRID)
    rows = source.snapshot.self_assessments
    return check_list(grid, rows, item.id, source.year) if grid else ()


def agreement_draft(source: ReportSource, item: Relation) -> bytes:
    """A first draft of agreement, filled with what is known; what a person must write stands in brackets."""
    t, partner = source.t, item.partnership
    title = t("Projet de convention de coopération : {ours} et {theirs}", ours=source.name, theirs=partner.partner)
    parts: tuple[Part, ...] = (
        ("", (words.disclaimer(t),)),
        (t("Entre"), (
            t("{name}, représentée par [fonction], autorisée par la délibération [numéro et date],", name=source.name),
            t("et {name} ({country}), représentée par [fonction], autorisée par [acte],", name=partner.partner, country=t.country(partner.country)),
        )),
        (t("Vu"), (
            t("- le code général des collectivités territoriales, notamment ses articles L.1115-1 et suivants ;"),
            t("- les engagements internationaux de la France ;"),
            t("- [le droit applicable au partenaire]."),
        )),
        (t("Article 1 – Objet"), _subject(source, item)),
        (t("Article 2 – Engagements réciproques"), _commitments(source, item)),
        (t("Article 3 – Moyens"), (
            t("Chaque côté apporte : [moyens, en euros ou en nature, par année]. Les crédits sont inscrits chaque année au budget, dans la limite de ce que vote l'assemblée."),
        )),
        (t("Article 4 – Suivi et contrôle"), (
            t("Un comité de suivi réunit les deux côtés une fois par an. L'emploi des moyens est justifié par [pièces], que chaque côté peut demander."),
        )),
        (t("Article 5 – Évaluation"), _evaluation(source, item)),
        (t("Article 6 – Durée, renouvellement et fin"), (
            t("La convention prend effet à sa signature, après transmission au préfet, et se termine le [date]."),
            t("Elle se renouvelle par accord écrit, après un bilan partagé. Chaque côté peut y mettre fin par écrit, avec un préavis de [durée], en disant pourquoi."),
        )),
        (t("Article 7 – Différends"), (t("Un différend se règle d'abord à l'amiable. À défaut : [tribunal ou médiation]."),)),
        (t("Article 8 – Langues"), (t("La convention est signée en français et en [langue]. [Les deux versions font foi.]"),)),
        (t("Avant de signer"), [f"- {line.item.label.get(t.lang)}{t(' : ')}{words.state_word(line.state, t)}" for line in checked(source, item)]),
    )  # fmt: skip
    return paper(title, parts, t, made_at=source.snapshot.edition.published_at)


def _subject(source: ReportSource, item: Relation) -> tuple[str, ...]:
    t, themes = source.t, item.partnership.themes
    named = name_words(source.catalogue.themes, themes, t) if themes else t("[thèmes]")
    return (t("Les deux collectivités coopèrent dans leurs compétences mutuelles sur : {themes}.", themes=named),)


def _commitments(source: ReportSource, item: Relation) -> list[str]:
    t, grid = source.t, source.catalogue.grids.get("benefits")
    ours, theirs = item.partnership.benefits_ours, item.partnership.benefits_theirs
    lines = []
    for name, ids in ((source.name, ours), (item.partnership.partner, theirs)):
        found = [entry.label.get(t.lang) for entry in grid.items if entry.id in ids] if grid else []
        lines.append(t("{name} s'engage à : [engagements].", name=name))
        lines += [t("- Ce qu'elle en attend : {benefit}", benefit=text) for text in found]
    return lines


def _evaluation(source: ReportSource, item: Relation) -> list[str]:
    t, known = source.t, source.catalogue.indicators
    names = [known[name].label.get(t.lang) for name in item.partnership.indicators if name in known]
    return [
        t("Les deux côtés évaluent ensemble la coopération chaque année, et avant tout renouvellement."),
        *(f"- {name}" for name in names),
    ]


def renewal_file(source: ReportSource, item: Relation, *, account: bool) -> bytes:
    """What was done, spent and learnt, what both sides gain, the ten criteria, the check-list, and what is to decide.

    The missions are told to whoever has an ``account``, with what is still to follow them.
    """
    t, partner = source.t, item.partnership
    title = t("Dossier de renouvellement : {partner}", partner=partner.partner)
    kind = source.scene.kinds[partner.type].label
    held = missions_held(source, item, account=account)
    learnt = {action.lessons: action for action in reversed(item.activities) if action.lessons}
    lessons = [
        _learnt(source, one.mission.title, one.mission.lessons, when(one.mission, t))
        for one in held
        if one.mission.lessons
    ]
    lessons += [
        _learnt(source, one.title, text, str(one.year))
        for text, one in sorted(learnt.items(), key=lambda pair: -pair[1].year)
    ]
    done = [_done(source, when(one.mission, t), one.mission.title, one.mission.conclusions) for one in held]
    done += [_done(source, str(action.year), action.title, action.results) for action in item.activities]
    due = [f"- {follow_up_line(step, t)}" for one in held for step in one.open]
    parts: tuple[Part, ...] = (
        ("", (plain(sentences.relation(item, kind, t)), f"{t('Échéance')}{t(' : ')}{term_words(item, t)}")),
        (t("Ce qui a été fait"), done),
        *([(t("Suites à donner"), due)] if due else []),
        (t("Ce qui a été dépensé"), _spent(source, item, held)),
        (t("Ce que nous avons appris"), lessons),
        (t("Ce que chaque côté en retire"), _benefits(source, item)),
        (t("Les dix critères d'un partenariat"), _grid(source, item, "ten_criteria")),
        (t("Ce qui gêne"), _grid(source, item, "obstacles")),
        (t("Ce que l'on vérifie de la convention"), _checks(source, item)),
        (t("À décider"), (
            t("- Renouveler, modifier ou terminer la relation, et pourquoi : [proposition]"),
            t("- Nouvelle échéance : [date]"),
            t("- Engagements et moyens de chaque côté : [à écrire]"),
        )),
    )  # fmt: skip
    unknown = (t("Rien n'est encore écrit."),)
    return paper(title, [(name, tuple(lines) or unknown) for name, lines in parts], t, made_at=source.snapshot.edition.published_at)  # fmt: skip


def _done(source: ReportSource, when: str, title: str, results: str) -> str:
    t = source.t
    return f"- {when} – {title}{t(' : ')}{results or t('résultat non documenté')}"


def _learnt(source: ReportSource, title: str, text: str, when: str) -> str:
    return f"- {when} – {title}{source.t(' : ')}{text}"


def _spent(source: ReportSource, item: Relation, held: Sequence[MissionReading]) -> list[str]:
    t = source.t
    years = sorted({action.year for action in item.activities})
    lines = []
    for stage, name in (("voted", t("Voté")), ("committed", t("Engagé")), ("paid", t("Payé"))):
        found = relation_money(source.budget.book, item.id, stage)  # type: ignore[arg-type]  # one of the three stages
        if found.total is not None:
            lines.append(f"- {name}{t(' : ')}{t.money(found.total)}")
    costs = [one.cost for one in held if one.cost is not None]
    missions = [t("- Missions, à titre indicatif : {total}", total=t.money(sum(costs)))] if costs else []
    if not lines:
        unnamed = t("Aucune ligne du budget ne nomme cette relation : le montant n'est pas connu, il n'est pas nul.")
        return [unnamed, *missions]
    span = t("Actions connues de {first} à {last}.", first=str(years[0]), last=str(years[-1])) if years else ""
    return [*lines, *missions, *([span] if span else [])]


def _benefits(source: ReportSource, item: Relation) -> list[str]:
    t, rows, lines = source.t, source.snapshot.self_assessments, list[str]()
    if (grid := source.catalogue.grids.get("benefits")) is not None:
        for answer in item_answers(item.partnership, grid, rows):
            if answer.known:
                ours = told.benefit(answer.ours, answer.named_ours, grid, t)
                theirs = told.benefit(answer.theirs, answer.named_theirs, grid, t)
                lines.append(t("- {benefit} : pour nous {ours}, pour le partenaire {theirs}", benefit=answer.item.label.get(t.lang), ours=ours, theirs=theirs))  # fmt: skip
    if (grid := source.catalogue.grids.get("reciprocity")) is not None:
        lines.append(plain(told.reciprocity_grid(reciprocity(grid, rows, item.id), t)))
    return lines


def _grid(source: ReportSource, item: Relation, name: str) -> list[str]:
    t, grid = source.t, source.catalogue.grids.get(name)
    if grid is None:
        return []
    answers = item_answers(item.partnership, grid, source.snapshot.self_assessments)
    return [
        f"- {answer.item.label.get(t.lang)}{t(' : ')}"
        + " – ".join(part for part in (answer_word(grid, answer.ours, t, answer.item), answer.text) if part)
        for answer in answers
        if answer.known
    ]


def _checks(source: ReportSource, item: Relation) -> list[str]:
    t = source.t
    found: Sequence[Checked] = checked(source, item)
    lines: Iterable[str] = (
        f"- {line.item.label.get(t.lang)}{t(' : ')}{words.state_word(line.state, t)} ({words.proof(line, t)})"
        for line in found
    )
    return [words.headline(found, t), *lines, words.disclaimer(t)]
