"""Parameters as configured, and columns of a few people and firms, for tests of the labour market."""

from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np

import sim
from sim.agents.firm import Firm
from sim.agents.worker import Worker
from sim.core.columns import columns_of


@cache
def configured() -> Any:
    """The configuration of Ghana."""
    return sim.configure("country=ghana", "people=500", "months=1")


def parameters(section: str, **changes: float) -> Any:
    return getattr(configured().parameters, section)._replace(**changes)


def columns(kind: type, n: int, **values: Any) -> Any:
    """``n`` rows at the defaults, with ``values`` (scalars or arrays) set."""
    made = kind.Columns(**{name: column.empty(n) for name, column in columns_of(kind).items()})  # type: ignore[attr-defined]
    for name, value in values.items():
        getattr(made, name)[...] = value
    return made


def people(n: int, **values: Any) -> Any:
    return columns(Worker, n, pid=np.arange(1, n + 1), **values)


def firms(n: int, **values: Any) -> Any:
    return columns(Firm, n, fid=np.arange(1, n + 1), **values)


def vacancies(n: int, seed: int = 0) -> SimpleNamespace:
    """``n`` casual posts in market 0 of n firms with hash keys."""
    from sim.core.draws import key, words
    from sim.markets.vacancies import Vacancies

    zeros = np.zeros(n, np.int32)
    keys = words(key(seed, 53), np.arange(n))
    return Vacancies(np.arange(n, dtype=np.int32), np.full(n, 2, np.uint8), np.zeros(n, np.uint8), keys, zeros)
