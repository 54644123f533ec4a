"""Write the reports of a territory as files: what the browser's buttons give, for a server at night."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from indicators.errors import ToldError, marked
from indicators.present.reports.annual import annual_annexes, annual_report
from indicators.present.reports.declaration import declaration
from indicators.present.reports.fiche import press_fiche
from indicators.present.reports.iati import iati_actions, iati_activities
from indicators.present.reports.package import PackageTable, data_package
from indicators.present.reports.print_page import printed_page
from indicators.present.reports.public_page import public_document
from indicators.present.reports.slides import presentation
from indicators.present.reports.source import ReportSource
from indicators.present.reports.strategy_paper import strategy_docx, strategy_page, strategy_pdf, strategy_slides
from indicators.present.reports.viewer import viewer
from indicators.present.reports.word import word_report
from indicators.present.reports.workbook import workbook

Tables = Callable[[], Sequence[PackageTable]]
_MAKERS: Mapping[str, tuple[str, Callable[[ReportSource, Tables], bytes]]] = {
    "pptx": ("seance.pptx", lambda source, _: presentation(source)),
    "html": ("seance.html", lambda source, _: viewer(source).encode()),
    "pdf": ("rapport.pdf", lambda source, _: annual_report(source)),
    "annexes": ("annexes.pdf", lambda source, _: annual_annexes(source)),
    "docx": ("rapport.docx", lambda source, _: word_report(source)),
    "imprimable": ("rapport.html", lambda source, _: printed_page(source).encode()),
    "fiche": ("fiche_presse.pdf", lambda source, _: press_fiche(source)),
    "strategie": ("strategie.pdf", lambda source, _: strategy_pdf(source)),
    "strategie_docx": ("strategie.docx", lambda source, _: strategy_docx(source)),
    "strategie_pptx": ("strategie.pptx", lambda source, _: strategy_slides(source)),
    "strategie_page": ("strategie_une_page.pdf", lambda source, _: strategy_page(source)),
    "xlsx": ("chiffres.xlsx", lambda source, _: workbook(source)),
    "zip": ("donnees.zip", lambda source, tables: data_package(source, tables())),
    "publique": ("page_publique.html", lambda source, _: public_document(source, alone=True).encode()),
    "apd": ("e_apd.xlsx", lambda source, _: declaration(source)),
    "iati": ("iati.xml", lambda source, _: iati_activities(source)),
}
KINDS = tuple(_MAKERS)


class UnknownKindError(ToldError):
    """There is no such kind of report."""

    code = "report_kind"


def kinds_of(text: str) -> tuple[str, ...]:
    """The kinds named in « pptx,pdf »; « tout » names them all. Raises UnknownKindError."""
    if text.strip() in ("tout", "all"):
        return KINDS
    asked = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [kind for kind in asked if kind not in _MAKERS]
    if unknown or not asked:
        raise UnknownKindError(
            marked("Type de rapport inconnu : {unknown}. Acceptés : {accepted}, tout."),
            unknown=", ".join(unknown) or "–",
            accepted=", ".join(KINDS),
        )
    return asked


def offered(source: ReportSource) -> tuple[str, ...]:
    """The kinds that can be made of a source: the registry of aid wants the number of who publishes and an action abroad,
    the papers of a strategy want that something was written of it."""
    unable = set() if source.snapshot.territory.siren and iati_actions(source) else {"iati"}
    if not source.strategy.started:
        unable |= {kind for kind in KINDS if kind.startswith("strategie")}
    return tuple(kind for kind in KINDS if kind not in unable)


def file_name(source: ReportSource, kind: str) -> str:
    """The name of a file: territory, edition, kind, and the language when it is not French."""
    name = _MAKERS[kind][0]
    lang = "" if source.t.lang == "fr" else f"_{source.t.lang}"
    stem, _, extension = name.rpartition(".")
    return f"ouverture_{source.snapshot.territory.code.lower()}_edition{source.snapshot.edition.number}_{stem}{lang}.{extension}"


def make_one(source: ReportSource, kind: str, tables: Tables) -> bytes:
    """One report as bytes."""
    return _MAKERS[kind][1](source, tables)


def make(source: ReportSource, kinds: Sequence[str], out: Path, tables: Tables) -> list[Path]:
    """Write the reports asked for in a folder, made if need be; returns the files in the order asked for."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in kinds:
        path = out / file_name(source, kind)
        path.write_bytes(make_one(source, kind, tables))
        written.append(path)
    return written
