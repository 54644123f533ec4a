"""The pictures of the report: brought to paper's size, described, credited, and standing where they were put."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import Engine

from indicators.access import User
from indicators.access.roles import AccessDenied
from indicators.documents.images import SIDE, ImageError, images, photograph, remove_image, save_image
from indicators.present.reports import ReportSource, model
from indicators.present.reports.annual import annual_report
from indicators.present.reports.cards import cards

MARTIN = User(name="A. Martin", role="officer", mode="account", login="a.martin")


def picture(width: int = 3000, height: int = 2000, kind: str = "JPEG", **more: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(made, kind, **more)  # type: ignore[arg-type]  # passed through
    return made.getvalue()


def test_a_picture_is_brought_to_the_size_of_paper_and_keeps_nothing_else() -> None:
    where = Image.Exif()
    where[0x0112], where[0x010F] = 6, "Appareil de Mme Martin"  # lying on its side; the maker of the camera
    kept = Image.open(io.BytesIO(photograph(picture(exif=where))))
    assert max(kept.size) == SIDE and kept.height > kept.width
    assert not kept.getexif()
    seen = Image.open(io.BytesIO(photograph(picture(40, 20, "PNG"))))
    assert (seen.size, seen.format) == ((40, 20), "JPEG")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", picture()[:300]])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ImageError):
        photograph(data)


def test_words_are_asked_and_rights_too(engine: Engine) -> None:
    with pytest.raises(ImageError, match="Décrivez"):
        save_image(engine, "EX001", "couverture", picture(60, 40), " ", "", MARTIN)
    with pytest.raises(AccessDenied):
        save_image(engine, "EX001", "couverture", picture(60, 40), "Un pont.", "", replace(MARTIN, role="reader"))
    save_image(engine, "EX001", "couverture", picture(60, 40), "Un pont.", "Ville", MARTIN)
    (kept,) = images(engine, "EX001").values()
    assert (kept.alt, kept.credit) == ("Un pont.", "Ville")
    assert Image.open(io.BytesIO(kept.data)).size == (60, 40)
    assert not images(engine, "38185")
    remove_image(engine, "EX001", "couverture", MARTIN)
    assert not images(engine, "EX001")


def test_pictures_stand_on_the_cover_and_on_their_card(exempleville: ReportSource) -> None:
    first = cards(exempleville)[0]
    taken = model.Image(photograph(picture(600, 400)), "Une fontaine à Saint-Louis.", "Photo : A. Martin")
    shown = replace(exempleville, images={"couverture": taken, f"action:{first.key}": taken})
    assert cards(shown)[0].image == taken
    made = annual_report(shown)
    pages = PdfReader(io.BytesIO(made)).pages
    assert [len(page.images) for page in pages].count(1) == 2 and len(pages[0].images) == 1
    assert "Photo : A. Martin" in pages[0].extract_text().replace("\u00a0", " ")
