"""A small labour market for tests of the whole month."""

from typing import Any

import numpy as np

import sim

POLICIES = {
    "none": (),
    "levy": ("financing=[levy_revenue_only]",),
    "public_places_block": ("financing=[public_places_block]",),
    "stipend": ("inclusion=[stipend]",),
    "transport_allowance": ("inclusion=[transport_allowance]",),
    "hiring_subsidy": ("services=[hiring_subsidy]",),
    "all": (
        "financing=[levy_revenue_only,public_places_block]",
        "inclusion=[stipend,transport_allowance]",
        "services=[hiring_subsidy]",
    ),
}


def market(*words: str, months: int = 24, people: int = 2000) -> Any:
    return sim.LabourMarket(sim.configure(f"people={people}", f"months={months}", *words))


def lived(*words: str, months: int = 24, people: int = 2000) -> Any:
    """A market that has lived through its months."""
    model = market(*words, months=months, people=people)
    model.run_for(months)
    return model


def registers(model: Any) -> dict[str, np.ndarray]:
    """All columns of people, firms, providers and households, of the living, ordered by their ids."""
    found = {}
    for store, ident in (("people", "pid"), ("firms", "fid"), ("providers", "rid"), ("households", "hid")):
        columns = getattr(model, store)
        ids = getattr(columns, ident)
        alive = np.flatnonzero(ids != 0)
        order = alive[np.argsort(ids[alive], kind="stable")]
        for name in columns._fields:
            found[f"{store}.{name}"] = getattr(columns, name)[order]
    return found


def differing(a: Any, b: Any) -> list[str]:
    """Names of tables and columns in which two markets differ, bit for bit."""
    wrong = [] if a.recorder.panel().equals(b.recorder.panel()) else ["panel"]
    wrong += [] if a.ledger.table().equals(b.ledger.table()) else ["ledger"]
    left, right = registers(a), registers(b)
    return wrong + [name for name in left if left[name].tobytes() != right[name].tobytes()]
