"""Step 12, search: who applies, through which channel, and where.

Jobseekers send about three applications a month; the employed search too; own-account and family workers and people
at home get offers through their network. Formal applications cost money, and who cannot pay does not send them.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numba import njit

from sim.agents.capital import RELATEDNESS, technical_skill
from sim.core.calendar import age_years
from sim.core.draws import Purpose, mix, pair, sub, uniform, word
from sim.core.elementary import exp, power
from sim.core.levers import Lever
from sim.core.sieve import TILE
from sim.core.states import Channel, Education, Family, Job, Level, Sector, Tier
from sim.core.structs import struct_of
from sim.core.thinning import pick, thresholds
from sim.finance.ledger import GROUPS, Account, For, beneficiary, micro, transfer
from sim.finance.payers import share_cost

Applications = struct_of("Applications", ["person", "vacancy", "channel"], __name__)
PROBES = 64
MOST = 64
"""Most slots looked at for one application, and most applications of one person in a month."""
WALKS = 4
"""Walks of one attempt past posts that the person has found already."""


SETTLED, CASUAL, REGULAR, SELF_EMPLOYED, FAMILY_WORKER, SEEKING, AVAILABLE, OUTSIDE = range(8)
STANDINGS = 8
"""What the number of applications depends on; the settled (in education, apprentices, interns …) send none."""


def _standing_table() -> np.ndarray:
    """Standing by 4 · job + 2 · seeking + available; employees are casual until their tier is looked at."""
    table = np.zeros(4 * len(Job), np.uint8)
    for job, standing in (
        (Job.EMPLOYEE, CASUAL), (Job.EMPLOYER, SELF_EMPLOYED), (Job.OWN_ACCOUNT, SELF_EMPLOYED),
        (Job.FAMILY_WORKER, FAMILY_WORKER),
    ):  # fmt: skip
        table[4 * job : 4 * job + 4] = standing
    table[4 * Job.NONE : 4 * Job.NONE + 4] = (OUTSIDE, AVAILABLE, SEEKING, SEEKING)
    return table


_STANDING = _standing_table()


@njit
def standings(people, lo, hi, codes):  # type: ignore[no-untyped-def]
    """Standing of the people of a tile."""
    job, seeking, available = people.job[lo:hi], people.seeking[lo:hi], people.available[lo:hi]
    tier, education, pid = people.tier[lo:hi], people.education[lo:hi], people.pid[lo:hi]
    for t in range(hi - lo):
        codes[t] = _STANDING[4 * int(job[t]) + 2 * int(seeking[t]) + int(available[t])]
    for t in range(hi - lo):
        codes[t] += (job[t] == Job.EMPLOYEE) & (tier[t] == Tier.REGULAR)
    for t in range(hi - lo):
        codes[t] = codes[t] if (education[t] == Education.NONE) & (pid[t] != 0) else SETTLED


@lru_cache(maxsize=8)
def application_rates(net: float, p: Any) -> tuple[np.ndarray, np.ndarray]:
    """Applications a month by standing, and as limits; direct offers through the network scale with ``net``."""
    rates = np.zeros(STANDINGS)
    rates[CASUAL], rates[REGULAR] = p.informal_employee, p.fixed_term
    rates[SELF_EMPLOYED], rates[FAMILY_WORKER], rates[OUTSIDE] = p.own_account * net, p.family * net, p.outside * net
    rates[SEEKING], rates[AVAILABLE] = p.applications, p.available
    return rates, thresholds(rates)


@njit(inline="always")
def number_below(rate, u):  # type: ignore[no-untyped-def]
    """Whole number with mean ``rate``: the whole part, and one more if u < the rest."""
    whole = int(rate)
    return whole + 1 if u < rate - float(whole) else whole


@njit(inline="always")
def fit(missing, aim):  # type: ignore[no-untyped-def]
    """Probability of applying for a post in which ``missing`` log points of skill are lacking: e^(−α · missing)."""
    return exp(-aim * max(0.0, missing))


@njit(inline="always")
def can_apply(people, firms, i, j, channel):  # type: ignore[no-untyped-def]
    """Whether firm ``j`` looks at person ``i``: government wants upper secondary and takes nobody through friends."""
    if firms.sector[j] == Sector.GOVERNMENT and (people.level[i] < Level.UPPER_SECONDARY or channel == Channel.NETWORK):
        return False
    return people.employer[i] != j


@njit(inline="always")
def would_apply(people, firms, vacancies, i, v, channel, u, relatedness, p):  # type: ignore[no-untyped-def]
    """Whether person ``i`` goes for vacancy ``v``: aim of graduates, similarity of skill, channel.

    Graduates pass up the shares ``tertiary_formal`` of informal posts and ``tertiary_desk`` of posts outside offices
    and professions: they wait for posts of their own kind.
    """
    j = vacancies.firm[v]
    level = people.level[i]
    if channel == Channel.EXCHANGE:  # chance^(1/(1 − bonus)): better aimed
        u = power(u, max(1.0 - p.exchange_bonus, 0.05))
    if level >= Level.SHORT_TERTIARY and firms.formal[j] == 0:
        u /= max(1.0 - p.tertiary_formal, 1e-9)
    if level >= Level.SHORT_TERTIARY and vacancies.family[v] < Family.OFFICE:
        u /= max(1.0 - p.tertiary_desk, 1e-9)
    if u >= 1.0:
        return False
    if u < 1.0 - p.aim * p.usual_skill:  # below e^(−α · missing) whatever is missing
        return True
    return u < fit(p.usual_skill - technical_skill(people, i, vacancies.family[v], relatedness), p.aim)


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
    """The first suitable vacancy on the person's own keyed walk through the slots of ``market``; −1 if none.

    Who meets only empty slots in ``PROBES`` steps (a market with next to nothing open) goes on to the next post from
    there, so that no application is lost to the size of the table.
    """
    if slots.count[market] == 0:
        return -1
    bits, first = slots.bits[market], slots.start[market]
    shift, last = np.uint64(64 - bits), (1 << bits) - 1
    s, met = np.int64(0), False
    for step in range(PROBES + last + 1):
        if step < PROBES:
            s = np.int64(sub(w, step + 1) >> shift)
        elif met:
            return -1
        else:
            s = (s + 1) & last
        v = slots.vacancy[first + s]
        if v < 0:
            continue
        met = True
        if not can_apply(people, firms, i, vacancies.firm[v], channel):
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


@njit(inline="always")
def channel_of(people, i, served, u, p):  # type: ignore[no-untyped-def]
    """How person ``i`` hears of a post: jobseekers choose, employees apply directly, the rest are asked by friends."""
    if people.job[i] == Job.NONE and people.seeking[i] == 1:
        return choose_channel(served == 1, people.level[i] >= Level.SHORT_TERTIARY, u, p)
    return Channel.DIRECT if people.job[i] == Job.EMPLOYEE else Channel.NETWORK


@njit
def posts_found(people, firms, vacancies, slots, reach, i, number, served, w, relatedness, p, posts, channels):  # type: ignore[no-untyped-def]
    """Suitable posts that person ``i`` finds in ``number`` attempts, each once; returns how many.

    An attempt that ends at a post already found goes on to another.
    """
    found = 0
    for a in range(number):
        wa = sub(w, a + 1)
        channel = channel_of(people, i, served, uniform(sub(wa, 101)), p)
        market = _look_up(reach, int(people.market[i]), uniform(sub(wa, 102)))
        v, walk, known = -1, wa, True
        for again in range(WALKS):
            v = find_vacancy(people, firms, vacancies, slots, i, market, channel, walk, relatedness, p)
            known = False
            for b in range(found):
                known = known or posts[b] == v
            if not known:
                break
            walk = sub(wa, 200 + again)
        if v >= 0 and not known:
            posts[found], channels[found] = v, channel
            found += 1
    return found


@njit
def apply_in_tile(people, households, firms, vacancies, slots, reach, served, sent, cost, rates, flows, helped,
                  relatedness, k, p, month, rows, codes, lo, posts, ways, person, vacancy, channels, n):  # type: ignore[no-untyped-def]  # fmt: skip
    """Applications of the candidates ``rows`` of a tile, written from place ``n`` on; returns the next free place."""
    for i in rows:
        code = codes[i - lo]
        w = word(k, people.pid[i])
        rate = sent[i if len(sent) > 1 else 0] if code == SEEKING else rates[code]
        number = min(number_below(rate, uniform(w)), MOST)
        found = posts_found(
            people, firms, vacancies, slots, reach, i, number, served[i], w, relatedness, p, posts, ways
        )
        for b in range(found):
            if firms.formal[vacancies.firm[posts[b]]] == 1 and people.seeking[i] == 1:
                group = beneficiary(int(people.sex[i]), age_years(int(people.birth[i]), month))
                price = cost[i if len(cost) > 1 else 0]
                if not pay_for_application(households, flows, people.household[i], group, price):
                    continue
                helped[group] += max(0, micro(p.cost) - micro(price))
            person[n], vacancy[n], channels[n] = i, posts[b], ways[b]
            n += 1
    return n


@njit(cache=True)
def apply_for_jobs(people, households, firms, vacancies, slots, reach, served, sent, cost, rates, limits, flows, helped,
                   relatedness, k, p, month):  # type: ignore[no-untyped-def]  # fmt: skip
    """All applications of the month.

    ``rates`` of applications by standing and their ``limits`` for thinning; ``served`` flags users of the labour
    exchange; ``sent`` (1 or rows) applications of a jobseeker and ``cost`` (1 or rows) the price of a formal one, W.
    ``helped`` (groups) receives what policy took off that price, 1e-6 W.
    """
    capacity = 1024
    person, vacancy, channels = np.empty(capacity, np.int64), np.empty(capacity, np.int64), np.empty(capacity, np.uint8)
    codes, rows = np.empty(TILE, np.uint8), np.empty(TILE + 1, np.int64)
    posts, ways = np.empty(MOST, np.int64), np.empty(MOST, np.uint8)
    n = 0
    for lo in range(0, len(people.pid), TILE):
        hi = min(lo + TILE, len(people.pid))
        standings(people, lo, hi, codes)
        candidates = pick(k, people.pid[lo:hi], codes[: hi - lo], limits, rows, lo)
        if n + MOST * candidates > capacity:
            capacity = 2 * (n + MOST * candidates)
            person = np.append(person[:n], np.empty(capacity - n, np.int64))
            vacancy = np.append(vacancy[:n], np.empty(capacity - n, np.int64))
            channels = np.append(channels[:n], np.empty(capacity - n, np.uint8))
        n = apply_in_tile(
            people, households, firms, vacancies, slots, reach, served, sent, cost, rates, flows, helped, relatedness,
            k, p, month, rows[:candidates], codes, lo, posts, ways, person, vacancy, channels, n,
        )  # fmt: skip
    return person[:n].copy(), vacancy[:n].copy(), channels[:n].copy()


def send_applications(m: Any, vacancies: Any, sent: np.ndarray, cost: np.ndarray) -> Any:
    """Everybody's applications of the month for the ``vacancies``."""
    p = m.parameters.search
    rates, limits = application_rates(m.country.constants.net, p)
    if len(sent) > 1 or sent[0] != rates[SEEKING]:
        limits = limits.copy()
        limits[SEEKING] = thresholds(np.array([sent.max()]))[0]
    helped = np.zeros(GROUPS, np.int64)
    found = apply_for_jobs(
        m.people, m.households, m.firms, vacancies, m.slots, m.reach, m.exchange, sent, cost, rates, limits, m.flows,
        helped, RELATEDNESS, m.key(Purpose.APPLY), p, m.month,
    )  # fmt: skip
    lever = Lever.SEARCH_COST
    if m.levers.has(lever) and helped.any():
        share_cost(m.flows, int(For.SEARCH_COST), m.levers.payers(lever), m.levers.overhead(lever), helped)
    return Applications(*found)
