"""The words of the budget: stages, cuts, denominators, parts, and the reasons why a figure is missing."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.budget import BudgetView, Fact, Part, Ratio, Reason, Split
from indicators.budget.ceilings import SERVICE_WORDS
from indicators.budget.scenario import OUTSIDE, Axis
from indicators.catalogue import Catalogue
from indicators.geography.names import normalise
from indicators.present.figure import Source, unique_sources
from indicators.present.texts.geii import lowered
from indicators.present.texts.translator import Translator
from indicators.records import Direction, Snapshot, Stage, origins_of
from indicators.records.origin import first_address


def stage_name(stage: Stage, t: Translator) -> str:
    """The stage as a noun, for a selector: « Mandaté »."""
    return {"voted": t("Voté"), "committed": t("Engagé"), "paid": t("Payé")}[stage]


def stage_meaning(stage: Stage, t: Translator) -> str:
    """What the stage says, in a sentence."""
    return {
        "voted": t("Crédits ouverts par le conseil : budget primitif, supplémentaire et décisions modificatives."),
        "committed": t("Dépenses sur lesquelles la collectivité s'est engagée (commande, convention, délibération)."),
        "paid": t("Dépenses payées et recettes perçues, telles que le compte administratif les arrête."),
    }[stage]


def amounts_of(stage: Stage, direction: Direction, t: Translator) -> str:
    """The amounts of a stage, to open a title: « Dépenses mandatées »."""
    names = {
        ("voted", "expenditure"): t("Dépenses votées"),
        ("committed", "expenditure"): t("Dépenses engagées"),
        ("paid", "expenditure"): t("Dépenses payées"),
        ("voted", "income"): t("Recettes votées"),
        ("committed", "income"): t("Recettes engagées"),
        ("paid", "income"): t("Recettes perçues"),
    }
    return names[stage, direction]


def year_of_stage(view: BudgetView, t: Translator) -> str:
    """« mandaté 2023 », with « provisoire » when the accounts are not final."""
    row = view.row
    text = t("{stage} en {year}", stage=stage_name(view.stage, t).lower(), year=view.year)
    return t("{text}, provisoire", text=text) if row is not None and row.provisional else text


def cut_name(by: str, t: Translator) -> str:
    """What the money is cut by, for a selector and a title: « par rubrique »."""
    return {
        "rubric": t("par rubrique"),
        "funding_source": t("par source de financement"),
        "partnership": t("par partenariat"),
        "country": t("par pays"),
        "project": t("par projet"),
        "objective": t("par objectif"),
        "sdg": t("par ODD"),
        "nature": t("par nature comptable"),
        "function": t("par fonction comptable"),
        "section": t("par section"),
        "budget": t("par budget"),
        "perimeter": t("par périmètre"),
        "purpose": t("par finalité"),
        "service": t("par service"),
        "policy": t("par politique publique"),
    }[by]


def basis_name(basis: str, t: Translator) -> str:
    """The denominator in words, to be printed beside the ratio."""
    names = {
        "b_drf": t("dépenses réelles de fonctionnement du budget principal"),
        "b_total_expenditure": t("dépenses totales de la collectivité"),
        "b_own_revenue": t("recettes propres de la collectivité"),
        "b_gdp": t("PIB du territoire"),
        "b_population": t("population municipale"),
        "b_population_total": t("population totale"),
        "b_deflator": t("indice des prix"),
        "b_resources_water": t("ressources du service de l'eau"),
        "b_resources_sanitation": t("ressources du service de l'assainissement"),
        "b_resources_energy": t("ressources du service de l'énergie"),
        "b_resources_waste": t("ressources du service des déchets"),
        "b_resources_mobility": t("ressources du service de la mobilité"),
        "own": t("fonds propres"),
        "voted": t("crédits votés"),
        "previous_year": t("montant de l'année précédente"),
    }
    return names.get(basis, basis)


def reason(found: Ratio | Reason | None, t: Translator) -> str:
    """Why a figure is not available, without capital nor full stop; empty when it is available."""
    code = found.reason if isinstance(found, Ratio) else found
    basis = basis_name(found.basis, t) if isinstance(found, Ratio) else t("dénominateur")
    sentences = {
        "no_lines": t("aucune ligne pour cette année"),
        "function_absent": t("les comptes ne portent aucune ligne en fonction 04, ce qui n'est pas une action nulle"),
        "stage_missing": t("montant non renseigné"),
        "no_expenditure": t("aucune dépense enregistrée"),
        "no_income": t("aucune recette enregistrée"),
        "no_actions": t("aucune action enregistrée"),
        "voted_elsewhere": t("crédits votés à un autre niveau"),
        "denominator_missing": t("valeur de l'année non renseignée pour : {basis}", basis=basis),
        "denominator_not_positive": t("valeur nulle ou négative pour : {basis}", basis=basis),
        "no_own_funds": t("sans fonds propres"),
        "window_incomplete": t("il manque une année à la période"),
        "previous_missing": t("année précédente inconnue"),
        "previous_not_positive": t("année précédente nulle ou négative"),
        "deflator_missing": t("indice des prix non renseigné"),
        "base_missing": t("plafond non calculable : ressources du service non renseignées"),
        "base_not_positive": t("plafond non calculable : ressources du service nulles"),
        "not_attributed": t("dépense du dispositif à rattacher à un service"),
        "not_exhaustive": t("aucun projet ne porte à la fois son coût et ses financements obtenus"),
        "single_item": t("un seul élément"),
        "unassigned_too_large": t("part non affectée trop grande"),
        "no_recent_payment": t("aucun paiement récent"),
        "vote_not_told": t("les comptes ne disent pas par quel vote chaque crédit a été ouvert"),
    }
    return sentences.get(code or "", "")


def or_reason(text: str, found: Ratio, t: Translator) -> str:
    """The figure already written when there is one, else « non disponible : » with its reason."""
    return text if found.available else t("non disponible ({reason})", reason=reason(found, t))


def part_name(part: Part, by: str, snapshot: Snapshot, catalogue: Catalogue, t: Translator) -> str:
    """The name of a part of a split in the reader's language."""
    if not part.key:
        return t("Non renseigné")
    if by in {"nature", "function"}:
        return f"{part.key} {part.label}".strip()
    return key_name(part.key, by, snapshot, catalogue, t)


def service_name(service: str, t: Translator) -> str:
    """The public service behind a base of resources."""
    names = {
        "b_resources_water": t("Eau"),
        "b_resources_sanitation": t("Assainissement"),
        "b_resources_energy": t("Électricité et gaz"),
        "b_resources_waste": t("Déchets"),
        "b_resources_mobility": t("Mobilité"),
    }
    return names.get(service, service)


def opening(words: str) -> str:
    """Words that open a line: their first letter alone changes, « ODD » stays « ODD »."""
    return words[:1].upper() + words[1:]


def _annex(name: str, t: Translator) -> str:
    """An annex budget by the service that its name says; else the name as the accounts have it."""
    service = next((code for code, known in SERVICE_WORDS.items() if normalise(name) in known), None)
    return t("Budget annexe : {service}", service=service_name(service, t)) if service else name


def key_name(key: str, by: str, snapshot: Snapshot, catalogue: Catalogue, t: Translator) -> str:
    """The name behind a key: a rubric, a source, a partnership, a country, an objective, a goal; else the key."""
    if by == "rubric":
        return catalogue.rubrics[key].label.get(t.lang) if key in catalogue.rubrics else key
    if by == "purpose":
        return catalogue.objective_purposes[key].label.get(t.lang) if key in catalogue.objective_purposes else key
    if by == "policy":
        return catalogue.themes[key].label.get(t.lang) if key in catalogue.themes else key
    if by == "funding_source":
        return catalogue.funding_sources[key].label.get(t.lang) if key in catalogue.funding_sources else key
    if by == "country":
        return t.country(key)
    if by == "partnership":
        return next((item.partner for item in snapshot.partnerships if item.id == key), key)
    if by == "project":
        return next((item.title for item in snapshot.activities if item.id == key), key)
    if by == "objective":
        return next((item.label for item in snapshot.objectives if item.id == key), key)
    if by == "sdg":
        goal = next((item for item in catalogue.sdgs.values() if str(item.number) == key or item.id == key), None)
        return f"{goal.number}. {goal.short_label.get(t.lang)}" if goal else key
    fixed = {
        "principal": t("Budget principal"),
        "operating": t("Fonctionnement"),
        "investment": t("Investissement"),
        "accounting": t("Périmètre comptable (fonction 04)"),
        "declared": t("Périmètre déclaré par le service"),
    }
    if by == "budget" and key not in fixed:
        return _annex(key, t)
    return fixed.get(key, key)


def end_name(item: str, axis: Axis, view: BudgetView, t: Translator) -> str:
    """The name of an end of a move; outside is new money, or money taken away."""
    if item == OUTSIDE:
        return t("hors de l'action internationale")
    return key_name(item, "rubric" if axis == "rubric" else "funding_source", view.snapshot, view.catalogue, t)


def sources_of(view: BudgetView, year: int | None = None) -> tuple[Source, ...]:
    """The documents that the lines of a year (of all years without one) come from."""
    rows = view.book.cash if year is None else view.book.lines(year)
    told = rows[["source", "url", "year"]].astype(str).drop_duplicates()
    return unique_sources(
        Source(publisher, url, found)
        for publisher, url, found in zip(told["source"], told["url"], told["year"], strict=True)
        if publisher
    )


def fact_source(fact: Fact | None, catalogue: Catalogue, t: Translator) -> tuple[Source, ...]:
    """The source of a denominator, with what it is."""
    if fact is None:
        return ()
    quality = "" if fact.quality == "final" else t("valeur provisoire ou estimée")
    known, name = catalogue.indicators.get(fact.indicator), basis_name(fact.indicator, t)
    if known is not None and name == fact.indicator:
        name = lowered(known.label.get(t.lang))
    label = f"{fact.publisher} – {name}" if fact.publisher else name
    address = first_address(fact.url)
    return (Source(label, address, str(fact.year), quality=quality, note=fact.note, origins=origins_of(fact)),)


def lived(cut: Split) -> tuple[Part, ...]:
    """The parts that carry any money."""
    return tuple(part for part in cut.parts if part.gross or part.net)


def not_loaded(year: int, accounts: Sequence[int], t: Translator) -> str:
    """Say that the accounts of a year are not loaded, and which are: no data is not no money."""
    if not accounts:
        return t("Aucun compte chargé.")
    return t("Compte {year} non chargé (dernier compte : {last}).", year=year, last=max(accounts))
