"""Whatever happens to processes, every run of a sweep is there exactly once, and it does not matter who lived it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import fake_sweep
import pandas as pd
import pytest

import sim
from sim.core.errors import InputError
from sim.experiments.sweep import plan, shards, sweep
from sim.experiments.sweep.opened import Swept

BAD = {fake_sweep.FAILS: "failed", fake_sweep.KILLS: "crashed", fake_sweep.MEMORY: "crashed"}


def planned(runs, *words, work="good", **design):
    return plan("people=1000", "months=6", f"seed=range({runs})", *words, work=f"fake_sweep:{work}", **design)


def executed(monkeypatch, tmp_path):
    """The file that counts which seeds were begun."""
    log = tmp_path / "log"
    monkeypatch.setenv(fake_sweep.LOG, str(log))
    return lambda: sorted(map(int, log.read_text().split())) if log.exists() else []


def every_run_is_there_once(folder, runs):
    """No record of a run is missing, and none stands in two shards."""
    keys = [record.run_key for record in shards.records(folder)]
    assert len(keys) == len(set(keys)) == runs


def test_processes_shards_and_one_process_give_the_same_tables(tmp_path):
    made = planned(40, "economy.search.applications=1,2", keep="panel")
    alone = sweep(made, workers=0, out=tmp_path / "alone")
    pool = sweep(made, workers=2, out=tmp_path / "pool")
    for k in (1, 2, 3, 4):
        parts = sweep(made, workers=0, shard=(k, 4), out=tmp_path / "parts")
    for other in (pool, parts):
        assert other.counts() == {"ok": 80}
        pd.testing.assert_frame_equal(alone.summary, other.summary)
        pd.testing.assert_frame_equal(alone.by_group("sex=female"), other.by_group("sex=female"))
        pd.testing.assert_frame_equal(alone.months("x"), other.months("x"))
    assert alone.summary["seed_squared"].tolist() == [float(s**2) for s in alone.summary["seed"]]


def test_a_run_that_fails_kills_its_process_or_lacks_memory_costs_no_other_run(tmp_path, monkeypatch):
    """120 runs on two processes: one raises, one always kills its process, one did so once, two lack memory."""
    executed(monkeypatch, tmp_path)
    found = sweep(planned(120, work="live"), workers=2, out=tmp_path / "sweep")
    states = found.runs.set_index("seed")["status"]
    assert {s: states[s] for s in states.index if states[s] != "ok"} == BAD
    every_run_is_there_once(found.folder, 120)
    said = found.runs.set_index("seed")["message"]
    assert said[fake_sweep.FAILS] == "ValueError: an unlucky number" and "SIGKILL" in said[fake_sweep.KILLS]
    key = found.runs.set_index("seed")["run_key"][fake_sweep.FAILS]
    assert 'raise ValueError("an unlucky number")' in (found.folder / "failures" / f"{key}.txt").read_text()
    assert len(found.summary) == 117


def test_a_second_sweep_lives_only_what_is_missing(tmp_path, monkeypatch):
    begun = executed(monkeypatch, tmp_path)
    sweep(planned(20), workers=0, out=tmp_path / "sweep")
    larger = sweep(planned(30), workers=0, out=tmp_path / "sweep")
    assert begun() == list(range(30)) and larger.counts() == {"ok": 30}
    assert larger.job["counts"] == {"skipped": 20, "ok": 10}
    again = sweep(planned(30), workers=0, out=tmp_path / "sweep")
    assert begun() == list(range(30)) and again.job["counts"] == {"skipped": 30}
    pd.testing.assert_frame_equal(again.summary, larger.summary)


def test_failed_runs_are_kept_until_they_are_asked_for_again(tmp_path, monkeypatch):
    begun, unlucky = executed(monkeypatch, tmp_path), fake_sweep.FAILS
    made = planned(20, work="live")
    assert sweep(made, workers=0, out=tmp_path / "sweep").counts() == {"ok": 19, "failed": 1}
    monkeypatch.setattr(fake_sweep, "FAILS", -1)
    assert sweep(made, workers=0, out=tmp_path / "sweep").counts() == {"ok": 19, "failed": 1}
    mended = sweep(made, workers=0, out=tmp_path / "sweep", retry_failed=True)
    assert mended.counts() == {"ok": 20} and begun().count(unlucky) == 2
    assert len(mended.summary) == 20


def test_a_panel_that_was_not_kept_is_lived_for(tmp_path):
    sweep(planned(5), workers=0, out=tmp_path / "sweep")
    with pytest.raises(InputError, match="sweep again with keep=panel"):
        Swept(tmp_path / "sweep").months("x")
    found = sweep(planned(5, keep="panel"), workers=0, out=tmp_path / "sweep")
    assert found.counts() == {"ok": 5} and found.months("x").shape == (3, 5)
    assert found.months("x").iloc[0].tolist() == [0.0, 0.5, 1.0, 1.5, 2.0]


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("precious")
    with pytest.raises(InputError, match="left untouched"):
        sweep(planned(2), workers=0, out=tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_ctrl_c_keeps_what_is_complete(tmp_path, monkeypatch):
    def interrupt(done, of):
        if done == 7:
            raise KeyboardInterrupt

    found = sweep(planned(20), workers=0, out=tmp_path / "sweep", on_run=interrupt)
    assert found.interrupted and found.counts() == {"ok": 7, "waiting": 13}
    assert sweep(planned(20), workers=0, out=tmp_path / "sweep").counts() == {"ok": 20}


def test_figures_are_those_of_a_single_run(tmp_path):
    """800 people for 14 months: every indicator and group of ``sim.run``, to rounding of the last digit."""
    made = plan("people=800", "months=14", "seed=3", "services=[hiring_subsidy]")
    found = sweep(made, workers=0, out=tmp_path / "sweep")
    alone = sim.run(sim.configure("people=800", "months=14", "seed=3", "services=[hiring_subsidy]"))
    for group in ("all", "sex=female|age=15-24"):
        row = found.by_group(group).iloc[0]
        single = alone.summary[alone.summary["group"] == group].set_index("indicator")["value"]
        assert len(single) > 60
        for name, value in single.items():
            assert row[name] == pytest.approx(value, rel=1e-12, nan_ok=True), name


# ---- kill -9


def processes_below(pid):
    """Processes that descend from ``pid``."""
    listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    found, ahead = [], [pid]
    while ahead:
        parent = ahead.pop()
        children = [p for p, q in pairs if q == parent]
        found += children
        ahead += children
    return found


def working(pids):
    """Those that have not ended; one that has, and waits to be noticed, has ended."""
    listed = subprocess.run(["ps", "-e", "-o", "pid=,stat="], capture_output=True, text=True, check=True).stdout
    states = dict(line.split()[:2] for line in listed.splitlines())
    return [pid for pid in pids if not states.get(str(pid), "Z").startswith("Z")]


def start(folder, runs):
    script = Path(fake_sweep.__file__)
    return subprocess.Popen(
        [sys.executable, str(script), str(folder), str(runs), "2"], stdout=subprocess.PIPE, text=True
    )


def lived(folder):
    return len(shards.records(folder)) if (folder / "summary").is_dir() else 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_nothing_is_lost_or_done_twice_when_the_driver_is_killed(tmp_path, monkeypatch):
    """12 runs; the driver is ended by kill -9 half-way; its processes keep what they hold and go."""
    begun = executed(monkeypatch, tmp_path)
    monkeypatch.setenv("FAKE_SWEEP_SECONDS", "0.02")
    folder = tmp_path / "sweep"
    driver = start(folder, 12)
    while len(begun()) < 6:
        time.sleep(0.005)
    children = processes_below(driver.pid)
    driver.kill()
    driver.wait()
    end = time.monotonic() + 90  # one that was still starting on a busy machine
    while working(children) and time.monotonic() < end:
        time.sleep(0.05)
    assert not working(children)
    kept = lived(folder)
    assert 4 <= kept <= 12
    second = start(folder, 12)
    assert "{'ok': 12}" in second.communicate(timeout=120)[0]
    every_run_is_there_once(folder, 12)
    assert len(begun()) <= 12 + 2  # a run in the middle of which a process was ended begins again


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_six_hundred_runs_under_fire(tmp_path, monkeypatch):
    """Poison runs, kill -9 of a random process every 3 s for a minute, kill -9 of the driver every 12 s."""
    import random

    executed(monkeypatch, tmp_path)
    monkeypatch.setenv("FAKE_SWEEP_SECONDS", "0.05")
    folder, luck, killed = tmp_path / "sweep", random.Random(1), 0
    driver, began = start(folder, 600), time.monotonic()
    next_driver = began + 12
    while time.monotonic() - began < 60 and driver.poll() is None:
        time.sleep(3)
        if time.monotonic() > next_driver:
            driver.kill()
            driver.wait()
            driver, next_driver, killed = start(folder, 600), time.monotonic() + 12, killed + 1
        elif children := processes_below(driver.pid):
            os.kill(luck.choice(children), signal.SIGKILL)
            killed += 1
    driver.communicate(timeout=600)
    every_run_is_there_once(folder, 600)
    made = plan("people=1000", "months=6", "seed=range(600)", work="fake_sweep:live")
    found = sweep(made, workers=2, out=folder, retry_failed=True)
    states = found.runs.set_index("seed")["status"]
    assert {s: states[s] for s in states.index if states[s] != "ok"} == BAD
    assert killed >= 5 and len(found.runs) == 600 and found.runs["run_key"].is_unique
