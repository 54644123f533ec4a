"""Settings chosen in the browser: kept by change, told in the trail, read by everybody, and the file wins where it speaks."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import Engine

from indicators.access import AccessDenied
from indicators.catalogue import Catalogue
from indicators.documents.images import ImageError
from indicators.operations.backup import backup
from indicators.operations.restore import restore
from indicators.operations.startup import settings_in
from indicators.present.reports.logo import logo_of
from indicators.present.texts import translator
from indicators.settings import KEPT, Settings, SettingsError, held, load_settings
from indicators.setup.choosing import HeldSettingError, change_settings
from indicators.setup.logo import SIDE, logo_setting
from indicators.store import audit, kept_settings, state
from indicators.store.engine import migrate, open_engine
from tests.setup.conftest import ADMIN, OFFICER

NANTES = {"collectivity.territory": "44109", "collectivity.office": "Relations internationales"}


def png(width: int = 40, height: int = 20, kind: str = "PNG") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(kept, kind)
    return kept.getvalue()


def test_a_choice_is_read_by_everybody_and_told_in_the_trail(
    engine: Engine, written: Settings, catalogue: Catalogue
) -> None:
    before = state.read(engine).settings
    change_settings(engine, written, catalogue, NANTES, ADMIN)
    other = open_engine(engine.url)
    try:
        assert state.read(other).settings > before
        read = settings_in(other, written, catalogue)
    finally:
        other.dispose()
    assert (read.collectivity.territory, read.collectivity.office) == ("44109", "Relations internationales")
    assert read.territory_chosen and not written.territory_chosen
    [entry] = audit.read(engine, action="settings_changed").to_dict("records")
    assert (entry["actor"], entry["details"]) == ("Ada", NANTES)
    assert {(item.author, item.key) for item in kept_settings.history(engine)} == {("Ada", key) for key in NANTES}


def test_what_is_so_already_is_not_written_again(engine: Engine, written: Settings, catalogue: Catalogue) -> None:
    change_settings(engine, written, catalogue, NANTES, ADMIN)
    version = state.read(engine).settings
    change_settings(engine, written, catalogue, NANTES, ADMIN)
    assert state.read(engine).settings == version
    change_settings(engine, written, catalogue, {"collectivity.office": None}, ADMIN)
    assert settings_in(engine, written, catalogue).collectivity.office == ""
    assert len(kept_settings.history(engine)) == 3


def test_roles_are_checked_where_settings_are_kept(engine: Engine, written: Settings, catalogue: Catalogue) -> None:
    with pytest.raises(AccessDenied):
        change_settings(engine, written, catalogue, NANTES, OFFICER)
    assert state.read(engine).settings == 0
    made = change_settings(engine, written, catalogue, {"collectivity.lead_figures": ["t_reciprocity"]}, OFFICER)
    assert made.collectivity.lead_figures == ("t_reciprocity",)


def test_the_file_wins_where_it_speaks_and_is_named(engine: Engine, catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[collectivity]\nterritory = "93048"\n', encoding="utf-8")
    written = load_settings(path)
    with pytest.raises(HeldSettingError) as refused:
        change_settings(engine, written, catalogue, NANTES, ADMIN)
    assert refused.value.cells == ("collectivity.territory",)
    assert state.read(engine).settings == 0
    assert held(written.path) == {"collectivity.territory"}
    path.write_text("", encoding="utf-8")
    change_settings(engine, load_settings(path), catalogue, NANTES, ADMIN)
    assert settings_in(engine, load_settings(path), catalogue).collectivity.territory == "44109"
    path.write_text('[collectivity]\nterritory = "93048"\n', encoding="utf-8")
    read = settings_in(engine, load_settings(path), catalogue)
    assert (read.collectivity.territory, read.collectivity.office) == ("93048", "Relations internationales")


def test_references_of_the_file_stay_those_of_their_territory(
    engine: Engine, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[references.by_territory]\n"93048" = ["FR"]\n', encoding="utf-8")
    written = load_settings(path)
    change_settings(engine, written, catalogue, {"references.by_territory": {"44109": ["FR", "REG-52"]}}, ADMIN)
    told = settings_in(engine, written, catalogue).references.by_territory
    assert told == {"93048": ("FR",), "44109": ("FR", "REG-52")}
    with pytest.raises(HeldSettingError):
        change_settings(engine, written, catalogue, {"references.by_territory": {"93048": ["FR", "REG-11"]}}, ADMIN)


@pytest.mark.parametrize(
    ("key", "value"),
    [("languages.default", "fra"), ("collectivity.lead_figures", ["inconnu"]), ("collectivity.territory", ""),
     ("report.logo", "data:image/png;base64,AAAA")],
)  # fmt: skip
def test_what_the_file_would_be_refused_for_is_refused(
    engine: Engine, written: Settings, catalogue: Catalogue, key: str, value: object
) -> None:
    with pytest.raises(SettingsError) as refused:
        change_settings(engine, written, catalogue, {key: value}, ADMIN)
    assert any(problem.field.startswith(key) for problem in refused.value.problems)
    assert state.read(engine).settings == 0


def test_a_choice_that_no_longer_stands_does_not_close_the_dashboard(
    engine: Engine, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = tmp_path / "config.toml"
    path.write_text("", encoding="utf-8")
    change_settings(engine, load_settings(path), catalogue, {**NANTES, "languages.default": "es"}, ADMIN)
    path.write_text('[languages]\noffered = ["fr"]\n', encoding="utf-8")
    read = settings_in(engine, load_settings(path), catalogue)
    assert (read.languages.default, read.collectivity.territory) == ("fr", "44109")


def test_the_file_as_it_is_shipped_leaves_every_choice_to_the_browser() -> None:
    assert held(str(Path(__file__).parents[2] / "config.toml")) == frozenset()


def test_every_key_that_is_kept_is_one_of_the_file() -> None:
    for key in KEPT:
        section, name = key.split(".")
        assert name in type(getattr(Settings(), section)).model_fields


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_redrawn_and_shown_in_documents(
    engine: Engine, written: Settings, catalogue: Catalogue, kind: str
) -> None:
    kept = logo_setting(png(2400, 1200, kind))
    read = change_settings(engine, written, catalogue, {"report.logo": kept}, ADMIN)
    shown = logo_of(read, "Nantes", translator("fr"))
    assert shown is not None and Image.open(io.BytesIO(shown.png)).size == (SIDE, SIDE // 2)
    assert base64.b64decode(kept.rpartition(",")[2]) == shown.data
    assert audit.read(engine, action="settings_changed")["details"][0]["report.logo"].startswith("PNG, ")


@pytest.mark.parametrize("data", [b"", b"<svg onload='x'/>", png()[:60], b"GIF89a"])
def test_what_is_no_image_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(ImageError, match="PNG, JPEG et WebP"):
        logo_setting(data)


def test_a_backup_carries_the_choices(engine: Engine, written: Settings, catalogue: Catalogue, tmp_path: Path) -> None:
    change_settings(engine, written, catalogue, NANTES, ADMIN)
    backup(engine, tmp_path / "copie.zip")
    fresh = open_engine(f"sqlite:///{tmp_path / 'neuve.sqlite'}")
    restore(fresh, tmp_path / "copie.zip", actor="Ada")
    migrate(fresh)
    assert settings_in(fresh, written, catalogue).collectivity.territory == "44109"
    fresh.dispose()
