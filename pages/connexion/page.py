"""Sign in, see who one is here, change one's password, sign out elsewhere. The only page that asks for no role."""

from __future__ import annotations

import streamlit as st

from indicators.access import AccessDenied, User, accounts, passwords, sessions
from indicators.access.identity import mode_of
from indicators.access.passwords import POLICY
from indicators.access.roles import ROLE_LABELS
from indicators.present.texts import Translator, translator
from indicators.present.texts.markdown import escape
from indicators.settings import Settings
from pages.connexion.mail import show_mail
from pages.connexion.sign_in import show_sign_in
from pages.connexion.tokens import show_tokens
from pages.shared import runtime
from pages.shared.session import current_user


def render() -> None:
    """The page."""
    _, settings = runtime.configuration()
    t = translator(str(st.session_state.get("langue") or settings.languages.default), settings.collectivity.timezone)
    user = current_user(settings)
    if user is None or user.mode == "public":
        st.title(t("Connexion"), anchor=False)
        _explain_visitor(user, t)
        show_sign_in(t, accounts=True)
        return
    st.title(t("Mon compte"), anchor=False)
    if mode_of(settings.access) == "single_user":
        _explain_single_user(t)
    else:
        _show_account(user, settings, t)


def _explain_visitor(user: User | None, t: Translator) -> None:
    if user is None:
        st.markdown(t("Ce tableau de bord est réservé aux personnes qui y ont un compte."))
    else:
        st.markdown(t("La consultation est libre. La connexion sert à préparer, publier et administrer les données."))


def _explain_single_user(t: Translator) -> None:
    st.info(
        t(
            "Ce tableau de bord fonctionne sur un seul poste : une seule personne, sans connexion, avec tous les droits."
        ),
        icon=":material/person:",
    )
    st.markdown(
        t(
            "Pour le partager, ouvrez des comptes : dans **config.toml**, section **access**, choisissez le mode "
            "« accounts » (comptes locaux), « oidc » (annuaire de la collectivité) ou « public » (lecture libre). "
            "Le guide du service informatique décrit chaque étape."
        )
    )


def _show_account(user: User, settings: Settings, t: Translator) -> None:
    st.markdown(f"**{escape(user.name)}** · {t(ROLE_LABELS[user.role])}")
    if user.territories:
        st.caption(t("Modifications limitées à : {codes}.", codes=t.join(user.territories)))
    opened = sessions.open_sessions(runtime.engine(), user.login)
    st.markdown(t.n("{count} session ouverte.", "{count} sessions ouvertes.", len(opened)))
    if st.button(t("Fermer toutes mes sessions"), icon=":material/logout:"):
        sessions.end_all(runtime.engine(), user.login, user.login)
        st.rerun()
    if accounts.get(runtime.engine(), user.login) is not None:
        show_mail(user, settings, t)
        show_tokens(user, t)
    if user.mode == "account":
        _change_password(user, settings, t)


def _change_password(user: User, settings: Settings, t: Translator) -> None:
    minimum = settings.access.password_length
    st.header(t("Changer de mot de passe"), anchor=False)
    with st.form("password", clear_on_submit=True, width=420):
        old = st.text_input(t("Mot de passe actuel"), type="password", autocomplete="current-password")
        new = st.text_input(
            t("Nouveau mot de passe"), type="password", autocomplete="new-password", help=t(POLICY, minimum=minimum)
        )
        again = st.text_input(t("Nouveau mot de passe, une seconde fois"), type="password", autocomplete="new-password")
        asked = st.form_submit_button(t("Changer"), type="primary")
    if not asked:
        return
    if new != again:
        st.error(t("Les deux nouveaux mots de passe diffèrent."))
        return
    try:
        accounts.change_own_password(runtime.engine(), settings.access, user, old, new)
    except passwords.WeakPasswordError:
        st.error(t(POLICY, minimum=minimum))
    except (AccessDenied, PermissionError):
        st.error(t("Le mot de passe actuel n'est pas le bon, ou il y a eu trop d'essais : attendez une minute."))
    else:
        st.rerun()
