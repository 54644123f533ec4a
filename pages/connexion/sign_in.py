"""The sign-in form: plain HTML that posts to the server, so that the session cookie is out of reach of scripts."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

import streamlit as st

from indicators.access.returning import local_target
from indicators.present.texts import Translator
from pages.shared.session import provider_configured

_STYLE = """
<style>
  .connexion { display: grid; gap: .35rem; max-width: 24rem; margin-block: .5rem 1rem; }
  .connexion label { font-weight: 600; margin-top: .6rem; }
  .connexion input { font: inherit; color: inherit; background: transparent; padding: .55rem .7rem;
    border: 1px solid color-mix(in srgb, currentColor 55%, transparent); border-radius: 6px; }
  .connexion button { font: inherit; font-weight: 600; margin-top: 1rem; padding: .6rem 1rem; cursor: pointer;
    color: #fff; background: #1c5d99; border: 1px solid #1c5d99; border-radius: 6px; }
  .connexion input:focus-visible, .connexion button:focus-visible { outline: 3px solid #c26a08; outline-offset: 2px; }
</style>
"""


def show_sign_in(t: Translator, *, accounts: bool) -> None:
    """Offer what this installation knows: the identity provider, the local accounts, or both."""
    _show_refusal(t)
    if provider_configured() and st.button(
        t("Se connecter avec l'annuaire de la collectivité"), type="primary", icon=":material/badge:"
    ):
        st.login()
    if accounts:
        st.html(_STYLE + _form(t, _target()))
        st.caption(t("Mot de passe oublié : la personne qui administre le tableau de bord en donne un nouveau."))


def _form(t: Translator, target: str) -> str:
    return f"""
<form class="connexion" method="post" action="/auth/local">
  <label for="login">{escape(t("Identifiant ou adresse électronique"))}</label>
  <input id="login" name="login" autocomplete="username" required maxlength="128" autocapitalize="none">
  <label for="password">{escape(t("Mot de passe"))}</label>
  <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="256">
  <input type="hidden" name="suite" value="{escape(target, quote=True)}">
  <button type="submit">{escape(t("Se connecter"))}</button>
</form>"""


def _target() -> str:
    parts = urlsplit(st.context.url or "/")
    asked = parts.path if parts.path != "/connexion" else "/"
    return local_target(f"{asked}?{parts.query}" if parts.query and asked != "/" else asked or "/")


def _show_refusal(t: Translator) -> None:
    why = st.query_params.get("refus", "")
    if why == "attente":
        seconds = st.query_params.get("secondes", "60")
        wait = int(seconds) if seconds.isascii() and seconds.isdigit() else 60
        st.error(
            t.n(
                "Trop d'essais : réessayez dans {count} seconde.",
                "Trop d'essais : réessayez dans {count} secondes.",
                min(wait, 900),
            ),
            icon=":material/hourglass_top:",
        )
    elif why:
        st.error(t("L'identifiant ou le mot de passe n'est pas le bon."), icon=":material/error:")
