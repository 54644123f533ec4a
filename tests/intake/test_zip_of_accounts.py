"""A ZIP of accounts, as the finance department sends it: each document is a deposit of its own, the rest is named."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from indicators.intake import operations as op
from indicators.intake.deposits import folder_of, kept
from indicators.intake.same_accounts import SameAccountsError
from indicators.intake.wording import word
from indicators.intake.workshop import Workshop
from indicators.languages.typography import NBSP
from indicators.present.texts import translator
from indicators.settings import load_settings
from tests.intake.conftest import APPROVER, DATA, OFFICER, as_read, published
from tests.intake.screens import Runner, button
from tests.intake.test_several_years import drop, totem
from tests.tables import tables_of

WATER = {"label": "EAU", "code": "01", "type": "A"}


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP of files, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def sent() -> bytes:
    """Two years of the main budget and an annexed one, with what a machine and a person put beside them."""
    return zipped(
        {
            "liste.csv": b"Fichier;Objet\n",
            "Comptes/2023/principal.xml": totem(2023),
            "Comptes/2024/principal.xml": totem(2024),
            "Comptes/2024/eau.xml": totem(2024, "70", **WATER),
            "Comptes/bordereau.xml": b"<PES_Aller><Enveloppe/></PES_Aller>",
            "Comptes/délibération.pdf": b"%PDF-1.7",
            "__MACOSX/Comptes/._eau.xml": b"\0\5\26\7",
        }
    )


def test_each_document_is_a_deposit_with_its_year_and_its_budget(work: Workshop) -> None:
    done = op.import_files(work, [("comptes.zip", sent())], OFFICER)
    assert [item.batch.file_name for item in done] == [
        "Comptes/2023/principal.xml", "Comptes/2024/principal.xml", "Comptes/2024/eau.xml"
    ]  # fmt: skip
    t = translator("fr")
    said = [word(issue, t).message for item in done for issue in item.ledger.issues if issue.code == "account_read"]
    assert said == [
        f"Compte administratif 2023, budget principal, Grenoble{NBSP}: 1 ligne gardée sur 1.",
        f"Compte administratif 2024, budget principal, Grenoble{NBSP}: 1 ligne gardée sur 1.",
        f"Compte administratif 2024, budget annexe «{NBSP}EAU{NBSP}», Grenoble{NBSP}: 1 ligne gardée sur 1.",
    ]
    for item in done:
        op.confirm(work, item.ledger, list(item.ledger.waiting), OFFICER)
    op.publish(work, as_read(work, *(item.batch.id for item in done)), "Comptes", APPROVER)
    lines = published(work, "budget_line")
    assert sorted(zip(lines["year"], lines["budget"], strict=True)) == [
        (2023, "principal"), (2024, "EAU"), (2024, "principal")
    ]  # fmt: skip


def test_what_is_no_account_is_named_once_and_passed_over(work: Workshop) -> None:
    done = op.import_files(work, [("comptes.zip", sent())], OFFICER)
    [over] = [issue for item in done for issue in item.reading.issues if issue.code == "archive_passed_over"]
    assert (over.severity, over.file) == ("information", "comptes.zip")
    assert over.value == "liste.csv, Comptes/bordereau.xml, Comptes/délibération.pdf"
    assert word(over, translator("fr")).message.startswith("3 fichiers du ZIP")


def test_a_document_that_is_refused_stops_none_of_the_others(work: Workshop) -> None:
    entities = totem(2022).replace(b"<DocumentBudgetaire", b'<!DOCTYPE a [<!ENTITY b "c">]><DocumentBudgetaire', 1)
    content = zipped({"a.xml": totem(2021)[:400], "b.xml": entities, "c.xml": totem(2023)})
    done = op.import_files(work, [("comptes.zip", content)], OFFICER)
    assert [[issue.code for issue in item.reading.issues if issue.severity == "blocking"] for item in done] == [
        ["broken_xml"], ["xml_entities"], []
    ]  # fmt: skip


def test_one_document_twice_in_a_zip_is_never_published_together(work: Workshop) -> None:
    content = zipped({"avant.xml": totem(2023), "apres.xml": totem(2023, "300")})
    ready = drop(work, [("comptes.zip", content)])
    with pytest.raises(SameAccountsError, match=r"« avant\.xml » et « apres\.xml »"):
        op.publish(work, as_read(work, *ready), "Deux fois", APPROVER)


def test_an_account_in_utf_16_is_an_account(work: Workshop) -> None:
    text = (DATA / "montreuil_ca_2019_extrait.xml").read_text(encoding="utf-8").partition("?>")[2]
    content = zipped({"ca.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")})
    [done] = op.import_files(work, [("ca.zip", content)], OFFICER)
    assert len(done.reading.loaded[0].frame) == 26


REFUSED = [
    pytest.param(zipped({"note.docx": b"x", "b.pdf": b"%PDF"}), "archive_without_accounts", id="no account"),
    pytest.param(zipped({"a.xml": totem(2023) + b" " * 9_000_000}), "bomb", id="a bomb"),
    pytest.param(zipped({f"{n}.xml": totem(2023) for n in range(61)}), "archive_too_long", id="too many"),
    pytest.param(zipped({"a.xml": totem(2023)})[:-60], "truncated", id="cut"),
]


@pytest.mark.parametrize(("content", "code"), REFUSED)
def test_a_zip_that_cannot_be_opened_is_told_and_leaves_nothing(work: Workshop, content: bytes, code: str) -> None:
    [done] = op.import_files(work, [("comptes.zip", content)], OFFICER)
    assert [(issue.code, issue.severity, issue.file) for issue in done.ledger.issues] == [
        (code, "blocking", "comptes.zip")
    ]
    assert not done.reading.loaded


def test_an_encrypted_zip_is_told(work: Workshop) -> None:
    content = bytearray(zipped({"a.xml": totem(2023)}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    [done] = op.import_files(work, [("comptes.zip", bytes(content))], OFFICER)
    assert [issue.code for issue in done.ledger.issues] == ["encrypted"]


def test_a_path_is_read_as_a_drop_is(work: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "comptes.zip"
    path.write_bytes(sent())
    assert len(op.check_files(work, [path]).readings) == 3


def test_the_screen_shows_each_document_and_its_own_file_is_kept(open_page: Runner) -> None:
    app = open_page("donnees")
    app.file_uploader[0].upload("comptes.zip", sent())
    app = button(app.run(), "Lire les fichiers")
    assert not app.exception
    [overview] = [item for item in tables_of(app) if "Document" in item.columns]
    assert overview[["Années", "Document"]].to_numpy().tolist() == [
        ["2023", "Compte administratif 2023, budget principal"],
        ["2024", f"Compte administratif 2024, budget annexe «{NBSP}EAU{NBSP}»"],
        ["2024", "Compte administratif 2024, budget principal"],
    ]
    assert "liste.csv" in str([item.proto.body for item in app.get("html")])
    digest = hashlib.sha256(totem(2024, "70", **WATER)).hexdigest()
    assert kept(folder_of(load_settings()), digest) == totem(2024, "70", **WATER)
