"""A process that starts where others have run before compiles nothing."""

import json
import subprocess
import sys

MONTHS = """
import json, sys
from numba.core import event
import sim

class Watch(event.Listener):
    def on_start(self, event): compiled.append(event.data["dispatcher"].py_func.__qualname__)
    def on_end(self, event): pass

compiled = []
event.register("numba:compile", Watch())
model = sim.LabourMarket(sim.configure("people=1000", "months=13", "seed=2", *sys.argv[1:]))
model.run_for(13)
model.recorder.panel()
print(json.dumps(compiled))
"""
POLICIES = ("financing=[public_places_block]", "inclusion=[stipend,transport_allowance]", "services=[hiring_subsidy]")


def compiled(*words: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", MONTHS, *words], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def test_no_kernel_is_compiled_twice():
    compiled(*POLICIES)
    assert compiled(*POLICIES) == []
