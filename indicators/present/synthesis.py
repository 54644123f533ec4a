"""The four questions a council asks, each with its sentence, its key figure, its sources and the page that tells more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.budget.view import BudgetView
from indicators.evaluation import Evaluation
from indicators.evaluation.counts import Outcome, outcome
from indicators.geii import Profile
from indicators.partnerships import Relation
from indicators.present.figure import Source, record_source, unique_sources
from indicators.present.glance import profile_thumbnail, rubrics_thumbnail, statuses_thumbnail, world_thumbnail
from indicators.present.lead import leads
from indicators.present.maps.scene import Scene
from indicators.present.maps.symbols import kind_symbols
from indicators.present.texts import Translator
from indicators.present.texts import geii as geii_words
from indicators.present.texts.budget.share import share_words, without_staff
from indicators.present.texts.evaluation.levels import behind_words
from indicators.present.texts.evaluation.values import reading_source
from indicators.present.texts.geii import lowered
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.translator import MISSING
from indicators.present.trails import (
    ABOVE,
    Line,
    Trail,
    count_change,
    openness_trail,
    partners_trail,
    share_change,
    spending_trail,
    targets_trail,
    value_change,
)
from indicators.readout import Readout


@dataclass(frozen=True, slots=True)
class Answer:
    """One question answered. ``value`` is to be read from afar; ``label`` and ``detail`` say what it is, with its year.

    ``sentence`` is one sentence of at most fifteen words with one number; ``more`` are those that say the rest, behind
    « En savoir plus » on the page and in full in the documents (``told``). ``thumbnail`` is a small picture in HTML with
    its alternative text, empty when there is nothing to draw. ``change`` says what moved since the year before and
    ``trail`` draws the last ten years, when there are such years.
    """

    question: str
    label: str
    value: str
    detail: str
    sentence: str
    path: str
    way_in: str
    sources: tuple[Source, ...] = ()
    example: bool = False
    thumbnail: str = ""
    change: str = ""
    trail: Line | None = None
    more: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The sentence and the rest."""
        return " ".join((self.sentence, *self.more))


def four_answers(readout: Readout, t: Translator) -> tuple[Answer, ...]:
    """The four answers for a territory at a year, in the order of the questions."""
    return (
        chosen(readout, t) or openness(readout.profile(), openness_trail(readout), t),
        spending(readout.budget(), t),
        working(readout.evaluation(), targets_trail(readout), t),
        partners(readout, t),
    )


def chosen(readout: Readout, t: Translator) -> Answer | None:
    """How open is the territory? The figure that the collectivity puts first, the others it chose in the sentence."""
    found = leads(readout, t)
    if not found:
        return None
    first, others = found[0], found[1:]
    profile = readout.profile()
    told = t.join([f"{item.label} : {item.value}" for item in others])
    sentence, *more = geii_words.headlines(profile, t)
    return Answer(
        t("Notre territoire est-il ouvert ?"), first.label, first.value, first.detail, sentence,
        "profil-geii", t("Voir le profil"), unique_sources(item.source for item in found if item.source),
        more=(*([t("Aussi : {figures}.", figures=told)] if others else []), *more),
        example=profile.example or any(item.example for item in found),
        thumbnail=profile_thumbnail(profile, t), change=value_change(first.trail, t),
        trail=first.trail.drawn(first.label, t.number, t),
    )  # fmt: skip


def openness(profile: Profile, trail: Trail, t: Translator) -> Answer:
    """How open is the territory? Dimensions above the reference; when none is scored, what is known and no figure."""
    question, way_in = t("Notre territoire est-il ouvert ?"), t("Voir le profil")
    sentence, *more = geii_words.headlines(profile, t)
    reference = t.join(profile.reference_names[:1]) or t("la référence")
    scored, thumbnail = profile.scored, profile_thumbnail(profile, t)
    sources = geii_words.profile_sources(profile, t)
    if scored:
        above = sum((item.index or 0) >= ABOVE for item in scored)
        label = t("Dimensions au-dessus de la référence")
        detail = t("dimensions notées : {count} sur 6 ; {name} = 100", count=len(scored), name=reference)
        return Answer(
            question,
            label,
            f"{above} / {len(scored)}",
            detail,
            sentence,
            "profil-geii",
            way_in,
            sources,
            example=profile.example,
            thumbnail=thumbnail,
            change=count_change(trail, t),
            trail=trail.drawn(label, t.number, t),
            more=tuple(more),
        )
    told = sum(any(reading.point for reading in item.readings) for item in profile.dimensions)
    detail = t.n("{count} dimension sur 6 a des données", "{count} dimensions sur 6 ont des données", told)
    return Answer(
        question, t("Pas encore de mesure d'ensemble"), MISSING, detail, sentence, "profil-geii", way_in, sources,
        example=profile.example,
        thumbnail=thumbnail if told else "", more=tuple(more),
    )  # fmt: skip


def spending(view: BudgetView, t: Translator) -> Answer:
    """What do we spend and on what? The paid expenditure of the latest year, its weight and its first rubrics."""
    question, path, way_in = t("Que dépensons-nous, et pour quoi ?"), "budget", t("Voir le budget")
    total = view.book.total(view.year, "paid")
    if total.net is None:
        sentence = t("Aucune dépense n'est enregistrée : ce n'est pas la preuve qu'il n'y en a pas.")
        return Answer(question, t("Dépenses payées"), "–", t("aucun compte chargé"), sentence, path, way_in)
    weight = share_words(view, t)
    sources = unique_sources(
        Source(str(item["source"]) or t("comptes de la collectivité"), str(item["url"]), str(view.year))
        for item in view.book.lines(view.year)[["source", "url"]].drop_duplicates().to_dict("records")
    )
    label, trail = without_staff(t("Payé en {year}", year=view.year), view, t), spending_trail(view)
    sentence, *more = _first_rubrics(view, t)
    return Answer(
        question, label, t.money(total.net), weight, sentence, path, way_in,
        sources, view.invented(view.year, view.bases.denominator), rubrics_thumbnail(view, t), _spending_change(trail, t),
        trail.drawn(t("Dépenses payées"), t.money, t), tuple(more),
    )  # fmt: skip


def _spending_change(trail: Trail, t: Translator) -> str:
    """The change since the year before, or why there is none."""
    if len(trail.points) == 1:
        return t("un seul compte chargé : pas d'évolution")
    return share_change(trail, t)


def _first_rubrics(view: BudgetView, t: Translator) -> list[str]:
    """The first two purposes, a sentence each, then whether the office has validated the split."""
    named = [part for part in view.rubrics.parts if part.share.value and part.key in view.catalogue.rubrics]
    said = []
    for rank, part in enumerate(sorted(named, key=lambda part: -(part.share.value or 0.0))[:2]):
        name, share = view.catalogue.rubrics[part.key].label.get(t.lang), t.percent(part.share.value, 0)
        if rank:
            said.append(t("Deuxième poste : {name} ({share}).", name=lowered(name), share=share))
        else:
            said.append(t("Premier poste : {name} ({share}).", name=lowered(name), share=share))
    rows = view.book.lines(view.year, "expenditure")
    waiting = int((rows["status"] != "confirmed").sum())
    if waiting:
        said.append(
            t.n(
                "Répartition provisoire : le service doit encore valider le classement de {count} ligne.",
                "Répartition provisoire : le service doit encore valider le classement de {count} lignes.",
                waiting,
            )
        )
    return said or [t("La répartition par poste n'est pas connue.")]


def working(evaluation: Evaluation, trail: Trail, t: Translator) -> Answer:
    """Does it work? Indicators with a target that are reached or on track, over all those with a target."""
    question, path, way_in = t("Est-ce que cela marche ?"), "evaluation", t("Voir l'évaluation")
    found = outcome(evaluation.readings)
    aimed = found.aimed
    if not aimed:
        sentence = t("Aucune cible n'est fixée : on ne peut pas dire si la politique atteint ses objectifs.")
        return Answer(question, t("Cibles fixées"), "0", t("à fixer avec le conseil"), sentence, path, way_in)
    good, unknown = found.kept, found.open
    if not evaluation.measured:
        sentence = t.n(
            "Rien n'est encore mesuré : {count} question vous attend.",
            "Rien n'est encore mesuré : {count} questions vous attendent.",
            evaluation.asked,
        )
        return Answer(
            question, t("Cibles atteintes ou en bonne voie"), "–", "", sentence, path, t("Répondre aux questions")
        )
    sentence = _first_told(found, t)
    parts = [
        t.n("{count} atteinte ou en bonne voie", "{count} atteintes ou en bonne voie", good),
        behind_words(found, t),
    ]
    if unknown:
        parts.append(t.n("{count} non évaluable à ce jour", "{count} non évaluables à ce jour", unknown))
    more = [t.n("Sur {count} cible : {parts}.", "Sur {count} cibles : {parts}.", len(aimed), parts=t.join(parts))]
    if found.bands:
        more.append(
            t.n(
                "{count} est une plage à respecter, sans cible votée.",
                "{count} sont des plages à respecter, sans cible votée.",
                found.bands,
            )
        )
    sources = unique_sources(source for item in aimed if (source := reading_source(item, t)))
    example = any(item.example for item in aimed)
    label = t("Cibles atteintes ou en bonne voie")
    detail = t("trois niveaux d'évaluation, en {year}", year=evaluation.year)
    value, thumbnail = f"{good} / {len(aimed)}", statuses_thumbnail(aimed, t)
    return Answer(
        question, label, value, detail, sentence, path, way_in, sources, example, thumbnail, count_change(trail, t),
        trail.drawn(label, t.number, t), tuple(more),
    )  # fmt: skip


def _first_told(found: Outcome, t: Translator) -> str:
    """What a mayor must hear first: what is late, else what cannot be judged, else that nothing is late."""
    if found.behind:
        return t.n("{count} cible est en retard.", "{count} cibles sont en retard.", len(found.behind))
    if found.open:
        return t.n(
            "{count} cible n'est pas évaluable à ce jour.",
            "{count} cibles ne sont pas évaluables à ce jour.",
            found.open,
        )
    return t("Aucune cible n'est en retard.")


def partners(readout: Readout, t: Translator) -> Answer:
    """With whom? The living relations, their countries, and their state on the day of reference.

    A relation that is only planned is not counted, as on the page of the partnerships.
    """
    question, path, way_in = t("Avec qui ?"), "partenariats", t("Voir la carte")
    living = readout.living
    if not living:
        sentence = t("Aucune relation n'est enregistrée pour ce territoire.")
        return Answer(question, t("Partenariats"), "–", "", sentence, path, way_in)
    current = [item.partnership for item in living]
    detail = t.n(
        "dans {count} pays, au {day}", "dans {count} pays, au {day}",
        len({item.country for item in current}), day=t.date(readout.as_of.isoformat()),
    )  # fmt: skip
    sources = unique_sources(record_source(item) for item in current)
    label = t.n("Partenariat", "Partenariats", len(current))
    example = any(item.example for item in living)
    kinds = kind_symbols(living, readout.catalogue.partnership_kinds, t)
    if left_out := readout.undated:
        detail += t.n(
            " ; {count} relation sans date, non comptée", " ; {count} relations sans date, non comptées", left_out
        )
    trail, change, name = partners_trail(readout), "", t("Partenariats")
    if undated := sum(not item.dated for item in living):
        name = t("Partenariats datés")
    if change := count_change(trail, t):
        change += t.n(" ({count} sans date, à part)", " ({count} sans date, à part)", undated) if undated else ""
    elif undated:
        change = t.n(
            "évolution inconnue : {count} est sans date", "évolution inconnue : {count} sont sans date", undated
        )
    thumbnail = world_thumbnail(Scene(readout.snapshot.territory, living, kinds, {}), t)
    return Answer(
        question,
        label,
        t.number(len(current)),
        detail,
        sentences.alive(living, t),
        path,
        way_in,
        sources,
        example,
        thumbnail,
        change,
        trail.drawn(name, t.number, t),
        _relations(living, t),
    )


def _relations(living: Sequence[Relation], t: Translator) -> tuple[str, ...]:
    said = [sentences.counted(living, t)]
    dated = sorted((item.partnership for item in living if item.partnership.signed), key=lambda item: item.signed)
    if dated:
        oldest = dated[0]
        said.append(
            t(
                "Le plus ancien dont la date est connue : {name}, {date}.",
                name=oldest.partner,
                date=t.date(oldest.signed),
            )
        )
    return tuple(said)
