"""The modules that every page starts with, in one file: one request where a browser made fifty-eight.

    npm install --prefix FOLDER esbuild
    python -m server.joined FOLDER/node_modules/.bin/esbuild

makes ``static/joined/`` again from the installed Streamlit, whose document names these modules. All its scripts are then
served under another address, where what they take from one of the modules is taken from the joined one. The file holds
for the modules that it names: beside another Streamlit it is left aside, and each module is asked for as before.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import streamlit

_STREAMLIT = Path(streamlit.__file__).parent / "static"
FOLDER = Path(__file__).resolve().parent.parent / "static" / "joined"
MODULES, JOINED = FOLDER / "modules.txt", FOLDER / "joined.js"
#: Where the scripts are served: beside the style sheets, as their own folder is.
PREFIX = "/static/joined/"
_PRELOADED = re.compile(r'\s*<link rel="modulepreload" crossorigin href="\./static/js/([\w.-]+)">')
_TAKEN = re.compile(r'(?P<word>import|export)\s*(?:\{(?P<names>[^{}]*)\}\s*from\s*)?(?P<quote>["\'`])\./(?P<module>[\w.-]+)(?P=quote)')  # fmt: skip
# What is left of a script's names of others: those to fetch ahead.
_AHEAD = re.compile(r'(["\'`])\./([\w.-]+)\1')
_GIVEN = re.compile(r"export\s*\{([^{}]*)\}")


def preloaded(document: str) -> list[str]:
    """The modules that Streamlit's document names, in its order."""
    return _PRELOADED.findall(document)


@cache
def modules() -> frozenset[str]:
    """The modules that are joined; none when the installed Streamlit has others."""
    document = (_STREAMLIT / "index.html").read_text(encoding="utf-8")
    listed = MODULES.read_text(encoding="utf-8").split()
    return frozenset(listed) if listed == preloaded(document) else frozenset()


@cache
def name() -> str:
    """The name under which the joined module is served, which changes with its content."""
    return f"joined.{hashlib.sha256(JOINED.read_bytes()).hexdigest()[:8]}.js"


def document_with(document: str) -> str:
    """Streamlit's document, asking for the joined module where it can be."""
    if not modules():
        return document
    asked = f'\n    <link rel="modulepreload" crossorigin href=".{PREFIX}{name()}">'
    kept = _PRELOADED.sub("", document).replace("</title>", f"</title>{asked}", 1)
    return kept.replace('src="./static/js/', f'src=".{PREFIX}')


def content(asked: str) -> bytes | None:
    """A script by its name, taking from the joined module what it took from each; None when there is none."""
    if modules() and asked == name():
        return _AHEAD.sub(_named, JOINED.read_text(encoding="utf-8")).encode()
    path = _STREAMLIT / "static" / "js" / asked
    if not modules() or not path.is_file() or path.suffix != ".js":
        return None
    return _AHEAD.sub(_named, _TAKEN.sub(_from_joined, path.read_text(encoding="utf-8"))).encode()


def _named(found: re.Match[str]) -> str:
    return f"{found[1]}./{name()}{found[1]}" if found[2] in modules() else found[0]


def _from_joined(found: re.Match[str]) -> str:
    if found["module"] not in modules():
        return found[0]
    source = f'"./{name()}"'
    if found["names"] is None:
        return f"{found['word']}{source}"
    taken = (_taken(part, found["module"]) for part in found["names"].split(",") if part.strip())
    return f"{found['word']}{{{','.join(taken)}}}from{source}"


def _taken(part: str, module: str) -> str:
    """« t as n » of a module, as the joined one calls it."""
    given, _, called = (word.strip() for word in part.partition(" as "))
    return f"{_exported(module, given)} as {called or given}"


def _exported(module: str, given: str) -> str:
    return re.sub(r"\W", "_", module.removesuffix(".js")) + "$" + given


def entry(names: list[str]) -> str:
    """The module that hands on all that the others give, each under a name of its own."""
    lines = []
    for module in names:
        text = (_STREAMLIT / "static" / "js" / module).read_text(encoding="utf-8")
        given = [part.split(" as ")[-1].strip() for block in _GIVEN.findall(text) for part in block.split(",") if part]
        handed = ",".join(f"{one} as {_exported(module, one)}" for one in given)
        lines.append(f'export{{{handed}}}from"./{module}";' if given else f'import"./{module}";')
    return "\n".join(lines)


def main(esbuild: str) -> None:
    """Write the joined module and the list of what it holds."""
    names = preloaded((_STREAMLIT / "index.html").read_text(encoding="utf-8"))
    scripts = sorted((_STREAMLIT / "static" / "js").glob("*.js"))
    outside = [f"--external:./{path.name}" for path in scripts if path.name not in names]
    with tempfile.TemporaryDirectory() as place:
        for path in scripts:
            (Path(place) / path.name).write_bytes(path.read_bytes())
        (Path(place) / "entry.js").write_text(entry(names), encoding="utf-8")
        options = ["--bundle", "--format=esm", "--minify", "--charset=utf8", "--legal-comments=inline", "--log-level=error"]  # fmt: skip
        subprocess.run([esbuild, "entry.js", *options, f"--outfile={JOINED}", *outside], cwd=place, check=True)
    MODULES.write_text("\n".join(names) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
