"""Step 11, self-employment: income and trade of own-account workers, family farms that share output, crowding."""

import numpy as np
from numba import njit

from sim.agents.capital import school_log_product, technical_skill
from sim.agents.worker import SKILL_UNIT
from sim.core.draws import gumbel, pair, word
from sim.core.elementary import exp, log
from sim.core.sieve import TILE, gather
from sim.core.states import FAMILIES, Area, Family, Job, Level, Sex

TRADES = 6
_TRADE, _CRAFT, _MACHINES = int(Family.TRADE), int(Family.CRAFT), int(Family.MACHINES)
"""Own-account trades are the families FARMING … PERSONAL_SERVICES."""


@njit(inline="always")
def needs_capital(family):  # type: ignore[no-untyped-def]
    """Crafts, construction and machines need tools to begin with; farms and trade begin with what there is."""
    return _CRAFT <= family <= _MACHINES


@njit(inline="always")
def log_income(level, hidden, schooling, crowd, p):  # type: ignore[no-untyped-def]
    """ln y = A + r_s · (experience, ability, skill) + r_e · schooling − κ · crowd.

    ``crowd`` = ln(density / reference) − ln(y_s p_s): sellers for what is spent on their goods, so that income on own
    account falls with more rivals and with poorer customers alike. The low return to schooling is what makes the
    educated wait for a regular job.
    """
    return level + p.return_skill * hidden + p.return_schooling * schooling - p.crowding * crowd


@njit(inline="always")
def farm_share(workers, labour_elasticity):  # type: ignore[no-untyped-def]
    """Log output a member of a family farm relative to one worker: (γ − 1) ln L; members share, average product."""
    return (labour_elasticity - 1.0) * log(max(workers, 1.0))


@njit(cache=True)
def farm_terms(households, workers, p):  # type: ignore[no-untyped-def]
    """Log output a member of each household's farm relative to one worker on a mean farm; 0 where there is none."""
    shares, terms = np.empty(256), np.zeros(len(households.hid))
    for n in range(256):  # members at work fit a byte
        shares[n] = farm_share(float(n), p.farm_labour)
    for h in range(len(terms)):
        if households.farm[h] == 1:
            terms[h] = log(max(float(households.land[h]), p.least_land)) + shares[workers[h]]
    return terms


@njit(inline="always")
def level_of(area, family, p):  # type: ignore[no-untyped-def]
    """Mean log income of a trade in an area, log W."""
    if family == Family.FARMING:
        return p.level_farm
    return p.level_urban if area == Area.URBAN else p.level_rural


@njit(inline="always")
def potential_log_income(people, i, family, crowd, farm, relatedness, p, pay):  # type: ignore[no-untyped-def]
    """Log monthly income of person ``i`` in an own-account trade at full hours; ``farm`` is the household's term."""
    untrained, schooling = untrained_product(people, i, pay)
    return log_income_in_trade(people, i, family, untrained, schooling, crowd, farm, relatedness, p, pay)


@njit(inline="always")
def untrained_product(people, i, pay):  # type: ignore[no-untyped-def]
    """Log productivity of person ``i`` that is the same in all trades, and the part of it from schooling."""
    general = float(people.ability[i]) + float(people.core[i]) + float(people.experience[i])
    return general, school_log_product(people.level[i], pay.per_year, pay.per_tertiary_year)


@njit(inline="always")
def log_income_in_trade(people, i, family, untrained, schooling, crowd, farm, relatedness, p, pay):  # type: ignore[no-untyped-def]
    """Log monthly income in a trade, given what ``untrained_product`` says of the person."""
    hidden = untrained + technical_skill(people, i, family, relatedness)
    base = level_of(people.area[i], family, p)
    if people.sex[i] == Sex.FEMALE:
        base += pay.woman
    if family == Family.FARMING:
        base += farm
    return log_income(base, hidden, schooling, crowd, p)


@njit(inline="always")
def usual_for(sex, family, p):  # type: ignore[no-untyped-def]
    """Taste for the trades usual for one's sex (construction and machines; trade and personal services)."""
    if sex == Sex.MALE and (family == Family.CONSTRUCTION or family == Family.MACHINES):
        return p.segregation
    if sex == Sex.FEMALE and (family == Family.TRADE or family == Family.PERSONAL_SERVICES):
        return p.segregation
    return 0.0


@njit(inline="always")
def choose_trade(people, households, i, crowd, farm, capital, relatedness, k, p, pay):  # type: ignore[no-untyped-def]
    """The best own-account trade for person ``i``: income, taste and a fixed personal shock a trade.

    Farming needs a household farm; capital-using trades (craft, construction, machines) need ``capital`` in cash.
    """
    h = people.household[i]
    cash = float(households.cash[h]) * 1e-6
    w = word(k, people.pid[i])
    best, best_value = _TRADE, -1e9
    untrained, schooling = untrained_product(people, i, pay)
    for family in range(TRADES):
        if family == Family.FARMING and households.farm[h] == 0:
            continue
        if needs_capital(family) and cash < capital and float(people.skill[i, family]) * SKILL_UNIT < p.skilled:
            continue
        value = log_income_in_trade(
            people, i, family, untrained, schooling, crowd[people.market[i], family], farm[h], relatedness, p, pay
        )
        value += usual_for(people.sex[i], family, p) + gumbel(pair(w, family))
        if value > best_value:
            best, best_value = family, value
    return best


@njit(inline="always")
def is_registered(u, sex, level, p):  # type: ignore[no-untyped-def]
    """Whether an own-account unit is registered and keeps accounts (formal own-account)."""
    share = p.formal_f if sex == Sex.FEMALE else p.formal_m
    if level >= Level.SHORT_TERTIARY:
        share += p.formal_educ
    return u < share


@njit(cache=True)
def count_trades(people, markets, households):  # type: ignore[no-untyped-def]
    """Own-account people by market and family, persons by market, and members at work by household farm."""
    trades, persons = np.zeros((4, markets, FAMILIES), np.int64), np.zeros((4, markets), np.int64)
    farm, alive = np.zeros(len(households.hid), np.uint8), np.empty(TILE, np.uint8)
    own, farmers, rows = np.empty(TILE, np.uint8), np.empty(TILE, np.uint8), np.empty(TILE + 1, np.int64)
    for lo in range(0, len(people.pid), TILE):
        hi = lo + TILE
        pid, job, family = people.pid[lo:hi], people.job[lo:hi], people.family[lo:hi]
        market, household = people.market[lo:hi], people.household[lo:hi]
        for t in range(len(pid)):
            alive[t] = pid[t] != 0
        for t in range(len(pid)):
            own[t] = alive[t] & ((job[t] == Job.OWN_ACCOUNT) | (job[t] == Job.EMPLOYER))
        for t in range(len(pid)):
            on_farm = ((job[t] == Job.OWN_ACCOUNT) | (job[t] == Job.FAMILY_WORKER)) & (family[t] == Family.FARMING)
            farmers[t] = alive[t] & on_farm
        for t in range(len(pid)):  # four tables, so that an addition need not wait for the last
            persons[t & 3, market[t]] += alive[t]
            trades[t & 3, market[t], family[t]] += own[t]
        for n in range(gather(farmers[: len(pid)], rows, 0)):
            farm[household[rows[n]]] += 1
    return trades.sum(axis=0), persons.sum(axis=0), farm


@njit
def pay_self_employed(people, lo, hi, known, crowd, farm, relatedness, season, p, pay, rows, value):  # type: ignore[no-untyped-def]
    """This month's income and hours of the self-employed of a tile; farm hours follow the season, members share output.

    ``known``: income at full hours of those for whom it has been worked out this month, −1 for the others.
    """
    job, hit = people.job[lo:hi], np.empty(hi - lo, np.uint8)
    for t in range(len(job)):
        hit[t] = ((job[t] == Job.OWN_ACCOUNT) | (job[t] == Job.EMPLOYER)) & (known[t] < 0.0)
    found = gather(hit, rows, lo)
    for r in range(found):  # households stand in no order: fetched many at a time
        value[r] = farm[people.household[rows[r]]]
    for r in range(found):
        i = rows[r]
        family = int(people.family[i])
        value[r] = potential_log_income(
            people, i, family, crowd[people.market[i], family], value[r], relatedness, p, pay
        )
    for r in range(found):
        known[rows[r] - lo] = exp(value[r])
    for t in range(len(job)):
        hit[t] = (job[t] == Job.OWN_ACCOUNT) | (job[t] == Job.EMPLOYER)
    for r in range(gather(hit, rows, lo)):
        i = rows[r]
        part = float(people.hours[i]) / p.hours * (season if people.family[i] == Family.FARMING else 1.0)
        people.pay[i] = known[i - lo] * part
        people.wants_more_hours[i] = (float(people.hours[i]) < p.few_hours) & (people.casual_attachment[i] == 1)
