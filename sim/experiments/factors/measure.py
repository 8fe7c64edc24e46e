"""Measures: what an analysis reads from a world, and what a package changes of it."""

from typing import NamedTuple

import numpy as np

from sim.core.errors import InputError, unknown
from sim.experiments.compare.outcomes import HEADLINE, YOUNG, group, place
from sim.experiments.compare.world import World

YEARS = "decent_person_years"
"""Person-years in decent work of 1,000 people of 15 to 29 since the start of policy: the headline of comparisons."""


class Measure(NamedTuple):
    """An indicator, mean of the last twelve months, among a group; or the headline of a comparison."""

    name: str
    group: str = "all"
    unit: str = "points"
    about: str = ""

    @property
    def label(self) -> str:
        """What stands at the axis of a figure."""
        return words_of(self)

    def parts(self, world: World, start: int) -> tuple[float, float]:
        """Numerator and denominator, so that their ratio is in the unit."""
        if self.name == YEARS:
            counts = world["counts"][start:, YOUNG, group(self.group)]
            return 1000.0 * float(counts[:, place(HEADLINE)].sum()) / 12.0, float(counts[:, place("people")].mean())
        k = [str(n) for n in world["indicator_names"]].index(self.name)
        top, bottom = world["last"][k, group(self.group)]
        return float(top) * (100.0 if self.unit == "points" else 1.0), float(bottom)

    def level(self, world: World, start: int) -> float:
        """The measure in one world."""
        top, bottom = self.parts(world, start)
        return top / bottom if bottom else float("nan")

    def effect(self, policy: World, baseline: World, start: int) -> float:
        """What the package changes; person-years are divided by the young people of the world without it."""
        if self.name == YEARS:
            return (self.parts(policy, start)[0] - self.parts(baseline, start)[0]) / self.parts(baseline, start)[1]
        return self.level(policy, start) - self.level(baseline, start)


def measure(written: str) -> Measure:
    """``employment_rate:sex=female`` read and checked.

    >>> measure("employment_rate:sex=female").group
    'sex=female'
    """
    from sim.indicators.groups import GROUPS
    from sim.indicators.registry import all_indicators

    name, _, who = written.partition(":")
    known = {n: i for n, i in all_indicators().items() if i.unit != "months"}
    if name not in (YEARS, *known):
        raise unknown("indicator", name, (YEARS, *known), f"--outcome {written}")
    if who and who not in GROUPS:
        raise unknown("group", who, GROUPS, f"--outcome {written}")
    if name == YEARS:
        return Measure(name, who or "all", "person-years", "Person-years in decent work per 1,000 young people")
    about = known[name]
    if who not in ("", "all") and not _by_group(about):
        raise InputError(f"--outcome {written}: {name} is a figure of the whole economy and has no groups.")
    unit = "points" if about.unit.startswith("share") else about.unit
    return Measure(name, who or "all", unit, about.label)


def _by_group(indicator: object) -> bool:
    from sim.indicators.registry import FromModel

    return not isinstance(getattr(indicator, "numerator", None), FromModel)


def words_of(m: Measure) -> str:
    """
    >>> words_of(Measure("neet_rate", "sex=female", "points", "NEET rate, 15-24"))
    'NEET rate, 15-24 (sex=female), points'
    """
    return f"{m.about or m.name}{'' if m.group == 'all' else f' ({m.group})'}, {m.unit}"


def finite(values: np.ndarray, what: Measure) -> np.ndarray:
    """``values``, all known; else a message that says what is missing."""
    if not np.isfinite(values).all():
        missing = int((~np.isfinite(values)).sum())
        raise InputError(
            f"{what.name}: {missing} of {values.size} worlds have nobody to count among {what.group}. "
            "Take more people, or a larger group."
        )
    return values
