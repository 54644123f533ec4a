"""The words of docs/style.md: what elected people and the public read has no banned word, no raw number and no code.

The list is ``words.toml``. Every page of the menu that they read is opened view by view on several territories, in each
language, and every document is made.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html
from streamlit.testing.v1 import AppTest

from indicators.catalogue import load_catalogue
from indicators.documents import gather
from indicators.documents.reader import Reader
from indicators.languages import LANGUAGES
from indicators.operations.startup import prepare
from indicators.present.texts import translator
from indicators.settings import Settings
from pages.shared.registry import BY_PATH
from tests.conftest import configured_database
from tests.surfaces.told import Told, told, words
from tests.surfaces.walk import documents

PAGES = ("synthese", "profil-geii", "budget", "evaluation", "partenariats", "seance", "publique")
_QUOTED = re.compile(r"[«“]\s?$")
READ = [
    ("38185", "fr"),
    ("EX001", "fr"),
    ("ITC1", "en"),
    ("EX001", "en"),
    ("ITC1", "es"),
    ("EX001", "es"),
]
WRITTEN = [("EX001", "fr"), ("38185", "fr"), ("EX001", "en"), ("ITC1", "es")]


@dataclass(frozen=True)
class Banned:
    """A word that is not written, what is written in its place, and whether it may stand behind « En savoir plus », or in
    what somebody typed: a list of sources keeps their words and their marks."""

    word: str
    instead: str
    behind: str = ""

    def met(self, text: str, *, asked: bool) -> str:
        """The word as the text has it, "" without it."""
        if asked and self.behind == "more":
            return ""
        if self.behind == "typed":
            text = re.sub(r"^- .*$", "", text, flags=re.MULTILINE)
        for found in re.finditer(rf"(?<![\w/])(?:{self.word})(?!\w)", text, re.IGNORECASE):
            if not _QUOTED.search(text[: found.start()][-2:]):  # the glossary quotes the words that it replaces
                return found[0]
        return ""


def banned(lang: str) -> list[Banned]:
    """The words of one language with those of all."""
    tables = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return [Banned(**table) for table in (*tables[lang], *tables["all"])]


def faults(texts: Iterable[Told], lang: str) -> list[str]:
    """« word → replacement, in: text » for each banned word."""
    rules, found = banned(lang), []
    for item in texts:
        text = words(item.text)
        for rule in rules:
            if met := rule.met(text, asked=item.asked):
                found.append(f"{met} → {rule.instead}, in: {text[:160]}")
    return list(dict.fromkeys(found))


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("words")
    with configured_database("sqlite", folder):
        yield folder


def open_view(path: str, territory: str, lang: str, key: str, view: str) -> AppTest:
    """One view of a page, as a link opens it."""
    app = AppTest.from_function(
        _script, kwargs={"path": path, "territory": territory, "lang": lang}, default_timeout=120
    )
    if key:
        app.query_params[key] = view
    app.run()
    assert not app.exception, app.exception[0].value
    return app


# AppTest runs the text of this function alone, hence its own imports.
def _script(path: str, territory: str, lang: str) -> None:
    import streamlit as st

    from indicators.present.texts import translator
    from pages.shared import registry, runtime
    from pages.shared.context import SELECTION, Selection

    edition = runtime.all_editions()[0]
    latest = runtime.latest_readout(edition.number, territory)
    st.session_state[SELECTION] = Selection(translator(lang).lang, edition, latest.snapshot.territory, latest.year)
    registry.BY_PATH[path].render()


@pytest.mark.usefixtures("everything_opened")
@pytest.mark.parametrize(("territory", "lang"), READ)
@pytest.mark.parametrize("path", PAGES)
def test_pages_have_plain_words_and_written_numbers(installation: Path, path: str, territory: str, lang: str) -> None:
    entry = BY_PATH[path]
    for view in [item.code for item in entry.views if item.role == "reader"] or [""]:
        app = open_view(path, territory, lang, entry.key, view)
        found = told(app)
        assert found
        assert not faults(found, lang), (path, view)
        assert not long_sentences(app), (path, view)
        assert lang != "fr" or not loose(app), (path, view)


@pytest.mark.usefixtures("everything_opened")
@pytest.mark.parametrize("path", ["missions", "strategie", "methode", "accessibilite"])
def test_no_sign_goes_to_a_line_alone(installation: Path, path: str) -> None:
    """Neither in the sentences of the catalogue nor in what officers typed; other pages are read above."""
    entry = BY_PATH[path]
    for view in [item.code for item in entry.views if item.role == "reader"] or [""]:
        assert not loose(open_view(path, "EX001", "fr", entry.key, view)), view


@pytest.mark.parametrize(("territory", "lang"), WRITTEN)
def test_documents_have_plain_words_and_written_numbers(installation: Path, territory: str, lang: str) -> None:
    catalogue, settings = load_catalogue(), Settings()
    source = gather.source_of(Reader(prepare(settings), catalogue, settings), territory, translator(lang))
    made = documents(source)
    data = made.pop("workbook")
    assert not faults((Told(text) for text in made.values()), lang)
    assert not [item for item in faults([Told(data, asked=True)], lang) if ".toml" in item]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("territory", "page"), [(code, "synthese") for code in ("38185", "EX001", "COM-26001")])
def test_each_sentence_of_the_summary_is_short_and_has_one_number(
    installation: Path, territory: str, page: str, lang: str
) -> None:
    """Fifteen words and one number, the years apart: a sentence that is heard once."""
    said = sentences_of(open_view(page, territory, lang, "", ""))
    assert len(said) >= 4
    for answer in said:
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-ÝÉ\d])", answer):
            assert len(sentence_words(sentence)) <= 15, sentence
            assert len(numbers(sentence)) <= 1, sentence


_MOST = 25
_LIST = re.compile(r"\s?: (?:[^,;]+[,;])+.*")


def long_sentences(app: AppTest) -> list[str]:
    """The sentences of a page of more than twenty-five words, behind a click apart; names listed after « : » are no sentence."""
    shown = {item.text for item in told(app) if not item.asked}
    texts = [item.value for item in (*app.main.markdown, *app.main.caption) if item.value in shown]
    return [
        sentence
        for text in texts
        for line in re.split(r"\n| · ", words(text))
        for sentence in re.split(r"(?<=[.!?])\s+(?=\W*[A-ZÀ-ÝÉ\d])", line)
        if len(sentence_words(_LIST.sub("", sentence))) > _MOST
    ]


_LOOSE = re.compile(r".*(?:[\w)»%€] [;:!?»%€](?=\s|$)|« ).*")


def loose(app: AppTest) -> list[str]:
    """The lines of French where a sign stands after a space that breaks."""
    texts = [words(item.value) for item in (*app.main.markdown, *app.main.caption)]
    for item in app.main.get("html"):
        tree = html.fragment_fromstring(item.proto.body, create_parent="div")
        texts += [
            text
            for part in tree.iter()
            if part.tag not in ("style", "script")
            for text in (part.text, part.tail)
            if text
        ]
    return [line for text in texts for line in _LOOSE.findall(text)]


def sentences_of(app: AppTest) -> list[str]:
    """The sentences of the cards and of the strip, without what stands behind a click."""
    kept = [item.text for item in told(app) if not item.asked]
    marked = [item.value for item in app.main.markdown]
    return [words(text).strip() for text in kept if text in marked and not text.startswith(("- ", "**", "#"))]


def sentence_words(sentence: str) -> list[str]:
    """The words of a sentence; signs alone are not."""
    return [part for part in re.split(r"[\s\u00a0\u202f]+", sentence) if re.search(r"\w", part)]


def numbers(sentence: str) -> list[str]:
    """The numbers of a sentence but its years."""
    found = re.findall(r"\d(?:[\d\s\u00a0\u202f.,]*\d)?", sentence)
    return [number for number in found if not re.fullmatch(r"(?:19|20)\d\d", number)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "966 687 € mandatés en 2018"),
        ("fr", "4,19 ‰ des dépenses"),
        ("fr", "Données fictives – b_resources_water"),
        ("fr", "1100672.7 puis 1128226.95"),
        ("fr", "un solde de -13830 €"),
        ("fr", "convention du 2024-05-17"),
        ("en", "Externalities: 2 in alert"),
        ("en", "Italie = 100"),
        ("es", "Los repertorios se fijan en config.toml"),
    ],
)
def test_each_kind_of_fault_is_found(lang: str, text: str) -> None:
    assert faults([Told(text)], lang)


def test_what_is_asked_for_may_be_statistical_and_nothing_else() -> None:
    proof = "Test de Mann-Kendall exact, n = 5"
    assert faults([Told(proof)], "fr") and not faults([Told(proof, asked=True)], "fr")
    assert faults([Told("966 € mandatés", asked=True)], "fr")
