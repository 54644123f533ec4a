"""Documents attached to records: what is taken, who opens them and how they are served, and what remains once removed."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import anyio
import httpx
import pytest
from PIL import Image
from sqlalchemy import Engine, select
from starlette.applications import Starlette
from typer.testing import CliRunner

from indicators.access import LOCAL_USER, PUBLIC_USER, AccessDenied, User, accounts, sessions
from indicators.cli.main import app as commands
from indicators.documents import attachments
from indicators.documents.attachments import STRATEGY, Place
from indicators.documents.content import AttachmentError, cleaned
from indicators.documents.images import ImageError
from indicators.languages import LANGUAGES
from indicators.operations.backup import backup
from indicators.operations.personal import erase_person
from indicators.operations.restore import restore
from indicators.present.texts import translator
from indicators.present.texts.errors import error_message
from indicators.records import Mission, Territory
from indicators.settings import Settings, Uploads
from indicators.store import audit, drafts, editions
from indicators.store.attachments import purge_attachments
from indicators.store.engine import open_engine
from indicators.store.tables import attachment
from server.attached import Attached
from server.document import DocumentMiddleware
from server.security import SecurityMiddleware
from tests.access.conftest import PASSWORD
from tests.conftest import SYSTEMS, made_database

TERRITORY, MISSION = "EX001", "m1"
OFFICER = User("Ines", "officer", "account", "ines@ville.example")
ELSEWHERE = User("Omar", "officer", "account", "omar@ville.example", ("38185",))
READER = User("Lise", "reader", "account", "lise@ville.example")
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
UPLOADS = Uploads()
PLACE = Place(TERRITORY, STRATEGY)
_OFFICE = "application/vnd.openxmlformats-officedocument."


@pytest.fixture(scope="module", params=SYSTEMS)
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A territory with a mission, on each of the two systems."""
    with made_database(request.param, tmp_path_factory.mktemp("attachments")) as url:
        engine = open_engine(url)
        batch = drafts.open_batch(engine, "Ines")
        drafts.stage(engine, batch.id, "territory", [Territory(code=TERRITORY, name="Exempleville")])
        drafts.stage(
            engine, batch.id, "mission", [Mission(territory=TERRITORY, id=MISSION, title="Visite", starts="2024-05")]
        )
        editions.publish(engine, [batch.id], "Une", "Ines")
        yield engine
        engine.dispose()


def archive(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, text in parts.items():
            file.writestr({"types": "[Content_Types].xml"}.get(name, name), text)
    return held.getvalue()


def office(kind: str) -> bytes:
    return archive(types=f'<Types><Override ContentType="{kind}.main+xml"/></Types>')


def picture(form: str = "PNG") -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (2400, 1200), "teal").save(held, form)
    return held.getvalue()


GOOD = {
    "a.pdf": PDF,
    "a.docx": office(f"{_OFFICE}wordprocessingml.document"),
    "a.xlsx": office(f"{_OFFICE}spreadsheetml.sheet"),
    "a.odt": archive(mimetype="application/vnd.oasis.opendocument.text"),
    "a.ods": archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "a.JPG": picture("JPEG"),
    "a.png": picture(),
    "a.webp": picture("WEBP"),
    "a.txt": "Réunion à Wrocław".encode(),
    "a.csv": "année;euros\n2024;12".encode("cp1252"),
}
BAD = {
    "empty.pdf": (b"", "est vide"),
    "archive.pdf": (archive(readme="x"), "rien de ce qui est accepté"),
    "report.pdf": (GOOD["a.docx"], "le nom annonce PDF, le contenu est DOCX"),
    "macros.docx": (office("application/vnd.ms-word.document.macroEnabled"), "le nom annonce DOCX"),
    "program.txt": (b"MZ\x00\x01", "le nom annonce TXT"),
    "cut.docx": (GOOD["a.docx"][:40], "le nom annonce DOCX"),
    "note.csv": (PDF, "le contenu est PDF"),
    "table.xlsx": (b"a;b", "le contenu est CSV / TXT"),
    "page.html": (b"<script>", "n'est pas d'un type accepté"),
    "heavy.pdf": (PDF + b"0" * 1_000_000, "1 Mo au plus"),
}


def test_a_file_is_taken_for_what_it_contains_or_refused_with_what_to_do(published: Engine) -> None:
    for name, data in GOOD.items():
        kept = attachments.add(published, UPLOADS, OFFICER, PLACE, name, data, "Une vue")
        assert attachments.opened_file(published, READER, kept.id) == (kept, data)
    before = attachments.listed(published, READER, PLACE)
    assert [item.name for item in before] == list(GOOD) and {item.author for item in before} == {"Ines"}
    trail = len(audit.read(published))
    for name, (data, said) in BAD.items():
        with pytest.raises(AttachmentError) as refused:
            attachments.add(published, Uploads(max_attachment_megabytes=1), OFFICER, PLACE, name, data)
        assert said in str(refused.value) and name in str(refused.value)
        assert len({error_message(refused.value, translator(lang)) for lang in LANGUAGES}) == len(LANGUAGES)
    for data, description in ((picture()[:90], "Une vue"), (picture("JPEG") + b" ", " ")):
        with pytest.raises((ImageError, AttachmentError)):
            attachments.add(published, UPLOADS, OFFICER, PLACE, "a.png" if description.strip() else "a.jpg", data, description)  # fmt: skip
    with pytest.raises(AttachmentError, match=r"déjà joint, sous le nom « a\.pdf »"):
        attachments.add(published, UPLOADS, OFFICER, PLACE, "b.pdf", PDF)
    with pytest.raises(AttachmentError, match="dépasseraient 1 Mo"):
        attachments.add(published, Uploads(all_attachments_megabytes=1), OFFICER, PLACE, "c.pdf", PDF + b"0" * 990_000)
    for nowhere in (
        Place(TERRITORY, "mission", "inconnue"),
        Place(TERRITORY, "network"),
        Place("38185", "partnership"),
    ):
        with pytest.raises(AttachmentError, match="dans la dernière édition"):
            attachments.add(published, UPLOADS, OFFICER, nowhere, "c.pdf", PDF + b"1")
    assert attachments.listed(published, READER, PLACE) == before and len(audit.read(published)) == trail
    assert cleaned("C:\\tmp\\..\\vi\u202esite\n.pdf") == "visite.pdf" and len(cleaned("é" * 300 + ".docx")) == 120


def test_officers_of_the_territory_write_readers_open_and_the_public_never(published: Engine) -> None:
    place = Place(TERRITORY, "mission", MISSION)
    kept = attachments.add(published, UPLOADS, OFFICER, place, "rapport.pdf", PDF)
    assert attachments.listed(published, ELSEWHERE, place) == attachments.listed(published, READER, place) == (kept,)
    writing: dict[User, tuple[Callable[[], object], ...]] = {
        user: (
            lambda user=user: attachments.add(published, UPLOADS, user, place, "b.pdf", PDF + b"2"),
            lambda user=user: attachments.remove(published, user, kept.id),
        )
        for user in (READER, ELSEWHERE, PUBLIC_USER)
    }
    opening = (
        lambda: attachments.listed(published, PUBLIC_USER, place),
        lambda: attachments.opened_file(published, PUBLIC_USER, kept.id),
    )
    for asked in (*writing[READER], *writing[ELSEWHERE], *writing[PUBLIC_USER], *opening):
        with pytest.raises(AccessDenied):
            asked()
    assert attachments.listed(published, READER, place) == (kept,)


def asked(engine: Engine, mode: str, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
    routes = Attached(engine, Settings.model_validate({"access": {"mode": mode}})).routes()
    served = SecurityMiddleware(DocumentMiddleware(Starlette(routes=routes)))

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(served), base_url="http://ville.test") as program:
            return await program.get(address, headers=headers)

    return anyio.run(ask)


def test_it_is_served_as_a_file_to_who_signed_in_until_the_session_ends(published: Engine) -> None:
    kept = attachments.add(published, UPLOADS, OFFICER, PLACE, "rapport « été ».pdf", PDF + b"3")
    address = f"/piece/{kept.id}"
    accounts.create(published, LOCAL_USER, READER.login, READER.name, "reader", password=PASSWORD)
    mine = {"cookie": f"{sessions.COOKIE}={sessions.start(published, READER.login, 10)}"}
    for mode in ("accounts", "public", "oidc"):
        found = [asked(published, mode, f"{path}?langue=en") for path in (address, "/piece/0123")]
        assert [answer.status_code for answer in found] == [403, 403] and found[0].text == found[1].text
        assert "requires signing in" in found[0].text
    answer = asked(published, "accounts", address, mine)
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, PDF + b"3", "application/pdf")
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''rapport%20%C2%AB")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox allow-top-navigation-by-user-activation; default-src 'none'")  # fmt: skip
    assert answer.headers["cache-control"] == "private, no-store"
    assert asked(published, "accounts", "/piece/0123", mine).status_code == 404
    attachments.remove(published, OFFICER, kept.id)
    assert asked(published, "accounts", address, mine).status_code == 404
    accounts.change(published, LOCAL_USER, READER.login, active=False)
    assert asked(published, "accounts", address, mine).status_code == 403
    assert asked(published, "single_user", address).status_code == 404


def test_it_is_in_the_backup_erased_with_a_trace_and_a_name_leaves_it(
    published: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, long = PDF + b"4", b"Compte rendu. " * 700_000
    kept = attachments.add(published, UPLOADS, OFFICER, PLACE, "Visite de Zéphyrine Quatrebras.pdf", data, "Avec Zéphyrine Quatrebras")  # fmt: skip
    twin = attachments.add(published, UPLOADS, OFFICER, PLACE, "b.txt", long)
    erase_person(published, LOCAL_USER, "Zéphyrine Quatrebras")
    backup(published, tmp_path / "nuit.zip")
    with made_database(published.dialect.name, tmp_path) as url:
        other = open_engine(url)
        restore(other, tmp_path / "nuit.zip")
        item, content = attachments.opened_file(other, READER, kept.id)
        assert content == data and "Quatrebras" not in f"{item.name}{item.description}"
        assert item.name.startswith("Visite de personne-") and item.sha256 == kept.sha256
        assert attachments.opened_file(other, READER, twin.id)[1] == long
        attachments.remove(other, OFFICER, kept.id)
        with pytest.raises(AttachmentError, match="n'existe pas, ou plus"):
            attachments.remove(other, OFFICER, kept.id)
        assert purge_attachments(other, 1, "Ouverture") == 0
        monkeypatch.setenv("OUVERTURE_DATABASE_URL", url)
        monkeypatch.setenv("OUVERTURE_CONFIG", str(tmp_path / "config.toml"))
        (tmp_path / "config.toml").write_text("[uploads]\nkeep_days = 0\n", encoding="utf-8")
        done = CliRunner().invoke(commands, ["forget"])
        assert "document" in done.output and done.exit_code == 0, done.output
        with other.connect() as connection:
            held = dict(connection.execute(select(attachment.c.payload, attachment.c.ended_at)).all())
        assert base64.b64encode(data).decode() not in held and len(held) > 1 and set(held.values()) == {None}
        trail = audit.read(other)
        removed = trail[trail["action"] == "attachment_removed"].iloc[0]
        assert (removed["subject"], removed["details"]["sha256"]) == (kept.id, kept.sha256)
        assert "attachments_purged" in set(trail["action"])
        other.dispose()
