"""What a person reads when something is refused, in her language: the one place that words the errors of the house."""

from __future__ import annotations

from indicators.catalogue.problems import InvalidFile, Problem
from indicators.errors import Part, ToldError
from indicators.present.texts.translator import Translator, marked

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


def error_message(error: Exception | Part, t: Translator) -> str:
    """An error in a sentence; its own words when nothing better is known."""
    if isinstance(error, InvalidFile):
        return _of_file(error, t)
    if isinstance(error, ToldError | Part):
        return t(error.template, **error.values)
    if isinstance(error, FileNotFoundError) and error.filename:
        return t("Fichier ou dossier introuvable : {path}.", path=error.filename)
    if isinstance(error, PermissionError) and error.filename:
        return t("Le système refuse l'accès à {path}.", path=error.filename)
    return str(error)


def _of_file(error: InvalidFile, t: Translator) -> str:
    count = len(error.problems)
    head = {
        "Le catalogue": t.n("Le catalogue contient {count} erreur :", "Le catalogue contient {count} erreurs :", count),
        "Le dossier de cas": t.n("Le dossier de cas contient {count} erreur :", "Le dossier de cas contient {count} erreurs :", count),
    }.get(error.subject, t.n("La configuration contient {count} erreur :", "La configuration contient {count} erreurs :", count))  # fmt: skip
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
