"""The declaration of accessibility says what was looked at, and falls behind nothing that exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.present.accessibility import FOLDER, WAYS, PageRead, last_readings, record
from indicators.present.texts import translator
from indicators.present.texts.accessibility import conformity, declaration
from indicators.settings import Settings, load_settings
from indicators.settings.loader import SettingsError
from pages.shared.registry import addresses


def settings(tmp_path: Path, text: str = "") -> Settings:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


@pytest.mark.parametrize("way", WAYS)
def test_the_record_holds_every_page_and_view_that_exists_and_no_other(way: str) -> None:
    """« make accessibility » writes it again."""
    assert set(last_readings()[way].pages) == set(addresses())


def test_what_is_written_is_read_again_and_what_is_gone_is_dropped(tmp_path: Path) -> None:
    old = {"/": PageRead("2026-01-01"), "/gone": PageRead("2026-01-01")}
    record("phone", "axe-core 1", ["wcag2a"], old, {"/", "/gone"}, tmp_path)
    record("phone", "axe-core 2", ["wcag2a"], {"/new": PageRead("2026-02-02", ("label",), ("contrast",))}, {"/", "/new"}, tmp_path)  # fmt: skip
    (found,) = last_readings.__wrapped__(tmp_path).values()
    assert set(found.pages) == {"/", "/new"}
    assert (found.tool, found.day, found.broken) == ("axe-core 2", "2026-01-01", {"/new": ("label",)})


@pytest.mark.parametrize("lang", ["fr", "en", "es"])
def test_the_parts_that_the_law_asks_for(lang: str, tmp_path: Path) -> None:
    t = translator(lang)
    parts = declaration(last_readings(), settings(tmp_path), "Nantes", t)
    titles = [part.title for part in parts if part.title]
    asked = ("État de conformité", "Contenus non accessibles", "Établissement de cette déclaration", "Retour d'information et contact", "Voies de recours")  # fmt: skip
    assert [title for title in titles if title in {t(name) for name in asked}] == [t(name) for name in asked]
    said = " ".join(text for part in parts for text in (*part.paragraphs, *part.items))
    assert "2005-102" in said and "71120" in said and "axe-core" in said


def test_without_an_audit_a_site_is_not_said_to_conform(tmp_path: Path) -> None:
    t = translator("fr")
    assert conformity(settings(tmp_path), t) == "Accessibilité\u00a0: non conforme (pas encore audité)"
    audited = '[accessibility]\naudited_on = "2026-05-31"\naudited_by = "Tiers SARL"\nrate = {}\n'
    told = {rate: conformity(settings(tmp_path, audited.format(rate)), t).split("\u00a0: ")[1] for rate in (49.9, 50, 99.9, 100)}  # fmt: skip
    assert told == {49.9: "non conforme", 50: "partiellement conforme", 99.9: "partiellement conforme", 100: "totalement conforme"}  # fmt: skip
    said = declaration({}, settings(tmp_path, audited.format(71.5)), "Nantes", t)[1].paragraphs[0]
    assert "31 mai 2026" in said and "Tiers SARL" in said and "71,5\u00a0%" in said


def test_a_rule_broken_is_a_content_that_is_not_accessible(tmp_path: Path) -> None:
    record("desktop", "axe-core 1", [], {"/budget": PageRead("2026-01-01", ("color-contrast",))}, {"/budget"}, tmp_path)
    parts = declaration(last_readings.__wrapped__(tmp_path), settings(tmp_path), "Nantes", translator("fr"))
    assert "/budget\u00a0: règle non respectée, color-contrast." in parts[3].items
    assert "1 page avec une erreur" in parts[2].items[0]


def test_an_audit_has_a_day(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="jour inconnu"):
        settings(tmp_path, '[accessibility]\naudited_on = "hier"')


def test_the_record_is_of_the_project() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{way}.json" for way in WAYS)


def test_the_declaration_gives_the_service_and_its_address(tmp_path: Path) -> None:
    own = settings(tmp_path, '[collectivity]\noffice = "Mission Monde"\ncontact = "monde@ville.fr"\n')
    told = repr(declaration(last_readings(), own, "Nantes", translator("fr")))
    assert "Mission Monde · monde@ville.fr" in told and "pas encore donné d" not in told
