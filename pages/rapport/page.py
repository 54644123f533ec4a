"""The annual report: files to hand out, the parts that officers write, their own sentences, what changed."""

from __future__ import annotations

from pages.rapport.changes import show_changes
from pages.rapport.declared import show_declaration
from pages.rapport.files import show_files
from pages.rapport.images import edit_images
from pages.rapport.sentences import edit_sentences
from pages.rapport.words import edit_words
from pages.shared.context import page_context
from pages.shared.layout import page_header
from pages.shared.views import choose_view


def render() -> None:
    """One view at a time; writing is for officers."""
    context = page_context("reader")
    t = context.t
    page_header(
        t("Rapport annuel"),
        t("Tout ce que le conseil et le public reçoivent, fait à partir d'une seule édition : la même édition donne toujours le même fichier."),
        context,
    )  # fmt: skip
    views = {
        "fichiers": show_files, "changements": show_changes, "textes": edit_words, "phrases": edit_sentences,
        "images": edit_images, "apd": show_declaration,
    }  # fmt: skip
    views[choose_view("rapport", context)](context)
