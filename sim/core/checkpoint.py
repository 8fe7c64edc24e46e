"""Checkpoints: a model in one file, from which it goes on to the bit, in this process or in another.

A file holds a line that says what it is, a line of JSON (class, time, versions, hash of the rules), and a pickle.
"""

import hashlib
import inspect
import json
import operator
import os
import pickle
import platform
import warnings
from pathlib import Path
from typing import Any

import mesa
import numpy as np

from sim.core.errors import InputError
from sim.core.stale import PACKAGE, sources

MAGIC = b"passerelle checkpoint 1\n"
NO_RULES = ("doors", "report", "viz", "web", "experiments", "__main__")
"""Rooms that read a model and do not move it."""


class WithParameters:
    """A reporter given as a list of a function and its parameters."""

    def __init__(self, function: Any, parameters: Any) -> None:
        self.function, self.parameters = function, parameters

    def __call__(self, agent: Any) -> Any:
        return self.function(agent, *self.parameters)


def make_portable(collector: Any) -> None:
    """Put in the place of the local functions that Mesa makes of agent attributes others that can be saved."""
    for group in (collector.agent_reporters, *collector.agenttype_reporters.values()):
        for name, reporter in group.items():
            if getattr(reporter, "__module__", "") != mesa.DataCollector.__module__:
                continue
            made_of = inspect.getclosurevars(reporter).nonlocals
            if "attribute_name" in made_of:
                group[name] = operator.attrgetter(made_of["attribute_name"])
            elif "func" in made_of and "params" in made_of:
                group[name] = WithParameters(made_of["func"], made_of["params"])


def check_reporters(collector: Any) -> None:
    """Raise for a reporter that cannot be saved, by its name."""
    groups = (collector.model_reporters, collector.agent_reporters, *collector.agenttype_reporters.values())
    for name, reporter in (item for group in groups for item in group.items()):
        function = getattr(reporter, "function", None) or (reporter[0] if isinstance(reporter, list) else reporter)
        if "<" in getattr(function, "__qualname__", ""):  # <lambda> or <locals>
            raise TypeError(
                f"this model cannot be saved: reporter '{name}' of the data collector is a lambda or a local function; "
                "give a function defined at module level, or the name of an attribute"
            )


def rules_hash() -> str:
    """Hash of all code that moves a model."""
    text = hashlib.sha256()
    for name, code in sorted(sources(PACKAGE).items()):
        if not any(room in name.split(".")[1:2] for room in NO_RULES):
            text.update(name.encode() + code.encode())
    return text.hexdigest()


def write(model: Any, path: Path) -> Path:
    """Write ``model`` to ``path``; a file is replaced only when the new one is complete."""
    from sim import __version__

    try:
        state = pickle.dumps(model, protocol=5)
    except (pickle.PicklingError, AttributeError) as error:
        raise TypeError(
            f"this model cannot be saved: {error}. What it holds, its events and reporters among them, must be "
            "defined at module level."
        ) from error
    facts = {
        "class": _name(type(model)), "time": model.time, "passerelle": __version__, "rules": rules_hash(),
        "python": platform.python_version(), "mesa": mesa.__version__, "numpy": np.__version__,
    }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(MAGIC + json.dumps(facts).encode() + b"\n" + state)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
    return path


def read(kind: Any, path: Path) -> Any:
    """The model of class ``kind`` in ``path``; warns if other code wrote it."""
    if not path.is_file():
        raise InputError(f"{path}: there is no such file. Write one with model.save(path).")
    with path.open("rb") as file:
        if file.readline() != MAGIC:
            raise InputError(f"{path} is not a checkpoint. Checkpoints are written by model.save(path).")
        facts = json.loads(file.readline())
        if facts["class"] not in {_name(k) for k in (kind, *_heirs(kind))}:
            raise InputError(f"{path} holds a {facts['class']}, not a {_name(kind)}.")
        now = {"rules": rules_hash(), "mesa": mesa.__version__, "numpy": np.__version__}
        if changed := [name for name, value in now.items() if facts[name] != value]:
            warnings.warn(
                f"{path} was written with other {' and '.join(changed)}: it goes on, but not to the bit as it would "
                "have then",
                stacklevel=3,
            )
        return pickle.load(file)


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _heirs(kind: type) -> list[type]:
    direct: list[type] = kind.__subclasses__()
    return direct + [heir for child in direct for heir in _heirs(child)]
