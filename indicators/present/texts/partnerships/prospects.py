"""The words of prospecting: the ten suggestions of encadré 64, decisions, what to ask, letters from templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from indicators.partnerships import Criterion
from indicators.partnerships.prospects import Decision, PartnerWish, Prospect, Step
from indicators.present.texts.translator import Translator

Letter: TypeAlias = Literal["presentation", "invitation", "decline"]
LETTERS: tuple[Letter, ...] = ("presentation", "invitation", "decline")


def step_words(t: Translator) -> dict[Step, str]:
    """The ten suggestions, in a few words each."""
    return {
        "initiative": t("Prendre l'initiative, sans attendre le hasard"),
        "association": t(
            "Demander à l'association nationale des collectivités avec quels pays elles ont des relations"
        ),
        "neighbours": t("Interroger d'autres collectivités de France qui y ont une expérience"),
        "networks": t("Passer par un réseau prioritaire, ou participer à un autre sans en être membre"),
        "ministry": t("Consulter le ministère des Affaires étrangères sur ses programmes bilatéraux"),
        "letter": t("Écrire une lettre officielle de présentation"),
        "meeting": t("Se rencontrer : invitation, mission d'identification ou événement international"),
        "long_term": t("Vérifier que la relation est de long terme, et non la seule recherche d'un financement"),
        "selection": t("Choisir clairement ses partenaires et ses thèmes prioritaires"),
        "alive": t("Garder le contact quand il n'y a pas d'activité"),
    }


def decision_words(t: Translator) -> dict[Decision, str]:
    """Where a prospect stands."""
    return {"open": t("à l'étude"), "planned": t("relation prévue"), "refused": t("écartée")}


def ask_words(criterion: Criterion, t: Translator) -> str:
    """Whom to ask about a criterion that is not known."""
    return {
        "diasporas": t("l'origine des habitants : à l'Insee et aux associations du territoire"),
        "languages": t("les langues voulues : à choisir dans les souhaits"),
        "geography": t("les régions du monde voulues : à choisir dans les souhaits"),
        "themes": t("les thèmes possibles : à l'ambassade et aux acteurs déjà présents"),
        "actors": t("qui y travaille déjà : aux associations, écoles, hôpitaux et entreprises du territoire"),
        "links": t("les liens existants : aux services et aux élus"),
        "size": t("la population du partenaire"),
    }[criterion]


def state_line(item: Prospect, t: Translator) -> str:
    """Where a prospect stands, with the reason of what was decided or the next step."""
    said = decision_words(t)[item.decision]
    when = f" ({t.date(item.decided_on)})" if item.decided_on else ""
    if item.decision != "open":
        return f"{said}{when}" + (f"{t(' : ')}{item.why}" if item.why else "")
    step = item.next_step
    return t("à l'étude ; prochaine étape : {step}", step=step_words(t)[step]) if step else said


def wish_line(item: PartnerWish, t: Translator) -> str:
    """A wish as the city says it."""
    where = t.join(t.country(code) for code in item.countries)
    text = t("Nous cherchons un partenaire pour {purpose}", purpose=item.text.strip().rstrip("."))
    mark = t(" (exemple)") if item.example else ""
    return f"{text} ({where}).{mark}" if where else f"{text}.{mark}"


def letter_names(t: Translator) -> dict[Letter, str]:
    """The letters, as one asks for them."""
    return {
        "presentation": t("Lettre de présentation"),
        "invitation": t("Lettre d'invitation"),
        "decline": t("Réponse négative, avec la raison"),
    }


def letter(kind: Letter, item: Prospect, name: str, office: str, t: Translator) -> tuple[str, ...]:
    """A first draft, paragraph by paragraph, with what is known; what a person must complete stands in brackets."""
    open_, close = (
        t("Madame, Monsieur,"),
        t("Nous vous prions d'agréer l'expression de notre considération distinguée."),
    )
    purpose = item.purpose.strip().rstrip(".") or t("[objet de la coopération]")
    bodies: dict[Letter, Sequence[str]] = {
        "presentation": (
            t("{name} souhaite faire connaissance avec {partner}.", name=name, partner=item.partner),
            t("Ce que nous imaginons travailler ensemble : {purpose}.", purpose=purpose),
            *_reasons(item, t),
            t("Nous ne venons pas chercher un financement, mais une relation de long terme, utile aux deux côtés. Vos attentes comptent autant que les nôtres : [vos questions]."),
            t("Pourriez-vous nous indiquer le service avec lequel en parler ? Nous proposons un premier échange à distance le [date]."),
        ),
        "invitation": (
            t("Après nos premiers échanges, {name} serait heureuse de recevoir une délégation de {partner}.", name=name, partner=item.partner),
            t("L'objet de la rencontre : {purpose}. Dates proposées : [dates]. Lieu : [lieu].", purpose=purpose),
            t("Nous prenons en charge : [ce que la collectivité prend en charge]. Langues de travail : [langues]."),
        ),
        "decline": (
            t("Nous vous remercions de l'intérêt porté à une coopération avec {name}.", name=name),
            t("Nous ne pourrons pas y donner suite. La raison : {why}.", why=item.why.strip().rstrip(".") or t("[raison]")),
            t("Si cette situation change, nous reprendrons contact avec vous. Nous pouvons vous mettre en relation avec [autre collectivité ou réseau]."),
        ),
    }  # fmt: skip
    return (open_, *bodies[kind], close, office or name)


def _reasons(item: Prospect, t: Translator) -> tuple[str, ...]:
    return (t("Ce qui nous y conduit : {reasons}.", reasons=" ; ".join(item.reasons)),) if item.reasons else ()
