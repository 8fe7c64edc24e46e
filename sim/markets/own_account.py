"""Step 11, self-employment: income and trade of own-account workers, family farms that share output, crowding."""

import math

import numpy as np
from numba import njit

from sim.agents.capital import school_log_product, technical_skill
from sim.core.draws import gumbel, pair, word
from sim.core.states import FAMILIES, Area, Family, Job, Level, Sex

TRADES = 6
_TRADE = int(Family.TRADE)
"""Own-account trades are the families FARMING … PERSONAL_SERVICES."""


@njit(inline="always")
def log_income(level, hidden, schooling, crowd, p):  # type: ignore[no-untyped-def]
    """ln y = A + r_s · (experience, ability, skill) + r_e · schooling − κ · ln(density / reference).

    The low return to schooling is what makes the educated wait for a regular job.
    """
    return level + p.return_skill * hidden + p.return_schooling * schooling - p.crowding * crowd


@njit(inline="always")
def farm_share(workers, labour_elasticity):  # type: ignore[no-untyped-def]
    """Log output a member of a family farm relative to one worker: (γ − 1) ln L; members share, average product."""
    return (labour_elasticity - 1.0) * math.log(max(workers, 1.0))


@njit(inline="always")
def level_of(area, family, p):  # type: ignore[no-untyped-def]
    """Mean log income of a trade in an area, log W."""
    if family == Family.FARMING:
        return p.level_farm
    return p.level_urban if area == Area.URBAN else p.level_rural


@njit(inline="always")
def potential_log_income(people, households, i, family, crowd, workers, relatedness, p, pay):  # type: ignore[no-untyped-def]
    """Log monthly income of person ``i`` in an own-account trade at full hours."""
    untrained, schooling = untrained_product(people, i, pay)
    return log_income_in_trade(people, households, i, family, untrained, schooling, crowd, workers, relatedness, p, pay)


@njit(inline="always")
def untrained_product(people, i, pay):  # type: ignore[no-untyped-def]
    """Log productivity of person ``i`` that is the same in all trades, and the part of it from schooling."""
    general = float(people.ability[i]) + float(people.core[i]) + float(people.experience[i])
    return general, school_log_product(people.level[i], pay.per_year, pay.per_tertiary_year)


@njit(inline="always")
def log_income_in_trade(people, households, i, family, untrained, schooling, crowd, workers, relatedness, p, pay):  # type: ignore[no-untyped-def]
    """Log monthly income in a trade, given what ``untrained_product`` says of the person."""
    hidden = untrained + technical_skill(people, i, family, relatedness)
    base = level_of(people.area[i], family, p)
    if people.sex[i] == Sex.FEMALE:
        base += pay.woman
    if family == Family.FARMING:
        h = people.household[i]
        base += math.log(max(float(households.land[h]), 0.05)) + farm_share(workers, p.farm_labour)
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
def choose_trade(people, households, i, crowd, workers, capital, relatedness, k, p, pay):  # type: ignore[no-untyped-def]
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
        if 1 <= family <= 3 and cash < capital and int(people.skill[i, family]) < 500:
            continue
        value = log_income_in_trade(
            people, households, i, family, untrained, schooling, crowd[people.market[i], family], workers[h],
            relatedness, p, pay,
        )  # fmt: skip
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
    trades = np.zeros((markets, FAMILIES))
    persons = np.zeros(markets)
    farm = np.zeros(len(households.hid))
    for i in range(len(people.pid)):
        if people.pid[i] == 0:
            continue
        persons[people.market[i]] += 1.0
        job = people.job[i]
        if job == Job.OWN_ACCOUNT or job == Job.EMPLOYER:
            trades[people.market[i], people.family[i]] += 1.0
        if (job == Job.OWN_ACCOUNT or job == Job.FAMILY_WORKER) and people.family[i] == Family.FARMING:
            farm[people.household[i]] += 1.0
    return trades, persons, farm
