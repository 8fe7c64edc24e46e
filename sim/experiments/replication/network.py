"""A network of occupations: how likely a person of one occupation is to move to another, and how many work in each."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.core.errors import InputError

NAMES = (
    ("source", "target", "probability", "employment"),
    ("OCC_source", "OCC_target", "transition_prob_BLS_ASECnorm_corr", "TOT_EMP_OCCLY"),
)
"""Columns of an edge list: plain, and those of the United States table of the Canada labour application."""
STAY = 0.55
"""Chance of aiming at one's own occupation; replication files of del Rio-Chanona et al. (2021)."""


class Network(NamedTuple):
    """``chance`` (N × N) of moves from row to column, rows summing to 1; ``size`` (N) share of people, summing to 1."""

    chance: np.ndarray
    size: np.ndarray


def read_network(file: str | Path) -> Network:
    """An edge list as CSV, one row a pair of occupations; ``employment`` is that of the source occupation."""
    path = Path(file)
    if not path.is_file():
        raise InputError(f"--network: there is no file {path}.")
    try:
        edges = pd.read_csv(path)
    except (OSError, ValueError, UnicodeDecodeError) as error:
        raise InputError(f"--network: {path} cannot be read as CSV: {error}.") from None
    names = next((n for n in NAMES if set(n) <= set(edges.columns)), None)
    if names is None:
        raise InputError(f"--network: {path} needs the columns {', '.join(NAMES[0])}.")
    edges = edges[list(names)].set_axis(NAMES[0], axis=1)
    if edges.isna().to_numpy().any() or (edges["probability"] < 0).any() or (edges["employment"] <= 0).any():
        raise InputError(f"--network: {path} has rows that are empty, negative, or of an occupation without people.")
    return of_edges(edges)


def of_edges(edges: pd.DataFrame) -> Network:
    """The network of an edge list with the plain column names; occupations without a way out stay where they are."""
    names = np.unique(np.concatenate([edges["source"].astype(str), edges["target"].astype(str)]))
    at = {name: k for k, name in enumerate(names.tolist())}
    chance = np.zeros((len(names), len(names)))
    rows, columns = (edges[c].astype(str).map(at).to_numpy() for c in ("source", "target"))
    np.add.at(chance, (rows, columns), edges["probability"].to_numpy(float))
    size = np.zeros(len(names))
    size[rows] = edges["employment"].to_numpy(float)
    if (size == 0).any():
        lost = ", ".join(names[size == 0][:3].tolist())
        raise InputError(f"--network: occupations that are only targets have no employment: {lost}.")
    return Network(with_loops(chance, STAY), size / size.sum())


def with_loops(chance: np.ndarray, stay: float) -> np.ndarray:
    """Each row with ``stay`` on the diagonal and the rest shared in the proportions of its other entries."""
    others = chance * (1.0 - np.eye(len(chance)))
    total = others.sum(axis=1, keepdims=True)
    shared = np.divide(others, total, out=np.zeros_like(others), where=total > 0.0)
    kept = np.where(total[:, 0] > 0.0, stay, 1.0)
    found: np.ndarray = np.diag(kept) + (1.0 - kept)[:, None] * shared
    return found


def complete(n: int) -> np.ndarray:
    """Every occupation reaches every one alike."""
    return np.full((n, n), 1.0 / n)


def one_way(n: int = 12) -> Network:
    """A made-up network for trying things out: who leaves the first half finds work in both, who leaves the second
    half only there. People pile up in the second half, and posts stay open in the first."""
    first = np.arange(n) < n // 2
    return Network(with_loops((first[:, None] | ~first[None, :]).astype(float), STAY), np.full(n, 1.0 / n))


def is_published(network: Network) -> bool:
    """Whether this is the United States table of 539 occupations, for which there are figures to be met."""
    return len(network.size) == 539
