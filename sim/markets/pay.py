"""Step 13, pay: rent sharing on expected productivity, employer learning, wage floor; then human capital of work.

w = floor ∨ [β · product net of levy + (1 − β) · outside option]. Pay at hire follows what the employer expects and
converges to true productivity with tenure, so that a certificate moves pay as well as jobs.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numba import njit

from sim.agents.capital import RELATEDNESS, SCHOOL_YEARS, log_product
from sim.agents.worker import SKILL_UNIT
from sim.core.draws import Purpose, key, normal, pair, uniform, word
from sim.core.elementary import exp, power
from sim.core.sieve import TILE, gather, rows_with
from sim.core.states import FAMILIES, Education, Family, Job, Sector, Sex, Tier, Unit
from sim.markets.prices import real_floor
from sim.markets.task_fit import granted_to_staff, task_loss


@njit(inline="always")
def outside_option(product, finding_ratio, p):  # type: ignore[no-untyped-def]
    """z · product · (f/f0)^η: what the person could have elsewhere; scales with human capital and local finding."""
    return p.outside_share * product * power(finding_ratio, p.outside_finding)


@njit(inline="always")
def unit_pay(product, outside, p):  # type: ignore[no-untyped-def]
    """Bargained pay: β · product + (1 − β) · outside option (Nash sharing, e.g. Pissarides 2000, ch. 1)."""
    return p.bargaining * product + (1.0 - p.bargaining) * outside


@njit(inline="always")
def learned(gap, rate):  # type: ignore[no-untyped-def]
    """The employer's error after one more month of observing the worker: gap · (1 − λ)."""
    return gap * (1.0 - rate)


@njit(inline="always")
def log_firm_pay(firms, j, c, p):  # type: ignore[no-untyped-def]
    """What the firm adds to log pay: loading on productivity, fixed component, formality, government."""
    extra = p.firm_loading * float(firms.productivity[j]) + float(firms.premium[j]) + c.pay_level
    if firms.sector[j] == Sector.GOVERNMENT:
        return extra + p.formal_premium + p.government_premium
    return extra + p.formal_premium if firms.formal[j] == 1 else extra


@njit(inline="always")
def log_match(k_match, pid, fid, p):  # type: ignore[no-untyped-def]
    """Fixed match quality of a person and a firm, log points."""
    return p.match_sd * normal(pair(word(k_match, pid), fid))


@njit(inline="always")
def womans_gap(level, p):  # type: ignore[no-untyped-def]
    """Conditional gap of women in log pay, which narrows with schooling: g + s · (years − years at the mean gap).

    Discrimination, tastes and circumstances take less from the pay of educated women: Dougherty (2005), J. Human
    Resources 40(4).
    """
    return p.woman + p.woman_per_year * (SCHOOL_YEARS[level] - p.woman_years)


@njit(inline="always")
def offered_pay(people, firms, i, j, family, tier, gap, loss, finding_ratio, levy, relatedness, k_match, c, p):  # type: ignore[no-untyped-def]
    """Monthly pay that firm ``j`` offers person ``i``, before the wage floor.

    ``gap`` is the employer's error, ``loss`` that of product in tasks that do not fit, both in log points.
    """
    log_h = log_product(people, i, family, relatedness, p.per_year, p.per_tertiary_year) + gap - loss
    if people.sex[i] == Sex.FEMALE:
        log_h += womans_gap(people.level[i], p)
    if tier == Tier.CASUAL and firms.formal[j] == 0:
        log_h -= p.informal_discount
    log_h += float(people.specific[i]) if people.employer[i] == j else 0.0
    log_h += log_firm_pay(firms, j, c, p) + log_match(k_match, people.pid[i], firms.fid[j], p)
    product = exp(log_h)
    return unit_pay(product / (1.0 + levy), outside_option(product, finding_ratio, p), p)


@njit(inline="always")
def with_floor(pay, floor, bound):  # type: ignore[no-untyped-def]
    """Pay, at least the statutory minimum where it is enforced."""
    return max(pay, floor) if bound else pay


@njit(cache=True)
def bound_by_floor(firms, k_floor, p):  # type: ignore[no-untyped-def]
    """1 for firms in which the statutory minimum is enforced; which ones is fixed for the run."""
    bound = np.zeros(len(firms.fid), np.uint8)
    for j in range(len(firms.fid)):
        bound[j] = firms.formal[j] == 1 and uniform(word(k_floor, firms.fid[j])) < p.floor_enforcement
    return bound


@njit(cache=True)
def reset_pay(people, firms, granted, finding_ratio, levy, floor, bound, relatedness, c, pay, k_reset, k_match):  # type: ignore[no-untyped-def]
    """Employers learn; pay of a part of the incumbents is set anew. Returns by firm staff pay, pay without the
    floor, employees, and those paid no more than the floor that binds. ``granted``: see ``granted_to_staff``."""
    bill = np.zeros((len(firms.fid), 4))
    for i in rows_with(people.job, Job.EMPLOYEE):
        j = people.employer[i]
        gap = learned(float(people.perceived_gap[i]), pay.learning_rate)
        people.perceived_gap[i] = gap
        paid = float(people.pay[i])
        free = paid
        if uniform(word(k_reset, people.pid[i])) < pay.reset or (bound[j] == 1 and paid < floor):
            share = float(granted[i if len(granted) > 1 else 0])
            loss = task_loss(people, i, firms.fid[j], int(people.family[i]), share, k_match, pay)
            free = offered_pay(
                people, firms, i, j, people.family[i], people.tier[i], gap, loss, finding_ratio[people.market[i]],
                levy[j], relatedness, k_match, c, pay,
            )  # fmt: skip
            paid = with_floor(free, floor, bound[j] == 1)
            people.pay[i] = paid
            people.pay_kind[i] = pay.in_kind_informal * paid if firms.formal[j] == 0 else 0.0
        bill[j, 0] += paid
        bill[j, 1] += min(free, paid)
        bill[j, 2] += 1.0
        bill[j, 3] += bound[j] == 1 and paid <= floor * 1.0001
    for j in range(len(firms.fid)):
        if bill[j, 2] > 0.0:
            firms.pay_mean[j] = bill[j, 0] / bill[j, 2]
            ratio = bill[j, 0] / max(bill[j, 1], 1e-9)
            firms.floor_cost[j] = float(firms.floor_cost[j]) + (ratio - float(firms.floor_cost[j])) / 12.0
    return bill


@njit(inline="always")
def gained(stock, gain, ceiling):  # type: ignore[no-untyped-def]
    """Stock after a month of gain, at most the ceiling: min(ceiling, x + g)."""
    return min(ceiling, stock + gain)


@lru_cache(maxsize=8)
def monthly_gains(p: Any) -> np.ndarray:
    """Experience of a month, log points, by 4 · job + 2 · (regular and not informal) + (farming)."""
    gains = np.full((len(Job), 2, 2), p.informal)
    gains[:, :, 1] = p.farm
    gains[Job.EMPLOYEE, :, 1] = p.informal
    gains[:, 1, :] = p.regular
    gains[Job.NONE] = 0.0
    return gains.ravel()


@njit(cache=True)
def learn(people, gains, p):  # type: ignore[no-untyped-def]
    """A month of work adds experience and firm-specific skill; technical skill decays out of work."""
    kind, gain = np.empty(TILE, np.uint8), np.empty(TILE)
    for lo in range(0, len(people.pid), TILE):
        hi = lo + TILE
        job, tier, unit, family = people.job[lo:hi], people.tier[lo:hi], people.unit[lo:hi], people.family[lo:hi]
        experience, specific = people.experience[lo:hi], people.specific[lo:hi]
        for t in range(len(job)):
            regular = (tier[t] == Tier.REGULAR) & (unit[t] != Unit.INFORMAL)
            kind[t] = 4 * int(job[t]) + 2 * int(regular) + int(family[t] == Family.FARMING)
        for t in range(len(job)):
            gain[t] = gains[kind[t]]
        for t in range(len(job)):
            stock = float(experience[t])
            experience[t] = gained(stock, gain[t], p.ceiling) if gain[t] > 0.0 else stock
        for t in range(len(job)):
            stock = float(specific[t])
            specific[t] = gained(stock, p.specific, p.specific_ceiling) if job[t] == Job.EMPLOYEE else stock


@njit(cache=True)
def forget(people, decay):  # type: ignore[no-untyped-def]
    """Technical skill of those neither at work nor in education falls by ``decay`` (1e-4 log points) a month."""
    rows, hit = np.empty(TILE + 1, np.int64), np.empty(TILE, np.uint8)
    for lo in range(0, len(people.pid), TILE):
        job, education = people.job[lo : lo + TILE], people.education[lo : lo + TILE]
        for t in range(len(job)):
            hit[t] = (job[t] == Job.NONE) & (education[t] == Education.NONE)
        for r in range(gather(hit[: len(job)], rows, lo)):
            i = rows[r]
            for k in range(FAMILIES):
                people.skill[i, k] = max(0, int(people.skill[i, k]) - decay)


def set_pay_and_learn(m: Any) -> None:
    """Employers learn and reset pay; everybody at work learns, and idle skill decays."""
    p, learning, avg = m.parameters.pay, m.parameters.learning, m.averages
    floor = real_floor(m)
    bill = reset_pay(
        m.people, m.firms, granted_to_staff(m), avg.local_finding / avg.local_finding_reference, m.levy_wedge(), floor,
        bound_by_floor(m.firms, key(m.seed, Purpose.COMPLIANCE, 1), p), RELATEDNESS, m.country.constants, p,
        m.key(Purpose.PAY_RESET), key(m.seed, Purpose.MATCH_QUALITY),
    )  # fmt: skip
    m.events["at_floor"] = int(bill[:, 3].sum())
    learn(m.people, monthly_gains(learning), learning)
    forget(m.people, round(learning.idle_decay / SKILL_UNIT))
