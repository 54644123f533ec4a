"""The audit trail and the state of the installation, on the administration page."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from indicators.operations import health
from indicators.present.exports import csv_bytes
from indicators.present.key_figures import KeyFigure
from indicators.present.texts import Translator
from indicators.store import audit
from pages.shared.context import PageContext
from pages.shared.layout import key_figures

_LIMIT = 1000


def show_audit(context: PageContext) -> None:
    """The latest entries, filtered by action, and their download."""
    t = context.t
    labels = action_labels(t)
    found = audit.read(context.engine, limit=_LIMIT)
    present = [action for action in labels if action in set(found.action)]
    chosen = st.multiselect(t("Actions"), present, format_func=labels.__getitem__, placeholder=t("Toutes les actions"))
    if chosen:
        found = found[found.action.isin(chosen)]
    table = pd.DataFrame(
        {
            t("Date ({clock})", clock=t.clock): found["at"].map(lambda at: f"{t.local(at):%Y-%m-%d %H:%M:%S}"),
            t("Qui"): found["actor"],
            t("Action"): found["action"].map(lambda item: labels.get(item, item)),
            t("Objet"): found["subject"],
            t("Détails"): found["details"].map(lambda item: json.dumps(item, ensure_ascii=False) if item else ""),
        }
    )
    st.caption(t("Les {count} dernières entrées au plus, la plus récente d'abord.", count=t.number(_LIMIT)))
    st.dataframe(table, hide_index=True, lazy=True, alt=t("Journal des actions"))
    st.download_button(
        t("Télécharger le journal (CSV)"),
        data=lambda: csv_bytes(table),
        file_name="journal.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def action_labels(t: Translator) -> dict[str, str]:
    """What each action of the audit is called on the screen."""
    return {
        "open_batch": t("Lot ouvert"),
        "batch_submitted": t("Lot soumis à approbation"),
        "batch_open": t("Lot rouvert"),
        "batch_discarded": t("Lot abandonné"),
        "publish": t("Publication d'une édition"),
        "restore_edition": t("Retour à une édition antérieure"),
        "account_created": t("Compte créé"),
        "token_created": t("Jeton de l'API créé"),
        "token_revoked": t("Jeton de l'API révoqué"),
        "calendar_feed_created": t("Adresse de calendrier créée"),
        "calendar_feed_revoked": t("Adresse de calendrier révoquée"),
        "mission_people_purged": t("Noms de missions effacés, leur délai passé"),
        "account_changed": t("Compte modifié"),
        "password_changed": t("Mot de passe changé"),
        "settings_changed": t("Réglages modifiés"),
        "sign_in": t("Connexion"),
        "sign_out": t("Fin de session"),
        "person_erased": t("Nom d'une personne effacé"),
        "old_traces_erased": t("Traces anciennes effacées"),
        "drafts_purged": t("Brouillons abandonnés effacés"),
        "attachment_added": t("Document joint"),
        "attachment_removed": t("Document joint retiré"),
        "attachments_purged": t("Documents joints retirés, effacés"),
        "backup_restored": t("Sauvegarde restaurée"),
    }


def show_health(context: PageContext) -> None:
    """Whether the database answers with the expected schema, and on what."""
    t = context.t
    found = health.check(context.engine)
    if found.well:
        st.success(t("La base de données répond et son schéma est à jour."), icon=":material/check_circle:")
    else:
        st.error(t("À vérifier : {problem}", problem=found.problem), icon=":material/error:")
    key_figures(
        [
            KeyFigure(
                t("Base de données"), {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[context.engine.dialect.name]
            ),
            KeyFigure(t("Schéma"), found.schema or "–"),
            KeyFigure(t("Dernière édition"), t.number(found.latest_edition)),
            KeyFigure(t("Réponse de la base"), t("{count} ms", count=t.number(found.database_seconds * 1000, 1))),
            KeyFigure(t("Mémoire du serveur"), t("{count} Mo", count=t.number(health.resident_bytes() / 1e6, 0))),
        ],
        context,
    )
