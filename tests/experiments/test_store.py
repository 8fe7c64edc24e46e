"""Run folders are whole or not there."""

import json
from types import SimpleNamespace

import made_up
import pandas as pd
import pytest

from sim.core.errors import InputError
from sim.experiments import store
from sim.experiments.saved import open_run
from sim.experiments.store import TABLES

FILES = {
    "config.yaml", "manifest.json", "report.html", "panel.parquet", "summary.parquet", "ledger.parquet",
    "flows.parquet", "spells.parquet", "curves.parquet", "series.parquet",
}  # fmt: skip


def names(folder):
    return {path.name for path in folder.iterdir()}


def test_a_saved_run_opens_as_it_was(result, tmp_path):
    folder = result.save(tmp_path / "run", report=False)
    again = open_run(folder)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(again, name), getattr(result, name))
    assert again.manifest == result.manifest
    assert again.config.people == 20_000 and again.config.country.name == "Ghana"


def test_an_opened_run_can_be_saved_again_under_the_same_key(result, tmp_path):
    again = open_run(result.save(tmp_path / "one", report=False))
    assert open_run(again.save(tmp_path / "two", report=False)).run_key == result.run_key


def test_the_folder_holds_tables_settings_manifest_and_report_and_nothing_beside_it(result, tmp_path, monkeypatch):
    monkeypatch.setattr("sim.report.build.FIGURES", ())
    folder = result.save(tmp_path / "run")
    assert names(folder) == FILES
    assert names(tmp_path) == {"run"}


def test_the_default_folder_is_the_run_key_under_the_folder_of_results(result, tmp_path, monkeypatch):
    monkeypatch.setenv("PASSERELLE_OUTPUTS", str(tmp_path))
    assert result.save(report=False) == tmp_path / "runs" / result.run_key
    assert open_run(result.run_key).run_key == result.run_key


def test_the_same_key_is_replaced(result, tmp_path):
    result.save(tmp_path / "run", report=False)
    result.manifest["seconds"] = 99.0
    assert open_run(result.save(tmp_path / "run", report=False)).manifest["seconds"] == 99.0
    assert names(tmp_path) == {"run"}


@pytest.mark.parametrize("broken", ["write_files", "flush", "commit"])
def test_a_crash_while_writing_leaves_nothing_half_written(result, tmp_path, monkeypatch, broken):
    monkeypatch.setattr(store, broken, _crash)
    with pytest.raises(OSError, match="disk full"):
        result.save(tmp_path / "run", report=False)
    assert names(tmp_path) == set()


def test_a_crash_in_the_last_file_leaves_nothing(result, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "json", SimpleNamespace(dumps=_crash))
    with pytest.raises(OSError, match="disk full"):
        result.save(tmp_path / "run", report=False)
    assert names(tmp_path) == set()


def test_a_crash_while_replacing_keeps_the_old_run(result, tmp_path, monkeypatch):
    result.save(tmp_path / "run", report=False)
    rename, calls = store.os.rename, []

    def second_fails(a, b):
        calls.append(a)
        if len(calls) == 2:
            raise OSError("disk full")
        rename(a, b)

    monkeypatch.setattr(store.os, "rename", second_fails)
    result.manifest["seconds"] = 99.0
    with pytest.raises(OSError, match="disk full"):
        result.save(tmp_path / "run", report=False)
    assert names(tmp_path) == {"run"}
    assert open_run(tmp_path / "run").manifest["seconds"] == 1.5


def test_a_folder_that_is_not_a_run_is_never_replaced(result, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("keep me")
    with pytest.raises(InputError, match="not a run folder"):
        result.save(tmp_path / "letters", report=False)
    assert (tmp_path / "letters" / "dear.txt").read_text() == "keep me"


def test_opening_something_else_says_what_is_there(result, tmp_path, monkeypatch):
    monkeypatch.setenv("PASSERELLE_OUTPUTS", str(tmp_path))
    result.save(report=False)
    with pytest.raises(InputError, match=result.run_key):
        open_run(tmp_path / "nowhere")


def test_an_interrupted_run_says_so_wherever_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("sim.report.build.FIGURES", ())
    cut = made_up.result(months=30, asked=120)
    assert cut.partial()
    folder = cut.save(tmp_path / "run")
    assert open_run(folder).partial()
    assert json.loads((folder / "manifest.json").read_text())["months_done"] == 30
    assert "was interrupted" in (folder / "report.html").read_text("utf-8")


def _crash(*_args, **_kwargs):
    raise OSError("disk full")
