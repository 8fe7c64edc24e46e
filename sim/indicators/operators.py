"""One pass over all people at the end of the month: every answer of every person, counted by cell.

``observe_people`` reads the registers of each living person, asks the operators (small functions in the modules of
this package, each with its rule and source), and writes the answers as bits of ``people.status``. The column holds
last month's word until then, so flows compare the two.
"""

import numpy as np
from numba import njit

from sim.agents.transitions import activity
from sim.core.calendar import NEVER, age_years
from sim.core.draws import as_word
from sim.core.states import Education, Job, Outside, Sector
from sim.indicators.bits import BITS, SCALE, Op, Value
from sim.indicators.education import neet, neet_part, trained_recently
from sim.indicators.employment import (
    INSURANCE,
    employed_13,
    employed_19,
    informal_17,
    is_apprentice,
    is_employee,
    is_own_account,
    is_paid,
)
from sim.indicators.flows import changed_job
from sim.indicators.groups import cell_of
from sim.indicators.labour_force import (
    long_term,
    potential_labour_force,
    time_related_underemployed,
    unemployed,
    unemployed_relaxed,
)
from sim.indicators.pay import ALL_LEVELS, MINIMUM, full_time_pay, hourly_pay
from sim.indicators.quality import decent_points, horizontal_mismatch, level_gap, satisfied, stable
from sim.indicators.stages import transition_stage_ilostat, transition_stage_swts

BYTES = BITS // 8
SPREAD = np.array([sum(((byte >> k) & 1) << (8 * k) for k in range(8)) for byte in range(256)], np.int64)
"""The bits of a byte as eight counters of a byte each, so that 64 counts cost eight additions."""


@njit(forceinline=True)
def put(holds, op):  # type: ignore[no-untyped-def]
    """The bit of ``op`` if it holds, else 0."""
    return np.int64(holds) << np.int64(op)


@njit(forceinline=True)
def has(word, op):  # type: ignore[no-untyped-def]
    """Is the bit of ``op`` set in ``word`` (int64)?"""
    return ((word >> np.int64(op)) & 1) == 1


@njit(forceinline=True)
def fixed(value):  # type: ignore[no-untyped-def]
    """A value as an integer of 1 / SCALE, rounded to nearest."""
    return np.int64(np.floor(value * SCALE + 0.5))


@njit(forceinline=True)
def employment_bits(people, i, fee, sector, p):  # type: ignore[no-untyped-def]
    """Work: editions, status in employment, apprentices, informality."""
    job, family = people.job[i], people.family[i]
    if job == Job.NONE:
        return np.int64(0)
    allowance = float(people.pay[i]) + float(people.pay_kind[i])
    paid = is_paid(job, allowance, fee, p.paid_rule > 0.5)
    e13 = employed_13(job, paid, p.unpaid_trainee_13 > 0.5)
    e19 = employed_19(job, paid, family, people.market_share[i], p.market_share_cut)
    own, helper, learner = is_own_account(job), job == Job.FAMILY_WORKER, is_apprentice(job)
    informal = informal_17(job, people.unit[i], people.benefits[i])
    farm = sector == Sector.AGRICULTURE
    return (
        put(e13, Op.EMPLOYED_13)
        | put(e19, Op.EMPLOYED_19)
        | put(is_employee(job, paid), Op.EMPLOYEE)
        | put(job == Job.EMPLOYER, Op.EMPLOYER)
        | put(own, Op.OWN_ACCOUNT_13)
        | put(own and e19, Op.OWN_ACCOUNT_19)
        | put(helper, Op.FAMILY_WORKER_13)
        | put(helper and e19, Op.FAMILY_WORKER_19)
        | put(learner, Op.APPRENTICE)
        | put(learner and is_paid(job, allowance, fee, False), Op.APPRENTICE_WITH_ALLOWANCE)
        | put(learner and is_paid(job, allowance, fee, True), Op.APPRENTICE_NET_PAID)
        | put(e13 and informal, Op.INFORMAL_13)
        | put(e19 and informal, Op.INFORMAL_19)
        | put(e13 and farm, Op.FARM_WORK_13)
        | put(e13 and farm and informal, Op.INFORMAL_FARM_WORK_13)
    )


@njit(forceinline=True)
def labour_force_bits(people, i, w, month, p):  # type: ignore[no-untyped-def]
    """Labour force and underutilisation; ``w`` holds the bits of employment."""
    e13, e19 = has(w, Op.EMPLOYED_13), has(w, Op.EMPLOYED_19)
    seeking, available = people.seeking[i] == 1, people.available[i] == 1
    wants, more = people.wants_work[i] == 1, people.wants_more_hours[i] == 1
    hours = people.hours[i]
    u13 = unemployed(e13, seeking, available)
    potential = potential_labour_force(e13, seeking, available, wants)
    discouraged = potential and not seeking and people.outside_reason[i] == Outside.DISCOURAGED
    return (
        put(u13, Op.UNEMPLOYED_13)
        | put(unemployed(e19, seeking, available), Op.UNEMPLOYED_19)
        | put(potential, Op.POTENTIAL_13)
        | put(potential_labour_force(e19, seeking, available, wants), Op.POTENTIAL_19)
        | put(time_related_underemployed(e13, more, hours, p.hours_threshold), Op.UNDEREMPLOYED_13)
        | put(time_related_underemployed(e19, more, hours, p.hours_threshold), Op.UNDEREMPLOYED_19)
        | put(unemployed_relaxed(e13, available, wants), Op.UNEMPLOYED_RELAXED_13)
        | put(unemployed_relaxed(e19, available, wants), Op.UNEMPLOYED_RELAXED_19)
        | put(long_term(u13, int(people.search_since[i]), month, p.long_term_months), Op.LONG_TERM_UNEMPLOYED)
        | put(discouraged, Op.DISCOURAGED)
    )


@njit(forceinline=True)
def education_bits(people, i, w, month, p):  # type: ignore[no-untyped-def]
    """Education and NEET; ``w`` holds the bits of employment and labour force."""
    education, learner = people.education[i], has(w, Op.APPRENTICE)
    e13, e19 = has(w, Op.EMPLOYED_13), has(w, Op.EMPLOYED_19)
    counts = p.apprenticeship_counts_as_training > 0.5
    inside = education != Education.NONE
    recent = trained_recently(education, int(people.last_enrolled[i]), month, p.training_window)
    idle = neet(e13, education, learner, counts)
    part = Op.NEET_UNEMPLOYED + neet_part(has(w, Op.UNEMPLOYED_13), people.outside_reason[i])
    return (
        put(inside, Op.IN_EDUCATION)
        | put(inside and e13, Op.WORKING_STUDENT)
        | put(recent, Op.TRAINED_12M)
        | put(idle, Op.NEET_13)
        | put(neet(e19, education, learner, counts), Op.NEET_19)
        | put(neet(e19, education, learner, False), Op.NEET_19_LETTER)
        | put(idle, part)
    )


@njit(forceinline=True)
def quality_bits(people, i, w, limits, p):  # type: ignore[no-untyped-def]
    """Quality of the main job; ``limits`` are the thresholds of pay."""
    if not has(w, Op.EMPLOYED_13):
        return np.int64(0)
    level, family, hours = int(people.level[i]), people.family[i], float(people.hours[i])
    pay = float(people.pay[i]) + float(people.pay_kind[i])
    rate = full_time_pay(pay, hours, p.standard_hours)
    gap = level_gap(level, family, p.basic_level_low, p.basic_level_high, p.professional_level_low)
    lasting = stable(people.job[i], people.contract[i])
    content = satisfied(
        True, people.seeking[i] == 1, has(w, Op.UNDEREMPLOYED_13), pay, float(people.reservation[i]),
        p.satisfied_multiplier, gap > 0, rate < limits[level],
    )  # fmt: skip
    legal, usual = rate >= limits[MINIMUM], rate >= p.decent_median_share * limits[ALL_LEVELS]
    balanced = p.decent_hours_low <= hours <= p.decent_hours_high
    insured = (people.benefits[i] & INSURANCE) != 0
    certificates = people.certificates[i]
    decent = decent_points(legal, usual, balanced, insured, lasting) >= p.decent_points_cut
    return (
        put(lasting, Op.STABLE)
        | put(content, Op.SATISFIED)
        | put(gap > 0, Op.OVEREDUCATED)
        | put(gap < 0, Op.UNDEREDUCATED)
        | put(certificates != 0, Op.CERTIFIED_WORKER)
        | put(horizontal_mismatch(certificates, family), Op.HORIZONTAL_MISMATCH)
        | put(legal, Op.PAY_ABOVE_MINIMUM)
        | put(usual, Op.PAY_NEAR_MEDIAN)
        | put(balanced, Op.DECENT_HOURS)
        | put(insured, Op.INSURED)
        | put(decent, Op.DECENT_JOB)
    )


@njit(forceinline=True)
def stage_bits(people, i, w, p):  # type: ignore[no-untyped-def]
    """Transition stages; ``w`` holds all bits above."""
    education, plans = people.education[i], people.plans_to_work[i] == 1
    in_school = education == Education.SCHOOL or (education == Education.COURSE and p.school_only < 0.5)
    e13, e19 = has(w, Op.EMPLOYED_13), has(w, Op.EMPLOYED_19)
    lasting, content = has(w, Op.STABLE), has(w, Op.SATISFIED)
    first = transition_stage_ilostat(in_school, e13, has(w, Op.UNEMPLOYED_13), lasting, content, plans)
    survey = transition_stage_swts(in_school, e13, has(w, Op.UNEMPLOYED_RELAXED_13), lasting, content, plans)
    newer = transition_stage_ilostat(in_school, e19, has(w, Op.UNEMPLOYED_19), lasting, content, plans)
    return (
        put(True, Op.TRANSITED + first) | put(True, Op.TRANSITED_SWTS + survey) | put(True, Op.TRANSITED_19 + newer)
    )  # fmt: skip


@njit(forceinline=True)
def flow_bits(before, w, job_since, month):  # type: ignore[no-untyped-def]
    """Flows from last month's word ``before`` (0 for newcomers) to this month's ``w``."""
    employed = has(w, Op.EMPLOYED_13)
    was_employed, was_unemployed = has(before, Op.EMPLOYED_13), has(before, Op.UNEMPLOYED_13)
    return (
        put(was_employed, Op.WAS_EMPLOYED)
        | put(was_unemployed, Op.WAS_UNEMPLOYED)
        | put(was_employed and not employed, Op.SEPARATED)
        | put(was_unemployed and employed, Op.FOUND_JOB)
        | put(changed_job(was_employed, employed, job_since, month), Op.JOB_TO_JOB)
    )


@njit(forceinline=True)
def date_firsts(people, i, w, before, month):  # type: ignore[no-untyped-def]
    """Date the first job, stable job, and stable or satisfactory job since the last end of schooling.

    A job that was held before leaving school dates from the day of leaving. At a first observation the start of the
    present job is the best that is known. Going back to school starts the clock anew.
    """
    if people.education[i] == Education.SCHOOL:
        people.first_job[i] = NEVER
        people.first_stable[i] = NEVER
        people.first_good[i] = NEVER
    elif has(w, Op.EMPLOYED_13) and people.left_school[i] != NEVER and people.first_stable[i] == NEVER:
        when = month if before != 0 else int(people.job_since[i])
        when = max(when, int(people.left_school[i]))
        if people.first_job[i] == NEVER:
            people.first_job[i] = when
        if has(w, Op.STABLE):
            people.first_stable[i] = when
        if people.first_good[i] == NEVER and (has(w, Op.STABLE) or has(w, Op.SATISFIED)):
            people.first_good[i] = when


@njit(forceinline=True)
def add_values(people, i, w, row):  # type: ignore[no-untyped-def]
    """Add pay, income and hours of the employed to the values of their cell."""
    if not has(w, Op.EMPLOYED_13):
        return
    pay, hours = float(people.pay[i]) + float(people.pay_kind[i]), float(people.hours[i])
    row[np.int64(Value.HOURS)] += fixed(hours)
    if has(w, Op.EMPLOYEE):
        row[np.int64(Value.HOURLY_PAY)] += fixed(hourly_pay(pay, hours))
        row[np.int64(Value.EMPLOYEE_PAY)] += fixed(pay)
    elif has(w, Op.EMPLOYER) or has(w, Op.OWN_ACCOUNT_13):
        row[np.int64(Value.SELF_INCOME)] += fixed(pay)


@njit(forceinline=True)
def sector_of(people, i, sectors):  # type: ignore[no-untyped-def]
    """Sector of the main job: an employee's is the firm's, everyone else's follows from the occupation family."""
    j = people.employer[i]
    if people.job[i] == Job.EMPLOYEE and 0 <= j < sectors.shape[0]:
        return int(sectors[j])
    return Sector.AGRICULTURE + 0 if people.family[i] == 0 else Sector.SERVICES + 0


@njit(cache=True)
def observe_people(people, sectors, fees, limits, p, month, cells, stocks):  # type: ignore[no-untyped-def]
    """Answer all operators for all people and count them.

    ``sectors`` of firms and ``fees`` a month of providers by row, ``limits`` from ``pay.thresholds``, ``p`` the
    parameters; adds to ``cells`` (CELLS × WIDTH or wider) and to ``stocks`` by activity, writes ``status``,
    ``satisfied``, the dates of first jobs and the last month in education.
    """
    tallies = np.zeros((cells.shape[0], BYTES + 1), np.int64)
    for i in range(people.pid.shape[0]):
        if people.pid[i] == 0:
            continue
        before = np.int64(people.status[i])
        years = age_years(int(people.birth[i]), month)
        k = people.provider[i]
        fee = float(fees[k]) if 0 <= k < fees.shape[0] else 0.0
        if people.education[i] != Education.NONE:
            people.last_enrolled[i] = month
        w = put(True, Op.PERSON) | employment_bits(people, i, fee, sector_of(people, i, sectors), p)
        w |= labour_force_bits(people, i, w, month, p)
        w |= education_bits(people, i, w, month, p)
        w |= quality_bits(people, i, w, limits, p)
        w |= stage_bits(people, i, w, p)
        w |= flow_bits(before, w, int(people.job_since[i]), month)
        people.satisfied[i] = np.uint8(has(w, Op.SATISFIED))
        date_firsts(people, i, w, before, month)
        people.status[i] = as_word(w)
        c = cell_of(people.sex[i], years, people.area[i], people.level[i], people.disability[i], people.wealth[i])
        row, tally = cells[c], tallies[c]
        tally[BYTES] += 1
        for b in range(BYTES):
            tally[b] += SPREAD[(w >> (8 * b)) & 255]
        if tally[BYTES] == 127:
            empty_into(tally, row)
        add_values(people, i, w, row)
        stocks[activity(people, i)] += 1
    for c in range(cells.shape[0]):
        empty_into(tallies[c], cells[c])


@njit(inline="always")
def empty_into(tally, row):  # type: ignore[no-untyped-def]
    """Add the eight small counters in each word of ``tally`` to the counts of the bits, and set them to zero."""
    for b in range(BYTES):
        for k in range(8):
            row[8 * b + k] += (tally[b] >> (8 * k)) & 255
    tally[:] = 0


@njit(cache=True)
def count_matching(people, month, all_of, none_of, column, cells):  # type: ignore[no-untyped-def]
    """Count in ``column`` of ``cells`` the people whose status word has all bits of ``all_of``, none of ``none_of``."""
    for i in range(people.pid.shape[0]):
        w = np.int64(people.status[i])
        if people.pid[i] != 0 and (w & all_of) == all_of and (w & none_of) == 0:
            years = age_years(int(people.birth[i]), month)
            c = cell_of(people.sex[i], years, people.area[i], people.level[i], people.disability[i], people.wealth[i])
            cells[c, column] += 1
