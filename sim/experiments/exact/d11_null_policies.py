"""Policies that do nothing change nothing, bit for bit.

Played by the month: a world with a policy of no intensity, for nobody, taken up by nobody or not yet begun, and a world
with a levy that is paid back at once without a claim, beside the world without policy. Same seeds; the figure is the
number of registers of people, firms, providers and households, and of recorded indicators, that differ in any bit. A
levy that is paid back also leaves the balance of every account as it was in every month.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

import sim
from sim.experiments.exact.contract import Check, exactly

CASE = "D11"
PEOPLE, MONTHS = 1000, 13
CHOICES = {
    "levy_revenue_only": "financing=[levy_revenue_only]",
    "public_places_block": "financing=[public_places_block]",
    "stipend": "inclusion=[stipend]",
    "transport_allowance": "inclusion=[transport_allowance]",
    "hiring_subsidy": "services=[hiring_subsidy]",
}
STORES = (("people", "pid"), ("firms", "fid"), ("providers", "rid"), ("households", "hid"))


def nulls(name: str, choice: str) -> dict[str, tuple[str, ...]]:
    """Ways in which a policy does nothing."""
    entry = f"instruments.{name}"
    ways: dict[str, tuple[str, ...]] = {"intensity 0": (choice, f"{entry}.intensity=0")}
    if name in ("levy_revenue_only", "public_places_block"):
        ways["not yet begun"] = (choice, f"{entry}.start={MONTHS}")
    else:
        ways["for nobody"] = (choice, f"{entry}.target={{age:15-16,education:tertiary}}")
        ways["taken up by nobody"] = (choice, f"{entry}.take_up=0")
    return ways


def rebates() -> dict[str, tuple[str, ...]]:
    """Levies of several rates and thresholds, all paid back."""
    entry, choice = "instruments.levy_rebate", "financing=[levy_rebate]"
    return {
        f"levy {rate:.1%} of firms from {size} workers, paid back": (
            choice, f"{entry}.rate={rate}", f"{entry}.threshold={size}",
        )
        for rate, size in ((0.01, 10), (0.035, 1), (0.2, 5))
    }  # fmt: skip


def lived(*words: str) -> Any:
    """A world after its months."""
    from sim.model import LabourMarket  # here, because Mesa takes seconds to import

    model = LabourMarket(sim.configure(f"people={PEOPLE}", f"months={MONTHS}", *words))
    model.run_for(MONTHS)
    return model


def registers(model: Any) -> dict[str, np.ndarray]:
    """All columns of the living by persistent id, and what the recorder counted."""
    found = {"indicators": model.recorder.counts, "indicators of the economy": model.recorder.model_values}
    for store, ident in STORES:
        columns = getattr(model, store)
        ids = getattr(columns, ident)
        alive = np.flatnonzero(ids != 0)
        order = alive[np.argsort(ids[alive], kind="stable")]
        found |= {f"{store}.{name}": getattr(columns, name)[order] for name in columns._fields}
    return found


def differing(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> list[str]:
    """Names of the registers that differ in any bit."""
    return [name for name, column in one.items() if column.tobytes() != other[name].tobytes()]


def cases() -> Iterator[Check]:
    without = lived()
    before, balances = registers(without), np.array(without.ledger.balances)
    what = "registers that differ from the world without policy"
    for name, choice in CHOICES.items():
        for way, words in nulls(name, choice).items():
            found = len(differing(before, registers(lived(*words))))
            yield exactly(CASE, what, "month", f"{name}, {way}", 0, found, 0.0)
    for way, words in rebates().items():
        model = lived(*words)
        yield exactly(CASE, what, "month", way, 0, len(differing(before, registers(model))), 0.0)
        moved = np.abs(np.array(model.ledger.balances) - balances).max()
        yield exactly(CASE, "largest change of a balance, 1e-6 W", "month", way, 0, moved, 0.0)
