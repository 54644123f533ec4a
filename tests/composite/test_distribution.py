"""The wheel is built from the checkout without network; it holds the library alone, typed, and the library works from it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ("indicators", "pages", "server", "app.py", "pyproject.toml", "README.md", "LICENSE")
JOURNEY = """
import sys
sys.modules["streamlit"] = sys.modules["altair"] = None
from pathlib import Path
import indicators
from indicators.composite import bounds, compose, read_framework, read_recipe, run, sobol, uncertainty
import pandas as pd
data = pd.DataFrame({"a": [1.0, 2.0, 5.0, 7.0], "b": [3.0, None, 4.0, 1.0]}, index=list("WXYZ"))
result = compose(data, pd.DataFrame({"code": ["a", "b", "I"], "parent": ["I", "I", ""]}), impute="median")
assert bounds(result)["low"].notna().all()
assert len(uncertainty(result.recipe, result.framework, result.data, n=20).intervals) == 4
Path("d.csv").write_text("unit,a,b\\nX,1,2\\nY,2,3\\nZ,5,4\\n")
Path("f.csv").write_text("code,parent\\na,I\\nb,I\\nI,\\n")
assert run(Path("d.csv"), Path("f.csv"), None, Path("out"))
print(Path(indicators.__file__).parents[1])
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built in a copy: a build leaves files beside its sources."""
    place = tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        source, target = ROOT / name, place / "checkout" / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(exist_ok=True)
            shutil.copy2(source, target)
    offline = ["--no-build-isolation", "--no-deps", "--no-index", "--disable-pip-version-check", "--quiet"]
    command = [sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", str(place), str(place / "checkout")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(place.glob("*.whl"))


def test_the_wheel_holds_the_library_alone_with_its_types_and_every_file_it_reads(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert {name.partition("/")[0] for name in names} == {"indicators"}
    assert "indicators/py.typed" in names
    read = {path for path in (ROOT / "indicators").rglob("*.*") if path.suffix not in (".pyc", ".pot")}
    assert {path.relative_to(ROOT).as_posix() for path in read if path.is_file()} <= names


def test_the_engine_works_from_the_wheel_without_the_user_interface(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    done = subprocess.run(
        [sys.executable, "-c", JOURNEY],
        env={**os.environ, "PYTHONPATH": str(site)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()) == site
