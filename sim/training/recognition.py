"""Recognition of prior learning: a test, and the certificate for those who pass, without a course.

Only people who have practised a trade come; they pay their part of the fee; the skilled pass more often.
"""

from typing import Any

import numpy as np

from sim.core.calendar import age_years
from sim.core.draws import Purpose, normal, sub, uniforms, word
from sim.core.levers import PAYERS, Lever
from sim.core.plain import plain
from sim.core.states import Education, Family, Job
from sim.finance.envelopes import payable_share
from sim.finance.ledger import Account, For, beneficiary, micro
from sim.finance.payers import charge_household, pay_shared

PRACTISE = (Job.EMPLOYEE, Job.EMPLOYER, Job.OWN_ACCOUNT)
HOUSEHOLDS = PAYERS.index("households")


def shown_skill(people: Any, rows: np.ndarray, experience: float) -> np.ndarray:
    """Skill that people ``rows`` can show in their trade: technical skill + ``experience`` · experience, log points."""
    technical = people.skill[rows, people.family[rows]].astype(np.float64) * 1e-4
    return technical + experience * people.experience[rows].astype(np.float64)  # type: ignore[no-any-return]


def could_be_tested(m: Any) -> np.ndarray:
    """Rows of people who practise a trade other than farming, are skilled in it, and hold no certificate of it."""
    people, p = m.people, m.parameters.workplace
    fit = np.isin(people.job, PRACTISE) & (people.education == Education.NONE) & (people.family != Family.FARMING)
    rows = np.flatnonzero(fit & (people.pid != 0))
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
    rows = could_be_tested(m)
    key = m.key(Purpose.RECOGNITION)
    rows = rows[uniforms(key, people.pid[rows]) < m.levers.values(Lever.RECOGNITION, 0.0, m, rows)]
    others = p.test_cost * (1.0 - float(m.levers.payers(Lever.RECOGNITION)[HOUSEHOLDS]))
    rows = rows[payable_share(m, Lever.RECOGNITION, rows, np.full(len(rows), others)) > 0.0]
    rows = np.array([i for i in rows if pay_for_test(m, int(i), p.test_cost)], np.int64)
    noise = np.array([plain(normal)(sub(word(key, people.pid[i]), 1)) for i in rows])
    shown = shown_skill(people, rows, p.test_experience)
    passed = rows[shown + p.test_noise * noise >= p.test_standard] if len(rows) else rows
    people.certificates[passed] |= np.left_shift(1, people.family[passed]).astype(np.uint8)
    m.treated.add(m, "recognition_of_prior_learning", rows)
    m.events["tested"], m.events["recognised"] = len(rows), len(passed)


def pay_for_test(m: Any, i: int, cost: float) -> bool:
    """The person's own part of the cost, then the others'; False, and nothing moves, where cash does not suffice."""
    people, shares = m.people, m.levers.payers(Lever.RECOGNITION)
    group = plain(beneficiary)(int(people.sex[i]), plain(age_years)(int(people.birth[i]), m.month))
    whole = int(plain(micro)(cost))
    own = int(whole * shares[HOUSEHOLDS] + 0.5)
    h = int(people.household[i])
    if not plain(charge_household)(m.households, h, m.flows, For.SKILL_TEST, Account.REST_OF_ECONOMY, group, own):
        return False
    others = shares.copy()
    others[HOUSEHOLDS] = 0.0
    if others.sum() > 0.0:
        overhead = m.levers.overhead(Lever.RECOGNITION)
        others /= others.sum()
        plain(pay_shared)(m.flows, For.SKILL_TEST, others, overhead, Account.REST_OF_ECONOMY, group, whole - own)
    return True
