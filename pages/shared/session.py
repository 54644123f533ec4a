"""Who is reading: the local user, the person signed in here or at the identity provider, or the public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.runtime.scriptrunner import get_script_run_ctx

from indicators.access import LOCAL_USER, User, sessions
from indicators.access.identity import identify, mode_of
from indicators.access.roles import ROLE_LABELS
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.settings import Settings
from pages.shared import runtime
from pages.shared.working import WORKING


def current_user(settings: Settings) -> User | None:
    """The person at work, asked of the database at each run; None when somebody has to sign in first."""
    if mode_of(settings.access) == "single_user":
        return LOCAL_USER
    token = st.context.cookies.get(sessions.COOKIE)
    user = identify(runtime.engine(), settings.access, token, _claims())
    if (context := get_script_run_ctx()) is not None:
        WORKING.note(context.session_id, user.session if user else "")
    return user


def provider_configured() -> bool:
    """Whether ``secrets.toml`` names an identity provider."""
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def _claims() -> Mapping[str, Any]:
    return st.user.to_dict() if provider_configured() else {}


def sign_out(user: User) -> None:
    """End the session in the database; the identity provider's own session ends too when there is one."""
    sessions.end(runtime.engine(), user.session, user.login)
    if user.mode == "oidc":
        st.logout()
    else:
        st.rerun()


def show_session(user: User | None, settings: Settings, t: Translator) -> None:
    """Say at the foot of the sidebar in what capacity one works."""
    with st.sidebar:
        if user is None:
            st.caption(t(":material/lock: Connexion demandée."))
        elif user.mode == "local":
            st.caption(t(":material/person: Poste local : une seule personne, sans connexion, avec tous les droits."))
        elif user.mode == "public":
            st.caption(t(":material/public: Consultation publique, en lecture seule."))
        else:
            st.caption(f":material/account_circle: **{escape(user.name)}**  \n{t(ROLE_LABELS[user.role])}")
            if st.button(t("Se déconnecter"), icon=":material/logout:", key="deconnexion"):
                sign_out(user)
