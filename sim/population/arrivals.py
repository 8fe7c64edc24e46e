"""People who arrive from abroad: as a share of the population, with the traits of people of the country, but nothing
else. They have no work, no cash and no recognised certificate, found households of their own, and decide what to do in
the month of arrival. Markets grow by them: demand follows the people (the memory ``arrived``), base posts do not.
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from sim.agents.household import Household
from sim.agents.worker import Worker
from sim.core.calendar import NEVER
from sim.core.draws import Purpose
from sim.core.levers import Lever
from sim.core.states import Education, Outside, Segment
from sim.population.entrants import count_entries
from sim.population.households import household_id
from sim.population.keyed import ordinals, trait_uniforms
from sim.population.people import person_id

_NUMBER, _LIKE = 1, 2
SERIES = 2
COPIED = (
    "birth", "sex", "area", "disability", "union", "child_birth", "casual_attachment", "taste", "ability", "belief",
    "level", "core", "skill", "experience", "first_job", "left_school", "last_enrolled",
)  # fmt: skip


def arrivals_by_market(m: Any) -> np.ndarray:
    """⌊N_r · rate/12 + u⌋ for each local market r, with u keyed by market and month."""
    rate = m.levers.value(Lever.ARRIVALS, 0.0, m)
    rows = m.store(Worker).rows()
    people = np.bincount(m.people.market[rows], minlength=len(m.territory))
    u = trait_uniforms(m.key(Purpose.ARRIVAL), np.arange(len(people)), _NUMBER)
    number: np.ndarray = np.floor(people * rate / 12.0 + u * (rate > 0.0)).astype(np.int64)
    return number


def receive(m: Any) -> None:
    """Enter this month's arrivals."""
    arrived = m.memory.get("arrived")
    if arrived is not None:
        m.memory["arrived"] = arrived * (1.0 + m.country.institutions.population_growth) ** (1.0 / 12.0)
    if not m.levers.has(Lever.ARRIVALS):
        return
    numbers = arrivals_by_market(m)
    m.memory["arrived"] = m.memory.get("arrived", np.zeros(len(m.territory))) + numbers
    market = np.repeat(np.arange(len(numbers)), numbers)
    m.events["arrivals"] = len(market)
    if len(market) == 0:
        return
    e = _like_residents(m, market)
    rows = m.store(Worker).allocate(len(market), **vars(e))
    count_entries(m.people, m.moves, rows)


def _like_residents(m: Any, market: np.ndarray) -> SimpleNamespace:
    """Traits of residents of the same market, drawn at random; no job, no certificate, out of education."""
    people, rows = m.people, m.store(Worker).rows()
    rows = rows[np.lexsort((people.pid[rows], people.market[rows]))]
    count = np.bincount(people.market[rows], minlength=len(m.territory))
    start, number = (np.cumsum(count) - count)[market], ordinals(market)
    u = trait_uniforms(m.key(Purpose.ARRIVAL), market * 2**20 + number, _LIKE)
    model = rows[start + np.minimum((u * count[market]).astype(np.int64), count[market] - 1)]
    e = SimpleNamespace(market=market, **{name: getattr(people, name)[model].copy() for name in COPIED})
    e.ultimate = e.level.copy()
    e.left_school = np.where(e.left_school == NEVER, m.month, e.left_school)
    e.pid = person_id(market, e.birth, number + (np.int64(m.month + 1) << 20))
    e.segment, e.wealth, e.education = Segment.REFUGEE, 0, Education.NONE
    e.outside_reason, e.plans_to_work, e.since = Outside.OTHER, 1, m.month
    e.household = _households(m, market, number)
    return e


def _households(m: Any, market: np.ndarray, number: np.ndarray) -> np.ndarray:
    """Rows of new poor households without shop or cash, a few people of one market in each."""
    p = m.parameters.population
    first = number % int(p.newcomer_household) == 0
    unit = np.cumsum(first) - 1
    members = np.bincount(unit)
    hid = household_id(market[first], m.month + 1, ordinals(market[first]) + (SERIES << 20))
    rows = m.store(Household).allocate(
        len(members), hid=hid, market=market[first], members=members, cash=0, wealth=0, farm=0, shop=0, land=p.landless
    )
    made: np.ndarray = rows[unit]
    return made
