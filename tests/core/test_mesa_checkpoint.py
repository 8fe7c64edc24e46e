"""A model saved and loaded goes on to the bit: in this process, in another, with every policy, with waiting events."""

import functools
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import mesa
import numpy as np
import pytest
from column_people import Person, Town, market

import sim
from sim.config import places
from sim.core.checkpoint import MAGIC
from sim.core.errors import InputError

GO_ON = """
import sys
from test_mesa_checkpoint import fingerprint
import sim
model = sim.LabourMarket.load(sys.argv[1])
model.run_for(int(sys.argv[2]))
print(fingerprint(model))
"""

IN_ORDER = """
import functools, sys
from test_mesa_checkpoint import note
from column_people import Town
town = Town.load(sys.argv[1])
town.schedule_event(functools.partial(note, town, "c"), at=2.0)
town.run_until(2)
print(*town.said)
"""


def fingerprint(model):
    """One hash of every column, the counts of all indicators, every payment, and the flows of people."""
    text = hashlib.sha256()
    for kind, store in model._stores.items():
        for name, array in {**store.arrays, "uid": store.uid}.items():
            text.update(f"{kind.__name__}.{name}".encode() + array[: store.n].tobytes())
    recorder = model.recorder
    for array in (recorder.counts, recorder.model_values, recorder.medians, model.ledger.rows(), *model.flow_history):
        text.update(np.ascontiguousarray(array).tobytes())
    text.update(repr(sorted(model.series.items())).encode())
    return text.hexdigest()


def in_another_process(code, *words):
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent), "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        capture_output=True, text=True, env=environment, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def every_policy():
    return [f"{g}=[{','.join(names)}]" for g, names in places.groups().items() if g in places.POLICY_GROUPS]


@pytest.mark.parametrize("words", [(), tuple(every_policy())], ids=["none", "every policy"])
def test_resumed_is_uninterrupted_here_and_in_another_process(words, tmp_path):
    model = sim.LabourMarket(sim.configure("people=1000", "months=14", *words))
    model.run_for(5)
    file = model.save(tmp_path / "deep" / "month5.sim")
    model.run_for(9)
    whole = fingerprint(model)
    resumed = sim.LabourMarket.load(file)
    assert resumed.month == 5 and fingerprint(resumed) != whole
    resumed.run_for(4)
    resumed = sim.LabourMarket.load(resumed.save(tmp_path / "month9.sim"))  # twice
    resumed.run_for(5)
    assert fingerprint(resumed) == whole
    assert resumed.recorder.panel().equals(model.recorder.panel())
    assert resumed.ledger.table().equals(model.ledger.table())
    if words:
        assert in_another_process(GO_ON, file, 9) == whole
    assert list(tmp_path.glob(".*")) == []  # no draft is left behind


def note(town, word):
    town.said.append(word)


def test_events_of_one_time_keep_their_order_in_another_process(tmp_path):
    town, _ = market(2)
    town.said = []
    for _ in range(50):
        town.schedule_event(functools.partial(note, town, "late"), at=9.0)  # high numbers for those that matter
    for word in "ab":
        town.schedule_event(functools.partial(note, town, word), at=2.0)
    assert in_another_process(IN_ORDER, town.save(tmp_path / "town.sim")) == "a b c"


def test_what_cannot_be_saved_says_why_and_leaves_the_older_file(tmp_path):
    town, _ = market(2)
    file = town.save(tmp_path / "town.sim")
    before = file.read_bytes()
    town.datacollector = mesa.DataCollector(model_reporters={"n": lambda m: len(m.agents)})
    with pytest.raises(TypeError, match="reporter 'n' of the data collector is a lambda"):
        town.save(file)
    del town.datacollector
    town.schedule_event(functools.partial(lambda: None), at=3.0)
    with pytest.raises(TypeError, match="must be defined at module level"):
        town.save(file)
    assert file.read_bytes() == before and len(list(tmp_path.iterdir())) == 1


def test_a_file_that_is_no_checkpoint_is_refused(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        Town.load(tmp_path / "none.sim")
    (tmp_path / "other.sim").write_text("people,pay\n")
    with pytest.raises(InputError, match="not a checkpoint"):
        Town.load(tmp_path / "other.sim")
    town, _ = market(2)
    file = town.save(tmp_path / "town.sim")
    with pytest.raises(InputError, match=r"holds a column_people.Town, not a sim.model.LabourMarket"):
        sim.LabourMarket.load(file)
    assert type(sim.LabourMarket.__mro__[1].load(file)) is Town


def test_a_file_of_other_code_is_loaded_with_a_warning(tmp_path):
    town, _ = market(3)
    file = town.save(tmp_path / "town.sim")
    magic, facts, rest = file.read_bytes().split(b"\n", 2)
    assert magic + b"\n" == MAGIC
    file.write_bytes(b"\n".join([magic, facts.replace(b'"rules": "', b'"rules": "x'), rest]))
    with pytest.warns(UserWarning, match="written with other rules"):
        other = Town.load(file)
    assert len(other.agents_by_type[Person]) == 3
