"""The report as a page that prints: whole in one file, the same chapters, pictures described."""

from __future__ import annotations

from dataclasses import replace

from lxml import html

from indicators.present.reports import Narrative, ReportSource
from indicators.present.reports.print_page import printed_page
from indicators.present.reports.volume import volume


def test_the_same_chapters_in_one_file(exempleville: ReportSource) -> None:
    text = printed_page(exempleville)
    page = html.fromstring(text)
    assert [item.text for item in page.xpath("//main/section/h2")] == [
        section.title for section in volume(exempleville)
    ]
    assert not page.xpath("//script") and not page.xpath("//link[@rel='stylesheet']")
    assert all(item.startswith("data:") for item in page.xpath("//img/@src | //link/@href"))
    names = page.xpath("//img/@alt | //svg/@aria-label")
    assert len(names) >= 8 and all(len(name) > 10 for name in names)
    assert len(page.xpath("//svg[@role='img']")) == len(page.xpath("//figure//svg"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_draft_says_so_and_what_was_typed_stays_text(exempleville: ReportSource) -> None:
    assert html.fromstring(printed_page(exempleville)).xpath("//body[@class='draft']/@data-project") == ["PROJET"]
    told = Narrative(
        section="lecons", text="<script>alert(1)</script>", author="<b>A</b>", date="2026-11-02", draft=False
    )
    page = html.fromstring(printed_page(replace(exempleville, narratives={"lecons": told})))
    assert not page.xpath("//script | //main//b")
    assert "<script>alert(1)</script>" in page.xpath("string(//main)")
