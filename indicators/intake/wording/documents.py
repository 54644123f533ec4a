"""The words of the findings on documents of the budget as a whole: whose they are, their year, their stage, what they lack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from indicators.intake.issues import Issue
from indicators.present.texts import Translator


def _over(i: Issue, t: Translator) -> tuple[str, str]:
    message = t.n(
        "{count} ligne de {year} vient déjà de « {document} » ({before} payés) : elle serait remplacée par les comptes de la DGFiP ({after} payés).",
        "{count} lignes de {year} viennent déjà de « {document} » ({before} payés) : elles seraient remplacées par les comptes de la DGFiP ({after} payés).",
        i.details["count"],
        year=i.details["year"],
        document=i.value,
        before=t.money(i.details["before"]),
        after=t.money(i.details["total"]),
    )
    return message, t(
        "Confirmez pour les remplacer : ce fichier n'a ni crédits votés, ni chapitres. Sinon abandonnez ce dépôt."
    )


def _account_read(i: Issue, t: Translator) -> tuple[str, str]:
    kept = t.n("{count} ligne gardée sur {total}", "{count} lignes gardées sur {total}", i.details["kept"],
               total=t.number(i.details["lines"]))  # fmt: skip
    message = t(
        "{document}, {budget}, {name} : {kept}.", document=account_title(i), budget=budget_title(i, t),
        name=i.details["of"] or "–", kept=kept,
    )  # fmt: skip
    return message, t("Rien à faire si c'est bien le document attendu.")


def account_title(issue: Issue) -> str:
    """Which document of the budget a finding says was read, with its year."""
    return f"{issue.details['document']} {issue.details['year']}".rstrip()


def budget_title(issue: Issue, t: Translator) -> str:
    """Which budget of the collectivity a finding says was read: the main one, or an annexed one by its name."""
    if not issue.details["annexe"]:
        return t("budget principal")
    return t("budget annexe « {name} »", name=issue.value or "–")


SENTENCES: Mapping[str, Callable[[Issue, Translator], tuple[str, str]]] = MappingProxyType(
    {
        "account_read": _account_read,
        "archive_passed_over": lambda i, t: (
            t.n(
                "{count} fichier du ZIP n'est pas un document budgétaire et n'a pas été lu : {names}.",
                "{count} fichiers du ZIP ne sont pas des documents budgétaires et n'ont pas été lus : {names}.",
                i.details["count"],
                names=i.value,
            ),
            t("Rien à faire, sauf si l'un d'eux est à charger : déposez-le alors à part."),
        ),
        "archive_without_accounts": lambda i, t: (
            t("Ce ZIP ne tient aucun document budgétaire TotEM ; il tient : {names}.", names=i.value or "–"),
            t("Déposez à part chaque fichier à charger : un ZIP n'est ouvert que pour les comptes."),
        ),
        "archive_too_long": lambda i, t: (
            t(
                "Le ZIP tient {count} documents budgétaires, plus qu'il n'en est accepté ({limit}).",
                count=t.number(i.details["documents"]),
                limit=t.number(i.details["limit"]),
            ),
            t("Partagez-le en plusieurs ZIP, par année par exemple."),
        ),
        "other_territory": lambda i, t: (
            t(
                "Le document est celui de {name} ({value}), et non de votre collectivité ({home}).",
                name=i.details["name"],
                value=i.value,
                home=i.accepted[0] if i.accepted else "–",
            ),
            t("Confirmez s'il s'agit bien du bon fichier."),
        ),
        "rows_of_others": lambda i, t: (
            t(
                "Ce fichier parle d'un territoire qui n'est pas dans vos droits ({value}) : rien n'en a été gardé.",
                value=i.value,
            ),
            t("Déposez le fichier de votre territoire, ou demandez à la personne qui gère celui-ci de le charger."),
        ),
        "no_function_04": lambda i, t: (
            t.n(
                "Aucune dépense en fonction 04 sur {count} ligne lue : cela ne veut pas dire qu'il n'y a pas d'action internationale.",
                "Aucune dépense en fonction 04 sur {count} lignes lues : cela ne veut pas dire qu'il n'y a pas d'action internationale.",
                i.details["lines"],
            ),
            t("Chargez toutes les lignes et rattachez vous-même celles que d'autres services portent."),
        ),
        "accounts_over_accounts": _over,
        "accounts_provisional": lambda i, t: (
            t("Les comptes de ce fichier ne sont pas définitifs (colonne {column}).", column=i.column),
            t("Confirmez pour les charger en attendant, ou reprenez le fichier définitif de l'année."),
        ),
        "annexes_left_out": lambda i, t: (
            t.n(
                "{count} ligne d'un budget annexe a été laissée de côté.",
                "{count} lignes de budgets annexes ont été laissées de côté.",
                i.details["count"],
            ),
            t("Rien à faire : seul le budget principal est lu dans ce fichier."),
        ),
        "body_absent": lambda i, t: (
            t.n(
                "Le fichier est celui d'une autre collectivité : {home} n'y est pas.",
                "Le fichier tient {count} collectivités, et {home} n'y est pas.",
                i.details["count"],
                home=i.value,
            ),
            t(
                "Seules les collectivités d'au moins 3 500 habitants présentent leurs comptes par fonction ; sinon demandez le fichier TotEM au service des finances."
            ),
        ),
        "balance_columns": lambda i, t: (
            t("C'est un fichier de balances de la DGFiP, mais des colonnes y manquent : {columns}.", columns=i.value),
            t("Reprenez l'export entier, sans choisir de colonnes ni les renommer."),
        ),
        "balance_archive": lambda i, t: (
            t("Ce ZIP devrait tenir un seul fichier CSV de la DGFiP ; il tient : {names}.", names=i.value or "–"),
            t("Déposez le ZIP de data.economie.gouv.fr tel quel, ou le CSV qu'il contient."),
        ),
        "balance_amount": lambda i, t: (
            t("Un montant du fichier de la DGFiP n'est pas un nombre : {value}.", value=i.value),
            t("Reprenez le fichier d'origine : un tableur a pu l'abîmer."),
        ),
        "balance_cut": lambda i, t: (
            t("Le fichier de la DGFiP est incomplet : il s'arrête au milieu d'une ligne, et rien n'en a été lu."),
            t("Téléchargez-le à nouveau, en entier."),
        ),
        "orders_left_out": lambda i, t: (
            t.n(
                "{count} opération d'ordre a été laissée de côté.",
                "{count} opérations d'ordre ont été laissées de côté.",
                i.details["count"],
            ),
            t("Rien à faire : seules les opérations réelles comptent."),
        ),
        "lines_without_amount": lambda i, t: (
            t.n(
                "{count} ligne du document ne porte aucun montant.",
                "{count} lignes du document ne portent aucun montant.",
                i.details["count"],
            ),
            t("Rien à faire : elle n'entre dans aucun total.")
            if i.details["count"] == 1
            else t("Rien à faire : elles n'entrent dans aucun total."),
        ),
        "not_final": lambda i, t: (
            t("Document « {value} » : les montants sont votés, pas encore réalisés.", value=i.value),
            t("Chargez le compte administratif quand il sera adopté : il remplacera ces lignes."),
        ),
        "document_superseded": lambda i, t: (
            t.n(
                "{count} ligne « {value} » de {year} a été laissée de côté : le compte de cette année est dans le même fichier.",
                "{count} lignes « {value} » de {year} ont été laissées de côté : le compte de cette année est dans le même fichier.",
                i.details["count"],
                value=i.value,
                year=i.details["year"],
            ),
            t("Rien à faire : le compte donne aussi les crédits ouverts, qui auraient été comptés deux fois."),
        ),
        "export_repeated": lambda i, t: (
            t.n(
                "Chaque ligne de ce fichier y est {times} fois : {count} ligne répétée n'a pas été reprise.",
                "Chaque ligne de ce fichier y est {times} fois : {count} lignes répétées n'ont pas été reprises.",
                i.details["count"],
                times=i.details["times"],
            ),
            t("Confirmez que le fichier s'est recopié sous lui-même ; sinon demandez l'export d'origine."),
        ),
        "paid_without_credits": lambda i, t: (
            t.n(
                "{count} ligne est payée sans crédits ouverts au même niveau.",
                "{count} lignes sont payées sans crédits ouverts au même niveau.",
                i.details["count"],
            ),
            t("Rien à faire : le taux d'exécution sera dit non calculable sur ces lignes."),
        ),
        "service_budget": lambda i, t: (
            t(
                "Le budget annexe « {value} » donne {amount} de ressources au service.",
                value=i.value,
                amount=t.money(i.details["amount"]),
            ),
            t("Confirmez le service : ses ressources servent au plafond du 1 %."),
        ),
        "instruction_assumed": lambda i, t: (
            t("Le format ne dit pas l'instruction comptable : {value} est supposée avant 2024.", value=i.value),
            t("Confirmez, ou ajoutez les lignes par le modèle en précisant {accepted}.", accepted=t.join(i.accepted)),
        ),
        "grants_to_pick": lambda i, t: (
            t.n(
                "{count} subvention lue, aucune retenue : une personne choisit celles de l'action internationale.",
                "{count} subventions lues, aucune retenue : une personne choisit celles de l'action internationale.",
                i.details["count"],
            ),
            t("Cochez-les ci-dessous, ou ajoutez au fichier une colonne « international » avec « oui »."),
        ),
        "rubric_suggested": lambda i, t: (
            t(
                "La nature {nature} suggère la rubrique « {rubric} ».",
                nature=i.details["nature"],
                rubric=i.details["label"],
            ),
            t("Confirmez ou choisissez une autre rubrique."),
        ),
    }
)
