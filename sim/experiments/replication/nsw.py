"""National Supported Work: what ``sim trial`` computes of its simulated people, computed of 445 real ones.

Intention to treat by ``contrast``, errors from persons: those of Huber and White, and no placebo, since nobody lives
twice. Against controls who were not drawn by lottery the same contrast is far off: selection must be modelled.
Data: causaldata (LaLonde 1986, Am. Econ. Rev. 76(4); Dehejia & Wahba 2002, Rev. Econ. Stat. 84(1)).
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.core import extras
from sim.experiments.replication.mobility import Figure
from sim.experiments.trial.estimate import Contrast, contrast


class Published(NamedTuple):
    """A published figure, and how near ours must be: a share of it."""

    what: str
    value: float
    near: float


PUBLISHED = {
    "control": Published("earnings 1978 of controls, US$", 4_554.80, 1e-5),
    "earnings": Published("effect on earnings 1978, US$", 1_794.34, 1e-5),
    "earnings_error": Published("its standard error (HC1), US$", 670.82, 0.01),
    "earnings_share": Published("effect on earnings, % of controls", 39.4, 0.002),
    "employed": Published("effect on employment 1978, points", 11.06, 0.001),
    "employed_error": Published("its standard error, points", 4.34, 0.01),
    "naive": Published("difference from survey controls, US$", -8_497.52, 1e-5),
}
"""Ordinary least squares on the same files; errors differ by (n − 2)/n, which the tolerance allows for."""


def data(name: str) -> pd.DataFrame:
    """A table of the package causaldata, which the extra ``validation`` installs."""
    found: pd.DataFrame = getattr(extras.load("causaldata", "validation", "nsw"), name).load_pandas().data
    return found


def installed() -> bool:
    """Whether the data are there."""
    from importlib.util import find_spec

    return find_spec("causaldata") is not None


def compare(treated: pd.DataFrame, control: pd.DataFrame) -> Contrast:
    """Earnings and employment of 1978, treated less control."""
    both = pd.concat([treated, control])
    y = np.column_stack([both["re78"], both["re78"] > 0]).astype(np.float64)
    offered = np.arange(len(both)) < len(treated)
    return contrast(y, np.zeros_like(y), offered)


def found() -> dict[str, float]:
    """The figures of ``PUBLISHED`` from the data."""
    nsw, cps = data("nsw_mixtape"), data("cps_mixtape")
    drawn = nsw["treat"] == 1
    trial, naive = compare(nsw[drawn], nsw[~drawn]), compare(nsw[drawn], cps)
    return {
        "control": float(trial.control[0]),
        "earnings": float(trial.itt[0]),
        "earnings_error": float(trial.error[0]),
        "earnings_share": 100.0 * float(trial.itt[0] / trial.control[0]),
        "employed": 100.0 * float(trial.itt[1]),
        "employed_error": 100.0 * float(trial.error[1]),
        "naive": float(naive.itt[0]),
    }


def figures() -> list[Figure]:
    """Ours beside the published ones."""
    ours = found()
    return [
        Figure(
            "data", p.what, p.value, ours[name], f"within {100 * p.near:g} %",
            abs(ours[name] - p.value) <= p.near * abs(p.value),
        )
        for name, p in PUBLISHED.items()
    ]  # fmt: skip
