"""The letters and the icons that travel: of Streamlit's fonts, what the pages show, in 80 kB instead of 545.

    python -m server.fonts

makes ``static/fonts/`` again from the installed Streamlit, with fontTools; to be done when an icon is added or when
Streamlit changes (a test tells). The style sheet names these fonts before Streamlit's own: a letter that is not in them,
Greek or Cyrillic, is fetched from the whole font when a page has one.
"""

from __future__ import annotations

import re
from pathlib import Path

import streamlit

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "static" / "fonts"
LETTERS, ICONS = FOLDER / "latin.woff2", FOLDER / "symbols.woff2"
NAME = "Ouverture Latin"
_STREAMLIT = Path(streamlit.__file__).parent / "static" / "static"
_ICON = re.compile(r":?material/([a-z0-9_]+)")
#: Latin with all its accents, and the signs of prose, money and figures (``unicode-range`` of the style sheet).
RANGES = ((0x20, 0x24F), (0x2BB, 0x2DD), (0x300, 0x301), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x2199), (0x2212, 0x2265), (0x25A0, 0x25FF))  # fmt: skip


def icons_named() -> set[str]:
    """Every icon that the application or Streamlit's own program may ask for."""
    ours = [ROOT / "app.py", *(path for name in ("pages", "indicators", "server", "data") for path in (ROOT / name).rglob("*"))]  # fmt: skip
    texts = [path for path in ours if path.suffix in (".py", ".toml")] + sorted((_STREAMLIT / "js").glob("*.js"))
    return {name for path in texts for name in _ICON.findall(path.read_text(encoding="utf-8"))}


def whole(name: str) -> Path:
    """A font of the installed Streamlit by the beginning of its file's name."""
    return next((_STREAMLIT / "media").glob(f"{name}.*woff2"))


def ligatures(path: Path) -> dict[str, str]:
    """The icons of a font: the name that is typed, and the glyph that stands for it."""
    from fontTools.ttLib import TTFont

    font = TTFont(path)
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = getattr(table, "ExtSubTable", table)
            for first, items in getattr(inner, "ligatures", {}).items():
                for item in items:
                    found["".join(letters.get(part, "?") for part in (first, *item.Component))] = item.LigGlyph
    return found


def main() -> None:
    """Write both fonts."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(layout_features=["*"], flavor="woff2", name_IDs=["*"])
    letters = subset.Subsetter(options)
    letters.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    font = TTFont(whole("SourceSansVF-Upright"), recalcTimestamp=False)
    letters.subset(font)
    for record in font["name"].names:  # the licence keeps the name of the whole font to the whole font
        if record.nameID in (1, 3, 4, 6, 16, 25):
            record.string = NAME.replace(" ", "") if record.nameID in (3, 6, 25) else NAME
    subset.save_font(font, LETTERS, options)
    source = whole("MaterialSymbols-Rounded")
    known, named = ligatures(source), icons_named()
    font = TTFont(source, recalcTimestamp=False)
    cmap = {code: glyph for code, glyph in font.getBestCmap().items() if code < 0x80}
    closed = subset.Options(layout_features=["*"], layout_closure=False, flavor="woff2", name_IDs=["*"])
    icons = subset.Subsetter(closed)
    icons.populate(glyphs=[known[name] for name in sorted(named & set(known))], unicodes=sorted(cmap))
    icons.subset(font)
    subset.save_font(font, ICONS, closed)


if __name__ == "__main__":
    main()
