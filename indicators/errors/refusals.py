"""What the command line and the account pages say of an error that a person can mend, in the reader's language."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence

from indicators.access import AccessDenied
from indicators.access.accounts import AccountError
from indicators.access.passwords import WeakPasswordError
from indicators.access.throttle import TooManyTriesError
from indicators.catalogue.problems import InvalidFile, Problem
from indicators.errors.told import ToldError
from indicators.present.texts import LANGUAGES, Translator, marked

LANGUAGE_VARIABLE = "OUVERTURE_LANG"
# What the readers of configuration files say, in the words of :mod:`indicators.catalogue.validation`.
_OF_FILES = (
    marked("champ inconnu"), marked("champ obligatoire absent"), marked("valeur hors liste"), marked("valeur refusée"),
    marked("type refusé"), marked("valeur hors bornes"), marked("texte vide"), marked("forme refusée"),
    marked("liste trop courte"), marked("fichier illisible"), marked("un texte encodé en UTF-8"),
    marked("un texte entre guillemets"), marked("un nombre, avec un point décimal"), marked("un nombre fini"),
    marked("un nombre entier"), marked("un nombre"), marked("true ou false"), marked("une liste entre crochets"),
    marked("une table { cle = valeur }"), marked("une valeur"), marked("un nombre supérieur à {gt}"),
    marked("un nombre supérieur ou égal à {ge}"), marked("un nombre inférieur à {lt}"),
    marked("un nombre inférieur ou égal à {le}"), marked("un texte d'une longueur minimale de {min_length}"),
    marked("un texte de la forme {pattern}"), marked("une liste d'une longueur minimale de {min_length}"),
)  # fmt: skip


def language_asked(arguments: Sequence[str]) -> str:
    """The language of a command: ``--lang``, else the environment, else French; an unknown one is French here."""
    pairs = [*itertools.pairwise(arguments), *(item.partition("=")[::2] for item in arguments)]
    asked = next((value for name, value in pairs if name == "--lang"), os.environ.get(LANGUAGE_VARIABLE, ""))
    return asked if asked in LANGUAGES else "fr"


def refusal(error: Exception, t: Translator) -> str:
    """An error in a sentence; its own words when nothing better is known."""
    if isinstance(error, ToldError):
        return t(error.template, **error.values)
    if isinstance(error, InvalidFile):
        return _of_file(error, t)
    if isinstance(error, AccessDenied):
        where = t(" pour le territoire {code}", code=error.territory) if error.territory else ""
        return t("Rôle nécessaire{where} : {role}.", where=where, role=role_label(error.needed, t))
    if isinstance(error, AccountError | WeakPasswordError):
        return account_refusal(error, t)
    if isinstance(error, TooManyTriesError):
        return t("Trop d'essais : réessayez dans {seconds} s.", seconds=t.number(error.wait, 0))
    if isinstance(error, FileNotFoundError) and error.filename:
        return t("Fichier ou dossier introuvable : {path}.", path=error.filename)
    if isinstance(error, PermissionError) and error.filename:
        return t("Le système refuse l'accès à {path}.", path=error.filename)
    return str(error)


def role_label(role: str, t: Translator) -> str:
    """The name of a role, with what it may do."""
    labels = {
        "reader": t("Lecture"),
        "officer": t("Agent : prépare et publie les données"),
        "approver": t("Approbation : valide les publications"),
        "administrator": t("Administration : comptes, réglages, journal"),
    }
    return labels[role]


def account_refusal(error: AccountError | WeakPasswordError, t: Translator) -> str:
    """Why an account is not made or changed so."""
    if isinstance(error, WeakPasswordError):
        return password_policy(error.minimum, t)
    sentences = {
        "login": t("Identifiant refusé : de 2 à 128 caractères parmi a-z, 0-9, point, tiret, _, + et @."),
        "exists": t("Ce compte existe déjà."),
        "unknown": t("Ce compte n'existe plus."),
        "origin": t("Ce compte se connecte par l'annuaire : son mot de passe n'est pas ici."),
        "last_administrator": t("C'est le dernier compte d'administration ouvert : créez-en d'abord un autre."),
    }
    return sentences[error.reason]


def password_policy(minimum: int, t: Translator) -> str:
    """What a password must be, in a sentence."""
    return t(
        "Au moins {minimum} caractères dont six différents, sans l'identifiant. Une phrase convient très bien.",
        minimum=minimum,
    )


def _of_file(error: InvalidFile, t: Translator) -> str:
    count = len(error.problems)
    head = (
        t.n("Le catalogue contient {count} erreur :", "Le catalogue contient {count} erreurs :", count)
        if error.subject == "Le catalogue"
        else t.n("La configuration contient {count} erreur :", "La configuration contient {count} erreurs :", count)
    )
    return "\n".join([head, *(f"- {_problem(item, t)}" for item in error.problems)])


def _problem(item: Problem, t: Translator) -> str:
    where = [t("{file}, ligne {line}", file=item.file, line=item.line) if item.line else item.file]
    where += [t("entrée « {name} »", name=item.entry)] if item.entry else []
    where += [t("champ « {name} »", name=item.field)] if item.field else []
    said = [
        t(
            "{place} : {what}",
            place=", ".join(where),
            what=t(item.template or item.message or "valeur refusée", **item.values),
        )
    ]
    said += [t("reçu : {value}", value=item.received)] if item.received else []
    said += [t("accepté : {value}", value=t(item.pattern or item.accepted, **item.bounds))] if item.accepted else []
    said += [t("vouliez-vous dire « {value} » ?", value=item.nearest)] if item.nearest else []
    return t.typeset(" ; ".join(said))
