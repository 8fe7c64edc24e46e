"""Staff courses: whether a firm pays for training, who is sent, and what it learns about their staying.

A firm decides once a year, in a month of its own. The trainees' skill rises at once; a year later the firm counts how
many are still there, and expects so of the next.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.capital import with_gain
from sim.core.calendar import MONTHS_A_YEAR, age_years
from sim.core.draws import Purpose, below, key, normal, pair, sub, uniform, word
from sim.core.elementary import exp, power
from sim.core.groups import employees_of
from sim.core.levers import Lever
from sim.core.sieve import rows_of
from sim.core.states import Job, ProviderKind, Sector
from sim.finance.ledger import NOBODY, Account, For, beneficiary, micro, transfer
from sim.finance.payers import pay_provider, provider_spends
from sim.training import grants
from sim.training.grants import pay_claims

GOVERNMENT = int(Sector.GOVERNMENT)
EMPLOYEE = int(Job.EMPLOYEE)
PRIVATE = int(ProviderKind.PRIVATE)
GIVING = {Lever.TRAINING_COST_SHARE, Lever.TAX_CREDIT}
HELPING = GIVING | {Lever.LEVY_EXEMPTION}
"""Levers that make training cheaper for firms."""


@njit
def kept_gain(compression, gain, product, retention, decay, discount):  # type: ignore[no-untyped-def]
    """Present value to the firm of a skill gain, first return next month: κ_c g y ρ / (1 + r − ρ(1 − d)).

    κ_c share of the gain that pay does not follow, ρ monthly retention, d skill decay, r discount.
    Source: Acemoglu & Pischke (1999), J. Political Economy 107(3); κ_c = 0 is Becker (1964).
    """
    return compression * gain * product * retention / (1.0 + discount - retention * (1.0 - decay))


@njit
def value_of_training(benefit, cost, pay, output, grant, delay, discount, claim):  # type: ignore[no-untyped-def]
    """V = benefit − cost − trainee's pay + trainee's output + max(0, grant/(1 + r)^delay − F_claim), W."""
    return benefit - cost - pay + output + max(0.0, grant / power(1.0 + discount, delay) - claim)


@njit
def probability_of_training(value, scale):  # type: ignore[no-untyped-def]
    """Logit of the value in units of ``scale`` (σ_tr); a scale of 0 trains if and only if the value is positive."""
    if scale <= 0.0:
        return 1.0 if value > 0.0 else 0.0
    return 1.0 / (1.0 + exp(-min(50.0, max(-50.0, value / scale))))


@njit
def learned_retention(retention, stayed, trained, pseudo, weight):  # type: ignore[no-untyped-def]
    """Expected monthly retention after a year in which ``stayed`` of ``trained`` staff were kept.

    ρ ← ρ + weight · (ρ̂ − ρ), with ρ̂ = ((stayed + k ρ¹²)/(trained + k))^(1/12) and k pseudo-persons.
    """
    seen = (stayed + pseudo * power(retention, 12.0)) / (trained + pseudo)
    return retention + weight * (power(max(seen, 1e-9), 1.0 / 12.0) - retention)


@njit(cache=True)
def claim_costs(firms, rows, claim_key, p):  # type: ignore[no-untyped-def]
    """Fixed cost of a grant claim of each firm, W: lognormal, the same for a firm in every year."""
    out = np.empty(len(rows))
    for n in range(len(rows)):
        out[n] = p.claim_median * exp(p.claim_sd * normal(word(claim_key, firms.fid[rows[n]])))
    return out


@njit(cache=True)
def reviewed_this_month(firms, trait_key, month):  # type: ignore[no-untyped-def]
    """1 for private firms with staff whose yearly training decision falls in this month, a fixed trait of the firm."""
    out = np.zeros(len(firms.fid), np.uint8)
    for j in range(len(firms.fid)):
        if firms.fid[j] == 0 or firms.sector[j] == GOVERNMENT or firms.staff_regular[j] + firms.staff_casual[j] == 0:
            continue
        if below(word(trait_key, firms.fid[j]), 12) == month - 12 * (month // 12):
            out[j] = 1
    return out


@njit(cache=True)
def remember_who_stayed(people, firms, staff, reviewed, p, month):  # type: ignore[no-untyped-def]
    """Update the retention of reviewed firms from last year's trainees who are still in the same job."""
    stayed = np.zeros(len(firms.fid), np.int64)
    last_year = month - MONTHS_A_YEAR
    for i in staff:
        if people.staff_course[i] == last_year and people.job[i] == EMPLOYEE and people.job_since[i] <= last_year:
            stayed[people.employer[i]] += 1
    for j in range(len(firms.fid)):
        if reviewed[j] == 1 and firms.staff_trained[j] > 0:
            firms.retention[j] = learned_retention(
                float(firms.retention[j]),
                float(min(stayed[j], firms.staff_trained[j])),
                float(firms.staff_trained[j]),
                p.retention_pseudo,
                p.retention_weight,
            )


@njit(cache=True)
def decide(firms, rows, sent, price, help, p, k):  # type: ignore[no-untyped-def]
    """Set ``trains`` of the firms in ``rows``, which would send so many and pay so much a trainee.

    ``help``: present value of grants less the cost of claiming them, W a year.
    """
    for n in range(len(rows)):
        j = rows[n]
        pay, rho = float(firms.pay_mean[j]), float(firms.retention[j])
        product = pay * p.markup
        benefit = kept_gain(p.compression, p.gain, product, rho, p.skill_decay, p.discount)
        benefit += kept_gain(1.0, p.gain_specific, product, rho, p.skill_decay, p.discount)
        lost, made = pay * p.course_time, product * p.course_time * p.course_output
        value = value_of_training(benefit, price[n], lost, made, help[n] / sent[n], 0.0, p.discount, 0.0)
        train = uniform(word(k, firms.fid[j])) < probability_of_training(value, p.scale)
        firms.trains[j] = 1 if train else 0
        firms.staff_trained[j] = 0


@njit(cache=True)
def send_staff(people, firms, staff, p, k, month):  # type: ignore[no-untyped-def]
    """Choose trainees by keyed lottery in firms that train, at least one a firm; returns the rows of the trainees."""
    chosen, sent = np.empty(len(staff), np.int64), 0
    first = np.full(len(firms.fid), -1, np.int64)
    lowest = np.full(len(firms.fid), 2.0)
    for i in staff:
        j = people.employer[i]
        if people.job[i] != EMPLOYEE or firms.trains[j] == 0:
            continue
        u = uniform(pair(sub(word(k, people.pid[i]), 1), firms.fid[j]))
        if u < lowest[j]:
            lowest[j] = u
            first[j] = i
        if u < p.staff_share:
            chosen[sent] = i
            sent += 1
            firms.staff_trained[j] += 1
    for j in range(len(firms.fid)):
        if first[j] >= 0 and firms.staff_trained[j] == 0:
            chosen[sent] = first[j]
            sent += 1
            firms.staff_trained[j] = 1
    for i in chosen[:sent]:
        f = int(people.family[i])
        people.skill[i, f] = with_gain(people.skill[i, f], p.gain)
        people.specific[i] = float(people.specific[i]) + p.gain_specific
        people.staff_course[i] = month
    return chosen[:sent].copy()


@njit(cache=True)
def trainer_of_markets(providers, markets):  # type: ignore[no-untyped-def]
    """Provider row that teaches staff courses in each market: the largest open college or school there, -1 none."""
    out = np.full(markets, -1, np.int64)
    for r in range(len(providers.rid)):
        if providers.rid[r] != 0 and providers.kind[r] <= PRIVATE and providers.places[r] > 0:
            b = out[providers.market[r]]
            if b < 0 or providers.places[r] > providers.places[b]:
                out[providers.market[r]] = r
    return out


@njit(cache=True)
def pay_for_staff_courses(people, firms, providers, chosen, trainer, p, flows, month):  # type: ignore[no-untyped-def]
    """Enterprises pay the trainer of their market (a consultant where there is none); a part is the trainer's cost."""
    for i in chosen:
        j = people.employer[i]
        amount = micro(p.course_cost + p.organising_cost / float(firms.staff_trained[j]))
        r = trainer[firms.market[j]]
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        if r < 0:
            transfer(flows, For.STAFF_TRAINING, Account.ENTERPRISES, Account.REST_OF_ECONOMY, group, amount)
            continue
        spent = micro(amount * 1e-6 * (1.0 - p.provider_margin))
        pay_provider(providers, r, flows, For.STAFF_TRAINING, Account.ENTERPRISES, group, amount)
        provider_spends(providers, r, flows, For.PROVIDER_COSTS, Account.REST_OF_ECONOMY, NOBODY, spent)


def train_staff(m: Any) -> None:
    """Yearly decisions of the firms whose month it is: review experience, decide, send staff, pay, claim."""
    p, firms, people = m.parameters.places, m.firms, m.people
    trait_key, k = key(m.population_seed, Purpose.FIRM_TRAINING), m.key(Purpose.FIRM_TRAINING)
    pay_claims(m)
    reviewed = reviewed_this_month(firms, trait_key, m.month)
    rows = np.flatnonzero(reviewed)
    if len(rows) == 0:
        return
    staff = rows_of(people.employer, reviewed)
    remember_who_stayed(people, firms, staff, reviewed, p, m.month)
    sent = np.maximum(1.0, p.staff_share * employees_of(firms, rows))
    price = p.course_cost + p.organising_cost / sent
    fixed, help = worth_of_help(m, rows, price * sent)
    decide(firms, rows, sent, price, help, p, k)
    chosen = send_staff(people, firms, staff, p, k, m.month)
    trainer = trainer_of_markets(m.providers, len(m.territory))
    pay_for_staff_courses(people, firms, m.providers, chosen, trainer, p, m.flows, m.month)
    if GIVING & m.levers.moved():
        grants.claim(m, rows, (price * firms.staff_trained[rows]) * (firms.trains[rows] == 1), fixed)
    m.events["staff_trained"] = len(chosen)
    m.events["firms_training"] = int(firms.trains[rows].sum())


def worth_of_help(m: Any, rows: np.ndarray, cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fixed cost of a claim of each firm, and what policy is worth to it for courses of ``cost`` W a year."""
    p, nothing = m.parameters.places, np.zeros(len(rows))
    if not HELPING & m.levers.moved():
        return nothing, nothing
    fixed = claim_costs(m.firms, rows, key(m.population_seed, Purpose.CLAIM), p)
    fixed = fixed * m.levers.values(Lever.CLAIM_COST, 1.0, m, rows)
    total = sum((help.worth(p.discount) for help in grants.helps(m, rows, cost, fixed)), nothing)
    if m.levers.has(Lever.LEVY_EXEMPTION):
        total = np.minimum(cost, total + grants.levy_saved(m, rows, cost))
    return fixed, total
