"""Step 12, search: who applies, through which channel, and where.

Jobseekers send about three applications a month; the employed search too; own-account and family workers and people
at home get offers through their network. Formal applications cost money, and who cannot pay does not send them.
"""

import math
from collections import namedtuple

import numpy as np
from numba import njit

from sim.agents.capital import technical_skill
from sim.core.calendar import age_years
from sim.core.draws import mix, pair, sub, uniform, word
from sim.core.states import Channel, Education, Job, Level, Sector, Tier
from sim.finance.ledger import Account, For, beneficiary, micro, transfer

Applications = namedtuple("Applications", ["person", "vacancy", "channel"])
PROBES = 64
USUAL_SKILL = 0.15
"""Technical skill that posts ask for, log points (assumption)."""


@njit(inline="always")
def application_rate(people, i, net, p):  # type: ignore[no-untyped-def]
    """Applications a month by activity; direct offers through the network scale with the country's ``net``."""
    job = people.job[i]
    if job == Job.EMPLOYEE:
        return p.informal_employee if people.tier[i] == Tier.CASUAL else p.fixed_term
    if job == Job.OWN_ACCOUNT or job == Job.EMPLOYER:
        return p.own_account * net
    if job == Job.FAMILY_WORKER:
        return p.family * net
    if job != Job.NONE:
        return 0.0
    if people.seeking[i] == 1:
        return p.applications
    if people.available[i] == 1:
        return p.available
    return p.outside * net


@njit(inline="always")
def fit(missing, aim):  # type: ignore[no-untyped-def]
    """Probability of applying for a post in which ``missing`` log points of skill are lacking: e^(−α · missing)."""
    return math.exp(-aim * max(0.0, missing))


@njit(inline="always")
def would_apply(people, firms, vacancies, i, v, channel, u, relatedness, p):  # type: ignore[no-untyped-def]
    """Whether person ``i`` goes for vacancy ``v``: qualification, aim of graduates, similarity of skill, channel."""
    j = vacancies.firm[v]
    level = people.level[i]
    if firms.sector[j] == Sector.GOVERNMENT and level < Level.UPPER_SECONDARY:
        return False
    if people.employer[i] == j:
        return False
    if channel == Channel.NETWORK and firms.sector[j] == Sector.GOVERNMENT:
        return False
    if channel == Channel.EXCHANGE:  # chance^(1/(1 − bonus)): better aimed
        u = u ** max(1.0 - p.exchange_bonus, 0.05)
    if level >= Level.SHORT_TERTIARY and firms.formal[j] == 0:
        u /= max(1.0 - p.tertiary_formal, 1e-9)
    if u >= 1.0:
        return False
    if u < 1.0 - p.aim * USUAL_SKILL:  # below e^(−α · missing) whatever is missing
        return True
    return u < fit(USUAL_SKILL - technical_skill(people, i, vacancies.family[v], relatedness), p.aim)


@njit(inline="always")
def choose_channel(served, formal_aim, u, p):  # type: ignore[no-untyped-def]
    """Labour exchange for the registered, else own network or direct."""
    if served and u < p.exchange_share:
        return Channel.EXCHANGE
    return Channel.NETWORK if u > 1.0 - p.network_share and not formal_aim else Channel.DIRECT


@njit(inline="always")
def _look_up(reach, market, u):  # type: ignore[no-untyped-def]
    """First index whose cumulated probability exceeds ``u`` in the row of ``market``."""
    row = reach.cumulated[market]
    found = int(reach.guide[market, int(u * reach.guide.shape[1])])
    while found < len(row) - 1 and u >= row[found]:
        found += 1
    return found


@njit(inline="always")
def find_vacancy(people, firms, vacancies, slots, i, market, channel, w, relatedness, p):  # type: ignore[no-untyped-def]
    """The first suitable vacancy on the person's own keyed walk through the slots of ``market``; −1 if none."""
    if slots.count[market] == 0:
        return -1
    bits, first = slots.bits[market], slots.start[market]
    shift = np.uint64(64 - bits)
    for step in range(PROBES):
        z = sub(w, step + 1)
        v = slots.vacancy[first + np.int64(z >> shift)]
        if v < 0:
            continue
        taste = uniform(mix(pair(w, 7) ^ vacancies.key[v]))
        if would_apply(people, firms, vacancies, i, v, channel, taste, relatedness, p):
            return v
    return -1


@njit(inline="always")
def pay_for_application(households, flows, h, group, cost):  # type: ignore[no-untyped-def]
    """Take the cost of a formal application from the household's cash; False when it cannot pay."""
    amount = micro(cost)
    if households.cash[h] < amount:
        return False
    households.cash[h] -= amount
    transfer(flows, For.SEARCH_COST, Account.HOUSEHOLDS, Account.REST_OF_ECONOMY, group, amount)
    return True


@njit(cache=True)
def apply_for_jobs(people, households, firms, vacancies, slots, reach, served, sent, cost, net, flows, relatedness,
                   k, p, month):  # type: ignore[no-untyped-def]  # fmt: skip
    """All applications of the month. ``served`` flags users of the labour exchange; ``sent`` (1 or rows)
    applications of a jobseeker and ``cost`` (1 or rows) the price of a formal application, W."""
    capacity = 1024
    person, vacancy, channels = np.empty(capacity, np.int64), np.empty(capacity, np.int64), np.empty(capacity, np.uint8)
    n = 0
    for i in range(len(people.pid)):
        if people.pid[i] == 0 or people.education[i] != Education.NONE:
            continue
        rate = application_rate(people, i, net, p)
        if people.job[i] == Job.NONE and people.seeking[i] == 1:
            rate = sent[i if len(sent) > 1 else 0]
        w = word(k, people.pid[i])
        number = math.floor(rate + uniform(w))
        if number == 0:
            continue
        group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
        start = n
        for a in range(number):
            wa = sub(w, a + 1)
            formal_aim = people.level[i] >= Level.SHORT_TERTIARY
            if people.job[i] != Job.NONE or people.seeking[i] == 0:
                channel = Channel.NETWORK if people.job[i] != Job.EMPLOYEE else Channel.DIRECT
            else:
                channel = choose_channel(served[i] == 1, formal_aim, uniform(sub(wa, 101)), p)
            market = _look_up(reach, int(people.market[i]), uniform(sub(wa, 102)))
            v = find_vacancy(people, firms, vacancies, slots, i, market, channel, wa, relatedness, p)
            if v < 0:
                continue
            known = False
            for b in range(start, n):
                known = known or vacancy[b] == v
            if known:
                continue
            if firms.formal[vacancies.firm[v]] == 1 and people.seeking[i] == 1:
                price = cost[i if len(cost) > 1 else 0]
                if not pay_for_application(households, flows, people.household[i], group, price):
                    continue
            if n == capacity:
                capacity *= 2
                person = np.append(person, np.empty_like(person))
                vacancy = np.append(vacancy, np.empty_like(vacancy))
                channels = np.append(channels, np.empty_like(channels))
            person[n], vacancy[n], channels[n] = i, v, channel
            n += 1
    return Applications(person[:n].copy(), vacancy[:n].copy(), channels[:n].copy())
