"""The situation of a person: everything that the operators can see, packed into one integer.

Most answers depend on a few small registers, and on comparisons such as "hours below the threshold". A situation holds
both, as bits of an int64. The operators are functions of it alone, so people in the same situation have the same
answers, and a survey asks once a situation instead of once a person. A million people are in some ten thousand.

The functions here fill one part each for a tile of people; their loops are simple, so that they are compiled to vector
instructions. Facts about the job stand above ``WORK`` and count only where there is one.
"""

from enum import IntEnum

import numpy as np
from numba import njit

from sim.core.states import Education, Job, Sector
from sim.indicators.education import trained_recently
from sim.indicators.employment import INSURANCE, is_apprentice
from sim.indicators.labour_force import long_search, short_hours
from sim.indicators.pay import ALL_LEVELS, MINIMUM, full_time_pay
from sim.indicators.quality import horizontal_mismatch


class Fact(IntEnum):
    """First bit of every fact; comments name the vocabulary of codes that are wider than one bit."""

    LIVING = 0
    SEEKING = 1
    AVAILABLE = 2
    WANTS_WORK = 3
    PLANS_TO_WORK = 4
    REASON = 5  # Outside, 3 bits
    EDUCATION = 8  # Education, 2 bits
    TRAINED_RECENTLY = 10
    LONG_SEARCH = 11
    JOB = 16  # Job, 4 bits
    UNIT = 20  # Unit, 3 bits
    FAMILY = 23  # Family, 3 bits
    LEVEL = 26  # Level, 3 bits
    CONTRACT = 29  # Contract, 3 bits
    INSURED = 32
    CERTIFIED = 33
    WRONG_CERTIFICATE = 34
    SELLS_MOST = 35  # more of the output than the cut is for sale
    WANTS_MORE_HOURS = 36
    SHORT_HOURS = 37
    DECENT_HOURS = 38
    PAY_ENOUGH = 39  # at least the own reservation pay times the multiplier
    PAY_BELOW_LEVEL = 40  # below the median of the own level
    PAY_LEGAL = 41
    PAY_USUAL = 42  # at least the decent share of the median of all
    FARM = 43  # the job is in agriculture
    ALLOWANCE = 44  # an apprentice receives anything
    ALLOWANCE_ABOVE_FEE = 45


WORK = int(Fact.JOB)
"""Bits from here on are about the job."""


@njit(inline="always")
def put(holds, bit):  # type: ignore[no-untyped-def]
    """``holds`` (a truth value or a code) from ``bit`` on."""
    return np.int64(holds) << np.int64(bit)


@njit(inline="always")
def has(word, bit):  # type: ignore[no-untyped-def]
    """Is ``bit`` set in ``word`` (int64)?"""
    return ((word >> np.int64(bit)) & 1) == 1


@njit(inline="always")
def code(situation, fact, bits):  # type: ignore[no-untyped-def]
    """The code of ``bits`` bits that starts at ``fact``."""
    return (situation >> np.int64(fact)) & ((1 << bits) - 1)


@njit(inline="always")
def of_job(fact):  # type: ignore[no-untyped-def]
    """Place of a fact within the part about the job."""
    return np.int64(fact) - WORK


@njit
def see_people(pid, seeking, available, wants_work, plans, reason, education, out):  # type: ignore[no-untyped-def]
    """Registers of search and education."""
    for k in range(out.shape[0]):
        out[k] = (
            put(pid[k] != 0, Fact.LIVING)
            | put(seeking[k], Fact.SEEKING)
            | put(available[k], Fact.AVAILABLE)
            | put(wants_work[k], Fact.WANTS_WORK)
            | put(plans[k], Fact.PLANS_TO_WORK)
            | put(reason[k], Fact.REASON)
            | put(education[k], Fact.EDUCATION)
        )


@njit
def note_education(education, last_enrolled, month):  # type: ignore[no-untyped-def]
    """This month is the last one in education of everybody who is in it."""
    for k in range(education.shape[0]):
        last_enrolled[k] = month if education[k] != Education.NONE else int(last_enrolled[k])


@njit
def see_spells(education, last_enrolled, search_since, month, p, out):  # type: ignore[no-untyped-def]
    """Recent training and long search."""
    for k in range(out.shape[0]):
        recent = trained_recently(education[k], int(last_enrolled[k]), month, p.training_window)
        out[k] |= put(recent, Fact.TRAINED_RECENTLY) | put(
            long_search(int(search_since[k]), month, p.long_term_months), Fact.LONG_SEARCH
        )


@njit
def see_jobs(job, unit, family, level, contract, more_hours, market_share, cut, out):  # type: ignore[no-untyped-def]
    """Registers of the job."""
    for k in range(out.shape[0]):
        out[k] = (
            put(job[k], of_job(Fact.JOB))
            | put(unit[k], of_job(Fact.UNIT))
            | put(family[k], of_job(Fact.FAMILY))
            | put(level[k], of_job(Fact.LEVEL))
            | put(contract[k], of_job(Fact.CONTRACT))
            | put(more_hours[k], of_job(Fact.WANTS_MORE_HOURS))
            | put(market_share[k] > cut, of_job(Fact.SELLS_MOST))
        )


@njit
def see_papers(family, certificates, benefits, out):  # type: ignore[no-untyped-def]
    """Insurance and certificates; work in farming is work in agriculture unless a firm says otherwise."""
    for k in range(out.shape[0]):
        wrong = horizontal_mismatch(int(certificates[k]), int(family[k]))
        out[k] |= (
            put((benefits[k] & INSURANCE) != 0, of_job(Fact.INSURED))
            | put(certificates[k] != 0, of_job(Fact.CERTIFIED))
            | put(wrong, of_job(Fact.WRONG_CERTIFICATE))
            | put(family[k] == 0, of_job(Fact.FARM))
        )


@njit
def see_level(level, limits, out):  # type: ignore[no-untyped-def]
    """Median pay of the own level; ``limits`` are from ``pay.thresholds``."""
    for k in range(out.shape[0]):
        out[k] = limits[level[k]]


@njit(error_model="numpy")
def see_pay(pay, pay_kind, hours, reservation, own_median, limits, p, out):  # type: ignore[no-untyped-def]
    """Hours and pay against the thresholds: the own level's median, and ``limits``."""
    minimum, usual = limits[MINIMUM], p.decent_median_share * limits[ALL_LEVELS]
    for k in range(out.shape[0]):
        amount, week = float(pay[k]) + float(pay_kind[k]), float(hours[k])
        rate = full_time_pay(amount, week, p.standard_hours)
        balanced = (p.decent_hours_low <= week) & (week <= p.decent_hours_high)
        out[k] |= (
            put(short_hours(week, p.hours_threshold), of_job(Fact.SHORT_HOURS))
            | put(balanced, of_job(Fact.DECENT_HOURS))
            | put(amount >= p.satisfied_multiplier * float(reservation[k]), of_job(Fact.PAY_ENOUGH))
            | put(rate < own_median[k], of_job(Fact.PAY_BELOW_LEVEL))
            | put(rate >= minimum, of_job(Fact.PAY_LEGAL))
            | put(rate >= usual, of_job(Fact.PAY_USUAL))
        )


@njit
def see_links(people, lo, sectors, fees, linked, out):  # type: ignore[no-untyped-def]
    """What employees' firms and apprentices' masters add: the sector, and the fee to compare allowances with.

    An employee's sector is the firm's; everyone else's follows from the occupation family.
    """
    n, farm = 0, put(True, of_job(Fact.FARM))
    for k in range(out.shape[0]):
        linked[n] = k
        job = out[k] & 15
        n += int((job >= Job.EMPLOYEE) & (job <= Job.UNPAID_APPRENTICE))
    for at in range(n):
        k = int(linked[at])
        i, s = lo + k, np.int64(out[k])
        if not is_apprentice(s & 15):
            j = int(people.employer[i])
            if 0 <= j < sectors.shape[0]:
                s = (s & ~farm) | (farm if sectors[j] == Sector.AGRICULTURE else 0)
        else:
            j = int(people.provider[i])
            fee = float(fees[j]) if 0 <= j < fees.shape[0] else 0.0
            allowance = float(people.pay[i]) + float(people.pay_kind[i])
            s |= put(allowance > 0.0, of_job(Fact.ALLOWANCE)) | put(allowance > fee, of_job(Fact.ALLOWANCE_ABOVE_FEE))
        out[k] = s


@njit
def join(person, work, out):  # type: ignore[no-untyped-def]
    """Situations of a tile from both parts; without a job there is nothing to see of it."""
    for k in range(out.shape[0]):
        s, t = np.int64(person[k]), np.int64(work[k])
        out[k] = s | (t << WORK if (t & 15) != 0 else 0)
