"""Statistical discrimination: employers who see a noisy signal pay the expectation.

Played by the rules that employers use in the month: what they expect of an applicant, and the pay they offer on it.
Skill of a group is N(μ, v), the signal adds noise of variance e, and reliability is ρ = v/(v + e): pay is
μ + ρ (signal − μ). So pay moves ρ for one with skill and correlates √ρ with it; groups of equal μ are paid alike on
average, but the noisier one on a flatter line; at equal skill, a group of lower μ is paid (1 − ρ) Δμ less; and a
certificate that shows everything removes any gap. Source: Phelps (1972), Amer. Econ. Rev. 62(4).
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numba import njit

import sim
from sim.agents.capital import RELATEDNESS
from sim.agents.firm import Firm
from sim.agents.worker import Worker
from sim.core.columns import columns_of
from sim.core.draws import Purpose, key, normals
from sim.core.states import Sector, Tier
from sim.experiments.exact.contract import Check, exactly, within_errors
from sim.markets.pay import offered_pay
from sim.markets.ranking import expected_product, hidden_product

CASE = "D12"
PEOPLE = 50_000
FAMILY = 4


class Group(NamedTuple):
    """Mean and variance of log skill, and variance of the noise in the signal."""

    mean: float
    skill: float
    noise: float

    @property
    def reliability(self) -> float:
        return self.skill / (self.skill + self.noise)


GROUPS = (Group(0.0, 1.0, 0.5), Group(0.0, 1.0, 2.0), Group(-0.3, 1.0, 0.5), Group(0.2, 0.25, 0.25))


class Paid(NamedTuple):
    """Log skill and log pay offered, less what is common to all."""

    skill: np.ndarray
    pay: np.ndarray


@njit(cache=True)
def offers(people, firms, mean, relatedness, k_signal, k_match, c, search, pay, gaps, paid):  # type: ignore[no-untyped-def]
    """Employers' errors about and log offers to all people, each by the one firm there is."""
    for i in range(len(people.pid)):
        hidden = hidden_product(people, i, FAMILY, relatedness)
        gaps[i], _ = expected_product(people, firms, i, 0, FAMILY, hidden, mean, 0.0, k_signal, search)
        offer = offered_pay(
            people, firms, i, 0, FAMILY, Tier.REGULAR, gaps[i], 0.0, 1.0, 0.0, relatedness, k_match, c, pay
        )  # fmt: skip
        paid[i] = math.log(offer)


def _rows(kind: type, n: int, **values: object) -> object:
    made = kind.Columns(**{name: column.empty(n) for name, column in columns_of(kind).items()})  # type: ignore[attr-defined]
    for name, value in values.items():
        getattr(made, name)[...] = value
    return made


def hired(group: Group, certified: bool = False, n: int = PEOPLE, seed: int = 1) -> Paid:
    """Applicants of a group before an employer who knows the group's mean; ``certified`` shows skill itself."""
    config = sim.configure("country=ghana")
    p = config.parameters
    search = p.search._replace(
        reliability=group.reliability, reliability_certificate=1.0, hidden_sd=math.sqrt(group.skill)
    )
    pay = p.pay._replace(match_sd=0.0)
    skill = group.mean + math.sqrt(group.skill) * normals(key(seed, Purpose.POPULATION), np.arange(1, n + 1))
    people = _rows(
        Worker, n, pid=np.arange(1, n + 1), ability=skill, certificates=np.uint8(1 << FAMILY if certified else 0)
    )
    firms = _rows(Firm, 1, fid=1, sector=Sector.SERVICES, family=FAMILY)
    gaps, paid = np.empty(n), np.empty(n)
    ability = people.ability.astype(np.float64)  # type: ignore[attr-defined]
    offers(
        people, firms, group.mean, RELATEDNESS, key(seed, Purpose.SIGNAL), key(seed, Purpose.MATCH_QUALITY),
        config.country.constants, search, pay, gaps, paid,
    )  # fmt: skip
    return Paid(ability, paid - _common(people, firms, config, pay))


def _common(people: object, firms: object, config: object, pay: object) -> float:
    """Log pay of a person of skill 0 about whom employers are right."""
    people.ability[0] = 0.0  # type: ignore[attr-defined]
    return math.log(
        offered_pay(
            people, firms, 0, 0, FAMILY, Tier.REGULAR, 0.0, 0.0, 1.0, 0.0, RELATEDNESS, np.uint64(0),
            config.country.constants, pay,  # type: ignore[attr-defined]
        )
    )  # fmt: skip


def cases() -> Iterator[Check]:
    for seed, group in enumerate(GROUPS, 1):
        yield from _one_group(group, seed)
    alike, noisy, lower, _ = GROUPS
    yield from _two_groups(alike, noisy, "equal μ, one noisier")
    yield from _two_groups(alike, lower, "unequal μ")
    yield from _certified(lower)


def _one_group(group: Group, seed: int) -> Iterator[Check]:
    found, rho = hired(group, seed=seed), group.reliability
    given = f"μ={group.mean:g} v={group.skill:g} e={group.noise:g}, n={PEOPLE:,}"
    rest = math.sqrt(rho * (1.0 - rho) * group.skill)  # SD of ρ · noise
    slope = np.polyfit(found.skill, found.pay, 1)[0]
    error = rest / (math.sqrt(group.skill) * math.sqrt(PEOPLE))
    yield within_errors(CASE, "slope of log pay on skill", "rule", given, rho, slope, error)
    same = np.corrcoef(found.skill, found.pay)[0, 1]
    yield within_errors(
        CASE, "correlation of log pay and skill", "rule", given, math.sqrt(rho), same, (1.0 - rho) / math.sqrt(PEOPLE)
    )
    error = math.sqrt(rho * group.skill / PEOPLE)
    yield within_errors(CASE, "mean log pay", "rule", given, group.mean, found.pay.mean(), error)


def _two_groups(one: Group, other: Group, words: str) -> Iterator[Check]:
    """Gap at equal skill: mean difference of what the two are paid, less ρ times their skill where ρ is the same."""
    first, second = hired(one), hired(other, seed=2)
    given = f"{words}: ρ {one.reliability:.3g} and {other.reliability:.3g}, μ {one.mean:g} and {other.mean:g}"
    gap = first.pay.mean() - second.pay.mean()
    error = math.sqrt((one.reliability * one.skill + other.reliability * other.skill) / PEOPLE)
    yield within_errors(CASE, "mean gap in log pay", "rule", given, one.mean - other.mean, gap, error)
    if one.reliability == other.reliability:
        rho = one.reliability
        at_equal = (first.pay - rho * first.skill).mean() - (second.pay - rho * second.skill).mean()
        error = math.sqrt(2.0 * rho * (1.0 - rho) * one.skill / PEOPLE)
        expected = (1.0 - rho) * (one.mean - other.mean)
        yield within_errors(CASE, "gap in log pay at equal skill", "rule", given, expected, at_equal, error)


def _certified(group: Group) -> Iterator[Check]:
    found = hired(group, certified=True)
    given = f"μ={group.mean:g}, certificate shows all; rounding of four-byte columns"
    worst = np.abs(found.pay - found.skill)[1:].max()
    yield exactly(CASE, "largest gap in log pay at equal skill", "rule", given, 0.0, worst, 1e-6)
