"""Passerelle: who moves from school to work, under which training policy, and who pays for it.

    import sim
    config = sim.configure("country=ghana", "people=20000", "seed=1")
    model = sim.LabourMarket(config)      # a mesa.Model
    result = sim.run(config)              # .panel, .summary, .ledger, .save(path)

Names are loaded when they are first used, so that ``import sim`` and the command line start at once.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_WHERE = {
    "configure": ("sim.config.configure", "configure"),
    "Config": ("sim.config.model", "Config"),
    "LabourMarket": ("sim.model", "LabourMarket"),
    "compare": ("sim.experiments.compare.comparison", "compare"),
    "run": ("sim.experiments.runs", "run"),
    "open": ("sim.experiments.saved", "open_any"),
}

__all__ = ["Config", "LabourMarket", "__version__", "compare", "configure", "open", "run"]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        module, attribute = _WHERE[name]
        return getattr(import_module(module), attribute)
    raise AttributeError(f"module 'sim' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
