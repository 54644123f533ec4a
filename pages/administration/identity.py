"""The look of all the documents: logo, colour, typeface, and who signs the foreword."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import streamlit as st

from indicators.present.texts import marked
from indicators.settings import Typeface
from indicators.setup.logo import logo_setting
from pages.shared import runtime
from pages.shared.context import PageContext

_TYPEFACES: dict[Typeface, str] = {
    "Open Sans": marked("sans empattements, d'usage courant"),
    "Atkinson Hyperlegible Next": marked("dessinée pour qui voit mal"),
    "Source Serif 4": marked("à empattements, pour la lecture suivie"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What the form holds: the file of a new logo, whether the one that stands is to go, and the other choices."""

    logo: bytes | None
    removed: bool
    others: dict[str, Any]

    def asked(self) -> dict[str, Any]:
        """The settings to keep; raises the refusal of a logo that cannot be read."""
        if self.logo is not None:
            return {**self.others, "report.logo": logo_setting(self.logo)}
        return {**self.others, "report.logo": None} if self.removed else self.others


def document_look(context: PageContext, fixed: Collection[str]) -> Look:
    """The fields, in a form; those of ``fixed`` are the file's and cannot be changed."""
    t, settings = context.t, context.settings
    logo, removed = _logo(context, "report.logo" in fixed)
    colour = st.color_picker(
        t("Couleur des documents, où le blanc doit se lire"), settings.report.colour,
        disabled="report.colour" in fixed,
    )  # fmt: skip
    faces = {name: t(words) for name, words in _TYPEFACES.items()}
    typeface = st.selectbox(
        t("Police des documents"), list(faces), list(faces).index(settings.report.font),
        format_func=lambda name: f"{name}{t(' : ')}{faces[name]}", disabled="report.font" in fixed,
    )  # fmt: skip
    signatory = st.text_input(
        t("Qui signe l'avant-propos du rapport"), settings.report.signatory,
        disabled="report.signatory" in fixed,
        placeholder=t("Prénom Nom, maire") if context.territory.type == "commune" else t("Prénom Nom, présidente"),
    )  # fmt: skip
    others = {
        "report.signatory": signatory.strip() or None,
        "report.colour": colour if colour != settings.report.colour else runtime.kept().get("report.colour"),
        "report.font": typeface if typeface != settings.report.font else runtime.kept().get("report.font"),
    }
    return Look(logo, removed, others)


def _logo(context: PageContext, fixed: bool) -> tuple[bytes | None, bool]:
    """The file that is given, and whether the one that stands is to go."""
    t, standing = context.t, context.settings.logo
    given = st.file_uploader(t("Logo (PNG, JPEG ou WebP)"), ["png", "jpg", "jpeg", "webp"], disabled=fixed)
    removed = False
    if standing is not None:
        if standing[0] == ".png":
            st.image(standing[1], width=160)
        removed = not fixed and st.checkbox(t("Retirer le logo"))
    return (given.getvalue() if given else None), removed
