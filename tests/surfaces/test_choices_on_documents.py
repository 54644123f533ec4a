"""What a collectivity chooses of itself is on every document and every surface that leaves the dashboard."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from docx import Document
from pptx import Presentation

from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.present.opening import opening
from indicators.present.reports import Narrative, ReportSource
from indicators.present.reports.embedded import embedded
from indicators.present.reports.opendata import catalogue
from indicators.present.reports.package import descriptor
from indicators.present.reports.print_page import printed_page
from indicators.present.reports.public_page import public_document
from indicators.present.reports.slides import presentation
from indicators.present.reports.viewer import viewer
from indicators.present.reports.word import word_report
from indicators.present.reports.workbook import workbook
from indicators.present.texts import translator
from indicators.settings import load_settings
from tests.defaults import readout
from tests.surfaces.walk import plain

pytestmark = pytest.mark.usefixtures("undrawn")

CODE = "EX001"
USUAL = f'[collectivity]\nterritory = "{CODE}"\ncontact = "a@ville.fr"\naddress = "https://tableau.ville.fr"\n'
Write = Callable[[ReportSource], str]


def inside(made: bytes) -> str:
    """Every part in XML of an Office file, its properties among them."""
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return "\n".join(package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels")))


def first_words(source: ReportSource) -> str:
    return opening("synthese", "Synthèse", source.readout, source.snapshot.edition, source.t).caption


#: The surfaces that are made of a source, as text: what is inside their files and pages.
SURFACES: dict[str, Write] = {
    "Word": lambda source: inside(word_report(source)),
    "slides": lambda source: inside(presentation(source, ("synthese", "budget"))),
    "workbook": lambda source: inside(workbook(source)),
    "page to print": printed_page,
    "session": lambda source: viewer(source, ("synthese",)),
    "public page": public_document,
    "chart on another site": lambda source: str(embedded(source, "budget_share")),
    "key figure on another site": lambda source: str(embedded(source, "depenses")),
    "entry of a catalogue": lambda source: json.dumps(catalogue(source), ensure_ascii=False),
    "data package": lambda source: json.dumps(descriptor(source, ()), ensure_ascii=False),
    "first words": first_words,
}
FILES = ("Word", "slides", "workbook", "page to print", "session", "public page")
FRAMED = ("chart on another site", "key figure on another site")
OFFERED = '<a href="?langue=es"'
#: Each choice: the lines of the file, what then stands, what stood before, and on which surfaces.
CHOICES: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "name": ('name = "Villeneuve-la-Neuve"\n', "Villeneuve-la-Neuve", "", (*FILES, *FRAMED, "entry of a catalogue", "data package")),
    "office": ('office = "Mission Monde"\n', "Mission Monde", "", ("Word", "slides", "entry of a catalogue", "page to print", "session")),
    "contact": ('contact = "monde@ville.fr"\n', "monde@ville.fr", "a@ville.fr", ("entry of a catalogue",)),
    "address": ('address = "https://monde.ville.fr"\n', "https://monde.ville.fr", "https://tableau.ville.fr", ("entry of a catalogue",)),
    "clock": ('timezone = "Indian/Reunion"\n', "2 mars 2026", "1er mars 2026", (*FILES, *FRAMED, "data package", "first words")),
    "clock of a catalogue": ('timezone = "Indian/Reunion"\n', "2026-03-02", "2026-03-01", ("entry of a catalogue",)),
    "colour": ('[report]\ncolour = "#8a1c4a"\n', "8a1c4a", "", (*FILES, *FRAMED)),
    "font": ('[report]\nfont = "Source Serif 4"\n', "source serif 4", "open sans", (*FILES, "chart on another site")),
    "signatory": ('[report]\nsignatory = "Ada Martin, maire"\n', "Ada Martin, maire", "", ("Word", "page to print", "public page")),
    "languages": ('[languages]\noffered = ["fr", "en"]\n', '<a href="?langue=en"', OFFERED, ("public page",)),
    "one language": ('[languages]\noffered = ["fr"]\n', "<h1>", "<nav", ("public page",)),
}  # fmt: skip


_KEPT: dict[str, ReportSource] = {}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], ReportSource]:
    """The source of Exempleville under the lines of a file, with a foreword; published at 21:30 on a first of March, UTC."""
    path = tmp_path_factory.mktemp("choices") / "config.toml"
    snapshot = demo_snapshot(CODE)
    snapshot = replace(snapshot, edition=replace(snapshot.edition, published_at="2026-03-01T21:30:00+00:00"))
    told = {"avant-propos": Narrative(section="avant-propos", text="Un.", author="A", date="2026-03-02", draft=False)}

    def made(lines: str) -> ReportSource:
        if lines not in _KEPT:
            own = lines.split(" = ")[0]
            kept = "".join(line + "\n" for line in USUAL.splitlines() if not line.startswith(f"{own} ="))
            path.write_text(kept + lines, encoding="utf-8")
            settings = load_settings(path, load_catalogue())
            read = readout(snapshot, settings.extend(load_catalogue()), 2025, settings)
            _KEPT[lines] = ReportSource(read, translator("fr", settings.collectivity.timezone), narratives=told)
        return _KEPT[lines]

    return made


@pytest.mark.parametrize(("choice", "surface"), [(name, place) for name, told in CHOICES.items() for place in told[3]])
def test_a_choice_is_on_every_surface(choice: str, surface: str, sources: Callable[[str], ReportSource]) -> None:
    lines, now, before, _ = CHOICES[choice]
    said, usual = (plain(SURFACES[surface](sources(text))).lower() for text in (lines, ""))
    assert now.lower() in said
    assert (before.lower() not in said and before.lower() in usual) if before else now.lower() not in usual


def test_the_properties_of_a_file_say_whose_it_is(sources: Callable[[str], ReportSource]) -> None:
    """An office looks its files up by their author: the service, else the collectivity."""
    for lines, author in (('office = "Mission Monde"\n', "Mission Monde"), ("", "Exempleville (fictif)")):
        source = sources(lines)
        word, slides = word_report(source), presentation(source, ("synthese",))
        file = Document(io.BytesIO(word))
        assert file.core_properties.author == author
        assert "Édition 1" in plain(file.sections[0].footer.paragraphs[0].text), "each page says its edition"
        assert Presentation(io.BytesIO(slides)).core_properties.author == author


def said_under(key: str, found: object) -> Iterator[str]:
    """Every text under a key, however deep it stands."""
    if isinstance(found, dict):
        for name, value in found.items():
            if name == key and isinstance(value, str):
                yield value
            yield from said_under(key, value)
    elif isinstance(found, list):
        for value in found:
            yield from said_under(key, value)


def test_a_catalogue_says_the_same_wherever_it_names_who_publishes(sources: Callable[[str], ReportSource]) -> None:
    """DCAT and schema.org each name the service, its address and the edition, for harvesters that read one alone."""
    for lines, office in (('office = "Mission Monde"\n', "Mission Monde"), ("", "Exempleville (fictif)")):
        source = sources(lines)
        edition = replace(source.snapshot.edition, number=7)
        read = replace(source.readout, snapshot=replace(source.snapshot, edition=edition), laid={})
        found = catalogue(replace(source, readout=read))
        (creator,) = (item["schema:creator"] for item in found["@graph"] if "schema:creator" in item)
        names = [*said_under("foaf:name", found), *said_under("vcard:fn", found), creator["schema:name"]]
        assert names == [office] * 4
        assert [*said_under("schema:email", found)] == ["a@ville.fr"] and "mailto:a@ville.fr" in json.dumps(found)
        addresses = {*said_under("schema:contentUrl", found), *said_under("@id", found)}
        asked = [address for address in addresses if "edition=" in address]
        assert asked and all(address.endswith("edition=7") for address in asked)
        assert {*said_under("schema:version", found), *said_under("dcat:version", found)} == {"7", "7.0.0"}
