"""Words of accounts, budget lines and grants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from indicators.intake.issues import Issue
from indicators.present.texts import Translator


def _stage_above(i: Issue, t: Translator) -> tuple[str, str]:
    value, other = t.money(float(i.value), 2), t.money(i.details["other"], 2)
    message = (
        t("Engagé ({value}) supérieur au voté ({other}).", value=value, other=other)
        if i.details["stage"] == "voted"
        else t("Payé ({value}) supérieur à l'engagé ({other}).", value=value, other=other)
    )
    return message, t("Signalé et gardé tel quel : cela arrive quand les crédits sont votés à un autre niveau.")


def _magnitude(i: Issue, t: Translator) -> tuple[str, str]:
    told = {
        "year": i.details["year"],
        "total": t.money(i.details["total"]),
        "before": t.money(i.details["before"]),
        "jump": t.number(i.details["jump"]),
    }
    message = (
        t(
            "Le total des recettes de {year} ({total}) et celui de l'année précédente ({before}) diffèrent de plus d'un facteur {jump}.",
            **told,
        )
        if i.details["direction"] == "income"
        else t(
            "Le total des dépenses de {year} ({total}) et celui de l'année précédente ({before}) diffèrent de plus d'un facteur {jump}.",
            **told,
        )
    )
    return message, t("Vérifiez l'unité (k€ ou €).")


SENTENCES: Mapping[str, Callable[[Issue, Translator], tuple[str, str]]] = MappingProxyType(
    {
        "stage_above": _stage_above,
        "amount_across": lambda i, t: (
            t(
                "Le montant « {value} » est dans une cellule fusionnée sur plusieurs colonnes : seule « {column} » l'a.",
                value=i.value,
                column=i.column,
            ),
            t("Confirmez, ou écrivez le montant de chaque colonne."),
        ),
        "row_repeated": lambda i, t: (
            t(
                "Cette ligne répète mot pour mot la ligne {first} : elle compte une seconde fois.",
                first=i.details["first"],
            ),
            t("Confirmez s'il y en a bien deux ; sinon supprimez l'une d'elles et déposez à nouveau le fichier."),
        ),
        "no_amount": lambda i, t: (
            t("La ligne n'a aucun montant."),
            t("Indiquez au moins l'un des montants : voté, engagé ou payé."),
        ),
        "label_disagrees": lambda i, t: (
            t(
                "« {value} » n'est pas le libellé de la fonction {code}, qui est « {expected} ».",
                value=i.value,
                code=i.details["function"],
                expected=i.details["expected"],
            ),
            t("Vérifiez le code : les colonnes ont pu se décaler, ou l'instruction n'est pas la bonne."),
        ),
        "negative_amount": lambda i, t: (
            t("Montant négatif : {value}.", value=t.money(float(i.value), 2)),
            t("Gardé avec son signe ; une annulation ou un remboursement se lit ainsi dans les comptes."),
        ),
        "budget_magnitude": _magnitude,
        "function_lost_zero": lambda i, t: (
            t(
                "La fonction « {value} » a sans doute perdu son zéro : un tableur l'enlève devant un nombre.",
                value=i.value,
            ),
            t("Vouliez-vous écrire « {mend} » ?", mend=i.mend),
        ),
        "function_meant": lambda i, t: (
            t("« {value} » n'est pas un code de fonction tel que les comptes l'écrivent.", value=i.value),
            t("Vouliez-vous écrire « {mend} » ?", mend=i.mend)
            if i.mend
            else t("Écrivez le code de la nomenclature, par exemple 048."),
        ),
        "account_year": lambda i, t: (
            t("L'exercice du document (« {value} ») n'est pas lisible : rien n'en est repris.", value=i.value),
            t("Demandez au service des finances un document dont l'exercice est une année."),
        ),
        "unknown_stage": lambda i, t: (
            t(
                "La nature du document (« {value} ») n'est pas connue : les montants sont lus comme votés.",
                value=i.value,
            )
            if i.value
            else t("Le document ne dit pas s'il est un budget ou un compte : les montants sont lus comme votés."),
            t("Confirmez, ou demandez au service des finances s'il s'agit d'un budget ou d'un compte."),
        ),
        "account_amount": lambda i, t: (
            t(
                "Le montant « {value} » ({column}) n'est pas lisible : il manquerait aux totaux.",
                value=i.value,
                column=i.column,
            ),
            t("Demandez au service des finances un document dont tous les montants sont des nombres."),
        ),
        "account_lines_partial": lambda i, t: (
            t.n(
                "{count} ligne n'a pas de compte ou de sens : elle est lue comme un sous-total et n'est pas reprise.",
                "{count} lignes n'ont pas de compte ou de sens : elles sont lues comme des sous-totaux et ne sont pas reprises.",
                i.details["count"],
            ),
            t("Confirmez, ou demandez au service des finances le document complet."),
        ),
        "budget_twice": lambda i, t: (
            t(
                "Le document contient deux fois le budget « {name} » de {year} : seul le premier est repris.",
                name=i.value,
                year=i.details["year"],
            ),
            t("Confirmez, ou demandez au service des finances lequel est le bon."),
        ),
        "vote_presumed": lambda i, t: (
            t.n(
                "{count} ligne porte un code de budget voté par fonction, ce que le document ne dit pas.",
                "{count} lignes portent un code de budget voté par fonction, ce que le document ne dit pas.",
                i.details["count"],
            ),
            t("Confirmez que 93048 s'y lit bien 048, ou demandez le document corrigé au service des finances."),
        ),
        "other_establishment": lambda i, t: (
            t(
                "Le document est celui de {name} (SIRET {siret}), un établissement de la commune {value}.",
                name=i.details["name"],
                siret=i.details.get("siret") or "–",
                value=i.value,
            ),
            t("Confirmez s'il doit compter avec la commune ; sinon abandonnez ce dépôt."),
        ),
        "giver_unknown": lambda i, t: (
            t(
                "Aucune table ne connaît {name} (SIRET {siret}) : le document est lu comme celui de votre collectivité ({home}).",
                name=i.details["name"] or "–",
                siret=i.details.get("siret") or "–",
                home=i.accepted[0] if i.accepted else "–",
            ),
            t("Confirmez si c'est bien le sien, et notez son SIREN dans sa fiche ; sinon abandonnez ce dépôt."),
        ),
        "siret_shortened": lambda i, t: (
            t(
                "Le SIRET « {value} » a été abrégé par un tableur : il ne dit plus de quelle collectivité il s'agit.",
                value=i.value,
            ),
            t("Confirmez que le fichier est bien celui de votre collectivité, ou reprenez le fichier d'origine."),
        ),
        "export_word_deduced": lambda i, t: (
            t(
                "« {value} » n'est pas un mot connu de « {column} » : le compte et le chapitre disent ce qu'il faut lire.",
                value=i.value,
                column=i.column,
            ),
            t("Confirmez, ou demandez au service des finances ce que ce mot veut dire."),
        ),
        "final_without_paid": lambda i, t: (
            t.n(
                "Le document est un compte, mais {count} ligne n'a aucun montant réalisé.",
                "Le document est un compte, mais aucune de ses {count} lignes n'a de montant réalisé.",
                i.details["count"],
            ),
            t("Vérifiez la colonne « {column} » du fichier ; confirmez si rien n'a été payé.", column=i.column),
        ),
        "export_row_incomplete": lambda i, t: (
            t(
                "La cellule « {column} » est vide ou illisible et rien ne la remplace : la ligne n'a pas été reprise.",
                column=i.column,
            ),
            t("Confirmez si la ligne ne compte pas ; sinon ajoutez-la par le modèle."),
        ),
        "below_paid": lambda i, t: (
            t("L'autorisation est inférieure aux crédits déjà payés ({paid}).", paid=t.money(i.details["paid"])),
            t("Une autorisation ne peut pas être ramenée sous ce qui est payé."),
        ),
    }
)
