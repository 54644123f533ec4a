"""Who is reading: the person signed in, the local user, or the public."""

from __future__ import annotations

import streamlit as st

from indicators.access import LOCAL_USER, PUBLIC_USER, User
from indicators.present.texts import Translator
from indicators.settings import Settings


def current_user(settings: Settings) -> User | None:
    """The person at work; None when somebody has to sign in first."""
    if settings.access.mode == "single_user":
        return LOCAL_USER
    return PUBLIC_USER


def show_session(user: User | None, settings: Settings, t: Translator) -> None:
    """Say at the foot of the sidebar in what capacity one works."""
    with st.sidebar:
        if settings.access.mode == "single_user":
            st.caption(t(":material/person: Poste local : une seule personne, sans connexion, avec tous les droits."))
        elif user is not None and user.mode == "public":
            st.caption(t(":material/public: Consultation publique, en lecture seule."))
