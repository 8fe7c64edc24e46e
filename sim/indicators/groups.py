"""Groups of people: cells of six traits, and the sums of cells that are published.

Counts are kept in 720 cells (sex × age band × area × schooling × disability × wealth). Groups cross at most two of
these traits and age, so cells are first added up to margins, then a 0/1 matrix turns margins into groups.
"""

from functools import cache
from itertools import product

import numpy as np
from numba import njit

from sim.core.calendar import AGE_CUTS

BANDS = len(AGE_CUTS)
SHAPE = (2, BANDS, 2, 3, 2, 5)
CELLS = int(np.prod(SHAPE))
AGES = {
    "15-19": (0,), "20-24": (1,), "25-29": (2,), "30-35": (3,), "36-54": (4,), "55-64": (5,),
    "15-24": (0, 1), "15-29": (0, 1, 2), "15-35": (0, 1, 2, 3), "25-54": (2, 3, 4), "15-64": (0, 1, 2, 3, 4, 5),
}  # fmt: skip
"""Published age groups and the bands that they hold."""

SEXES = ("male", "female")
TRAITS = {
    "area": ("rural", "urban"),
    "education": ("below_upper_secondary", "upper_secondary", "tertiary"),
    "disability": ("none", "moderate_plus"),
    "wealth": ("1", "2", "3", "4", "5"),
}
"""Traits beside sex and age, with their words in the order of their codes."""


@njit(inline="always")
def age_band(years):  # type: ignore[no-untyped-def]
    """Age band, 0 to 5, of completed ``years`` (cuts 20, 25, 30, 36, 55)."""
    return int(years >= 20) + int(years >= 25) + int(years >= 30) + int(years >= 36) + int(years >= 55)


@njit(inline="always")
def cell_of(sex, years, area, level, disability, wealth):  # type: ignore[no-untyped-def]
    """Cell, 0 to 719, of a person with these traits; codes as in sim.core.states."""
    schooling = int(level >= 3) + int(level >= 4)
    c = int(sex) * 6 + age_band(years)
    c = c * 2 + int(area)
    c = c * 3 + schooling
    c = c * 2 + int(disability > 0)
    return c * 5 + int(wealth)


@njit
def cells_of(sex, birth, area, level, disability, wealth, month, out):  # type: ignore[no-untyped-def]
    """Cells of a tile of people in ``month``: ``cell_of`` with ages compared in months."""
    at20, at25, at30, at36, at55 = month - 240, month - 300, month - 360, month - 432, month - 660
    for k in range(out.shape[0]):
        b = int(birth[k])
        band = int(b <= at20) + int(b <= at25) + int(b <= at30) + int(b <= at36) + int(b <= at55)
        schooling = int(level[k] >= 3) + int(level[k] >= 4)
        c = (int(sex[k]) * 6 + band) * 2 + int(area[k])
        out[k] = ((c * 3 + schooling) * 2 + int(disability[k] > 0)) * 5 + int(wealth[k])


def _margins() -> tuple[list[tuple[str, int, int, int]], np.ndarray]:
    """Margins (trait, code, sex, band), and the four margins of every cell (CELLS × 4)."""
    traits = [(t, k) for t, words in TRAITS.items() for k in range(len(words))]
    names = [(t, k, s, b) for t, k in traits for s, b in product((0, 1), range(BANDS))]
    index = {name: row for row, name in enumerate(names)}
    of_cell = np.empty((CELLS, len(TRAITS)), np.int64)
    for c, (s, b, *codes) in enumerate(product(*map(range, SHAPE))):
        of_cell[c] = [index[t, k, s, b] for t, k in zip(TRAITS, codes, strict=True)]
    return names, of_cell


MARGINS, MARGINS_OF_CELL = _margins()
EVERYBODY = sum(1 for name in MARGINS if name[0] == "area")
"""The first margins are those of the first trait; together they hold every person once."""


@njit(cache=True)
def to_margins(cells, margins_of_cell, out):  # type: ignore[no-untyped-def]
    """Add the rows of ``cells`` (CELLS × columns) to their margins."""
    for c in range(cells.shape[0]):
        for t in range(margins_of_cell.shape[1]):
            row = margins_of_cell[c, t]
            for k in range(cells.shape[1]):
                out[row, k] += cells[c, k]


def _groups() -> dict[str, tuple[str, int | None, int | None, tuple[int, ...]]]:
    """Name of a group -> (trait, code or None for all, sex or None, age bands)."""
    every = AGES["15-64"]
    found: dict[str, tuple[str, int | None, int | None, tuple[int, ...]]] = {"all": ("area", None, None, every)}
    for s, sex in enumerate(SEXES):
        found[f"sex={sex}"] = ("area", None, s, every)
    for age, bands in AGES.items():
        found[f"age={age}"] = ("area", None, None, bands)
    for trait, words in TRAITS.items():
        for k, word in enumerate(words):
            found[f"{trait}={word}"] = (trait, k, None, every)
    for s, sex in enumerate(SEXES):
        for age, bands in AGES.items():
            found[f"sex={sex}|age={age}"] = ("area", None, s, bands)
        for trait in ("area", "education", "disability"):
            for k, word in enumerate(TRAITS[trait]):
                found[f"sex={sex}|{trait}={word}"] = (trait, k, s, every)
    return found


_SPEC = _groups()
GROUPS = tuple(_SPEC)
"""Names of all groups, ``all`` first, as they stand in the panel."""


def bands_between(ages: tuple[int, int]) -> tuple[int, ...]:
    """Bands of an age range that ends on band limits, as (15, 24).

    >>> bands_between((15, 29))
    (0, 1, 2)
    """
    name = f"{ages[0]}-{ages[1]}"
    if name not in AGES:
        raise ValueError(f"ages {name}: counts are kept by the bands {', '.join(AGES)}")
    return AGES[name]


@cache
def matrix(ages: tuple[int, int] = (15, 64)) -> np.ndarray:
    """Groups × margins, 0 or 1, with everybody outside ``ages`` left out."""
    allowed = bands_between(ages)
    out = np.zeros((len(GROUPS), len(MARGINS)))
    for g, (trait, code, sex, bands) in enumerate(_SPEC.values()):
        for column, (t, k, s, b) in enumerate(MARGINS):
            inside = t == trait and code in (None, k) and sex in (None, s)
            out[g, column] = inside and b in bands and b in allowed
    return out
