"""How kernels are compiled: they give back what memory they take, and no row that they read is out of bounds."""

import gc
import os
import subprocess
import sys

import pytest
from numba import config
from numba.core.runtime import _nrt_python, rtsys

import sim
from sim.model import LabourMarket

WORLD = ["country=ghana", "people=2000", "services=hiring_subsidy", "financing=levy_grant", "inclusion=stipend"]


def _arrays_alive() -> int:
    """Arrays made by compiled code that somebody still holds."""
    gc.collect()
    stats = rtsys.get_allocation_stats()
    return int(stats.mi_alloc - stats.mi_free)


@pytest.mark.skipif(bool(config.DISABLE_JIT), reason="looks at compiled code")
def test_kernels_give_back_the_memory_that_they_take():
    _nrt_python.memsys_enable_stats()
    try:
        m = LabourMarket(sim.configure(*WORLD, "months=24"))
        m.run_for(12)
        before, made = _arrays_alive(), rtsys.get_allocation_stats().mi_alloc
        m.run_for(12)
        assert rtsys.get_allocation_stats().mi_alloc > made + 1000
        assert _arrays_alive() == before
    finally:
        _nrt_python.memsys_disable_stats()


@pytest.mark.slow
@pytest.mark.skipif(bool(config.DISABLE_JIT), reason="looks at compiled code")
def test_no_row_is_out_of_bounds(tmp_path):
    """Negative rows included, which compiled code of this package does not count from the end."""
    lives = "import sys, sim; from sim.model import LabourMarket as L; L(sim.configure(*sys.argv[1:])).run_for(14)"
    checked = os.environ | {"NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", lives, *WORLD, "months=14"], env=checked, check=True, timeout=900)
