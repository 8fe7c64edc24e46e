"""The offer of seats: people of the target are called, say where they want to learn, and begin at once.

Nobody waits for a seat and nobody loses a place by it: the programme takes in one more than it had room for, and the
instrument pays for it. Who is called, who takes it up and who comes first when money is short is keyed by person.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import enrol
from sim.core.draws import Purpose, key, uniforms
from sim.core.elementary import exps, logs
from sim.core.hits import Row, hits
from sim.core.levers import Lever
from sim.core.states import Education, Job, Tier
from sim.training import funding
from sim.training.admission import leave_queue
from sim.training.choice import choose, difficulty_of_use, options
from sim.training.holdings import kind
from sim.training.reach import Reach, nearness, reach
from sim.training.seats import seats
from sim.training.worth import worth

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
    rows = rows[free(m.people, rows) & ~m.treated.held_out(m.people.pid[rows])]
    return rows[hits(row, m, rows)]


def programmes(m: Any, rows: np.ndarray, stipend: np.ndarray) -> np.ndarray:
    """Programme that each person picks among those within reach, by its worth when it costs no fee; −1 none."""
    people, providers = m.people, m.providers
    markets = len(m.territory.area)
    nothing = Reach(np.zeros(markets, np.int64), np.zeros(markets, np.int64), np.full(1, -1, np.int64))
    k, pid = m.key(Purpose.SEAT_OFFER), people.pid[rows]
    option = options(
        pid, people.market[rows].astype(np.int64), difficulty_of_use(m, rows), np.ones(len(rows)), providers.rid,
        providers.accessibility, nearness(m), reach(m, masters=False), nothing, k,
    )  # fmt: skip
    n, o = np.nonzero(option >= 0)
    if len(n) == 0:
        return np.full(len(rows), -1)
    value = np.full(option.shape, -np.inf)
    value[n, o] = worth(m, rows[n], option[n, o], seat=stipend[n])[0] + 1e6  # who said yes does not stay out
    best: np.ndarray = choose(value, option, pid, providers.rid, m.parameters.choice.scale, k)
    return best


@njit(cache=True)
def begin_on_seats(people, firms, providers, moves, rows, provider, end, month):  # type: ignore[no-untyped-def]
    """Each person leaves job and queue and begins the course; the programme has one place more."""
    for n in range(len(rows)):
        i, r = rows[n], provider[n]
        if people.waiting_for[i] >= 0:
            leave_queue(people, providers, i)
        enrol(people, firms, moves, i, month, Education.COURSE)
        people.provider[i] = r
        people.course_end[i] = int(end[n])
        providers.places[r] += 1
        providers.enrolled[r] += 1
        providers.started[r] += 1


def give(m: Any, row: Row) -> int:
    """Seats of one instrument this month, as far as its money goes; returns how many."""
    rows = called(m, row)
    if len(rows) == 0:
        return 0
    stipend = m.levers.alone(row.name, Lever.SEAT_STIPEND, 0.0, m, rows)
    provider = programmes(m, rows, stipend)
    rows, stipend, provider = rows[provider >= 0], stipend[provider >= 0], provider[provider >= 0]
    made = _seats(m, row, rows, provider, stipend)
    made = made[seats(m).promise(m, row, made)]
    begin_on_seats(m.people, m.firms, m.providers, m.moves, made["row"], made["provider"], made["end"], m.month)
    m.treated.add(m, kind(m, row.name), made["row"])
    return len(made)


def pace(months: np.ndarray, usual: np.ndarray, d: Any) -> np.ndarray:
    """Skill of a month of a course of ``months`` over that at its ``usual`` length: (usual / months)^spread.

    Both no shorter than the full length, from which on a longer course teaches less a month.
    """
    ratio = np.maximum(usual, d.full_months) / np.maximum(months, d.full_months)
    return np.where(months == usual, 1.0, exps(d.spread * logs(ratio)))


def _seats(m: Any, row: Row, rows: np.ndarray, provider: np.ndarray, stipend: np.ndarray) -> np.ndarray:
    made = seats(m).new(m, row, rows, provider)
    usual = np.maximum(funding.unit_costs(m), np.asarray(m.providers.fee, np.float64))[provider]
    made["price"] = usual * m.levers.alone(row.name, Lever.SEAT_COST, 1.0, m, rows)
    made["stipend"] = stipend
    made["teaching"] = m.levers.alone(row.name, Lever.SEAT_TEACHING, 1.0, m, rows)
    own = np.rint(m.levers.alone(row.name, Lever.SEAT_MONTHS, 0.0, m, rows)).astype(np.int64)
    usual_months = m.providers.duration[provider].astype(np.int64)
    made["end"] = m.month + np.where(own > 0, own, usual_months)
    made["pace"] = pace(np.where(own > 0, own, usual_months), usual_months, m.parameters.delivery)
    seats(m).cost(made, made["price"] + stipend)
    return made


def offer_seats(m: Any) -> None:
    """Step 7, after admission: instruments that offer seats fill them."""
    given = 0
    for row in m.levers.rows(Lever.SEAT_OFFER):
        if row.how == "add":
            given += give(m, row)
    m.events["seats_given"] = given
    m.events["seats"] = len(seats(m).held)
