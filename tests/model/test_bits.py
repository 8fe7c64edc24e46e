"""The rules give the same bits when they are compiled and when plain Python runs them."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

PROGRAM = Path(__file__).with_name("months_of_a_small_model.py")


def run(where: Path, **environment: str) -> dict[str, np.ndarray]:
    subprocess.run([sys.executable, str(PROGRAM), str(where)], check=True, env=os.environ | environment, timeout=1200)
    with np.load(where) as saved:
        return {name: saved[name] for name in saved.files}


@pytest.mark.slow
def test_compiled_and_plain_rules_agree_bit_for_bit(tmp_path):
    compiled = run(tmp_path / "compiled.npz")
    plain = run(tmp_path / "plain.npz", NUMBA_DISABLE_JIT="1")
    different = [name for name in compiled if compiled[name].tobytes() != plain[name].tobytes()]
    assert different == []
