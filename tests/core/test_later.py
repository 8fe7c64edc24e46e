"""Libraries that a run needs late are loaded late, and are then the ordinary ones."""

import json
import subprocess
import sys

LOADED = """
import json, sys
import sim
sim.LabourMarket
from sim.core.later import _Postponed
print(json.dumps([n for n in {names!r} if n in sys.modules and type(sys.modules[n]) is not _Postponed]))
"""
USED = """
import json, sys
import sim.core
import pandas
from mesa.discrete_space import OrthogonalMooreGrid
import networkx.algorithms
home, total = OrthogonalMooreGrid.__module__, int(pandas.DataFrame({"a": [1, 2]}).a.sum())
edges = networkx.path_graph(3).number_of_edges()
kinds = sorted({type(sys.modules[n]).__name__ for n in ("pandas", "networkx", "mesa.discrete_space")})
print(json.dumps([home.startswith("mesa.discrete_space"), total, edges, kinds]))
"""
THREADS = """
from concurrent.futures import ThreadPoolExecutor
import sim.core, pandas
with ThreadPoolExecutor(8) as pool:
    print(len(set(pool.map(lambda _: pandas.DataFrame, range(8)))))
"""


def in_a_process(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_the_model_is_imported_without_libraries_that_it_does_not_need_to_run():
    names = ["pandas", "networkx", "scipy.spatial", "matplotlib", "jinja2", "hydra", "rich", "pyarrow.dataset"]
    assert json.loads(in_a_process(LOADED.format(names=names))) == []


def test_a_postponed_library_is_the_ordinary_one_at_its_first_use():
    assert json.loads(in_a_process(USED)) == [True, 3, 2, ["module"]]


def test_threads_that_ask_at_once_find_it_complete():
    assert in_a_process(THREADS).strip() == "1"
