"""The benchmark of sweeps runs, and tells the parts of the time apart."""

import json

import pytest

from benchmarks import sweep


@pytest.mark.slow
def test_a_small_sweep_is_measured_beside_a_bare_pool(capsys):
    sweep.main(["--runs", "4", "--people", "500", "--months", "2", "--workers", "1", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["sweep"]["runs"] > 0 and told["bare_pool"]["runs"] > 0 and told["bytes_a_run"] > 0
    assert told["above_bare_pool_ms"] == pytest.approx(
        told["sweep"]["around"] + told["sweep"]["driver"] - told["bare_pool"]["around"] - told["bare_pool"]["driver"]
    )


def test_time_between_runs_is_told_from_time_in_runs(tmp_path):
    """Two runs of 2 s in one process with 1 s between them, one of 3 s in another, half a second to plan."""
    (tmp_path / "1.txt").write_text("10.0 12.0\n13.0 15.0\n")
    (tmp_path / "2.txt").write_text("0.0 3.0\n")
    cost = sweep.read_notes(tmp_path, 3, 0.5)
    assert cost.runs == pytest.approx(7000 / 3) and cost.above == pytest.approx(1500 / 3)
