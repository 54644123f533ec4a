"""The tokens of the API on « Mon compte »: make one, shown this once, see those there are, revoke."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators.access import User, tokens
from indicators.access.tokens import Token
from indicators.present.texts import Translator
from indicators.present.texts.errors import error_message
from indicators.store import clock, editions
from pages.shared import runtime
from pages.shared.choices import distinct
from pages.shared.folding import folded, just_opened
from pages.shared.tables import show_table

_FORM, _NEW = "creer_jeton", "new_token"
_DAYS = {"366": 366, "90": 90, "30": 30}


def show_tokens(user: User, t: Translator) -> None:
    """What the account's programs read with."""
    st.header(t("Jetons de l'API"), anchor=False)
    st.markdown(t("Un jeton laisse un programme, le site de la ville par exemple, lire les chiffres en votre nom. [Ce que l'API promet]({address})", address=f"/api/v1?langue={t.lang}"))  # fmt: skip
    held = tokens.of_account(runtime.engine(), user.login)
    if just_opened(_FORM):
        st.session_state.pop(_NEW, None)
    if secret := st.session_state.get(_NEW):
        st.success(t("Voici le jeton, montré cette seule fois : gardez-le comme un mot de passe."))
        st.code(secret, language=None, wrap_lines=True)
    if held:
        show_table(_table(held, t), t, alt=t("Vos jetons de l'API"))
        _revoke(user, [item for item in held if item.open_at(clock.now())], t)
    folded(t("Créer un jeton"), partial(_create, user, t), key=_FORM, icon=":material/key:")


def _table(held: list[Token], t: Translator) -> pd.DataFrame:
    now = clock.now()
    return pd.DataFrame(
        {
            t("Nom"): [item.name for item in held],
            t("Territoires"): [", ".join(item.territories) or t("tous") for item in held],
            t("État"): [_state(item, now, t) for item in held],
        }
    )


def _state(item: Token, now: str, t: Translator) -> str:
    if item.revoked_at is not None:
        return t("révoqué le {day}", day=t.day(item.revoked_at[:10]))
    day = t.day(item.expires_at[:10])
    return t("jusqu'au {day}", day=day) if item.open_at(now) else t("expiré le {day}", day=day)


def _revoke(user: User, still: list[Token], t: Translator) -> None:
    if not still:
        return
    names = {item.id: item.name for item in still}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            t("Jeton à révoquer"), list(names), format_func=distinct(list(names), names.__getitem__), width=320
        )
        if st.button(t("Révoquer"), icon=":material/key_off:"):
            tokens.revoke(runtime.engine(), user, user.login, chosen)
            st.session_state.pop(_NEW, None)
            st.rerun()


def _create(user: User, t: Translator) -> None:
    names = _territories()
    with st.form("new_token_form", border=False):
        name = st.text_input(t("Nom du jeton"), placeholder=t("site de la ville"), max_chars=80)
        days = st.selectbox(t("Durée"), list(_DAYS), format_func=lambda key: t.n("{count} jour", "{count} jours", _DAYS[key]))  # fmt: skip
        codes = st.multiselect(
            t("Territoires que ce jeton lit (vide : tous)"), list(names),
            format_func=distinct(list(names), names.__getitem__), placeholder=t("Tous les territoires"),
        )  # fmt: skip
        if st.form_submit_button(t("Créer le jeton"), type="primary"):
            try:
                secret, _ = tokens.create(runtime.engine(), user, user.login, name, days=_DAYS[days], territories=codes)
            except tokens.TokenError as error:
                st.error(error_message(error, t))
            else:
                st.session_state[_NEW] = secret
                st.rerun()


def _territories() -> dict[str, str]:
    latest = editions.latest(runtime.engine())
    return (
        {item.code: item.name for item in runtime.territories(latest.number) if item.role == "home"} if latest else {}
    )
