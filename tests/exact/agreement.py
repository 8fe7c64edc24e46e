"""What every test of an exact case says: all comparisons hold."""

from collections.abc import Iterable

from sim.experiments.exact.contract import Check


def assert_agreement(checks: Iterable[Check], least: int = 1) -> list[Check]:
    """Theory and simulation agree in every comparison, and there are at least so many."""
    made = list(checks)
    assert len(made) >= least
    beyond = [
        f"{c.what} ({c.parameters}): {c.expected:.6g} expected, {c.simulated:.6g} found" for c in made if not c.passes
    ]
    assert not beyond
    return made
