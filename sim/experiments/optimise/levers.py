"""Candidates: which of some measures, and each how strongly."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import yaml

from sim.config import places
from sim.config.configure import configure
from sim.core.errors import InputError, unknown
from sim.experiments.bench.worlds import strengthened
from sim.experiments.compare.plan import HIGHEST, plan, words_of

START = 12
"""Month in which the measures begin, so that all worlds share a past."""


@dataclass(frozen=True)
class Lever:
    """A measure that may be chosen: an option of a policy group, or a package of a scenario."""

    name: str
    entries: tuple[str, ...]
    """Its instruments in the world in which all levers are pulled."""


@dataclass(frozen=True)
class Candidate:
    """Intensity of every lever; 0: it is left out."""

    levers: tuple[Lever, ...]
    strengths: tuple[float, ...]

    @property
    def name(self) -> str:
        """
        >>> Candidate((Lever("stipend", ()), Lever("hiring_subsidy", ())), (0.5, 0.0)).name
        'Stipend × 0.5'
        """
        parts = [
            f"{words_of(lever.name)}{'' if x == 1.0 else f' × {x:g}'}"
            for lever, x in zip(self.levers, self.strengths, strict=True)
            if x > 0.0
        ]
        return " + ".join([parts[0], *(p[0].lower() + p[1:] for p in parts[1:])]) if parts else "Nothing"


@dataclass(frozen=True)
class Menu:
    """What can be chosen: the world without, the levers, and the world of any candidate."""

    baseline: Any
    levers: tuple[Lever, ...]
    whole: dict[str, Any]
    """Lever -> the world in which its instruments stand as written."""
    start: int
    most: int
    """Levers that may be pulled at once."""

    def config(self, candidate: Candidate) -> Any:
        """The world of a candidate."""
        made = dict(self.baseline.instruments)
        for lever, x in zip(self.levers, candidate.strengths, strict=True):
            if x > 0.0:
                strong = strengthened(self.whole[lever.name], self.baseline, x)
                made |= {name: strong.instruments[name] for name in lever.entries}
        return self.baseline.changed(instruments=made)


def menu(words: Sequence[str], among: Sequence[str], most: int) -> Menu:
    """The menu of ``GROUP=a,b`` words, or of the packages of the scenario."""
    return of_options(words, among, most) if among else of_policies(words)


def of_policies(words: Sequence[str]) -> Menu:
    """One of the packages of a scenario at a time."""
    made = plan(*words)
    levers, whole = [], {}
    for p in made.packages:
        own = tuple(name for name in p.config.instruments if name not in made.baseline.instruments)
        levers.append(Lever(p.name, own))
        whole[p.name] = p.config
    return Menu(made.baseline, tuple(levers), whole, made.start, 1)


def of_options(words: Sequence[str], among: Sequence[str], most: int) -> Menu:
    """Ready-made options, beginning a year into the run, several at a time."""
    chosen = [(group, name) for word in among for group, name in _options(word)]
    if len(set(chosen)) < len(chosen):
        raise InputError(f"--among {' '.join(among)}: a measure is named twice.")
    baseline = configure(*words)
    if baseline.policies:
        baseline = configure(*words, "policy=baseline")
    if baseline.months <= START:
        raise InputError(f"measures begin in month {START}, but the run ends after {baseline.months}: raise months.")
    levers, whole = [], {}
    for group, name in chosen:
        entries = yaml.safe_load(places.option_file(group, name).read_text("utf-8"))
        if twice := [e for e in entries if e in baseline.instruments]:
            raise InputError(f"--among {group}={name}: {twice[0]} is in the world already.")
        own = {entry: {**fields, "start": START} for entry, fields in entries.items()}
        levers.append(Lever(name, tuple(own)))
        whole[name] = baseline.changed(instruments=dict(baseline.instruments) | own)
        _check(whole[name])
    return Menu(baseline, tuple(levers), whole, START, min(most, len(levers)))


def _options(word: str) -> list[tuple[str, str]]:
    group, equals, names = word.partition("=")
    if not equals or not names:
        raise InputError(f"--among {word}: write GROUP=option,option, such as services=hiring_subsidy,startup_grant.")
    if group not in places.POLICY_GROUPS:
        raise unknown("group of measures", group, places.POLICY_GROUPS, f"--among {word}")
    found = [(group, name.strip()) for name in names.strip("[]").split(",")]
    for _, name in found:
        places.option_file(group, name)
    return found


def _check(config: Any) -> None:
    from sim.instruments import build

    build(config.instruments)


def strengths(text: str) -> list[float]:
    """``0.5,1,2`` as intensities.

    >>> strengths("2,0.5")
    [0.5, 2.0]
    """
    try:
        found = sorted({float(part) for part in text.split(",")})
    except ValueError:
        raise InputError(f"--intensities: numbers with commas between them, got '{text}'. Example: 0.5,1,2.") from None
    if not all(0.0 < x <= HIGHEST for x in found):
        raise InputError(f"--intensities: each must lie above 0 and not above {HIGHEST:g}, got {text}.")
    return found


def candidates(made: Menu, intensities: Sequence[float]) -> list[Candidate]:
    """Every combination of at most so many levers, each at every intensity."""
    levels = (0.0, *intensities)
    found = []
    for choice in itertools.product(levels, repeat=len(made.levers)):
        if 0 < sum(x > 0.0 for x in choice) <= made.most:
            found.append(Candidate(made.levers, choice))
    return sorted(found, key=lambda c: (sum(x > 0.0 for x in c.strengths), [-x for x in c.strengths]))


def how_many(levers: int, intensities: int, most: int) -> int:
    """Number of combinations, without listing them.

    >>> how_many(3, 2, 2)
    18
    """
    from math import comb

    return sum(comb(levers, k) * intensities**k for k in range(1, most + 1))


def spread(made: Menu, intensities: Sequence[float], count: int, seed: int) -> list[Candidate]:
    """``count`` of the combinations, spread evenly: a Sobol sequence over the levers, each lever alone first."""
    from scipy.stats import qmc

    alone = [
        Candidate(made.levers, tuple(1.0 if k == j else 0.0 for k in range(len(made.levers))))
        for j in range(len(made.levers))
    ]
    found, levels = dict.fromkeys(alone[:count]), (0.0, *intensities)
    cube = qmc.Sobol(len(made.levers), scramble=True, rng=np.random.default_rng(seed))
    for _ in range(64):
        for row in cube.random(64):
            choice = tuple(levels[min(int(u * len(levels)), len(levels) - 1)] for u in row)
            if 0 < sum(x > 0.0 for x in choice) <= made.most and len(found) < count:
                found.setdefault(Candidate(made.levers, choice))
        if len(found) >= count:
            break
    return list(found)
