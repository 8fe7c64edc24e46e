"""The offer of seats: people of the target are called, say where they want to learn, and begin at once.

Nobody waits for a seat and nobody loses a place by it: the programme takes in one more than it had room for, and the
instrument pays for it. Who is called, who takes it up and who comes first when money is short is keyed by person.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import enrol
from sim.core.draws import Purpose, key, uniforms
from sim.core.levers import Lever
from sim.core.policy import Row, hits
from sim.core.states import Education, Job, Tier
from sim.finance.envelopes import afford
from sim.finance.ledger import MILLION
from sim.training import funding
from sim.training.admission import leave_queue
from sim.training.choice import choose, options
from sim.training.payments import travel_and_care
from sim.training.reach import Reach, reach
from sim.training.seats import SEAT, Seats, seats
from sim.training.worth import appraise

BOUND_BELOW, BOUND_ABOVE = int(Job.PAID_APPRENTICE), int(Job.UNPAID_INTERN)


def free(people: Any, rows: np.ndarray) -> np.ndarray:
    """Which of ``rows`` could begin: alive, not in education, not bound as apprentice or intern, no regular job."""
    job = people.job[rows]
    bound = (job >= BOUND_BELOW) & (job <= BOUND_ABOVE)
    found: np.ndarray = (people.pid[rows] != 0) & (people.education[rows] == Education.NONE) & ~bound
    return found & (people.tier[rows] != Tier.REGULAR)


def called(m: Any, row: Row) -> np.ndarray:
    """Rows of people to whom an instrument offers a seat this month and who take it up.

    u(person, month, instrument) < hazard, so a larger hazard calls a superset.
    """
    k = key(int(m.key(Purpose.SEAT_OFFER)), row.code)
    rows = np.flatnonzero(uniforms(k, m.people.pid) < row.coefficient)
    rows = rows[free(m.people, rows)]
    return rows[hits(row, m, rows)]


def of_instrument(m: Any, name: str, lever: Lever, base: float, rows: np.ndarray) -> np.ndarray:
    """What the instrument ``name`` alone makes of ``lever`` for people ``rows``."""
    out = np.full(len(rows), base)
    for row in m.levers.rows(lever):
        if row.name == name:
            hit = hits(row, m, rows)
            out[hit] = out[hit] + row.coefficient if row.how == "add" else out[hit] * (1.0 + row.coefficient)
    return out


def programmes(m: Any, rows: np.ndarray, stipend: np.ndarray) -> np.ndarray:
    """Programme that each person picks among those within reach, by its worth when it costs no fee; −1 none."""
    p, people, providers = m.parameters, m.people, m.providers
    markets = len(m.territory.area)
    nothing = Reach(np.zeros(markets, np.int64), np.zeros(markets, np.int64), np.full(1, -1, np.int64))
    k, pid = m.key(Purpose.SEAT_OFFER), people.pid[rows]
    option = options(
        pid, people.market[rows].astype(np.int64), people.disability[rows], np.ones(len(rows)), providers.rid,
        providers.market, providers.accessibility, m.territory.access, reach(m, masters=False), nothing, k,
    )  # fmt: skip
    n, o = np.nonzero(option >= 0)
    if len(n) == 0:
        return np.full(len(rows), -1)
    who, where = rows[n], option[n, o]
    travel, care = travel_and_care(m, who, where)
    travel = m.levers.values(Lever.TRAVEL_COST, travel, m, who)
    care = m.levers.values(Lever.CARE_COST, care, m, who)
    averages = m.averages
    value = np.full(option.shape, -np.inf)
    value[n, o], _ = appraise(
        people, providers, who, where, np.zeros(len(n)), travel, care, stipend[n], averages.finding.ravel(),
        averages.log_pay.ravel(), p.choice, p.delivery, p.apprenticeship, m.month,
    )  # fmt: skip
    value[n, o] += 1e6  # who has said yes does not compare with staying out
    best: np.ndarray = choose(value, option, pid, providers.rid, p.choice.scale, k)
    return best


@njit(cache=True)
def begin_on_seats(people, firms, providers, moves, rows, provider, month):  # type: ignore[no-untyped-def]
    """Each person leaves job and queue and begins the course; the programme has one place more."""
    for n in range(len(rows)):
        i, r = rows[n], provider[n]
        if people.waiting_for[i] >= 0:
            leave_queue(people, providers, i)
        enrol(people, firms, moves, i, month, Education.COURSE)
        people.provider[i] = r
        people.course_end[i] = month + int(providers.duration[r])
        providers.places[r] += 1
        providers.enrolled[r] += 1
        providers.started[r] += 1


def give(m: Any, row: Row) -> int:
    """Seats of one instrument this month, as far as its money goes; returns how many."""
    rows = called(m, row)
    if len(rows) == 0:
        return 0
    stipend = of_instrument(m, row.name, Lever.SEAT_STIPEND, 0.0, rows)
    provider = programmes(m, rows, stipend)
    rows, stipend, provider = rows[provider >= 0], stipend[provider >= 0], provider[provider >= 0]
    made = _seats(m, seats(m), row, rows, provider, stipend)
    duration = m.providers.duration[provider].astype(np.int64)
    made = made[afford(m, row.name, made["pid"], made["monthly"] * duration)]
    begin_on_seats(m.people, m.firms, m.providers, m.moves, made["row"], made["provider"], m.month)
    seats(m).add(made)
    given_by = getattr(m, "instruments", {}).get(row.name)
    m.treated.add(m, getattr(given_by, "kind", row.name), made["row"])
    return len(made)


def _seats(m: Any, s: Seats, row: Row, rows: np.ndarray, provider: np.ndarray, stipend: np.ndarray) -> np.ndarray:
    made = np.zeros(len(rows), SEAT)
    usual = np.maximum(funding.unit_costs(m), np.asarray(m.providers.fee, np.float64))[provider]
    made["row"], made["pid"], made["provider"] = rows, m.people.pid[rows], provider
    made["end"] = m.month + m.providers.duration[provider].astype(np.int64)
    made["measure"] = s.measure(row.name, row.financing)
    made["price"] = usual * of_instrument(m, row.name, Lever.SEAT_COST, 1.0, rows)
    made["stipend"] = stipend
    made["teaching"] = of_instrument(m, row.name, Lever.SEAT_TEACHING, 1.0, rows)
    made["overhead"], made["shares"] = row.overhead, np.array(row.shares)
    made["monthly"] = np.ceil((made["price"] + stipend) * (1.0 + row.overhead) * MILLION)
    return made


def offer_seats(m: Any) -> None:
    """Step 7, after admission: instruments that offer seats fill them."""
    given = 0
    for row in m.levers.rows(Lever.SEAT_OFFER):
        if row.how == "add":
            given += give(m, row)
    m.events["seats_given"] = given
    m.events["seats"] = len(seats(m).held)
