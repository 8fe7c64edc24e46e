"""Recognition of prior learning: a test, and the certificate for those who pass, without a course.

Only people who have practised a trade come; they pay their part of the fee; the skilled pass more often.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import age_years
from sim.core.draws import Purpose, normal, sub, uniforms, word
from sim.core.levers import PAYERS, Lever
from sim.core.plain import plain
from sim.core.states import Education, Family, Job
from sim.core.thinning import drawn
from sim.finance.envelopes import payable_share
from sim.finance.ledger import Account, For, beneficiary, micro
from sim.finance.payers import charge_household, pay_shared

PRACTISE = (Job.EMPLOYEE, Job.EMPLOYER, Job.OWN_ACCOUNT)
HOUSEHOLDS = PAYERS.index("households")


def shown_skill(people: Any, rows: np.ndarray, experience: float) -> np.ndarray:
    """Skill that people ``rows`` can show in their trade: technical skill + ``experience`` · experience, log points."""
    technical = people.skill[rows, people.family[rows]].astype(np.float64) * 1e-4
    return technical + experience * people.experience[rows].astype(np.float64)  # type: ignore[no-any-return]


def could_be_tested(m: Any, rows: np.ndarray) -> np.ndarray:
    """Those of ``rows`` who practise a trade other than farming, are skilled in it, and hold no certificate of it."""
    people, p = m.people, m.parameters.workplace
    fit = np.isin(people.job[rows], PRACTISE) & (people.education[rows] == Education.NONE)
    rows = rows[fit & (people.family[rows] != Family.FARMING) & (people.pid[rows] != 0)]
    held = (people.certificates[rows] >> people.family[rows]) & 1
    rows = rows[held == 0]
    return rows[shown_skill(people, rows, p.test_experience) >= p.test_least]


def test_skills(m: Any) -> None:
    """Those offered a test who can pay for it take it; who shows the standard gets the certificate.

    Passes if skill shown + noise ≥ standard, so that the chance rises with skill.
    """
    if not m.levers.has(Lever.RECOGNITION):
        return
    p, people = m.parameters.workplace, m.people
    key = m.key(Purpose.RECOGNITION)
    rows = could_be_tested(m, drawn(key, people.pid, m.levers.highest(Lever.RECOGNITION, 0.0)))
    rows = rows[uniforms(key, people.pid[rows]) < m.levers.values(Lever.RECOGNITION, 0.0, m, rows)]
    others = p.test_cost * (1.0 - float(m.levers.payers(Lever.RECOGNITION)[HOUSEHOLDS]))
    rows = rows[payable_share(m, Lever.RECOGNITION, rows, np.full(len(rows), others)) > 0.0]
    rows = rows[pay_for_tests(m, rows, p.test_cost) == 1]
    shown = shown_skill(people, rows, p.test_experience)
    passed = rows[shown + p.test_noise * noises(key, people.pid[rows]) >= p.test_standard]
    people.certificates[passed] |= np.left_shift(1, people.family[passed]).astype(np.uint8)
    m.treated.add(m, "recognition_of_prior_learning", rows)
    m.events["tested"], m.events["recognised"] = len(rows), len(passed)


@njit(cache=True)
def noises(k, pids):  # type: ignore[no-untyped-def]
    """Standard normal noise of the test of each person."""
    out = np.empty(len(pids))
    for n in range(len(pids)):
        out[n] = normal(sub(word(k, pids[n]), 1))
    return out


def pay_for_tests(m: Any, rows: np.ndarray, cost: float) -> np.ndarray:
    """The own part of the cost of each test, then the others'; 0, and nothing moves, where cash does not suffice."""
    shares, overhead = m.levers.payers(Lever.RECOGNITION), m.levers.overhead(Lever.RECOGNITION)
    whole = int(plain(micro)(cost))
    own = int(whole * shares[HOUSEHOLDS] + 0.5)
    others = shares.copy()
    others[HOUSEHOLDS] = 0.0
    others /= max(others.sum(), 1e-300)
    paid: np.ndarray = _pay(m.people, m.households, m.flows, rows, own, whole - own, others, overhead, m.month)
    return paid


@njit(cache=True)
def _pay(people, households, flows, rows, own, rest, others, overhead, month):  # type: ignore[no-untyped-def]
    paid = np.zeros(len(rows), np.uint8)
    for n in range(len(rows)):
        i = rows[n]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        h = people.household[i]
        if charge_household(households, h, flows, For.SKILL_TEST, Account.REST_OF_ECONOMY, group, own):
            pay_shared(flows, For.SKILL_TEST, others, overhead, Account.REST_OF_ECONOMY, group, rest)
            paid[n] = 1
    return paid
