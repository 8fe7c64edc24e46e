"""The operators: what a survey would say of a person in a given situation, as the bits of one word.

``answers`` asks them all. They are small functions in the modules of this package, each with its rule and source, and
see nothing but the situation (``sim.indicators.situation``) and the switches among the parameters.
"""

import numpy as np
from numba import njit

from sim.core.states import Education, Job, Outside
from sim.indicators.bits import Op
from sim.indicators.education import neet, neet_part
from sim.indicators.employment import (
    employed_13,
    employed_19,
    informal_17,
    is_apprentice,
    is_employee,
    is_own_account,
    is_paid,
)
from sim.indicators.flows import changed_job
from sim.indicators.labour_force import (
    potential_labour_force,
    time_related_underemployed,
    unemployed,
    unemployed_relaxed,
)
from sim.indicators.quality import decent_points, level_gap, satisfied, stable
from sim.indicators.situation import Fact, code, has, put
from sim.indicators.stages import transition_stage_ilostat, transition_stage_swts


@njit(inline="always")
def employment_bits(s, p):  # type: ignore[no-untyped-def]
    """Work: editions, status in employment, apprentices, informality."""
    job, family = code(s, Fact.JOB, 4), code(s, Fact.FAMILY, 3)
    if job == Job.NONE:
        return np.int64(0)
    allowance, above_fee = has(s, Fact.ALLOWANCE), has(s, Fact.ALLOWANCE_ABOVE_FEE)
    paid = is_paid(job, allowance, above_fee, p.paid_rule > 0.5)
    e13 = employed_13(job, paid, p.unpaid_trainee_13 > 0.5)
    e19 = employed_19(job, paid, family, has(s, Fact.SELLS_MOST))
    own, helper, learner = is_own_account(job), job == Job.FAMILY_WORKER, is_apprentice(job)
    informal = informal_17(job, code(s, Fact.UNIT, 3), has(s, Fact.INSURED))
    farm = has(s, Fact.FARM)
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
        | put(learner and is_paid(job, allowance, above_fee, False), Op.APPRENTICE_WITH_ALLOWANCE)
        | put(learner and is_paid(job, allowance, above_fee, True), Op.APPRENTICE_NET_PAID)
        | put(e13 and informal, Op.INFORMAL_13)
        | put(e19 and informal, Op.INFORMAL_19)
        | put(e13 and farm, Op.FARM_WORK_13)
        | put(e13 and farm and informal, Op.INFORMAL_FARM_WORK_13)
    )


@njit(inline="always")
def labour_force_bits(s, w):  # type: ignore[no-untyped-def]
    """Labour force and underutilisation; ``w`` holds the bits of employment."""
    e13, e19 = has(w, Op.EMPLOYED_13), has(w, Op.EMPLOYED_19)
    seeking, available, wants = has(s, Fact.SEEKING), has(s, Fact.AVAILABLE), has(s, Fact.WANTS_WORK)
    more, short = has(s, Fact.WANTS_MORE_HOURS), has(s, Fact.SHORT_HOURS)
    u13 = unemployed(e13, seeking, available)
    potential = potential_labour_force(e13, seeking, available, wants)
    discouraged = potential and not seeking and code(s, Fact.REASON, 3) == Outside.DISCOURAGED
    return (
        put(u13, Op.UNEMPLOYED_13)
        | put(unemployed(e19, seeking, available), Op.UNEMPLOYED_19)
        | put(potential, Op.POTENTIAL_13)
        | put(potential_labour_force(e19, seeking, available, wants), Op.POTENTIAL_19)
        | put(time_related_underemployed(e13, more, short), Op.UNDEREMPLOYED_13)
        | put(time_related_underemployed(e19, more, short), Op.UNDEREMPLOYED_19)
        | put(unemployed_relaxed(e13, available, wants), Op.UNEMPLOYED_RELAXED_13)
        | put(unemployed_relaxed(e19, available, wants), Op.UNEMPLOYED_RELAXED_19)
        | put(u13 and has(s, Fact.LONG_SEARCH), Op.LONG_TERM_UNEMPLOYED)
        | put(discouraged, Op.DISCOURAGED)
    )


@njit(inline="always")
def education_bits(s, w, p):  # type: ignore[no-untyped-def]
    """Education and NEET; ``w`` holds the bits of employment and labour force."""
    education, learner = code(s, Fact.EDUCATION, 2), has(w, Op.APPRENTICE)
    e13, e19 = has(w, Op.EMPLOYED_13), has(w, Op.EMPLOYED_19)
    counts = p.apprenticeship_counts_as_training > 0.5
    inside = education != Education.NONE
    idle = neet(e13, education, learner, counts)
    part = Op.NEET_UNEMPLOYED + neet_part(has(w, Op.UNEMPLOYED_13), code(s, Fact.REASON, 3))
    return (
        put(inside, Op.IN_EDUCATION)
        | put(inside and e13, Op.WORKING_STUDENT)
        | put(has(s, Fact.TRAINED_RECENTLY), Op.TRAINED_12M)
        | put(idle, Op.NEET_13)
        | put(neet(e19, education, learner, counts), Op.NEET_19)
        | put(neet(e19, education, learner, False), Op.NEET_19_LETTER)
        | put(idle, part)
    )


@njit(inline="always")
def quality_bits(s, w, p):  # type: ignore[no-untyped-def]
    """Quality of the main job of the employed."""
    if not has(w, Op.EMPLOYED_13):
        return np.int64(0)
    level, family = code(s, Fact.LEVEL, 3), code(s, Fact.FAMILY, 3)
    gap = level_gap(level, family, p.basic_level_low, p.basic_level_high, p.professional_level_low)
    lasting = stable(code(s, Fact.JOB, 4), code(s, Fact.CONTRACT, 3))
    content = satisfied(
        has(s, Fact.SEEKING), has(w, Op.UNDEREMPLOYED_13), has(s, Fact.PAY_ENOUGH), gap > 0,
        has(s, Fact.PAY_BELOW_LEVEL),
    )  # fmt: skip
    legal, usual, balanced = has(s, Fact.PAY_LEGAL), has(s, Fact.PAY_USUAL), has(s, Fact.DECENT_HOURS)
    insured = has(s, Fact.INSURED)
    decent = decent_points(legal, usual, balanced, insured, lasting) >= p.decent_points_cut
    return (
        put(lasting, Op.STABLE)
        | put(content, Op.SATISFIED)
        | put(gap > 0, Op.OVEREDUCATED)
        | put(gap < 0, Op.UNDEREDUCATED)
        | put(has(s, Fact.CERTIFIED), Op.CERTIFIED_WORKER)
        | put(has(s, Fact.WRONG_CERTIFICATE), Op.HORIZONTAL_MISMATCH)
        | put(legal, Op.PAY_ABOVE_MINIMUM)
        | put(usual, Op.PAY_NEAR_MEDIAN)
        | put(balanced, Op.DECENT_HOURS)
        | put(insured, Op.INSURED)
        | put(decent, Op.DECENT_JOB)
    )


@njit(inline="always")
def stage_bits(s, w, p):  # type: ignore[no-untyped-def]
    """Transition stages; ``w`` holds all bits above."""
    education, plans = code(s, Fact.EDUCATION, 2), has(s, Fact.PLANS_TO_WORK)
    in_school = education == Education.SCHOOL or (education == Education.COURSE and p.school_only < 0.5)
    e13, e19 = has(w, Op.EMPLOYED_13), has(w, Op.EMPLOYED_19)
    lasting, content = has(w, Op.STABLE), has(w, Op.SATISFIED)
    first = transition_stage_ilostat(in_school, e13, has(w, Op.UNEMPLOYED_13), lasting, content, plans)
    survey = transition_stage_swts(in_school, e13, has(w, Op.UNEMPLOYED_RELAXED_13), lasting, content, plans)
    newer = transition_stage_ilostat(in_school, e19, has(w, Op.UNEMPLOYED_19), lasting, content, plans)
    return (
        put(True, Op.TRANSITED + first) | put(True, Op.TRANSITED_SWTS + survey) | put(True, Op.TRANSITED_19 + newer)
    )  # fmt: skip


@njit
def answers(s, p):  # type: ignore[no-untyped-def]
    """All answers of a person in situation ``s`` but the flows; 0 where nobody lives."""
    if not has(s, Fact.LIVING):
        return np.int64(0)
    w = put(True, Op.PERSON) | employment_bits(s, p)
    w |= labour_force_bits(s, w)
    w |= education_bits(s, w, p)
    w |= quality_bits(s, w, p)
    return w | stage_bits(s, w, p)


@njit(inline="always")
def flow_bits(before, w, job_since, month):  # type: ignore[no-untyped-def]
    """Flows from last month's word ``before`` (0 for newcomers) to this month's ``w``, which is 0 for the absent."""
    here, employed = has(w, Op.PERSON), has(w, Op.EMPLOYED_13)
    was_employed, was_unemployed = has(before, Op.EMPLOYED_13) & here, has(before, Op.UNEMPLOYED_13) & here
    return (
        put(was_employed, Op.WAS_EMPLOYED)
        | put(was_unemployed, Op.WAS_UNEMPLOYED)
        | put(was_employed & (not employed), Op.SEPARATED)
        | put(was_unemployed & employed, Op.FOUND_JOB)
        | put(changed_job(was_employed, employed, job_since, month), Op.JOB_TO_JOB)
    )
