"""Step 11, participation: who reconsiders this month, and what they choose; income of the self-employed.

A person reconsiders with a hazard by state (much higher for the casually attached, falling with time in the state),
and for certain after losing a job or leaving school or a course. Then one logit over own-account work, family work,
open search, waiting and home; employees may quit to home.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.capital import RELATEDNESS
from sim.core.draws import Purpose, key
from sim.core.elementary import logs
from sim.core.levers import Lever
from sim.finance.care import hours_left
from sim.markets.activity_choice import care_hours, decide, small_child
from sim.markets.demand import SECTOR_OF_TRADE, log_spending
from sim.markets.own_account import count_trades, farm_terms
from sim.markets.reconsider import hazards_of
from sim.markets.startups import grant_start_ups


def participate(m: Any) -> None:
    """Update crowding, let people choose their activity, and set the income of the self-employed."""
    p, own, pay, avg = m.parameters.participation, m.parameters.own_account, m.parameters.pay, m.averages
    people = m.people
    crowd, farm = crowding(m)
    care = unpaid_care(m)
    grant_start_ups(m, crowd, farm, care)
    hazards, limits = hazards_of(p)
    m.events["choices"] = decide(
        people, m.households, m.firms, m.moves, hazards, limits, crowd, farm, avg.finding, avg.log_pay,
        care, RELATEDNESS, m.key(Purpose.RECONSIDER),
        m.key(Purpose.ACTIVITY_CHOICE), key(m.seed, Purpose.TRADE_CHOICE), m.season, m.country.constants, p, own, pay,
        m.month,
    )  # fmt: skip


def crowding(m: Any) -> tuple[np.ndarray, np.ndarray]:
    """Crowding of trades (market × family), and farm terms of households.

    Log of the smoothed over the reference density of the self-employed, less the log of what is spent on the goods of
    their sector: as many sellers for fewer customers are as crowded as more sellers for as many.
    """
    own, avg = m.parameters.own_account, m.averages
    trades, persons, workers = count_trades(m.people, len(m.territory), m.households)
    density = trades / np.maximum(persons, 1)[:, None]
    avg.density += (1.0 - own.density_memory) * (density - avg.density)
    crowd = logs((avg.density + own.least_density) / (avg.density_reference + own.least_density))
    crowd -= log_spending(avg)[:, SECTOR_OF_TRADE]
    return crowd, farm_terms(m.households, workers, own)


@njit(cache=True)
def _usual_care(people, rows, p, month):  # type: ignore[no-untyped-def]
    care = np.empty(len(rows))
    for n in range(len(rows)):
        i = rows[n]
        care[n] = care_hours(people.sex[i], small_child(people, i, month, p), int(people.wealth[i]), p)
    return care


def unpaid_care(m: Any) -> np.ndarray:
    """Unpaid care by row where a policy can move it, −1 elsewhere; one cell where there is no such policy."""
    if not m.levers.has(Lever.CARE_HOURS):
        return np.zeros(1)
    rows = m.levers.may_reach(Lever.CARE_HOURS, m)
    care = np.full(len(m.people.pid), -1.0)
    care[rows] = hours_left(m, rows, _usual_care(m.people, rows, m.parameters.participation, m.month))
    return care
