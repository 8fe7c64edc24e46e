"""Following a model from outside: what is kept, and what an interruption keeps."""

from types import SimpleNamespace

import made_up
import numpy as np
import pandas as pd
import pytest

from sim.experiments.provenance import manifest, run_key
from sim.experiments.runs import follow


@pytest.fixture(autouse=True)
def no_published_figures(monkeypatch):
    """The made-up country has no facts."""
    monkeypatch.setattr("sim.experiments.runs.published_figures", lambda config: [])


INDICATORS = [SimpleNamespace(name=n, label=label, unit="share") for n, (label, *_) in made_up.RATES.items()]


class SmallModel:
    """Three persons, of whom one more has a job each month; stops a run where it is told to."""

    def __init__(self, interrupt_in: int | None = None) -> None:
        from sim.agents.worker import People, Worker
        from sim.core.columns import columns_of

        self.people = People(*(column.empty(3) for column in columns_of(Worker).values()))
        self.people.pid[:] = [1, 2, 3]
        self.month, self.interrupt_in, self.config = 0, interrupt_in, made_up.config(months=3)
        self.series, self.parameters = {"vacancies": []}, made_up.PARAMETERS
        self.recorder = SimpleNamespace(panel=lambda: made_up.panel(self.month + 1), indicators=INDICATORS)
        self.ledger = SimpleNamespace(table=lambda: made_up.ledger(self.month + 1))

    def step(self) -> None:
        self.series["vacancies"].append(1.0)
        if self.month == self.interrupt_in:
            raise KeyboardInterrupt
        self.people.job[self.month] = 7
        self.month += 1


def test_every_month_is_told_and_kept():
    told: list[int] = []
    result = follow(SmallModel(), 3, told.append)
    assert told == [1, 2, 3]
    assert not result.partial()
    assert result.flows.loc[result.flows["origin"] != result.flows["destination"], "persons"].tolist() == [1, 1, 1]
    assert result.manifest["months_done"] == 3


def test_an_interruption_keeps_the_complete_months_and_nothing_of_the_broken_one():
    result = follow(SmallModel(interrupt_in=2), 3)
    assert result.partial() and result.manifest["months_done"] == 2
    for table in (result.panel, result.ledger, result.flows, result.series):
        assert table["month"].max() == 1
    assert set(result.panel["run_key"]) == {result.run_key}


def test_an_interruption_before_the_first_month_keeps_nothing():
    with pytest.raises(KeyboardInterrupt):
        follow(SmallModel(interrupt_in=0), 3)


def test_an_error_in_the_model_is_not_hidden(monkeypatch):
    monkeypatch.setattr(SmallModel, "step", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        follow(SmallModel(), 3)


def test_indicators_are_national_and_null_where_nobody_is_counted(result):
    assert result.indicators()["neet_rate"] == pytest.approx(26, abs=1)
    result.summary.loc[result.summary["indicator"] == "neet_rate", "value"] = np.nan
    assert result.indicators()["neet_rate"] is None


def test_a_notebook_shows_the_key_figures(result):
    shown = result._repr_html_()
    assert "20,000 people" in shown and "NEET" in shown and "<table" in shown


def test_the_table_has_every_published_figure(result):
    shown = result.table()
    assert set(zip(shown["indicator"], shown["group"])) >= {(t.indicator, t.group) for t in made_up.targets()}


def test_the_key_changes_with_the_seed_and_only_with_content():
    assert run_key(made_up.config(seed=1)) != run_key(made_up.config(seed=2))
    shuffled = SimpleNamespace(**dict(reversed(list(vars(made_up.config()).items()))))
    assert run_key(shuffled) == run_key(made_up.config())


def test_the_manifest_tells_how_to_make_the_run_again():
    told = manifest(made_up.config())
    assert told["command"] == "sim run baseline country=ghana people=20000 months=120 seed=1"
    assert {"python", "platform", "versions", "config_sha256", "lock_sha256", "seed", "weight"} <= set(told)
    assert isinstance(pd.Series(told["versions"])["numpy"], str)
