"""Delivery: a month of teaching, who pays for it, who drops out, who completes, and what becomes of leavers.

A person is in a course while ``education`` is COURSE. ``provider`` and ``course_end`` stay set after a completed
course or apprenticeship: they are the memory from which a programme's reputation is read for a year.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.capital import with_gain
from sim.agents.transitions import end_education
from sim.core.calendar import NEVER
from sim.core.draws import Purpose, uniform, word
from sim.core.elementary import exp, power
from sim.core.levers import Lever
from sim.core.sieve import rows_with
from sim.core.states import Education, ProviderKind
from sim.finance.ledger import For
from sim.finance.loans import lend
from sim.training import funding
from sim.training.apprenticeship import apprentices, monthly_hazard, train_apprentices
from sim.training.leavers import learn_about_leavers
from sim.training.payments import (
    collect,
    help_learners,
    late,
    payment_delay,
    run_programmes,
    tied_by_care,
    travel_and_care,
)
from sim.training.placement_pay import claim_results, paid_now, pay_placements
from sim.training.recognition import test_skills
from sim.training.seats import pay_for_seats, stipends, teaching_on_seats
from sim.training.terms import certificate_chances, pay_results
from sim.training.vouchers import pay_vouchers
from sim.training.work_training import teach_at_work

MASTER = int(ProviderKind.MASTER)
LEARNING, COMPLETED, DROPPED = 0, 1, 2


@njit
def quality_at_stretch(quality, enrolled, places, coverage, stretch):  # type: ignore[no-untyped-def]
    """Quality of teaching: falls where learners exceed places and where money covers only part of the cost.

    quality · min(1, places/enrolled)^stretch · coverage^stretch
    """
    crowd = 1.0 if enrolled <= places or enrolled <= 0 else max(places, 1) / enrolled
    return quality * power(crowd * max(coverage, 1e-6), stretch)


def uncovered(stipend: np.ndarray, cost: np.ndarray) -> np.ndarray:
    """Share of the cost of travel and care that the stipend leaves to the learner."""
    return np.where(cost > 0.0, np.maximum(0.0, 1.0 - stipend / np.maximum(cost, 1e-9)), 0.0)


@njit
def drop_out_hazard(woman, tied, months, gap, d):  # type: ignore[no-untyped-def]
    """Monthly drop-out from a course: the share over the course as a hazard, × exp(strain · (gap − reference)).

    Women with a young child leave more often, the more so the larger the share ``tied`` of its care that falls to
    them: × (1 + (factor − 1) · tied). Source of the sign: Cho et al. (2013), Malawi.
    """
    hazard = monthly_hazard(d.drop_out_f if woman else d.drop_out_m, months)
    if woman:
        hazard *= 1.0 + (d.care_factor - 1.0) * tied
    return min(1.0, hazard * exp(d.strain * (gap - d.strain_reference)))


@njit
def gain_a_month(teaching, duration, d):  # type: ignore[no-untyped-def]
    """Log points of technical skill for a month: teaching · gain / full length · min(1, full length / length)^spread.

    Courses longer than the full length give more in all, though less a month.
    """
    return teaching * d.gain / d.full_months * power(min(1.0, d.full_months / duration), d.spread)


@njit
def technical_time(core, usual):  # type: ignore[no-untyped-def]
    """Factor on the gain in technical skill when ``core`` of the time goes to core skills: 1 − (c − usual)."""
    return max(0.0, 1.0 - (core - usual))


def core_shares(m: Any) -> np.ndarray:
    """Part of teaching that goes to core skills, by provider."""
    usual = m.parameters.delivery.core_share
    return m.levers.values(Lever.CURRICULUM_CORE, usual, m, np.arange(len(m.providers.rid)))  # type: ignore[no-any-return]


def in_course(people: Any) -> np.ndarray:
    """Rows of people in a course."""
    rows: np.ndarray = rows_with(people.education, int(Education.COURSE))
    return rows[people.provider[rows] >= 0]


@njit(cache=True)
def teach(people, providers, moves, rows, teaching, core, chance, gap, stay, tied, d, k, test_key, month):  # type: ignore[no-untyped-def]
    """One month of every learner: end with a test, drop-out, or skill. Returns the outcome of each.

    ``teaching``, ``gap``, ``stay`` and ``tied`` by learner; ``core``, the part of teaching in core skills, and
    ``chance`` of a certificate by provider row.
    """
    outcome = np.zeros(len(rows), np.int64)
    for n in range(len(rows)):
        i = rows[n]
        r = people.provider[i]
        f, woman = int(providers.family[r]), people.sex[i] == 1
        if month >= people.course_end[i]:
            if uniform(word(test_key, people.pid[i])) < chance[r]:
                people.certificates[i] |= np.uint8(1 << f)
            providers.completed[r] += 1
            outcome[n] = COMPLETED
        else:
            hazard = stay[n] * drop_out_hazard(woman, tied[n], float(providers.duration[r]), gap[n], d)
            if uniform(word(k, people.pid[i])) < hazard:
                outcome[n] = DROPPED
        if outcome[n] == LEARNING:
            gained = gain_a_month(teaching[n], float(providers.duration[r]), d)
            technical = gained * technical_time(core[r], d.core_share)
            people.skill[i, f] = with_gain(people.skill[i, f], technical)
            people.core[i] = float(people.core[i]) + core[r] * gained
            people.last_enrolled[i] = month
        else:
            leave_course(people, providers, moves, i, outcome[n] == DROPPED, month)
    return outcome


@njit
def leave_course(people, providers, moves, i, dropped, month):  # type: ignore[no-untyped-def]
    """End a course; who dropped out keeps no link to the provider."""
    providers.enrolled[people.provider[i]] -= 1
    if dropped:
        people.provider[i] = -1
        people.course_end[i] = NEVER
    end_education(people, moves, i, month)


@njit(cache=True)
def qualities(providers, coverage, stretch):  # type: ignore[no-untyped-def]
    """Quality × effort of every programme this month, after stretch."""
    out = np.zeros(len(providers.rid))
    for r in range(len(providers.rid)):
        if providers.rid[r] != 0:
            quality = float(providers.quality[r]) * float(providers.teaching[r])
            out[r] = quality_at_stretch(quality, providers.enrolled[r], providers.places[r], coverage[r], stretch)
    return out


def teaching_of(m: Any, coverage: np.ndarray) -> np.ndarray:
    """Skill gained for a month of each programme, 1 standard."""
    teaching = qualities(m.providers, coverage, m.parameters.places.stretch)
    if m.levers.has(Lever.TEACHING):
        rows = np.flatnonzero(m.providers.rid)
        teaching[rows] = m.levers.values(Lever.TEACHING, teaching[rows], m, rows)
    return teaching


def teach_courses(m: Any) -> tuple[int, int, int]:
    """One month of all courses; returns learners, completed and dropped out."""
    c, people = m.parameters.choice, m.people
    rows = in_course(people)
    provider = people.provider[rows].astype(np.int64)
    travel, care = travel_and_care(m, rows, provider)
    net_travel = m.levers.values(Lever.TRAVEL_COST, travel, m, rows)
    net_care = m.levers.values(Lever.CARE_COST, care, m, rows)
    stipend = m.levers.values(Lever.STIPEND, c.stipend, m, rows)
    left = np.maximum(0, people.course_end[rows].astype(np.int64) - m.month)
    parts = funding.monthly_parts(m, rows, provider, 1.0 - m.parameters.places.block_share)
    charge = funding.charges(m, rows, np.asarray(m.providers.fee, np.float64)[provider], provider)
    now = paid_now(m, provider, parts)
    lend(m, rows, np.where(left > 0, charge + travel + care + c.materials, 0.0))
    paid, usual = collect(
        people, m.providers, m.households, m.flows, rows, (left > 0).astype(np.uint8), charge,
        travel + care + c.materials, now,
        late(m, rows, provider, np.full(len(rows), c.stipend)), m.month,
    )  # fmt: skip
    m.budgets.public.spend(int(usual))
    taught = (paid == 1) & (left > 0)
    funding.spend(m, now[taught].sum(axis=0))
    help_learners(m, rows, Lever.STIPEND, late(m, rows, provider, stipend - c.stipend) * paid, For.STIPEND)
    m.memory["last_delay"] = payment_delay(m)
    help_learners(m, rows, Lever.TRAVEL_COST, (travel - net_travel) * taught, For.TRAVEL_AND_CARE)
    help_learners(m, rows, Lever.CARE_COST, (care - net_care) * taught, For.TRAVEL_AND_CARE)
    pay_for_seats(m, rows, taught, funding.unit_costs(m))
    pay_vouchers(m, rows, taught)
    teaching = teaching_on_seats(m, rows, provider, teaching_of(m, run_programmes(m)))
    stay = np.where(paid == 1, m.levers.values(Lever.COMPLETION_HAZARD, 1.0, m, rows), 1e9)
    held, core_before = people.certificates[rows].copy(), people.core[rows].astype(np.float64)
    outcome = teach(
        people, m.providers, m.moves, rows, teaching, core_shares(m), certificate_chances(m),
        uncovered(stipend + stipends(m, rows), net_travel + net_care), stay, tied_by_care(m, rows),
        m.parameters.delivery, m.key(Purpose.DROP_OUT), m.key(Purpose.CERTIFICATE), m.month,
    )  # fmt: skip
    m.events["core_taught"] = float((people.core[rows] - core_before).sum())
    pay_results(m, rows, held)
    done = outcome == COMPLETED
    claim_results(m, rows[done], provider[done], parts[done])
    dropped = outcome == DROPPED
    funding.release(m, (parts * (left - taught)[:, None])[dropped].sum(axis=0))
    return int((outcome == LEARNING).sum()), int((outcome == COMPLETED).sum()), int(dropped.sum())


def teach_trades(m: Any) -> tuple[int, int]:
    """One month of all apprenticeships, with pay for passed tests where a policy gives it."""
    rows = apprentices(m.people)
    held = m.people.certificates[rows].copy()
    counts = train_apprentices(m, rows, certificate_chances(m))
    pay_results(m, rows, held)
    return counts


def deliver_training(m: Any) -> None:
    """Step 8: courses and apprenticeships go on for a month; the ledger shows who paid."""
    learners, completed, dropped = teach_courses(m)
    learn_about_leavers(m)
    pay_placements(m)
    ended, left = teach_trades(m)
    teach_at_work(m)
    test_skills(m)
    m.events["trainees"] = learners
    m.events["completed"] = completed + ended
    m.events["dropped_out"] = dropped + left
    m.events["apprentices"] = int(m.providers.enrolled[m.providers.kind == MASTER].sum())
