"""Run as a program: live twelve months with 500 people and save all columns and the panel to a file."""

import sys

import numpy as np

import sim
from sim.core.columns import columns_of
from sim.model import LabourMarket


def columns_and_panel() -> dict[str, np.ndarray]:
    """Every column of every kind of agent, and the counts of the indicators, after a year."""
    model = LabourMarket(sim.configure("country=ghana", "people=500", "months=12", "seed=3", "checks=on"))
    model.run_for(12)
    found = {
        f"{kind.__name__}.{name}": store.arrays[name][: store.n]
        for kind, store in model._stores.items()
        for name in columns_of(kind)
    }
    recorder = model.recorder
    return found | {"counts": recorder.counts, "model_values": recorder.model_values}


if __name__ == "__main__":
    np.savez(sys.argv[1], **columns_and_panel())
