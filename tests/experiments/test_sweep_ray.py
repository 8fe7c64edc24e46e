"""A sweep on two Ray nodes of one machine is the sweep of one process, bit for bit."""

import os
import sys
from pathlib import Path

import fake_sweep
import pandas as pd
import pytest

from sim.experiments.sweep import plan, sweep

os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
ray = pytest.importorskip("ray", reason="extra ray")


@pytest.fixture(scope="module")
def two_nodes(tmp_path_factory):
    """A cluster of two nodes with one processor each, and this process connected to it."""
    from ray.cluster_utils import Cluster

    path = os.pathsep.join([str(Path(fake_sweep.__file__).parent), *sys.path])
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, runtime_env={"env_vars": {"PYTHONPATH": path}}, log_to_driver=False)
    yield cluster
    ray.shutdown()
    cluster.shutdown()


@pytest.mark.slow
def test_two_nodes_give_the_tables_of_one_process(two_nodes, tmp_path):
    assert len([n for n in ray.nodes() if n["Alive"]]) == 2
    made = plan("people=1000", "months=6", "seed=range(60)", work="fake_sweep:good", keep="panel")
    alone = sweep(made, workers=0, out=tmp_path / "alone")
    found = sweep(made, engine="ray", out=tmp_path / "ray")
    assert found.counts() == {"ok": 60}
    pd.testing.assert_frame_equal(alone.summary, found.summary)
    pd.testing.assert_frame_equal(alone.months("x"), found.months("x"))


@pytest.mark.slow
def test_a_run_that_kills_its_process_costs_no_other_run(two_nodes, tmp_path):
    made = plan("people=1000", "months=6", "seed=range(70,80)", work="fake_sweep:live")
    found = sweep(made, engine="ray", out=tmp_path / "ray")
    assert found.counts() == {"ok": 9, "crashed": 1}
    assert found.runs.set_index("seed")["status"][fake_sweep.KILLS] == "crashed"


@pytest.mark.slow
def test_real_worlds_are_the_same(two_nodes, tmp_path):
    """Six worlds of 1,000 people for three months."""
    made = plan("people=1000", "months=3", "seed=range(6)")
    alone = sweep(made, workers=0, out=tmp_path / "alone")
    found = sweep(made, engine="ray", out=tmp_path / "ray")
    pd.testing.assert_frame_equal(alone.summary, found.summary)
