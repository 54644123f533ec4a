#!/usr/bin/env bash
# streamlit 1.67.0: a file that a download button makes when it is pressed is deleted when other readers' pages are drawn.
# Guess: none written; met by a test that failed where many pages were drawn at once.
# Seen: the file that st.download_button makes of a function belongs to no session: the first end of a script, of whichever
# session, marks it, the second deletes it, while the page still shows its button. One that was given as bytes stays. On a
# site that many read at once, a report of some seconds is answered « not found » to the one who asked for it.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check streamlit==1.67.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON' 2>/dev/null
from unittest.mock import patch

from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

storage = MemoryMediaFileStorage("/media")
manager = MediaFileManager(storage)


def there(address: str) -> bool:
    try:
        return bool(storage.get_file(address.rpartition("/")[2]).content)
    except Exception:
        return False


with patch("streamlit.runtime.media_file_manager._get_session_id", return_value="reader"):
    given = manager.add(b"report", "text/plain", "given", file_name="a.txt", is_for_static_download=True)
    asked = manager.add_deferred(lambda: b"made", "text/plain", "made", file_name="b.txt")
made = manager.execute_deferred(asked)
seen = [(there(given), there(made))]
for _ in range(2):  # what the end of another reader's script does
    manager.remove_orphaned_files()
    seen.append((there(given), there(made)))
print("given, made:", seen)
assert seen == [(True, True), (True, True), (True, False)]
PYTHON
