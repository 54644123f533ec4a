"""Build ``facts/`` and ``cube/``: the official statistics delivered with the product, in our own format.

Run ``python data/official/build.py FILE…`` with the files of their publishers (``README.md`` names them, with their
addresses and licences). Each is recognised by what it holds; the same files give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from indicators.catalogue import load_catalogue
from indicators.official import cube, keeping, shipped
from indicators.official.computing import cube_of
from indicators.official.reading import read_file


def main(paths: list[str]) -> None:
    """Read the files, keep their facts, one file a source, and make the cube of all of them."""
    for path in paths:
        facts = read_file(Path(path))
        keeping.save(facts, shipped.FACTS / f"{facts.source}.parquet")
    everything = [keeping.load(path) for path in keeping.kept(shipped.FACTS)]
    cube.write_cube(cube_of(everything, load_catalogue().official_feeds.values()), shipped.CUBE)


if __name__ == "__main__":
    main(sys.argv[1:])
