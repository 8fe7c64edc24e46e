"""``sim sweep`` as a person types it: refused before anything is written, resumed, and honest about what failed."""

import json

import pytest

from sim.__main__ import main

SMALL = ["people=500", "months=2"]
BAD = [
    (["country=ghana,gana"], "Did you mean 'ghana'"),
    ([*SMALL, "seed=range(3)", "--shard", "5/4"], "shard 5/4"),
    ([*SMALL, "seed=range(3)", "--shard", "half"], "k/n is expected"),
    ([*SMALL, "--workers", "-1"], "--workers: must be at least 1"),
    ([*SMALL, "--address", "auto"], "only with --engine ray"),
    (["economy.search.applications=interval(1,2)", "--sample", "sobol"], "needs a number of points"),
    ([*SMALL, "--worker", "2", "--dryrun"], "Did you mean '--dry-run'"),
]


@pytest.mark.parametrize(("words", "said"), BAD, ids=[said for _, said in BAD])
def test_wrong_input_is_one_message_and_nothing_is_written(words, said, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("PASSERELLE_OUTPUTS", str(tmp_path))
    assert main(["sweep", *words]) == 2
    out, err = capsys.readouterr()
    assert out == "" and said in err and "Traceback" not in err
    assert not list(tmp_path.iterdir())


def test_a_dry_run_counts_and_writes_nothing(capsys, tmp_path):
    words = ["sweep", *SMALL, "seed=range(7)", "--dry-run", "--json", "--out", str(tmp_path / "sweep")]
    assert main([*words, "--keep", "panel"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["runs"] == 7 and told["there"] == 0 and told["seconds"] > 0 and told["bytes"] > 0
    assert not (tmp_path / "sweep").exists()


def test_shards_make_the_whole_and_hydras_habit_finds_it_there(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("PASSERELLE_OUTPUTS", str(tmp_path))
    words = [*SMALL, "seed=range(5)", "--workers", "0", "--quiet", "--json"]
    lived = 0
    for shard in ("1/2", "2/2"):
        assert main(["sweep", *words, "--shard", shard]) == 0
        lived += json.loads(capsys.readouterr().out)["ok"]
    assert main(["-m", *words]) == 0
    told = json.loads(capsys.readouterr().out)
    assert lived == 5 and told["skipped"] == 5 and told["ok"] == 0


def test_runs_that_fail_end_in_exit_code_4(capsys, tmp_path, monkeypatch):
    from sim.experiments.sweep import desk

    def one(self, spec, own=desk.Desk.one):
        self.work = unlucky if spec.values["seed"] == 1 else good
        return own(self, spec)

    monkeypatch.setattr(desk.Desk, "one", one)
    words = ["sweep", *SMALL, "seed=range(3)", "--workers", "0", "--out", str(tmp_path / "sweep")]
    assert main([*words, "--json"]) == 4
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["ok"], told["failed"]) == (2, 1) and told["failures"][0]["message"] == "ValueError: no luck"
    assert "ValueError: no luck" in err and "--retry-failed" in err
    assert main([*words, "--quiet"]) == 4  # it is still not there


def unlucky(*_):
    raise ValueError("no luck")


def good(config, *_):
    import numpy as np

    from sim.experiments.sweep.live import Lived

    return Lived({"group": np.array(["all"], dtype=object), "x": np.array([1.0])})


def test_the_ready_designs_are_listed(capsys):
    assert main(["sweep", "--json"]) == 0
    assert {"levy_in_six_countries", "hiring_subsidy_designs"} <= {
        r["design"] for r in json.loads(capsys.readouterr().out)
    }
