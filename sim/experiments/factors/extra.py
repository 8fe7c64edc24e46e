"""Libraries of the extra ``analysis``, loaded when they are needed."""

import importlib
from typing import Any

from sim.core.errors import InputError


def load(module: str) -> Any:
    """A module of the extra, or one message that says how to install it.

    >>> load("no_such_library")
    Traceback (most recent call last):
    sim.core.errors.InputError: this analysis needs no_such_library, which is not installed: uv sync --extra analysis
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        name = module.partition(".")[0]
        if (error.name or "").partition(".")[0] != name:
            raise
        message = f"this analysis needs {name}, which is not installed: uv sync --extra analysis"
        raise InputError(message) from None
