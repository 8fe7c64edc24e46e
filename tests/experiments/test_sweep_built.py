"""A population taken from memory lives the same months as one that was built for the run."""

import pandas as pd
import pytest

import sim
from sim.experiments.sweep.built import Populations


@pytest.mark.parametrize("words", [(), ("inclusion=[stipend]", "services=[hiring_subsidy]")], ids=["none", "policy"])
def test_the_third_run_of_a_population_is_the_run_alone(words):
    """1,000 people for fourteen months: every count and every payment, to the bit."""
    kept = Populations()
    configs = [sim.configure("people=1000", "months=14", f"seed={seed}", *words) for seed in (1, 2, 3)]
    models = [kept.model(config) for config in configs]
    alone = sim.LabourMarket(configs[2])
    models[2].run_for(14)
    alone.run_for(14)
    pd.testing.assert_frame_equal(models[2].recorder.panel(), alone.recorder.panel())
    pd.testing.assert_frame_equal(models[2].ledger.table(), alone.ledger.table())
    assert models[2].config.seed == models[2].seed == 3 and models[2].rng.random() == alone.rng.random()
    assert models[2].random.random() == alone.random.random()


def test_another_population_is_not_taken_for_the_last_one():
    kept = Populations()
    one = sim.configure("people=500", "months=2")
    for config in (one, one, one.changed(population_seed=2), one.changed(population_seed=2)):
        model = kept.model(config)
        assert (model.people.birth[:50] == sim.LabourMarket(config).people.birth[:50]).all()
