"""A run is whole or it is not there: stopped at any instant, the folder holds one run, and only one."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators.composite import CompositeError, output, run

KILLED = """
import os, pathlib, shutil, signal, sys
SWEPT = 14  # what a run before that was killed leaves is swept first: operations of this one too
from indicators.composite import run
folder = pathlib.Path(sys.argv[1])
paths = [folder / "d.csv", folder / "f.csv"]
recipes = [folder / "a.toml", folder / "b.toml"]
run(*paths, recipes[0], folder / "out")
run(*paths, recipes[1], folder / "other", 5)


def killed_at(last, recipe, out):
    met = []

    def watch(event, args):
        if event == "open" or event.startswith(("os.", "shutil.", "tempfile.", "ctypes.")):
            met.append(event)
            if len(met) == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    run(*paths, recipe, out, 5)
    return len(met)


def in_a_child(last, recipe, out):
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.write(write, str(killed_at(last, recipe, out)).encode())
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    return int(os.read(read, 20) or 0)


operations = in_a_child(0, recipes[1], folder / "other")
for step in range(50):
    last = 1 + (operations + SWEPT) * step // 48 if step < 48 else 0
    whole = in_a_child(last, recipes[(step + 1) % 2], folder / "out")
    print("whole" if whole else "killed", flush=True)
    shutil.copytree(folder / "out", folder / f"seen{step}")
"""
"""Each run is killed at one of its operations on files, from the first to the last; the two at the end are not."""


UNITS = 60
"""Few enough for a run of tenths of seconds."""


def _inputs(folder: Path) -> tuple[Path, Path]:
    values = np.exp(np.random.default_rng(4).normal(size=(UNITS, 6)))
    values[::7, 2] = np.nan
    table = pd.DataFrame(values, columns=[f"i{k}" for k in range(6)])
    table.insert(0, "unit", [f"u{k}" for k in range(UNITS)])
    table.to_csv(folder / "d.csv", index=False)
    rows = [f"i{k},D{k % 2}" for k in range(6)] + ["D0,I", "D1,I", "I,"]
    (folder / "f.csv").write_text("code,parent\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (folder / "a.toml").write_text('aggregate = "arithmetic"\n', encoding="utf-8")
    (folder / "b.toml").write_text('aggregate = "copeland"\nscreen = 0\n', encoding="utf-8")
    return folder / "d.csv", folder / "f.csv"


def _one_run(folder: Path) -> str:
    """The rule of the run that a folder holds; fails when its files are not of one run."""
    trace = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    recipe = json.loads((folder / "recipe.json").read_text(encoding="utf-8"))
    scores = pd.read_csv(folder / "scores.csv", index_col="unit")["I"]
    ranks = pd.read_csv(folder / "ranks.csv", index_col="unit")["I"]
    coverage = pd.read_csv(folder / "coverage.csv", index_col="unit")
    assert np.allclose(coverage["score"].dropna(), scores.dropna(), rtol=0, atol=0)
    assert scores[ranks == 1].max() == scores[ranks.notna()].max()
    robust = {path.name for path in folder.glob("*.csv")} & {"rank_intervals.csv", "replicates.csv", "pairwise.csv"}
    assert len(robust) in (0, 3)
    if robust:
        intervals = pd.read_csv(folder / "rank_intervals.csv", index_col="unit")
        assert intervals["rank"].equals(ranks) or (intervals["rank"].dropna() == ranks.dropna()).all()
    assert len(trace["scores_sha256"]) == 64
    rule: str = recipe["aggregate"]
    return rule


def test_killed_at_fifty_instants_one_whole_run_is_left(tmp_path: Path) -> None:
    _inputs(tmp_path)
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, text=True, check=True)
    ends = done.stdout.split()
    assert len(ends) == 50 and ends.count("killed") > 35 and ends[-2:] == ["whole", "whole"]
    rules = [_one_run(tmp_path / f"seen{step}") for step in range(50)]
    assert set(rules) == {"arithmetic", "copeland"}, "some runs were stopped before their end, others were not"
    run(tmp_path / "d.csv", tmp_path / "f.csv", None, tmp_path / "out")
    assert _one_run(tmp_path / "out") == "arithmetic_then_geometric"
    assert not list(tmp_path.glob(".out*")), "what the runs that were killed left is swept"


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    paths = _inputs(tmp_path)
    out = tmp_path / "out"
    (out / "notes").mkdir(parents=True)
    (out / "notes" / "a.txt").write_text("mine", encoding="utf-8")
    (out / "README").write_text("mine too", encoding="utf-8")
    run(*paths, None, out, uncertainty=5)
    run(*paths, None, out)
    assert (out / "notes" / "a.txt").read_text(encoding="utf-8") == "mine"
    assert (out / "README").read_text(encoding="utf-8") == "mine too"
    assert not (out / "replicates.csv").exists(), "the robustness of an earlier run would contradict this one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.toml", "b.toml", "d.csv", "f.csv", "out"]


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    paths = _inputs(tmp_path)
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert run(*paths, None, tmp_path / "link")[0] == tmp_path / "link" / "scores.csv"
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real" / "scores.csv").is_file()


def test_the_current_folder_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = _inputs(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CompositeError, match="est le dossier de travail"):
        run(*paths, None, Path())


def test_without_exchange_the_old_folder_steps_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = _inputs(tmp_path)
    monkeypatch.setattr(output, "_exchanged", lambda first, second: False)
    run(*paths, tmp_path / "a.toml", tmp_path / "out")
    run(*paths, tmp_path / "b.toml", tmp_path / "out")
    assert _one_run(tmp_path / "out") == "copeland"
    (tmp_path / "out").rename(tmp_path / ".out.previous")

    def stopped(new: Path) -> list[Path]:
        raise OSError(errno.ENOSPC, "no room")

    with pytest.raises(OSError, match="no room"):
        output.put_in_place(tmp_path / "out", stopped, ())
    assert _one_run(tmp_path / "out") == "copeland", "a run stopped between the two names is put back"
