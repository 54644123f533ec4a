"""The files of the deposits under way: kept, given back as they were, erased once nothing needs them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from indicators.intake import deposits


def test_a_file_is_given_back_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "deposits"
    digests = [deposits.keep(folder, content) for content in (b"un", b"deux", b"un")]
    assert digests[0] == digests[2] == hashlib.sha256(b"un").hexdigest()
    assert [deposits.kept(folder, digest) for digest in digests] == [b"un", b"deux", b"un"]
    assert (folder / digests[0]).stat().st_mode & 0o077 == 0, "nobody else reads it"
    (folder / digests[1]).write_bytes(b"autre chose")
    assert deposits.kept(folder, digests[1]) is None
    assert deposits.kept(folder, "../deposits/" + digests[0]) is None


def test_what_no_deposit_needs_is_erased(tmp_path: Path) -> None:
    kept, gone = (deposits.keep(tmp_path, content) for content in (b"un", b"deux"))
    deposits.forget_others(tmp_path, [kept])
    assert deposits.kept(tmp_path, gone) == b"deux", "it may be the file that is being read"
    deposits.forget_others(tmp_path, [kept], after=0)
    assert deposits.kept(tmp_path, kept) == b"un" and deposits.kept(tmp_path, gone) is None
