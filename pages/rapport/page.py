"""The annual report: files to hand out, the parts that officers write, their own sentences, what changed."""

from __future__ import annotations

from indicators.access import allowed
from pages.rapport.changes import show_changes
from pages.rapport.declared import show_declaration
from pages.rapport.files import show_files
from pages.rapport.images import edit_images
from pages.rapport.sentences import edit_sentences
from pages.rapport.words import edit_words
from pages.shared.choices import segments
from pages.shared.context import page_context
from pages.shared.layout import page_header


def render() -> None:
    """One view at a time; writing is for officers."""
    context = page_context("reader")
    t = context.t
    page_header(
        t("Rapport annuel"),
        t("Tout ce que le conseil et le public reçoivent, fait à partir d'une seule édition : la même édition donne toujours le même fichier."),
        context,
    )  # fmt: skip
    views = {"fichiers": (t("Fichiers"), show_files), "changements": (t("Ce qui a changé"), show_changes)}
    if allowed(context.user, "officer", context.territory.code):
        views["textes"] = (t("Parties écrites"), edit_words)
        views["phrases"] = (t("Phrases des graphiques"), edit_sentences)
        views["images"] = (t("Images"), edit_images)
        views["apd"] = (t("Déclaration e-APD"), show_declaration)
    view = segments(
        t("Vue"), list(views), format_func=lambda name: views[name][0], key="partie", label_visibility="collapsed"
    )
    views[view][1](context)
