"""Places: what providers offer this month, at which fee, and what firms do themselves.

Public programmes plan places by their budget and the forecast; private schools by queues and margins, with delay;
masters by what an apprentice is worth to them. Policy adds to or takes from the plan.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.calendar import NEVER
from sim.core.draws import Purpose, key, uniform, uniforms, word
from sim.core.elementary import exp, exps, logs, power
from sim.core.levers import Lever
from sim.core.sieve import rows_set
from sim.core.states import FAMILIES, Education, Job, ProviderKind
from sim.finance.ledger import NOBODY, Account, For, micro
from sim.finance.payers import pay_provider, provider_spends
from sim.training import funding
from sim.training.apprenticeship import apprentice_value
from sim.training.firm_training import train_staff
from sim.training.seats import set_up_seats
from sim.training.terms import masters_gain, set_lengths

PUBLIC, PRIVATE = int(ProviderKind.PUBLIC_COLLEGE), int(ProviderKind.PRIVATE)
MASTER = int(ProviderKind.MASTER)


@njit
def fee_step(queue, places, p):  # type: ignore[no-untyped-def]
    """Monthly change of the log of a private fee: φ (queue/places − 1), the queue relative to its rest level."""
    if places <= 0:
        return 0.0
    crowding = min(p.queue_cap, queue / (p.queue_at_rest * places))
    return p.fee_speed * (crowding - 1.0)


@njit
def running_cost(cost, places, learners, p):  # type: ignore[no-untyped-def]
    """Cost of a programme this month, W: a fixed part a place and a variable part a learner."""
    return cost * ((1.0 - p.variable_share) * places + p.variable_share * learners)


@njit
def funding_places(places, learners, p):  # type: ignore[no-untyped-def]
    """Places that public money pays for: block funding follows places, the rest follows learners."""
    return p.block_share * places + (1.0 - p.block_share) * learners


@njit
def teaching_effort(density, reference, p):  # type: ignore[no-untyped-def]
    """Teaching effort of a master, 1 full: (density/reference)^−rivalry, never above 1 nor below its least.

    A master teaches less where graduates will compete for the same customers.
    Source: Hardy, Mbiti et al. (2019), apprenticeship in Ghana (direction); elasticity assumed.
    """
    if reference <= 0.0 or density <= reference:
        return 1.0
    return max(p.teaching_least, power(density / reference, -p.rivalry))


@njit
def masters_wish(value, scale):  # type: ignore[no-untyped-def]
    """Factor on a master's places, 1 where an apprentice neither costs nor earns: 2 / (1 + e^(−value/scale))."""
    return 2.0 / (1.0 + exp(-min(50.0, max(-50.0, value / scale))))


def forecast_factors(forecast: np.ndarray, p: Any) -> np.ndarray:
    """Factor on a family's planned places: (forecast / mean forecast)^response, within limits."""
    mean = float(forecast.mean())
    if mean <= 0.0:
        return np.ones(len(forecast))
    response = exps(p.forecast_response * logs(np.maximum(forecast, 1e-9) / mean))
    return np.minimum(np.maximum(response, 1.0 / p.forecast_limit), p.forecast_limit)


@njit(cache=True)
def recount(people, providers):  # type: ignore[no-untyped-def]
    """Count learners and queues anew from the people, so that those who left the model are not counted."""
    providers.enrolled[:] = 0
    providers.queue[:] = 0
    for i in rows_set(people.waiting_for):
        providers.queue[people.waiting_for[i]] += 1
    for i in rows_set(people.provider):
        job = people.job[i]
        if people.education[i] == Education.COURSE or job == Job.PAID_APPRENTICE or job == Job.UNPAID_APPRENTICE:
            providers.enrolled[people.provider[i]] += 1


@njit
def move_margin(providers, r, p):  # type: ignore[no-untyped-def]
    """Smoothed surplus over cost of a private school, from its fee and learners."""
    cost = running_cost(float(providers.running_cost[r]), providers.places[r], providers.enrolled[r], p)
    if cost <= 0.0:
        return
    income = float(providers.fee[r]) * providers.enrolled[r]
    shares = float(providers.public_share[r]) + float(providers.donor_share[r])
    income += shares * float(providers.running_cost[r]) * funding_places(providers.places[r], providers.enrolled[r], p)
    margin = float(providers.margin[r])
    providers.margin[r] = margin + (income / cost - 1.0 - margin) / p.margin_memory


@njit
def start_building(providers, r, places, month, p, flows):  # type: ignore[no-untyped-def]
    """Build ``places``, paid at once from the balance; owners put in what is missing."""
    price = micro(p.capital * places)
    missing = price - max(providers.balance[r], 0)
    pay_provider(providers, r, flows, For.CAPITAL, Account.REST_OF_ECONOMY, NOBODY, missing)
    provider_spends(providers, r, flows, For.CAPITAL, Account.REST_OF_ECONOMY, NOBODY, price)
    providers.opening_places[r] = places
    providers.opening_month[r] = month + int(p.build_delay)


@njit
def run_private_school(providers, r, u, others, month, p, flows):  # type: ignore[no-untyped-def]
    """Fee, expansion, closure and new start of a private school; ``others`` is the mean margin in its family."""
    places = providers.places[r]
    building = providers.opening_month[r] != NEVER
    if providers.base_places[r] <= 0.0:
        if not building and providers.enrolled[r] == 0 and others > p.expansion_margin and u < p.reopening_rate:
            start_building(providers, r, int(p.reopening_places), month, p, flows)
            providers.margin[r] = 0.0
        return
    floor = p.variable_share * float(providers.running_cost[r])
    fee = max(float(providers.fee[r]), 1e-6) * exp(fee_step(providers.queue[r], places, p))
    providers.fee[r] = max(fee, floor)
    move_margin(providers, r, p)
    if providers.margin[r] > p.expansion_margin and not building and providers.queue[r] >= p.queue_at_rest * places:
        start_building(providers, r, max(1, int(p.expansion_step * places + 0.5)), month, p, flows)
    if providers.margin[r] < p.closure_margin and not building and u < p.closure_rate:
        providers.base_places[r] = 0.0
    surplus = providers.balance[r] - micro(p.reserve * float(providers.running_cost[r]) * places)
    provider_spends(providers, r, flows, For.PROFITS, Account.REST_OF_ECONOMY, NOBODY, surplus)
    if providers.base_places[r] <= 0.0:  # creditors bear the debt of a closed school
        pay_provider(providers, r, flows, For.CAPITAL, Account.REST_OF_ECONOMY, NOBODY, -providers.balance[r])


@njit
def margins_by_family(providers):  # type: ignore[no-untyped-def]
    """Mean margin of open private schools by family; −1 where there is none."""
    total, count = np.zeros(FAMILIES), np.zeros(FAMILIES)
    for r in range(len(providers.rid)):
        if providers.rid[r] != 0 and providers.kind[r] == PRIVATE and providers.base_places[r] > 0.0:
            total[providers.family[r]] += float(providers.margin[r])
            count[providers.family[r]] += 1.0
    out = np.full(FAMILIES, -1.0)
    for f in range(FAMILIES):
        if count[f] > 0:
            out[f] = total[f] / count[f]
    return out


@njit(cache=True)
def plan(providers, factors, density, reference, growth, gain, spur, month, k, p, a, flows):  # type: ignore[no-untyped-def]
    """Planned places of every provider this month, before policy and rounding; 0 in free rows.

    ``gain`` what policy adds to the worth of an apprentice to a master, W, and ``spur`` the factor on teaching.
    """
    planned = np.zeros(len(providers.rid))
    margins = margins_by_family(providers)
    base_sum, moved_sum = 0.0, 0.0
    for r in range(len(providers.rid)):
        if providers.rid[r] == 0:
            continue
        if providers.base_places[r] < 0.0:
            providers.base_places[r] = max(0, providers.places[r] - providers.extra_places[r])
        kind, f = providers.kind[r], int(providers.family[r])
        if providers.opening_month[r] != NEVER and month >= providers.opening_month[r]:
            if kind == PRIVATE:
                providers.base_places[r] = float(providers.base_places[r]) + providers.opening_places[r]
            else:
                providers.extra_places[r] += providers.opening_places[r]
            providers.opening_month[r] = NEVER
            providers.opening_places[r] = 0
        if kind == PRIVATE:
            u = uniform(word(k, providers.rid[r]))
            run_private_school(providers, r, u, margins[f], month, p, flows)
        else:
            providers.base_places[r] = float(providers.base_places[r]) * growth
        base = float(providers.base_places[r])
        planned[r] = base
        if kind == PUBLIC:
            base_sum += base
            moved_sum += base * factors[f]
        elif kind == MASTER:
            market = int(providers.market[r])
            effort = spur[r] * teaching_effort(density[market, f], reference[market, f], p)
            providers.teaching[r] = effort
            value = apprentice_value(int(providers.duration[r]), float(providers.fee[r]), effort, a)
            planned[r] = base * masters_wish(value + gain[r], p.master_scale)
    for r in range(len(providers.rid)):
        if providers.rid[r] != 0 and providers.kind[r] == PUBLIC and moved_sum > 0.0:
            planned[r] *= factors[providers.family[r]] * base_sum / moved_sum
    return planned


@njit(cache=True)
def open_places(providers, planned, wanted, month, trait_key, p):  # type: ignore[no-untyped-def]
    """Set ``places`` from the plan and what policy wants; public colleges build what is added, all others hire rooms.

    Rounding is by a threshold that a provider keeps for good. Returns the cost of new public buildings, W a provider.
    """
    capital = np.zeros(len(providers.rid))
    for r in range(len(providers.rid)):
        if providers.rid[r] == 0:
            continue
        u = uniform(word(trait_key, providers.rid[r]))
        own = int(np.floor(planned[r] + u))
        extra = int(np.floor(wanted[r] + u)) - own
        if extra <= providers.extra_places[r]:
            providers.extra_places[r] = extra
            if providers.kind[r] != PRIVATE:
                providers.opening_month[r] = NEVER
                providers.opening_places[r] = 0
        elif providers.kind[r] != PUBLIC:
            providers.extra_places[r] = extra
        elif providers.opening_month[r] == NEVER:
            providers.opening_places[r] = extra - providers.extra_places[r]
            providers.opening_month[r] = month + int(p.build_delay)
            capital[r] = p.capital * providers.opening_places[r]
        providers.places[r] = max(0, own + providers.extra_places[r])
    return capital


@njit(cache=True)
def post_apprentice_places(firms, providers):  # type: ignore[no-untyped-def]
    """Apprentice places of firms, from the masters who work in them."""
    for j in range(len(firms.fid)):
        firms.apprentice_places[j] = 0
    for r in range(len(providers.rid)):
        if providers.rid[r] != 0 and providers.kind[r] == MASTER and providers.firm[r] >= 0:
            firms.apprentice_places[providers.firm[r]] += providers.places[r]


def set_places(m: Any) -> None:
    """Step 6: providers set places and fees; firms decide on staff courses and apprentice places."""
    p, providers = m.parameters.places, m.providers
    set_lengths(m)
    recount(m.people, providers)
    forecast = getattr(m, "forecast", None)
    factors = forecast_factors(m.averages.vacancies if forecast is None else np.asarray(forecast), p)
    growth = power(1.0 + m.country.institutions.population_growth, 1.0 / 12.0)
    averages = m.averages
    gain, spur = masters_gain(m)
    planned = plan(
        providers, factors, averages.density, averages.density_reference, growth, gain, spur, m.month,
        m.key(Purpose.PLACES), p, m.parameters.apprenticeship, m.flows,
    )  # fmt: skip
    rows = np.flatnonzero(providers.rid)
    wanted = planned.copy()
    wanted[rows] = m.levers.values(Lever.PLACES, planned[rows], m, rows)
    trait_key = key(m.population_seed, Purpose.PLACES)
    capital = open_places(providers, planned, wanted, m.month, trait_key, p)
    pay_for_building(m, capital)
    set_up_seats(m)
    post_apprentice_places(m.firms, providers)
    train_staff(m)
    if m.levers.has(Lever.APPRENTICE_SUBSIDY):
        m.events["helpers_replaced"] = helpers_replaced(m, gain)
    m.events["places"] = int(providers.places[rows].sum())
    m.events["queue"] = int(providers.queue[rows].sum())


def helpers_replaced(m: Any, gain: np.ndarray) -> np.ndarray:
    """Posts of helpers, by market, that apprentices fill whom masters would not have taken without the subsidy.

    Σ learners · (1 − wish without / wish with) · mean output of an apprentice over a helper's pay.
    """
    p, a = m.parameters.places, m.parameters.apprenticeship
    posts = np.zeros(len(m.territory))
    add_replaced(m.providers, np.flatnonzero(gain), gain, posts, 0.5 * (a.output_start + a.output_end), p, a)
    return posts


@njit(cache=True)
def add_replaced(providers, rows, gain, posts, output, p, a):  # type: ignore[no-untyped-def]
    """Add the helpers' posts that the apprentices of masters ``rows`` fill."""
    for r in rows:
        own = apprentice_value(int(providers.duration[r]), float(providers.fee[r]), float(providers.teaching[r]), a)
        ratio = masters_wish(own, p.master_scale) / masters_wish(own + gain[r], p.master_scale)
        posts[providers.market[r]] += int(providers.enrolled[r]) * (1.0 - ratio) * output / p.helper_pay


def pay_for_building(m: Any, capital: np.ndarray) -> None:
    """Pay for new public buildings from the budgets, in the order of a keyed rank, until the first not covered.

    A site that money does not cover is not begun.
    """
    providers = m.providers
    rows = np.flatnonzero(capital > 0.0)
    if len(rows) == 0:
        return
    payers = funding.by_budget(m.levers.payers(Lever.PLACES))
    order = rows[np.argsort(uniforms(key(m.seed, Purpose.PLACES), providers.rid[rows]), kind="stable")]
    for n, r in enumerate(order):
        parts = np.floor(capital[r] * payers * 1e6).astype(np.int64)
        if not funding.reserve(m, parts):
            providers.opening_month[order[n:]] = NEVER
            providers.opening_places[order[n:]] = 0
            return
        for payer, part in zip((Account.GOVERNMENT, Account.DONORS, Account.TRAINING_FUND), parts, strict=True):
            m.flows[For.CAPITAL, payer, Account.REST_OF_ECONOMY, NOBODY] += part
        funding.spend(m, parts)
