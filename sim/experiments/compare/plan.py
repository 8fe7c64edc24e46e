"""What is compared: the world without a package, one world a package, and what they have in common."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sim.config.configure import configure
from sim.config.values import with_values
from sim.core.errors import InputError
from sim.core.levers import Lever
from sim.experiments import code
from sim.experiments.ensemble import Ensemble, file_of, read, taken
from sim.instruments import build

BASELINE = "baseline"
TRAINING = frozenset(
    {
        Lever.PLACES,
        Lever.UNIT_COST,
        Lever.HEAD_SHARE,
        Lever.HEAD_RATE,
        Lever.RESULT_SHARE,
        Lever.FEE,
        Lever.FEE_RULE,
        Lever.FEE_SHARE,
        Lever.FEE_WAIVER,
        Lever.STIPEND,
        Lever.PAYMENT_DELAY,
        Lever.CREDIT_LIMIT,
        Lever.AWARENESS,
        Lever.RESERVED_SHARE,
        Lever.TEACHING,
        Lever.CURRICULUM_CORE,
        Lever.COMPLETION_HAZARD,
        Lever.DURATION,
        Lever.ENTRY_FEE,
        Lever.CERTIFICATE,
        Lever.RESULT_PAY,
        Lever.TRAVEL_COST,
        Lever.CARE_HOURS,
        Lever.CARE_COST,
        Lever.SAFETY_COST,
        Lever.ACCESSIBILITY,
        Lever.VOUCHER,
        Lever.VOUCHER_PUBLIC,
        Lever.ACCOUNT_CREDIT,
        Lever.APPRENTICE_SUBSIDY,
    }
)
"""Levers that reach people through their training: whoever is admitted takes part."""
HIGHEST = 10.0
"""Largest intensity that an instrument takes."""
KEPT_BY = ("world", "outcomes", "persons", "accounting")
"""Modules of this room that decide what is kept of a world."""
COURSES = ("course", "apprenticeship")
"""Kinds of treatment that are logged for every admission, with a policy and without."""


@dataclass(frozen=True)
class Package:
    """One of the compared policies."""

    name: str
    about: str
    config: Any
    scale: float = 1.0
    """Factor on the intensity of its instruments."""

    @cached_property
    def instruments(self) -> dict[str, Any]:
        return build(self.config.instruments)

    @cached_property
    def levers(self) -> set[Lever]:
        return {change.lever for instrument in self.instruments.values() for change in instrument.changes()}

    def scaled(self, factor: float) -> "Package":
        """The same package with the intensity of every measure times ``factor``."""
        if factor == 1.0:
            return self
        made = {n: {**f, "intensity": f.get("intensity", 1.0) * factor} for n, f in self.config.instruments.items()}
        return Package(self.name, self.about, self.config.changed(instruments=made), self.scale * factor)

    @property
    def most(self) -> float:
        """Largest factor on the intensity of its measures."""
        return min(HIGHEST / max(i.intensity, 1e-9) for i in self.instruments.values())

    @property
    def trains(self) -> bool:
        """Whether it reaches people through training, so that learners are its participants."""
        return bool(self.levers & TRAINING)

    @property
    def label(self) -> str:
        return words_of(self.name)


@dataclass(frozen=True)
class Plan:
    """The worlds of a comparison. ``arms``: name of a world -> its settings, the baseline first."""

    baseline: Any
    packages: tuple[Package, ...]
    words: tuple[str, ...] = ()
    sets: Ensemble | None = None
    """Parameter sets over which the pairs go, one a pair."""

    @property
    def arms(self) -> dict[str, Any]:
        return {BASELINE: self.baseline} | {p.name: p.config for p in self.packages}

    @property
    def start(self) -> int:
        """Month in which the first instrument of any package begins."""
        return min((i.start for p in self.packages for i in p.instruments.values()), default=0)

    @property
    def horizon(self) -> int:
        """Months from the start of policy to the end of the run."""
        return int(self.baseline.months) - self.start

    @property
    def first_seed(self) -> int:
        return int(self.baseline.seed)

    def seeds(self, count: int) -> range:
        """Seeds of ``count`` pairs: luck and people both vary from pair to pair."""
        return range(self.first_seed, self.first_seed + count)

    @cached_property
    def key(self) -> str:
        """Name of the folder: what decides the worlds, seeds apart, and the code that lives them."""
        arms = {name: config.changed(seed=0, population_seed=0).digest() for name, config in self.arms.items()}
        parts = {"arms": arms, "start": self.start, "code": code_hash()}
        parts |= {"sets": self.sets.members, "first": self.first_seed} if self.sets else {}
        text = json.dumps(parts, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def whole(self, count: int) -> int:
        """Pairs, at least ``count``, that give every parameter set as many: two at least, to tell chance."""
        n = len(self.sets) if self.sets else 1
        return max(2, -(-count // n)) * n if self.sets else count

    def with_holdouts(self, share: float) -> "Plan":
        """The same plan with a share of winners of places held out in every world."""
        packages = tuple(replace(p, config=p.config.changed(holdout=share)) for p in self.packages)
        return replace(self, baseline=self.baseline.changed(holdout=share), packages=packages)

    def scaled(self, factors: dict[str, float]) -> "Plan":
        """The same plan with the intensity of every measure of a package times its factor."""
        made = tuple(p.scaled(factors.get(p.name, 1.0)) for p in self.packages)
        return replace(self, packages=made)

    def package(self, name: str) -> Package:
        return next(p for p in self.packages if p.name == name)


def words_of(name: str) -> str:
    """
    >>> words_of("places_and_stipend")
    'Places and stipend'
    """
    return name.replace("_", " ").capitalize()


def code_hash() -> str:
    """Hash of the code that moves a world and of what is kept of it."""
    return code.code_hash(*(f"sim.experiments.compare.{name}" for name in KEPT_BY))


def plan(*words: str) -> Plan:
    """The comparison that these words describe.

    A scenario with policies compares each of them with the world without; any other compares its instruments with
    none at all.
    """
    given, ensemble = taken(list(words))
    if ensemble is not None:
        return over(plan(*given), ensemble)
    whole = configure(*words)
    if whole.policies and whole.policy is None:
        names = list(whole.policies)
    elif whole.policies and whole.policy is not None:
        names = [str(whole.policy)]
    else:
        return single(whole, words)
    base = configure(*words, f"policy={BASELINE}")
    made = [configure(*words, f"policy={name}") for name in names]
    packages = [
        Package(name, str(whole.policies[name].get("about") or ""), config)
        for name, config in zip(names, made, strict=True)
    ]
    return checked(Plan(base, tuple(packages), words))


def over(made: Plan, name: str) -> Plan:
    """The same plan over the parameter sets of an ensemble, ``on`` being the country's own."""
    country = made.baseline.country.option
    sets = read(file_of(name, country))
    if (of := sets.said("country")) not in ("", country):
        raise InputError(
            f"ensemble={name}: holds levels of {of}, not of {country}; `sim calibrate {country} --borrow`."
        )
    with_values(made.baseline, sets.members[0])  # an unknown number is said now
    return replace(made, sets=sets)


def single(whole: Any, words: Sequence[str]) -> Plan:
    """All instruments of a world against none."""
    if not whole.instruments:
        raise InputError(
            f"scenario {whole.scenario}: nothing to compare, there are no instruments and no policies. "
            "Choose some, such as inclusion=[stipend], or a scenario with policies."
        )
    name = whole.scenario if whole.scenario != BASELINE else "_and_".join(sorted(whole.instruments)[:3])
    about = ", ".join(words_of(i).lower() for i in whole.instruments)
    package = Package(name, f"All measures of the scenario: {about}.", whole)
    return checked(Plan(whole.changed(instruments={}), (package,), tuple(words)))


def checked(made: Plan) -> Plan:
    """Policy must begin inside the run, and the run must count people."""
    if not made.baseline.limit.record:
        raise InputError(f"theory={made.baseline.theory}: this world keeps no indicators, so nothing can be compared.")
    if made.horizon < 1:
        raise InputError(
            f"policies start in month {made.start}, but the run ends after {made.baseline.months} months: "
            "raise months, or let the instruments start earlier."
        )
    return made
