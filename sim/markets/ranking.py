"""Step 12, what employers see of applicants and how they rank them."""

import numpy as np
from numba import njit

from sim.agents.capital import school_log_product, technical_skill
from sim.core.calendar import age_years
from sim.core.draws import normal, pair, uniform, word
from sim.core.elementary import exp, log
from sim.core.states import Job, Sector, Tier


@njit(inline="always")
def posterior(hidden, noise, mean, reliability):  # type: ignore[no-untyped-def]
    """Expected hidden productivity given a noisy signal: μ + ρ (s + noise − μ). Phelps 1972."""
    return mean + reliability * (hidden + noise - mean)


@njit(inline="always")
def noise_sd(reliability, hidden_sd):  # type: ignore[no-untyped-def]
    """SD of the signal's noise so that reliability is var(skill)/var(signal): σ √((1 − ρ)/ρ)."""
    return hidden_sd * np.sqrt((1.0 - reliability) / max(reliability, 1e-6))


@njit(inline="always")
def log_odds_of_a_month(finding, ratio):  # type: ignore[no-untyped-def]
    """ln((1 − f_L)/(1 − f_H)): what a month without a job adds to the log odds of the low type."""
    low = 2.0 * finding / (1.0 + ratio)
    high = min(0.95, ratio * low)
    return log((1.0 - min(low, 0.95)) / (1.0 - high))


@njit(inline="always")
def low_type_probability(months, finding, share, ratio):  # type: ignore[no-untyped-def]
    """Probability of the low type after ``months`` without a job.

    Each month unplaced multiplies the odds by (1 − f_L)/(1 − f_H), with the mean of f_L and f_H = r f_L equal to the
    local finding rate; so duration counts more in a tight market (Kroft, Lange & Notowidigdo 2013).
    """
    return low_type_after(months, log_odds_of_a_month(finding, ratio), share)


@njit(inline="always")
def low_type_after(months, a_month, share):  # type: ignore[no-untyped-def]
    """Probability of the low type when every month without a job adds ``a_month`` to its log odds."""
    odds = share / (1.0 - share) * exp(min(months, 60.0) * a_month)
    return odds / (1.0 + odds)


@njit(cache=True)
def low_type_table(finding, share, ratio):  # type: ignore[no-untyped-def]
    """``low_type_probability`` by market and months without a job (0 to 60)."""
    table = np.empty((len(finding), 61))
    for market in range(len(finding)):
        a_month = log_odds_of_a_month(float(finding[market]), ratio)
        for months in range(61):
            table[market, months] = low_type_after(float(months), a_month, share)
    return table


@njit(inline="always")
def hidden_product(people, i, family, relatedness):  # type: ignore[no-untyped-def]
    """The part of log productivity that a stranger cannot see: ability, core and technical skill."""
    return float(people.ability[i]) + float(people.core[i]) + technical_skill(people, i, family, relatedness)


@njit(inline="always")
def reliability_of(people, i, family, government, u, boost, p):  # type: ignore[no-untyped-def]
    """Share of hidden productivity seen: recognised certificate or examination, reference, or neither."""
    if government or (int(people.certificates[i]) >> family) & 1:
        return min(1.0, p.reliability_certificate + boost)
    if int(people.lost_job[i]) > -32768 and u < p.reference:
        return min(1.0, p.reliability_reference + boost)
    return min(1.0, p.reliability + boost)


@njit(inline="always")
def expected_product(people, firms, i, j, family, hidden, mean, boost, k_signal, p):  # type: ignore[no-untyped-def]
    """Employer's error (log points) about hidden productivity, and the expected hidden productivity."""
    w = pair(word(k_signal, people.pid[i]), firms.fid[j])
    rho = reliability_of(people, i, family, firms.sector[j] == Sector.GOVERNMENT, uniform(w), boost, p)
    expected = posterior(hidden, noise_sd(rho, p.hidden_sd) * normal(pair(w, 1)), mean, rho)
    return expected - hidden, expected


@njit(inline="always")
def age_gap(years, p):  # type: ignore[no-untyped-def]
    """Log points taken off an applicant of ``years`` past the age from which callbacks fall.

    Résumés of older people lose callbacks although they show longer experience (Neumark, Burn & Button 2019), so the
    gap undoes what experience adds to the score and the fall that is left.
    """
    return p.age_gap * max(0.0, float(years) - p.age_free)


@njit(inline="always")
def score(people, firms, i, j, tier, family, expected, network, low_type, bonus, bias, accommodation, p, pay, month):  # type: ignore[no-untyped-def]
    """Rank of an applicant: expected log productivity given what the vacancy can see, net of ``bias`` against the
    group and of ``accommodation`` (log points), plus the ``bonus`` of a policy.
    ``low_type`` is the local row of ``low_type_table``."""
    formal = firms.formal[j] == 1
    school = school_log_product(people.level[i], pay.per_year, pay.per_tertiary_year)
    value = (school if formal else p.schooling_informal * school) + float(people.experience[i]) + expected
    if tier == Tier.REGULAR and (int(people.certificates[i]) >> family) & 1:
        value += p.certificate_regular
    value -= bias + accommodation + age_gap(age_years(int(people.birth[i]), month), p)
    if network:
        value += p.network_bonus
    if people.job[i] == Job.NONE:
        months = min(60, max(0, month - int(people.since[i])))
        value -= p.low_gap * (low_type[months] - p.low_share)
    return value + bonus
