"""Every documented key acts: another value changes what the key promises. A key without an effect has no place here.

The figures themselves are read surface by surface in ``tests/surfaces``; the keys of access, uploads and databases whose
effect is a refusal or a page are tried where that stands, which :data:`ELSEWHERE` names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from sqlalchemy import Engine

from indicators.access import User
from indicators.catalogue import load_catalogue
from indicators.cli.shared import reader as command_reader
from indicators.demo import demo_snapshot, load_demo
from indicators.documents.reader import peers_of, references_of
from indicators.geography.disputed import disputed_areas
from indicators.intake.workshop import workshop
from indicators.operations.startup import settings_in
from indicators.present.reports import ReportSource
from indicators.present.reports.fiche import _small
from indicators.present.reports.opendata import lacking
from indicators.present.texts import reports as words
from indicators.present.texts import translator
from indicators.records import Territory
from indicators.settings import KEPT, Settings, load_settings
from indicators.setup.choosing import change_settings
from indicators.store.engine import database_url
from pages.profil_geii.weights import composite_options
from server.security import image_source
from tests.defaults import readout

CATALOGUE = load_catalogue()
CODE, YEAR = "EX001", 2025
Probe = Callable[[Settings], Any]


@cache
def snapshot(code: str = CODE) -> Any:
    return demo_snapshot(code)


def read(settings: Settings) -> Any:
    """The readout of the fictional city with its own rubrics."""
    return readout(snapshot(), settings.extend(CATALOGUE), YEAR, settings)


def source(settings: Settings) -> ReportSource:
    return ReportSource(read(settings), translator("fr", settings.collectivity.timezone))


def profile(settings: Settings) -> Any:
    return repr(read(settings).profile())


def statuses(settings: Settings) -> Any:
    found = read(settings).evaluation().levels.values()
    return [
        (view.score, [(r.definition.id, r.value, r.assessment.status, r.score) for r in view.readings])
        for view in found
    ]


def relations(settings: Settings) -> Any:
    found = read(settings)
    return [(item.id, item.state, item.term) for item in found.relations], [repr(item) for item in found.networks]


def budget(settings: Settings) -> Any:
    view = read(settings).budget()
    return repr(
        (view.row, view.ceilings, view.concentration, view.dispersion, view.maximums, view.governance, view.rules)
    )


def composite(settings: Settings) -> Any:
    context: Any = SimpleNamespace(settings=settings, catalogue=CATALOGUE)
    return composite_options(context, settings.profile.weight_set, settings.profile.dimension_weights)


def identity(settings: Settings) -> Any:
    told = source(settings)
    return words.identity(told, told.t)


def limits(settings: Settings) -> Any:
    return workshop(None, CATALOGUE, settings).options().limits


KNOWN = {code: Territory(code=code, name=code, role=role) for code, role in (("38185", "home"), ("FR", "reference"), ("84", "reference"), ("44109", "peer"), ("35238", "peer"))}  # fmt: skip

HOME = f'[collectivity]\nterritory = "{CODE}"\n'
#: Each key with another value and what must then change.
KEYS: dict[str, tuple[str, Probe]] = {
    "collectivity.territory": ('[collectivity]\nterritory = "93048"', lambda s: workshop(None, CATALOGUE, s).territory),
    "collectivity.name": (HOME + 'name = "Ville d\'Exempleville"', identity),
    "collectivity.office": ('[collectivity]\noffice = "Relations internationales"', identity),
    "collectivity.contact": ('[collectivity]\ncontact = "international@ville.fr"', lambda s: _small(source(s))),
    "collectivity.address": ('[collectivity]\naddress = "https://ouverture.ville.fr"', lambda s: lacking(source(s))),
    "collectivity.timezone": ('[collectivity]\ntimezone = "Indian/Reunion"', lambda s: command_reader(s).clock),
    "references.default": ('[references]\ndefault = ["84"]', lambda s: references_of(s, KNOWN, "38185")),
    "references.by_territory": ('[references.by_territory]\n"38185" = ["84"]', lambda s: references_of(s, KNOWN, "38185")),
    "references.peers": ('[references]\npeers = ["44109"]', lambda s: peers_of(s, KNOWN, "38185")),
    "profile.base_year": ("[profile]\nbase_year = 2020", lambda s: repr(read(s).profile())),
    "profile.mean": ('[profile]\nmean = "arithmetic"', profile),
    "profile.weight_set": ('[profile]\nweight_set = "economic_social"', composite),
    "profile.dimension_weights": ("[profile.dimension_weights]\nd1 = 3.0", composite),
    "profile.weights": ("[profile.weights]\nd1_export_intensity = 9.0", profile),
    "indicators.set": ('[indicators]\nset = "essential"', statuses),
    "indicators.ids": ('[indicators]\nset = "list"\nids = ["t_reciprocity"]', statuses),
    "thresholds.coverage_minimum": ("[thresholds]\ncoverage_minimum = 0.1", lambda s: (statuses(s), read(s).evaluation_rules)),
    "thresholds.coverage_full": ("[thresholds]\ncoverage_full = 1.0", lambda s: [v.score.publication for v in read(s).evaluation().levels.values()]),
    "thresholds.dimension_minimum_indicators": ("[thresholds]\ndimension_minimum_indicators = 6", profile),
    "thresholds.index_low": ("[thresholds]\nindex_low = 99.0", profile),
    "thresholds.index_high": ("[thresholds]\nindex_high = 101.0", profile),
    "thresholds.composite_minimum_dimensions": ("[thresholds]\ncomposite_minimum_dimensions = 2", composite),
    "thresholds.composite_coverage": ("[thresholds]\ncomposite_coverage = 0.3", composite),
    "thresholds.progress_on_track": ("[thresholds]\nprogress_on_track = 0.61", statuses),
    "thresholds.progress_acceleration": ("[thresholds]\nprogress_acceleration = 0.94", statuses),
    "thresholds.extrapolated_on_track": ("[thresholds]\nextrapolated_on_track = 5.0", lambda s: read(s).evaluation_rules.status),
    "thresholds.extrapolated_acceleration": ("[thresholds]\nextrapolated_acceleration = 0.9", lambda s: read(s).evaluation_rules.status),
    "thresholds.max_age_years": ("[thresholds.max_age_years]\nt_reciprocity = 0", lambda s: read(s).evaluation_rules.max_age(CATALOGUE.indicators["t_reciprocity"])),
    "thresholds.dormant_months": ("[thresholds]\ndormant_months = 3", relations),
    "thresholds.renewal_months": ("[thresholds]\nrenewal_months = 60", relations),
    "thresholds.network_result_months": ("[thresholds]\nnetwork_result_months = 1", relations),
    "thresholds.data_quality_months": ("[thresholds]\ndata_quality_months = 1", lambda s: read(s).evaluation_rules.fresh_months),
    "budget.denominator": ('[budget]\ndenominator = "b_own_revenue"', budget),
    "budget.population": ('[budget]\npopulation = "b_population_total"', budget),
    "budget.staff_included": ("[budget]\nstaff_included = false", budget),
    "budget.unassigned_alert": ("[budget]\nunassigned_alert = 0.9", budget),
    "budget.unassigned_no_verdict": ("[budget]\nunassigned_no_verdict = 0.0", budget),
    "budget.ceiling_alert": ("[budget]\nceiling_alert = 0.01", lambda s: [item.status for item in read(s).budget().ceilings]),
    "budget.leverage_years": ("[budget]\nleverage_years = 1", lambda s: read(s).budget_rules.leverage_window),
    "budget.jump_ratio": ("[budget]\njump_ratio = 2.0", lambda s: read(s).budget_rules.magnitude),
    "budget.dispersion.signals": ("[budget.dispersion]\nsignals = 1", budget),
    "budget.dispersion.median_project_euros": ("[budget.dispersion]\nmedian_project_euros = 9000000.0", budget),
    "budget.dispersion.actions_per_fte_ratio": ("[budget.dispersion]\nactions_per_fte_ratio = 0.1", budget),
    "budget.dispersion.inactive_agreements": ("[budget.dispersion]\ninactive_agreements = 0.0", budget),
    "budget.dispersion.memberships_without_result": ("[budget.dispersion]\nmemberships_without_result = 0.0", budget),
    "budget.dispersion.concentration_top": ("[budget.dispersion]\nconcentration_top = 0.05", budget),
    "budget.dispersion.max_projects": ("[budget.dispersion.max_projects]\nover_100k = 1.0", budget),
    "budget.maximums": ('[[budget.maximums]]\nrubric = "r2_grants"\nfirst_year = 2024\nlast_year = 2026\neuros = 10.0', budget),
    "evaluation.indicator_levels": ('[evaluation.indicator_levels]\np_formalisation = "operational"', statuses),
    "evaluation.grid_levels": ("[evaluation.grid_levels.formalisation]\nprogramme_budget = 3\ndeclaration = 3\nstrategic_plan = 3", statuses),
    "externalities.alerts": ("[externalities.alerts]\nx_str_density = 0.001", lambda s: repr(read(s).externalities)),
    "externalities.bands": ("[externalities.bands]\nd3_foreign_nights_per_inh = [0.1, 0.2]", lambda s: repr(read(s).evaluation_rules.bands)),
    "rubrics": ('[[rubrics]]\nid = "r8_x"\nlabel = { fr = "X", en = "X", es = "X" }\nshort_label = { fr = "X", en = "X", es = "X" }\ndescription = { fr = "X", en = "X", es = "X" }\nautomatic = "manual"\ncolor_rank = 8', lambda s: list(s.extend(CATALOGUE).rubrics)),
    "languages.default": ('[languages]\ndefault = "es"', lambda s: command_reader(s).lang),
    "database.url": ('[database]\nurl = "postgresql://base/ouverture"', lambda s: database_url(s.database.url, s.database.folder)),
    "database.folder": ('[database]\nfolder = "ailleurs"', lambda s: database_url(s.database.url, s.database.folder)),
    "map.tiles": ('[map]\ntiles = "https://fond.fr/{z}/{x}/{y}.png"\ntiles_attribution = "IGN"', lambda s: image_source(s.map.tiles)),
    "map.disputed": ('[map.disputed]\nEH = "MA"', lambda s: disputed_areas(s.map.disputed, s.map.disputed_labels)),
    "map.disputed_labels": ('[map.disputed_labels]\nEH = "Sahara occidental"', lambda s: disputed_areas(s.map.disputed, s.map.disputed_labels)),
    "uploads.max_megabytes": ("[uploads]\nmax_megabytes = 1", limits),
    "uploads.max_rows": ("[uploads]\nmax_rows = 10", limits),
    "demonstration.fictional": ("[demonstration]\nfictional = false", lambda s: len(load_demo(fictional=s.demonstration.fictional)["territory"])),
}  # fmt: skip
#: The keys that a page, a refusal or a document shows, and the test that turns each one.
ELSEWHERE: dict[str, str] = {
    "profile.composite": "tests/pages/test_settings_of_pages.py",
    "budget.show_zero_seven": "tests/pages/test_settings_of_pages.py",
    "languages.offered": "tests/pages/test_settings_of_pages.py",
    "collectivity.checklist": "tests/pages/test_setup.py",
    "collectivity.strategy_first": "tests/pages/test_strategy_page.py",
    "collectivity.lead_figures": "tests/present/test_lead.py",
    "map.tiles_attribution": "tests/settings/test_settings.py",
    "publication.second_person": "tests/intake/test_publishing.py",
    "missions.public": "tests/desk/test_missions.py",
    "privacy.names": "tests/desk/test_missions.py",
    "privacy.keep_months": "tests/desk/test_missions.py",
    "uploads.keep_days": "tests/store/test_abandoned.py",
    **dict.fromkeys(
        ("uploads.max_attachment_megabytes", "uploads.all_attachments_megabytes"), "tests/desk/test_attachments.py"
    ),
    "api.frame_origins": "tests/browser/test_embedding.py",
    "api.requests_per_minute": "tests/api/test_limits.py",
    "report.page": "tests/reports/test_report_settings.py",
    "report.logo": "tests/reports/test_report_settings.py",
    "report.colour": "tests/reports/test_report_settings.py",
    "report.font": "tests/reports/test_look.py",
    "report.signatory": "tests/reports/test_report_settings.py",
    "accessibility.audited_on": "tests/present/test_accessibility.py",
    "accessibility.audited_by": "tests/present/test_accessibility.py",
    "accessibility.rate": "tests/present/test_accessibility.py",
    "declaration.opens": "tests/reports/test_declaration.py",
    "declaration.closes": "tests/reports/test_declaration.py",
    "report.method_annex": "tests/reports/test_report_settings.py",
    "report.budget_annex": "tests/reports/test_report_settings.py",
    "report.notes_in_slides": "tests/reports/test_report_settings.py",
    **dict.fromkeys(
        ("access.mode", "access.roles_claim", "access.territories_claim", "access.roles", "access.people",
         "access.trust_email", "access.default_role", "access.session_hours"),
        "tests/access/test_identity.py",
    ),
    **dict.fromkeys(("access.attempts", "access.wait_seconds", "access.password_length"), "tests/access/test_settings_of_access.py"),
    "sources": "tests/intake/test_sql.py",
    **dict.fromkeys(
        ("mail.host", "mail.port", "mail.security", "mail.timeout_seconds", "mail.tries"),
        "tests/readers/mail/test_servers_that_fail.py",
    ),
    **dict.fromkeys(("mail.enabled", "mail.sender"), "tests/readers/mail/test_who_is_written_to.py"),
    "mail.attachment_megabytes": "tests/readers/mail/test_what_is_told.py",
    **dict.fromkeys(("official.download", "official.max_megabytes", "official.max_minutes"), "tests/official/test_download.py"),
}  # fmt: skip


def keys(model: type[BaseModel], path: str = "") -> Iterator[str]:
    """The documented keys, dotted; a list of tables counts as one key."""
    for name, info in model.model_fields.items():
        inner = info.annotation
        nested = isinstance(inner, type) and issubclass(inner, BaseModel)
        if nested and not get_args(inner):
            yield from keys(inner, f"{path}{name}.")  # type: ignore[arg-type]  # a model, told by nested
        elif name != "path":
            yield f"{path}{name}"


def test_every_key_is_watched() -> None:
    documented = set(keys(Settings))
    assert documented == KEYS.keys() | ELSEWHERE.keys()
    assert not KEYS.keys() & ELSEWHERE.keys()


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    path = tmp_path_factory.mktemp("usual") / "config.toml"
    path.write_text("", encoding="utf-8")
    return load_settings(path, CATALOGUE)


@pytest.mark.parametrize("key", KEYS)
def test_another_value_changes_what_it_promises(key: str, usual: Settings, tmp_path: Path) -> None:
    text, probe = KEYS[key]
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    changed = load_settings(path, CATALOGUE)
    before = usual
    if key == "collectivity.name":
        path.write_text(HOME, encoding="utf-8")
        before = load_settings(path, CATALOGUE)
    assert probe(changed) != probe(before), f"{key} changes nothing"


def dotted(text: str) -> dict[str, Any]:
    """The keys of a file as the browser keeps them."""
    return {
        f"{section}.{name}": value for section, table in tomllib.loads(text).items() for name, value in table.items()
    }


@pytest.mark.parametrize("key", [key for key in KEYS if key in KEPT])
def test_a_setting_of_the_database_acts_as_one_of_the_file(key: str, engine: Engine, tmp_path: Path) -> None:
    text, probe = KEYS[key]
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    written = load_settings(path, CATALOGUE)
    path.write_text("", encoding="utf-8")
    nothing = load_settings(path, CATALOGUE)
    change_settings(engine, nothing, CATALOGUE, dotted(text), User("Ada", "administrator", "local"))
    assert probe(settings_in(engine, nothing, CATALOGUE)) == probe(written)


@pytest.mark.parametrize("key", ELSEWHERE)
def test_the_test_that_turns_a_key_names_it(key: str) -> None:
    text = (Path(__file__).parents[2] / ELSEWHERE[key]).read_text(encoding="utf-8")
    assert key.rpartition(".")[2] in text
