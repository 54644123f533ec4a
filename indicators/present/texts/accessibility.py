"""The declaration of accessibility in words: what the law asks it to say, no more than what was looked at.

Its parts are those of the model of the RGAA 4.1: state of conformity, contents that are not accessible, how it was
made, whom to write to, ways of appeal. Without an audit by a person the law holds a service not to conform.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.present.accessibility import WAYS, Reading
from indicators.present.texts.translator import Translator, marked
from indicators.settings import Settings

_WAYS = {
    "desktop": marked("ordinateur (1 440 points de large), thème clair"),
    "dark": marked("ordinateur, thème sombre"),
    "phone": marked("téléphone (390 points de large)"),
    "contrast": marked("ordinateur, couleurs imposées par le système (contraste élevé)"),
}
_LIMITS = (
    marked("La carte interactive des partenariats : elle se parcourt au clavier, mais ses traits ne sont pas décrits un à un. Le tableau placé dessous dit tout ce qu'elle montre."),
    marked("Les infobulles des graphiques n'apparaissent qu'à la souris. Leurs valeurs sont dans le tableau, par le bouton « Tableau, sources et données »."),
    marked("Les grilles où un agent corrige un fichier sont dessinées point par point : un lecteur d'écran n'en lit que la cellule choisie. Le même travail se fait dans un tableur, puis en déposant le fichier."),
    marked("Quelques mots des composants de saisie (dépôt d'un fichier, choix d'une date) restent en anglais."),
    marked("Les PDF suivent la norme PDF/UA-1 pour ce qu'une machine peut contrôler ; personne ne les a relus avec un lecteur d'écran. Les diapositives et le document Word portent des textes de remplacement, sans autre contrôle."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of the declaration: its title, its paragraphs, then a list."""

    title: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()


def conformity(settings: Settings, t: Translator) -> str:
    """The mention that the foot of each page carries."""
    words = {
        "none": t("Accessibilité : non conforme (pas encore audité)"),
        "not": t("Accessibilité : non conforme"),
        "partly": t("Accessibilité : partiellement conforme"),
        "fully": t("Accessibilité : totalement conforme"),
    }
    return words[_state(settings)]


def declaration(readings: Mapping[str, Reading], settings: Settings, name: str, t: Translator) -> tuple[Passage, ...]:
    """The whole declaration of a collectivity, in the reader's language."""
    return (
        _commitment(name, t),
        Passage(t("État de conformité"), (_conforming(settings, t),)),
        _controls(readings, t),
        Passage(t("Contenus non accessibles"), (t("Ce que nous savons ne pas être accessible à tous :"),), _limits(readings, t)),
        _making(readings, t),
        _contact(settings, t),
        _appeal(t),
    )  # fmt: skip


def _state(settings: Settings) -> str:
    audit = settings.accessibility
    if not audit.audited_on:
        return "none"
    return "fully" if audit.rate >= 100 else "partly" if audit.rate >= 50 else "not"


def _commitment(name: str, t: Translator) -> Passage:
    return Passage(
        "",
        (
            t("{name} s'engage à rendre ce site accessible, conformément à l'article 47 de la loi n° 2005-102 du 11 février 2005.", name=name),
            t("Cette déclaration porte sur le tableau de bord Ouverture et sur les documents qu'il produit."),
        ),
    )  # fmt: skip


def _conforming(settings: Settings, t: Translator) -> str:
    audit, state = settings.accessibility, _state(settings)
    if state == "none":
        return t("Ce site est **non conforme** au référentiel général d'amélioration de l'accessibilité (RGAA 4.1) : personne ne l'a encore audité, et la loi tient pour non conforme un site sans audit en cours de validité.")  # fmt: skip
    words = {"not": t("non conforme"), "partly": t("partiellement conforme"), "fully": t("totalement conforme")}
    return t(
        "Ce site est **{state}** au référentiel général d'amélioration de l'accessibilité (RGAA 4.1) : l'audit du {day}, par {author}, y trouve {rate} % de critères respectés.",
        state=words[state], day=t.date(audit.audited_on), author=audit.audited_by or t("un tiers"), rate=t.number(audit.rate),
    )  # fmt: skip


def _controls(readings: Mapping[str, Reading], t: Translator) -> Passage:
    told = [t("Un outil lit toutes les pages et toutes leurs vues à chaque version du logiciel. Il ne voit qu'une partie des critères : il ne remplace pas un audit.")]  # fmt: skip
    if not readings:
        return Passage(t("Contrôles automatiques"), (*told, t("Aucun contrôle n'est enregistré pour cette version.")))
    return Passage(
        t("Contrôles automatiques"),
        tuple(told),
        tuple(_said(t(_WAYS[way]), readings[way], t) for way in WAYS if way in readings),
    )


def _said(way: str, reading: Reading, t: Translator) -> str:
    pages = t.n("{count} page lue", "{count} pages lues", len(reading.pages))
    broken = len(reading.broken)
    found = (
        t.n("{count} page avec une erreur", "{count} pages avec une erreur", broken) if broken else t("aucune erreur")
    )
    unsure = sum(bool(page.unsure) for page in reading.pages.values())
    left = t.n("{count} page a des points qu'une personne doit juger", "{count} pages ont des points qu'une personne doit juger", unsure)  # fmt: skip
    day = t("le {day}", day=t.date(reading.day))
    return t.typeset(f"{way}{t(' : ')}{pages} {day}, {found}" + (f" ; {left}" if unsure else "") + ".")


def _limits(readings: Mapping[str, Reading], t: Translator) -> tuple[str, ...]:
    broken: dict[str, set[str]] = {}
    for reading in readings.values():
        for address, rules in reading.broken.items():
            broken.setdefault(address, set()).update(rules)
    found = tuple(
        t("{address} : règle non respectée, {rules}.", address=address, rules=", ".join(sorted(rules)))
        for address, rules in sorted(broken.items())
    )
    return (*found, *map(t, _LIMITS))


def _making(readings: Mapping[str, Reading], t: Translator) -> Passage:
    day = min((reading.day for reading in readings.values()), default="")
    tools = sorted({reading.tool for reading in readings.values()})
    told = [t("Cette déclaration a été établie le {day}, par le logiciel, d'après ses contrôles et ses limites connues.", day=t.date(day))] if day else []  # fmt: skip
    items = (
        t("Technologies : HTML, CSS, JavaScript, SVG, ARIA."),
        t("Environnement de test : Chromium, ordinateur et téléphone, thèmes clair et sombre, couleurs imposées."),
        *([t("Outil : {names}, règles des WCAG 2.2, niveaux A et AA.", names=", ".join(tools))] if tools else []),
        t("Pages contrôlées : toutes, avec chacune de leurs vues ; la liste est plus bas."),
    )
    return Passage(t("Établissement de cette déclaration"), tuple(told), items)


def _contact(settings: Settings, t: Translator) -> Passage:
    office, contact = settings.collectivity.office, settings.collectivity.contact
    told = t("Si vous n'arrivez pas à lire un contenu ou à utiliser un service, écrivez au service qui tient ce tableau de bord : il vous en donnera une version accessible, ou l'information sous une autre forme.")  # fmt: skip
    address = " · ".join(part for part in (office, contact) if part)
    unknown = t("La collectivité n'a pas encore donné d'adresse : passez par l'accueil de la mairie ou du siège.")
    return Passage(t("Retour d'information et contact"), (told, address if contact else unknown))


def _appeal(t: Translator) -> Passage:
    return Passage(
        t("Voies de recours"),
        (t("Si vous avez signalé un défaut d'accessibilité qui vous empêche d'accéder à un contenu ou à un service, et que vous n'avez pas eu de réponse satisfaisante, vous pouvez :"),),
        (
            t("écrire un message au Défenseur des droits : https://formulaire.defenseurdesdroits.fr"),
            t("contacter le délégué du Défenseur des droits de votre région : https://www.defenseurdesdroits.fr/saisir/delegues"),
            t("envoyer un courrier, gratuit et sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07"),
        ),
    )  # fmt: skip
