"""Downloads against a publisher that behaves badly: what comes is whole, or nothing; what came is kept for the next try."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from indicators.catalogue import Catalogue, load_catalogue
from indicators.cli import official as command
from indicators.cli.main import app
from indicators.official.download import bring
from indicators.official.partial import Bounds, DownloadError
from indicators.official.wanted import wanted
from tests.official import synthetic
from tests.official.server import Publisher, publisher, slowly, status, whole
from tests.official.test_census import IRIS

CONTENT = ("a;b\n" + "1;2\n" * 500_000).encode()
SOON = Bounds(tries=4, patience=0.05, first_wait=0.01, seconds=30)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with publisher() as made:
        yield made


def test_a_file_comes_whole_with_its_checksum(site: Publisher, tmp_path: Path) -> None:
    site.files["/a.csv"] = CONTENT
    told: list[tuple[int, int]] = []
    found = bring(site.url("/a.csv"), tmp_path / "a.csv", SOON, lambda done, total: told.append((done, total)))
    assert (tmp_path / "a.csv").read_bytes() == CONTENT
    assert (found.sha256, found.bytes, found.resumed) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT), 0)
    assert told[-1] == (len(CONTENT), len(CONTENT)) and told == sorted(told)
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_file_that_is_cut_goes_on_where_it_stopped(site: Publisher, tmp_path: Path) -> None:
    site.files["/a.csv"] = lambda made, request, before: whole(request, CONTENT, stop=700_000 if before == 0 else None)
    bring(site.url("/a.csv"), tmp_path / "a.csv", SOON)
    assert (tmp_path / "a.csv").read_bytes() == CONTENT
    again = site.asked["/a.csv"][1]
    assert again["If-Range"] == '"one"' and again["Range"].startswith("bytes=") and again["Range"] != "bytes=0-"


def test_what_came_yesterday_is_resumed_today(site: Publisher, tmp_path: Path) -> None:
    site.files["/a.csv"] = lambda made, request, before: whole(request, CONTENT, stop=700_000)
    with pytest.raises(DownloadError, match="coupe sans cesse"):
        bring(site.url("/a.csv"), tmp_path / "a.csv", replace(SOON, tries=0))
    assert not (tmp_path / "a.csv").exists()
    site.files["/a.csv"] = CONTENT
    found = bring(site.url("/a.csv"), tmp_path / "a.csv", SOON)
    assert (tmp_path / "a.csv").read_bytes() == CONTENT and found.resumed > 0


def test_a_file_that_changed_meanwhile_is_begun_again(site: Publisher, tmp_path: Path) -> None:
    new = CONTENT.replace(b"1;2", b"3;4")

    def changing(made: Publisher, request: object, before: int) -> None:
        whole(
            request,
            CONTENT if before == 0 else new,
            tag='"one"' if before == 0 else '"two"',
            stop=700_000 if before == 0 else None,
        )  # type: ignore[arg-type]  # a request

    site.files["/a.csv"] = changing
    assert bring(site.url("/a.csv"), tmp_path / "a.csv", SOON).resumed == 0
    assert (tmp_path / "a.csv").read_bytes() == new


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_busy_server_is_asked_again(site: Publisher, tmp_path: Path, code: int) -> None:
    site.files["/a.csv"] = lambda made, request, before: (
        status(code, Retry_After="0")(request) if before < 2 else whole(request, CONTENT)
    )
    bring(site.url("/a.csv"), tmp_path / "a.csv", SOON)
    assert len(site.asked["/a.csv"]) == 3


def test_a_server_always_busy_is_left_in_the_end(site: Publisher, tmp_path: Path) -> None:
    site.files["/a.csv"] = lambda made, request, before: status(500)(request)
    with pytest.raises(DownloadError, match="500"):
        bring(site.url("/a.csv"), tmp_path / "a.csv", SOON)
    assert len(site.asked["/a.csv"]) == SOON.tries + 1 and not (tmp_path / "a.csv").exists()


def test_the_wait_that_is_asked_beyond_the_time_is_not_waited(site: Publisher, tmp_path: Path) -> None:
    site.files["/a.csv"] = lambda made, request, before: status(429, Retry_After="3600")(request)
    with pytest.raises(DownloadError, match="max_minutes"):
        bring(site.url("/a.csv"), tmp_path / "a.csv", SOON)
    assert len(site.asked["/a.csv"]) == 1


def test_a_file_that_moved_is_said_at_once(site: Publisher, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match=r"404.*official\.toml"):
        bring(site.url("/perdu.csv"), tmp_path / "a.csv", SOON)
    assert len(site.asked["/perdu.csv"]) == 1


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/csv"])
def test_a_page_in_the_place_of_data_is_refused(site: Publisher, tmp_path: Path, kind: str) -> None:
    page = b"<!DOCTYPE html><html><body>Maintenance</body></html>"
    site.files["/a.csv"] = lambda made, request, before: whole(request, page, kind=kind)
    with pytest.raises(DownloadError, match="page web"):
        bring(site.url("/a.csv"), tmp_path / "a.csv", SOON)
    assert list(tmp_path.iterdir()) == []


def test_a_former_file_stays_when_the_new_one_fails(site: Publisher, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"former")
    site.files["/a.csv"] = b"<html>"
    with pytest.raises(DownloadError):
        bring(site.url("/a.csv"), tmp_path / "a.csv", SOON)
    assert (tmp_path / "a.csv").read_bytes() == b"former"


def test_a_file_too_heavy_is_stopped(site: Publisher, tmp_path: Path) -> None:
    site.files["/a.csv"] = CONTENT
    with pytest.raises(DownloadError, match="max_megabytes"):
        bring(site.url("/a.csv"), tmp_path / "a.csv", replace(SOON, bytes=1_000_000))
    assert list(tmp_path.iterdir()) == []


def test_a_server_too_slow_is_stopped_and_what_came_is_kept(site: Publisher, tmp_path: Path) -> None:
    site.files["/a.csv"] = lambda made, request, before: slowly(request, CONTENT, 0.3)
    with pytest.raises(DownloadError, match="reprendra là"):
        bring(site.url("/a.csv"), tmp_path / "a.csv", replace(SOON, seconds=0.5))
    site.files["/a.csv"] = CONTENT
    assert bring(site.url("/a.csv"), tmp_path / "a.csv", SOON).resumed > 0
    assert (tmp_path / "a.csv").read_bytes() == CONTENT


def test_no_server_at_all(tmp_path: Path, site: Publisher) -> None:
    with pytest.raises(DownloadError, match="HTTPS_PROXY"):
        bring("http://127.0.0.1:9/a.csv", tmp_path / "a.csv", replace(SOON, tries=1))


def test_the_proxy_is_that_of_the_environment(site: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", site.address)
    monkeypatch.setenv("NO_PROXY", "")
    address = "http://donnees.example/a.csv"
    site.files[address] = CONTENT
    bring(address, tmp_path / "a.csv", SOON)
    assert len(site.asked[address]) == 1


def test_an_attachment_whose_name_changes_is_found_in_the_list(site: Publisher, tmp_path: Path) -> None:
    zip_file = {"metas": {"id": "balancespl_fonction_2025_juil2026zip", "mimetype": "application/zip"}}
    note = {"metas": {"id": "balancespl_fonction_2025_notice", "mimetype": "application/pdf"}}
    site.files["/attachments"] = json.dumps({"attachments": [note, zip_file]}).encode()
    site.files["/attachments/balancespl_fonction_2025_juil2026zip"] = CONTENT
    bring(site.url("/attachments#balancespl_fonction_2025"), tmp_path / "a.zip", SOON)
    assert (tmp_path / "a.zip").read_bytes() == CONTENT
    with pytest.raises(DownloadError, match="0 fichiers"):
        bring(site.url("/attachments#balancespl_fonction_2026"), tmp_path / "b.zip", SOON)


def test_names_hold_nothing_of_an_address_but_letters() -> None:
    for item in wanted(load_catalogue().official_sources.values()):
        assert item.name.startswith(f"{item.source.id}-{item.vintage}-")
        assert set(item.name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


# --- The command ---------------------------------------------------------------------------------


@pytest.fixture
def machine(tmp_path: Path, site: Publisher, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose catalogue knows one source, at the publisher of the test; downloads are allowed."""
    found = load_catalogue()
    source = found.official_sources["insee_rp_iris"].model_copy(update={"addresses": {"2021": site.url("/ic.csv")}})
    mine: Catalogue = replace(found, official_sources={source.id: source})
    monkeypatch.setattr(command, "load_catalogue", lambda: mine)
    monkeypatch.setenv("OUVERTURE_DATA_DIR", str(tmp_path / "donnees"))
    monkeypatch.setenv("OUVERTURE_CONFIG", str(tmp_path / "config.toml"))
    allow(tmp_path, "download = true")
    text = IRIS + "381850101;38185;H;1;2500.5;60;2000;2200;300.5;400.25;2400;100\n"
    site.files["/ic.csv"] = text.encode()
    return tmp_path


def allow(folder: Path, *keys: str) -> None:
    (folder / "config.toml").write_text("\n".join(["[official]", *keys, ""]), encoding="utf-8")


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["official", *arguments])
    return done.exit_code, done.output


def test_nothing_leaves_a_machine_that_did_not_allow_it(machine: Path, site: Publisher) -> None:
    """Off by default: the list of the files to fetch elsewhere, and the folder where to drop them."""
    (machine / "config.toml").write_text("", encoding="utf-8")
    code, said = run("download")
    assert code == 1 and site.asked == {}
    assert site.url("/ic.csv") in said and "insee_rp_iris-2021-ic.csv" in said and str(machine / "donnees") in said


def test_a_file_is_brought_read_and_not_asked_for_again(machine: Path, site: Publisher) -> None:
    code, said = run("download")
    assert code == 0, said
    code, shown = run("show", "COM-38185", "--csv")
    assert "COM,38185,d4_immigrant_share,2021,400.25,2500.5,16.0067" in shown
    assert run("download")[0] == 0 and len(site.asked["/ic.csv"]) == 1
    assert run("download", "--again")[0] == 0 and len(site.asked["/ic.csv"]) == 2
    [kept] = json.loads(next(machine.rglob("telechargements.json")).read_text(encoding="utf-8")).values()
    assert kept["sha256"] == hashlib.sha256(site.files["/ic.csv"]).hexdigest()  # type: ignore[arg-type]  # bytes here


def test_a_file_fetched_elsewhere_is_read_from_the_folder(machine: Path) -> None:
    allow(machine, "download = false")
    run("download")
    folder = next(path for path in (machine / "donnees").rglob("fichiers") if path.is_dir())
    (folder / "insee_rp_iris-2021-ic.csv").write_text(
        IRIS + "381850101;38185;H;1;100;60;2000;2200;3;25;2400;100\n", encoding="utf-8"
    )
    assert run("read", str(folder))[0] == 0
    assert ",25,100,25," in run("show", "COM-38185", "--csv")[1]


def test_the_keys_of_the_settings_bound_a_download(machine: Path, site: Publisher) -> None:
    site.files["/ic.csv"] = CONTENT
    allow(machine, "download = true", "max_megabytes = 1")
    code, said = run("download")
    assert code == 1 and "max_megabytes" in said and site.url("/ic.csv") in said
    site.files["/ic.csv"] = lambda made, request, before: status(429, Retry_After="100")(request)
    allow(machine, "download = true", "max_minutes = 1")
    code, said = run("download")
    assert code == 1 and "max_minutes" in said


def test_without_internet_the_list_is_given(machine: Path, site: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.official.download.time.sleep", lambda seconds: None)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    code, said = run("download")
    assert code == 1 and site.asked == {}
    assert "HTTPS_PROXY" in said and "À télécharger ailleurs" in said and "insee_rp_iris-2021-ic.csv" in said


def test_a_file_that_cannot_be_read_is_asked_for_again(machine: Path, site: Publisher) -> None:
    site.files["/ic.csv"] = synthetic.zipped(x__txt=b"")
    assert run("download")[0] == run("download")[0] == 1
    assert len(site.asked["/ic.csv"]) == 2


def test_a_source_without_an_address_is_told_by_its_page(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = load_catalogue()
    customs = found.official_sources["customs_regions"]
    monkeypatch.setattr(command, "load_catalogue", lambda: replace(found, official_sources={customs.id: customs}))
    code, said = run("download")
    assert code == 0 and customs.page in said


def test_an_unknown_source_is_told(machine: Path) -> None:
    code, said = run("download", "insee_lune")
    assert code == 1 and "insee_lune" in said
