"""``sim calibrate``: the level constants chase their own moments during one long run, then freeze.

Only constants of status ``fitted`` move: the sex gap of self-employment is met by the hiring gap or by the norm on
own-account work of women, whichever of the two a country's file calls fitted; the data do not tell them apart.

Every four months each constant moves by a gain times the gap of its own moment on the logit scale (posts move by the
gap in wage jobs), within its bounds and with a small leak towards where it started; the gain falls in the second
half of the run, when twelve-month means are read. The end of the run is kept as the initial state of every later run.

Runs from that state are held against the published figures over their first two years. Where younger cohorts go further
at school those years differ from the end of the run, so the run is made twice, and the second one aims beside the
figures by what the two years after the first one have shown.
"""

import itertools
import math
import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.agents.parameters import Constants
from sim.config import places
from sim.core.errors import CheckError
from sim.experiments.targets import Target, targets
from sim.model import LabourMarket
from sim.population.donors import save_state
from sim.schooling.solve import solve_school
from sim.schooling.work import student_work

PEOPLE, LAST, MONTHS, EVERY, GAIN, LEAK = 12_000, 24_000, 360, 4, 0.5, 0.005
"""People at the start and at least at the end, months of the run, months between moves, first gain, pull back."""

AHEAD, WORLDS, AHEAD_PEOPLE, SHIFT = 24, 6, 20_000, 0.3
"""Months, number and people of the worlds that start from the end state; most that an aim lies beside its figure."""

GAINS = (0.4, 1.0, 0.7, 0.2, 0.5, 0.3)
"""Factors on the gain of further fits, in rounds, where there is time."""
ENOUGH = 0.6
"""Share of the moments below which a fit is not kept."""

Moments = dict[tuple[str, str], float]
OnMonth = Callable[[int], Any]
OnFit = Callable[[int, "Fit", float], Any]
MEN, WOMEN = "sex=male", "sex=female"
PAY = ("monthly_pay", "all")


def logit(share: float) -> float:
    """Log odds of a share, which is kept off 0 and 1."""
    kept = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(kept / (1 - kept))


def logit_gap(target: float, model: float) -> float:
    """logit(target) − logit(model), bounded to ±1.5."""
    return max(-1.5, min(1.5, logit(target) - logit(model)))


def beside(target: float, end: float, after: float) -> float:
    """Where to aim so that the years after the run are at ``target``: as far beside it as ``end`` is beside ``after``.

    >>> round(beside(0.5, 0.52, 0.5), 2)
    0.52
    """
    shift = max(-SHIFT, min(SHIFT, logit_gap(end, after)))
    return 1.0 / (1.0 + math.exp(-logit(target) - shift))


def moves_of_constants(gap: Callable[[str, str], float], wanted: Moments, model: Moments) -> dict[str, float]:
    """Direction and size in which each constant should move, per unit of gain.

    ``gap(indicator, group)`` is the logit gap, target minus model; ``wanted`` and ``model`` hold the shares.
    """
    men, women = gap("employment_rate", MEN), gap("employment_rate", WOMEN)
    out_m, out_f = gap("unemployment_rate", MEN), gap("unemployment_rate", WOMEN)
    out = (out_m + out_f) / 2
    self_m, self_f = gap("self_employment_share", MEN), gap("self_employment_share", WOMEN)

    def excess(indicator: str, group: str) -> float:
        return model[indicator, group] - wanted[indicator, group] if (indicator, group) in wanted else 0.0

    formal = excess("informality_rate", "all")
    wage = np.mean([excess("self_employment_share", s) for s in (MEN, WOMEN)])
    work = np.mean([model.get(("employment_rate", s), 0.5) for s in (MEN, WOMEN)])
    return {
        "home_m": -men,
        "home_f": -women,
        "home_youth_m": -(gap("employment_rate", f"{MEN}|age=15-24") - 0.7 * men),
        "home_youth_f": -(gap("employment_rate", f"{WOMEN}|age=15-24") - 0.7 * women),
        "search_0": out,
        "search_f": out_f - out_m,
        "search_educ": gap("unemployment_rate", "education=tertiary") - out,
        "available_0": gap("lu3", "all") - 0.3 * out,
        "family_m": gap("family_worker_share", MEN),
        "family_f": gap("family_worker_share", WOMEN),
        "formal_jobs": 0.8 * formal * work,
        "informal_jobs": 0.8 * (wage - formal) * work,
        "hiring_gap": 0.25 * (self_f - self_m),
        "own_account_f": self_f - self_m,
        "pay_level": -math.log(max(model["monthly_pay", "all"], 1e-3)),
    }


def gain_at(month: int, months: int, gain: float = GAIN) -> float:
    """Gain of a move: constant for five sixths of the run, then falling with the fourth power of time."""
    return gain if 6 * month <= 5 * months else gain * (5 * months / (6 * month)) ** 4


def people_at_start(growth: float) -> int:
    """How many people a run begins with: more where the population hardly grows, so that chance moves constants less.

    >>> people_at_start(0.0235), people_at_start(0.0)
    (12000, 24000)
    """
    return max(PEOPLE, 1000 * round(LAST * math.exp(-growth * MONTHS / 12) / 1000))


class Calibration:
    """One long run of a country whose constants move; ``constants`` holds their present values."""

    def __init__(
        self, config: Any, months: int = MONTHS, start: Constants | None = None, gain: float = GAIN, fresh: bool = True,
        aims: Moments | None = None,
    ) -> None:  # fmt: skip
        # fresh: people from the facts alone, which takes long to settle; else from the country's saved state
        # aims: what to chase in place of the published figures
        self.months, self.gain = months, gain
        self.published = {(t.indicator, t.group): t.value for t in targets(config) if t.fitted}
        self.targets = (aims or self.published) | {PAY: 1.0}
        self.table = config.country.constants_table
        self.start = start if start is not None else with_students(config, config.country.constants)
        country = config.country.model_copy()
        country.__dict__["constants"] = self.start  # a copy whose constants move during the run
        most = people_at_start(country.institutions.population_growth) if fresh else config.people
        changed = config.changed(country=country, people=min(most, config.people), months=months)
        self.model = LabourMarket(changed, fresh=fresh)
        self.model.settling = fresh
        self.constants = self.start

    def moments(self, months: int) -> Moments:
        """Means of the targets' indicators over the last ``months``."""
        return {k: self.model.recorder.rate(*k, months) for k in self.targets}

    def move(self, month: int) -> None:
        """Move every constant towards its moment."""
        model = self.moments(EVERY if 2 * month <= self.months else 12)

        def gap(indicator: str, group: str) -> float:
            key = indicator, group
            return logit_gap(self.targets[key], model[key]) if key in self.targets else 0.0  # unknown: nothing to chase

        steps = moves_of_constants(gap, self.targets, model)
        gain, moved = gain_at(month, self.months, self.gain), {}
        for name, step in steps.items():
            if self.table[name].status != "fitted":
                continue
            value = getattr(self.constants, name)
            value += gain * step + LEAK * gain * (getattr(self.start, name) - value)
            bounds = self.table[name]
            moved[name] = float(np.clip(value, bounds.low, bounds.high))
        self.constants = self.constants._replace(**moved)
        self.model.country.__dict__["constants"] = self.constants

    def run(self, on_month: OnMonth | None = None) -> Constants:
        """Live the whole run; returns the final constants."""
        for month in range(1, self.months + 1):
            self.model.step()
            if not self.model.settling:  # references follow here too: no feedback while constants move
                self.model.averages.follow()
            if month % EVERY == 0:
                self.move(month)
            if on_month is not None:
                on_month(month)
        return self.constants

    def ahead(self, path: Path) -> Moments:
        """Write the end state to ``path``; means of the targets' indicators over the two years that follow it."""
        save_state(self.model, path)
        worlds = [self._world(path, seed) for seed in range(1, WORLDS + 1)]
        return {k: float(np.mean([w[k] for w in worlds])) for k in self.published}

    def _world(self, path: Path, seed: int) -> Moments:
        config = self.model.config.changed(people=AHEAD_PEOPLE, months=AHEAD, seed=seed, population_seed=seed)
        model = LabourMarket(config, state=path)
        for _ in range(AHEAD):
            model.step()
        return {k: model.recorder.rate(*k, AHEAD) for k in self.published}

    def aims(self, after: Moments) -> Moments:
        """What to aim at in another run, given what the two years ``after`` this one have shown."""
        end = self.moments(12)
        return {k: beside(value, end[k], after[k]) for k, value in self.published.items()}

    def with_school(self, after: Moments) -> Constants:
        """Final constants with the school terms moved so that two surveys that disagree miss by the same.

        Participation in education over twelve months and NEET both follow enrolment about one to one, with opposite
        signs; half the difference of their gaps goes to each. ``after``: moments of the two years that follow.
        """
        moved = {}
        for name, sex in (("school_m", MEN), ("school_f", WOMEN)):
            group = f"{sex}|age=15-24"
            neet, learning = (("neet_rate", group), ("training_participation_12m", group))
            if neet in self.published and learning in self.published:
                excess = (after[neet] - self.published[neet]) - (after[learning] - self.published[learning])
                bounds = self.table[name]
                value = getattr(self.constants, name) + excess / 2
                moved[name] = float(np.clip(value, bounds.low, bounds.high))
        return self.constants._replace(**moved)


def with_students(config: Any, constants: Constants) -> Constants:
    """Constants with the share of pupils who work, which follows from the facts alone (``sim.schooling.work``)."""
    solution = solve_school(config.country.facts, config.parameters.school)
    working = student_work(config.country.facts, solution, config.country.anchor_year)
    return constants._replace(student_work_m=float(working[0]), student_work_f=float(working[1]))


def write_constants(path: Path, constants: Constants, met: int, moments: int) -> None:
    """Put the fitted values and how many moments they meet into the country's file; everything else stays as it is."""
    text = re.sub(r"(?m)^calibration: .*\n", "", path.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^constants:", f"calibration: {{met: {met}, moments: {moments}}}\nconstants:", text, count=1)
    for name, value in constants._asdict().items():
        text, found = re.subn(rf"(?m)^(  {name}: {{value: )[^,]+", rf"\g<1>{value:.4g}", text, count=1)
        if not found:
            raise ValueError(f"{path}: no line for the constant '{name}'")
    path.write_text(text, encoding="utf-8")


@dataclass
class Fit:
    """Two runs of a country: final constants, the model at its end, and the moments of the two years that follow."""

    config: Any
    constants: Constants
    model: LabourMarket
    targets: list[Target]
    found: Moments

    @property
    def hits(self) -> list[bool]:
        return [abs(self.found[t.indicator, t.group] - t.value) <= t.tolerance for t in self.targets]

    @property
    def met(self) -> int:
        return sum(self.hits)

    def gap(self) -> float:
        """Mean squared gap in tolerances: of two fits that meet as many moments the nearer one is better."""
        return float(np.mean([((self.found[t.indicator, t.group] - t.value) / t.tolerance) ** 2 for t in self.targets]))

    def table(self) -> str:
        """Moments reached beside those published."""
        name = self.config.country.name
        lines = [f"{name}: mean of the first {AHEAD} months beside the published figures, percent"]
        for t, hit in zip(self.targets, self.hits, strict=True):
            found, said = 100 * self.found[t.indicator, t.group], "" if hit else "miss"
            words = f"{said:5s}" + ("" if t.own else "filled in")
            lines.append(f"  {t.label:65s} {100 * t.value:6.1f} {found:6.1f} {words}".rstrip())
        return "\n".join([*lines, self.score()])

    def score(self) -> str:
        """How many moments are met, and how many of those whose figure was observed in the country."""
        own = [hit for t, hit in zip(self.targets, self.hits, strict=True) if t.own]
        said = f"{self.met} of {len(self.targets)} within tolerance"
        if len(own) == len(self.targets):
            return said
        return f"{said}; {sum(own)} of the {len(own)} that rest on figures of {self.config.country.name} itself"

    @property
    def enough(self) -> bool:
        return self.met >= ENOUGH * len(self.targets)

    def save(self) -> None:
        """Write the constants into the country's file, and the end of the run as its initial state."""
        file = places.country_file(self.config.country.option)
        write_constants(file, self.constants, self.met, len(self.targets))
        save_state(self.model, self.config.country.state_file)


def fit(config: Any, on_month: OnMonth | None = None, gain: float = GAIN, start: Constants | None = None) -> Fit:
    """Fit the level constants in two runs: the first settles the school terms, which cannot move within a run because
    schooling is years slow. ``on_month(n)`` is called after each of the ``2 · MONTHS`` months.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "state.parquet"
        first = Calibration(config, MONTHS, start, gain)
        first.run(on_month)
        after = first.ahead(path)
        second = None if on_month is None else (lambda n: on_month(MONTHS + n))
        job = Calibration(config, MONTHS, first.with_school(after), gain, aims=first.aims(after))
        constants = job.run(second)
        published = [t for t in targets(config) if t.fitted]
        return Fit(config, constants, job.model, published, job.ahead(path))


def calibrate(
    config: Any, on_month: OnMonth | None = None, save: bool = True, gain: float = GAIN, budget: float = 0.0,
    on_fit: OnFit | None = None,
) -> str:  # fmt: skip
    """Fit the level constants of ``config``'s country, save them and the end state; returns a table of the moments.

    ``gain``: smaller where constants swing, as in a country of few own-account people whose labour market answers late.
    ``budget``: seconds in which further fits are tried, with other gains and from the best constants so far, until all
    moments are met or a whole round of gains brought nothing. The first fit always ends. Every better fit is saved at
    once, so that an interruption loses none; ``on_fit(number, fit, seconds)`` is called after each. Raises
    ``CheckError`` and saves nothing when fewer than three fifths of the moments are met.
    """
    begun, best, tried = time.monotonic(), None, 0
    for number, factor in enumerate(itertools.chain([1.0], itertools.cycle(GAINS)), 1):
        started = time.monotonic()
        one = fit(config, on_month, factor * gain, None if best is None else best.constants)
        took, tried = time.monotonic() - started, tried + 1
        if best is None or better(one, best):
            best, tried = one, 0
            if save and best.enough:
                best.save()
        if on_fit is not None:
            on_fit(number, one, took)
        if best.met == len(best.targets) or tried >= len(GAINS) or time.monotonic() - begun + took > budget:
            break
    if not best.enough:
        raise CheckError(
            f"{best.table()}\ncalibrate: fewer than three fifths of the moments are met; nothing was saved. More time "
            "(--budget 30m), smaller steps (--gain 0.2), or figures that contradict each other: sim country show "
            f"{config.country.option}."
        )
    return best.table()


def better(one: Fit, other: Fit) -> bool:
    """Whether a fit meets more moments than another, or as many and is nearer."""
    return (one.met, -one.gap()) > (other.met, -other.gap())
