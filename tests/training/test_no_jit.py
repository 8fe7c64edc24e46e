"""Compiled and plain Python give the same bits."""

import os
import subprocess
import sys
from pathlib import Path

CODE = """
import hashlib
from test_choice import year
w = year(3)
h = hashlib.sha256()
for table in (w.people, w.providers, w.households, w.firms):
    for column in table:
        h.update(column.tobytes())
h.update(w.ledger.rows().tobytes())
print(h.hexdigest())
"""


def digest(disable):
    here = Path(__file__).parent
    env = {**os.environ, "NUMBA_DISABLE_JIT": disable, "PYTHONPATH": f"{here}:{here.parents[1]}"}
    done = subprocess.run([sys.executable, "-c", CODE], env=env, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_fourteen_months_are_the_same_compiled_and_plain():
    assert digest("1") == digest("0") != ""
