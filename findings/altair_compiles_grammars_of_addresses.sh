#!/usr/bin/env bash
# altair 6.3.0, jsonschema 4.26.0, rfc3987-syntax 1.1.0: with a library of addresses beside it, importing the charts compiles 39 grammars.
# Seen: « import altair » loads jsonschema, which loads rfc3987_syntax where it is installed (cyclonedx-bom asks for it), which makes
# one parser a rule at import; no schema has asked for the format of an address yet. Without it, none and no lark.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
pip() { "$place/venv/bin/pip" install --quiet --disable-pip-version-check "$@"; }
cd "$place"
cat > count.py <<'PYTHON'
import sys

try:
    import lark
except ImportError:
    made = None
else:
    made, former = [], lark.Lark.__init__

    def counted(self, *args, **options):
        made.append(options.get("start", ""))
        former(self, *args, **options)

    lark.Lark.__init__ = counted
import altair

count = 0 if made is None else len(made)
print("altair", altair.__version__, "grammars", count, "rfc3987_syntax" in sys.modules)
assert count == int(sys.argv[1]), count
PYTHON
pip altair==6.3.0 jsonschema==4.26.0
"$place/venv/bin/python" count.py 0
pip rfc3987-syntax==1.1.0
"$place/venv/bin/python" count.py 39
