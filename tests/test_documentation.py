"""The documentation cannot lag: whatever the program has is told in it, and whatever it names is in the program."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from indicators.languages import LANGUAGES
from indicators.present.texts import translator
from pages.shared.registry import PAGES
from server import documented, reference

ROOT = Path(__file__).parent.parent
GUIDES = sorted([*(ROOT / "docs" / "guides").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
_FILE = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)")
_COMMAND = re.compile(r"\bouverture ((?:[a-z]+(?:-[a-z]+)*)(?: [a-z]+)?)")
_VIEW = re.compile(r"\*\*([^*›]+) › ([^*›]+?)(?: ›[^*]*)?\*\*")


def test_nothing_is_undocumented() -> None:
    assert documented.undocumented() == []
    painted = [name for name, (said, _) in documented.commands().items() if re.search(r"\[\w", said)]
    assert painted == [], "a terminal takes « [mail] » for a colour, and leaves it out"


def test_what_lacks_a_sentence_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check itself can fail: a setting, a screen, a column and a field of the API without their sentence."""
    monkeypatch.setattr(documented, "_comments", dict)
    monkeypatch.setattr(documented, "_sentences", lambda name="ecrans": {})
    found = documented.undocumented()
    assert {"setting api.frame_origins", "screen budget.years", "field Page.next"} <= set(found)


def test_the_reference_pages_are_what_the_program_says() -> None:
    """« make reference » makes them, twice alike: nothing in them is of the day or of the machine."""
    made = reference.pages()
    assert made == reference.pages()
    for name, text in made.items():
        assert (documented.FOLDER / name).read_text(encoding="utf-8") == text, f"{name}: run « make reference »"
    assert {path.name for path in documented.FOLDER.glob("*.md")} == made.keys()


def test_the_screens_the_commands_and_the_files_that_guides_name_exist() -> None:
    t = translator("fr")
    views = {(_plain(t(page.title)), _plain(t(view.title))) for page in PAGES for view in page.views}
    known = set(documented.commands())
    groups = {name.split()[0] for name in known}
    for path in GUIDES:
        text = path.read_text(encoding="utf-8")
        for page, view in _VIEW.findall(text):
            assert (_plain(page), _plain(view)) in views, f"{path.name}: no screen « {page} › {view} »"
        for code in re.findall(r"`(ouverture [^`]*)`", text) + re.findall(r"^(?:\w+=\S+ )*(ouverture .*)$", text, re.M):
            if named := _COMMAND.match(code):
                word = named[1].split()[0]
                assert named[1] in known or word in known or word in groups, f"{path.name}: no command « {code} »"
        for target in _FILE.findall(text):
            assert (path.parent / target).exists(), f"{path.name}: no file {target}"


def _plain(text: str) -> str:
    return text.strip().replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def test_the_version_is_one_everywhere_and_the_newest_notes_are_its_own() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    titles = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert titles[0] == version and len(titles) == len(set(titles))
    assert YAML(typ="safe").load(ROOT / "publiccode.yml")["softwareVersion"] == version


def test_publiccode_has_what_the_standard_asks() -> None:
    """The mandatory keys of publiccode.yml (core), the bounds of its texts, and the product's own licence and languages."""
    told = YAML(typ="safe").load(ROOT / "publiccode.yml")
    asked = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal", "maintenance", "localisation"}  # fmt: skip
    assert asked <= told.keys()
    assert told["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert told["softwareType"] == "standalone/web" and told["platforms"] == ["web"]
    for lang, words in told["description"].items():
        assert lang in LANGUAGES and len(words["shortDescription"]) <= 150, lang
        assert 150 <= len(words["longDescription"]) <= 10_000 and words["features"], lang
        assert all(len(feature) <= 100 for feature in words["features"])
    assert told["legal"]["license"] == "MIT"
    assert told["maintenance"]["type"] == "community" and told["maintenance"]["contacts"][0]["name"]
    assert set(told["localisation"]["availableLanguages"]) == set(LANGUAGES) and told["localisation"]["localisationReady"]  # fmt: skip
    policy = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    reserved = {re.findall(r"@([\w.-]+\w)", text)[0] for text in (policy, told["maintenance"]["contacts"][0]["email"])}
    assert len(reserved) == 1, "whoever publishes the program changes both addresses"
