"""A stored kernel is thrown away when its file, or a file that it imports, has changed."""

import doctest

import pytest

from sim.core import stale
from sim.core.stale import discard_stale_kernels


@pytest.fixture
def package(tmp_path, monkeypatch):
    """market.py calls a rule of pay.py; report.py has no kernel."""
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    folder = tmp_path / "sim"
    (folder / "rules" / "__pycache__").mkdir(parents=True)
    (folder / "rules" / "market.py").write_text("from numba import njit\nfrom sim.rules.pay import rule\n")
    (folder / "rules" / "pay.py").write_text("from numba import njit\n")
    (folder / "rules" / "search.py").write_text("from numba import njit\n")
    (folder / "report.py").write_text("")
    discard_stale_kernels(folder)
    return folder


def stored(folder) -> list[str]:
    return sorted(f.name for f in (folder / "rules" / "__pycache__").iterdir())


def test_examples_in_the_documentation_hold():
    assert doctest.testmod(stale).failed == 0


def test_a_change_of_a_called_rule_discards_the_kernels_that_call_it_and_no_others(package):
    for name in ("market.match-1.py312.nbi", "market.match-1.py312.1.nbc", "search.seek-1.py312.nbi"):
        (package / "rules" / "__pycache__" / name).touch()
    assert discard_stale_kernels(package) == []
    (package / "rules" / "pay.py").write_text("from numba import njit\n# another rule\n")
    assert sorted(discard_stale_kernels(package)) == ["sim.rules.market", "sim.rules.pay"]
    assert stored(package) == ["search.seek-1.py312.nbi"]
    assert discard_stale_kernels(package) == []


def test_a_change_elsewhere_discards_nothing(package):
    (package / "report.py").write_text("# another page\n")
    assert discard_stale_kernels(package) == []


def test_kernels_stored_elsewhere_are_left_to_their_owner(package, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(package))
    (package / "rules" / "pay.py").write_text("from numba import njit\n# another rule\n")
    assert discard_stale_kernels(package) == []
