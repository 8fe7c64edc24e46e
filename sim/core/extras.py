"""Libraries of the extras, loaded when they are needed."""

import importlib
from typing import Any

from sim.core.errors import InputError


def load(module: str, extra: str, what: str) -> Any:
    """A module that ``extra`` installs and ``what`` needs, or one message that says how to get it."""
    name = module.partition(".")[0]
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != name:
            raise
        raise InputError(
            f"{what} needs {name}, of the extra '{extra}': uv sync --extra {extra}, or pip install "
            f"'passerelle[{extra}]'."
        ) from None
