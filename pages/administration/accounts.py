"""The accounts of the administration page: list, add, change, revoke."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators.access import ROLES, accounts, passwords, sessions
from indicators.access.identity import mode_of
from indicators.access.passwords import POLICY
from indicators.access.roles import ROLE_LABELS
from indicators.present.texts import Translator
from indicators.present.texts.errors import error_message
from pages.shared.choices import distinct
from pages.shared.context import PageContext
from pages.shared.folding import folded


def show_accounts(context: PageContext) -> None:
    """Every account, then the forms that change them."""
    t = context.t
    if mode_of(context.settings.access) == "single_user":
        st.info(
            t(
                "Poste local : les comptes ne servent que si le service informatique ouvre le tableau de bord à plusieurs personnes."
            )
        )
    found = accounts.list_accounts(context.engine)
    if found:
        st.dataframe(
            _table(found, context), hide_index=True, alt=t("Liste des comptes, de leurs rôles et de leurs sessions")
        )
    else:
        st.markdown(t("Aucun compte pour l'instant : créez d'abord celui d'une personne qui administre."))
    folded(t("Créer un compte"), partial(_add, context), key="creer_compte", icon=":material/person_add:")
    if found:
        draw = partial(_change, context, {item.login: item for item in found})
        folded(t("Modifier un compte"), draw, key="modifier_compte", icon=":material/manage_accounts:")


def _table(found: list[accounts.Account], context: PageContext) -> pd.DataFrame:
    t = context.t
    opened = pd.Series([item.login for item in sessions.open_sessions(context.engine)], dtype="str").value_counts()
    return pd.DataFrame(
        {
            t("Identifiant"): [item.login for item in found],
            t("Nom"): [item.name for item in found],
            t("Rôle"): [t(ROLE_LABELS[item.role]) for item in found],
            t("Territoires"): [", ".join(item.territories) or t("tous") for item in found],
            t("Connexion"): [_origin(item, t) for item in found],
            t("État"): [t("ouvert") if item.active else t("fermé") for item in found],
            t("Sessions"): [int(opened.get(item.login, 0)) for item in found],
        }
    )


def _origin(account: accounts.Account, t: Translator) -> str:
    return t("mot de passe") if account.origin == accounts.LOCAL else t("annuaire")


def _add(context: PageContext) -> None:
    t, minimum = context.t, context.settings.access.password_length
    with st.form("new_account", border=False):
        login = st.text_input(t("Identifiant ou adresse électronique"))
        name = st.text_input(t("Nom affiché dans le journal et les éditions"))
        role = st.selectbox(t("Rôle"), ROLES, format_func=lambda item: t(ROLE_LABELS[item]), key="new_role")
        codes = _territories(context, "new_territories", ())
        origin = st.radio(
            t("Connexion"),
            [accounts.LOCAL, accounts.OIDC],
            format_func={accounts.LOCAL: t("mot de passe"), accounts.OIDC: t("annuaire")}.__getitem__,
            horizontal=True,
        )
        help_text = t(POLICY, minimum=minimum)
        password = st.text_input(t("Mot de passe"), type="password", autocomplete="new-password", help=help_text)
        if st.form_submit_button(t("Créer le compte"), type="primary"):
            try:
                accounts.create(
                    context.engine, context.user, login, name, role,
                    password=password, origin=origin, territories=codes, minimum=minimum,
                )  # fmt: skip
            except (accounts.AccountError, passwords.WeakPasswordError) as error:
                st.error(error_message(error, t))
            else:
                st.rerun()


def _change(context: PageContext, known: dict[str, accounts.Account]) -> None:
    t, minimum = context.t, context.settings.access.password_length
    login = st.selectbox(t("Compte"), list(known), key="changed_login")
    account = known[login]
    with st.form(f"change_{login}", border=False):
        role = st.selectbox(
            t("Rôle"), ROLES, index=ROLES.index(account.role), format_func=lambda item: t(ROLE_LABELS[item])
        )
        codes = _territories(context, f"territories_{login}", account.territories)
        active = st.toggle(t("Compte ouvert"), account.active)
        password = ""
        if account.origin == accounts.LOCAL:
            label = t("Nouveau mot de passe (vide : inchangé)")
            password = st.text_input(
                label, type="password", autocomplete="new-password", help=t(POLICY, minimum=minimum)
            )
        st.caption(t("Tout changement ferme les sessions ouvertes de ce compte."))
        if st.form_submit_button(t("Enregistrer"), type="primary"):
            _save(context, account, role, codes, active, password)
    if st.button(t("Fermer ses sessions"), icon=":material/logout:"):
        sessions.end_all(context.engine, login, context.user.name)
        st.rerun()


def _save(
    context: PageContext, account: accounts.Account, role: str, codes: list[str], active: bool, password: str
) -> None:
    minimum = context.settings.access.password_length
    try:
        if password:
            accounts.set_password(context.engine, context.user, account.login, password, minimum=minimum)
        if (role, tuple(codes), active) != (account.role, account.territories, account.active):
            accounts.change(context.engine, context.user, account.login, role=role, active=active, territories=codes)
    except (accounts.AccountError, passwords.WeakPasswordError) as error:
        st.error(error_message(error, context.t))
    else:
        st.rerun()


def _territories(context: PageContext, key: str, chosen: tuple[str, ...]) -> list[str]:
    names = {item.code: item.name for item in context.territories if item.role == "home"}
    names |= {code: code for code in chosen if code not in names}
    return st.multiselect(
        context.t("Territoires que ce compte peut modifier (vide : tous)"),
        list(names),
        default=list(chosen),
        format_func=distinct(list(names), names.__getitem__),
        placeholder=context.t("Tous les territoires"),
        key=key,
    )
