"""Phases of textbook limits, which an option of ``conf/theory`` may put into the month in place of the model's own.

Every module of this folder names its phases in ``PHASES`` and is found by itself.
"""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any


def phases() -> dict[str, Callable[[Any], None]]:
    """Name -> phase, of all limits."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    return {phase.__name__: phase for module in modules for phase in getattr(module, "PHASES", ())}
