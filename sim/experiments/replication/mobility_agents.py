"""Occupational mobility lived by agents, through the matching kernels of the model's month.

Occupations stand where the month has local markets: their vacancies lie in the same stable slots (``place``), a
jobseeker draws the occupation and walks its slots to a vacancy (``find_vacancy``), and each vacancy takes the best of
its applicants (``best_applicants``). Employers see nothing of applicants, so an applicant's rank is a draw, and aims,
channels and pay are off. Who is separated and which posts open is drawn for each person at work.
"""

from collections.abc import Callable

import numpy as np
from numba import njit

from sim.agents.capital import RELATEDNESS
from sim.agents.firm import Firm
from sim.agents.worker import Worker
from sim.config.configure import configure
from sim.core.columns import columns_of
from sim.core.draws import Purpose, key, sub, uniform, uniforms, word, words
from sim.core.states import Channel, Tier
from sim.experiments.replication.mobility import NUMBERS, SLACK, Path
from sim.experiments.replication.network import Network
from sim.markets.labour_flows import FlowNumbers
from sim.markets.matching import best_applicants
from sim.markets.search import Applications, find_vacancy
from sim.markets.vacancies import Slots, Vacancies, place, slot_tables

PEOPLE = 1_000_000
WINDOW = 50
"""Steps over which agents at rest are averaged."""
ROOM = 0.12
"""Open posts over people for which slots are set up; more than any step has."""


@njit(cache=True)
def leave_and_open(occupation, searching, leave, opening, k):  # type: ignore[no-untyped-def]
    """Who is separated (1), person by person, and posts opened by occupation; both with chances by occupation."""
    left, opened = np.zeros(len(occupation), np.uint8), np.zeros(len(leave), np.int64)
    for i in range(len(occupation)):
        if searching[i] == 0:
            w = word(k, i)
            left[i] = uniform(w) < leave[occupation[i]]
            opened[occupation[i]] += uniform(sub(w, 1)) < opening[occupation[i]]
    return left, opened


@njit(cache=True)
def walk(people, firms, vacancies, slots, rows, aims, k, relatedness, p):  # type: ignore[no-untyped-def]
    """Vacancy that each jobseeker reaches in the occupation aimed at; −1 where nothing is open there."""
    found = np.full(len(rows), -1, np.int64)
    for n in range(len(rows)):
        if slots.count[aims[n]] > 0:
            w = word(k, rows[n])
            found[n] = find_vacancy(people, firms, vacancies, slots, n, aims[n], Channel.DIRECT, w, relatedness, p)
    return found


def aimed_at(network: Network, vacancies: np.ndarray, occupation: np.ndarray, luck: np.ndarray) -> np.ndarray:
    """Occupation that each jobseeker applies in: chance A_ij v_j / Σ_l A_il v_l."""
    weight = network.chance * vacancies
    total = weight.sum(axis=1, keepdims=True)
    share = np.divide(weight, total, out=network.chance.copy(), where=total > 0.0)
    cumulated = np.cumsum(share, axis=1)
    order = np.argsort(occupation, kind="stable")
    ends = np.searchsorted(occupation[order], np.arange(len(vacancies) + 1))
    aims = np.empty(len(occupation), np.int64)
    for o in range(len(vacancies)):
        who = order[ends[o] : ends[o + 1]]
        aims[who] = np.searchsorted(cumulated[o] / cumulated[o, -1], luck[who], "right")
    return np.minimum(aims, len(vacancies) - 1)


def alike(kind: type, n: int, **values: int) -> object:
    """Rows of ``n`` agents that differ in nothing."""
    made = kind.Columns(**{name: column.empty(n) for name, column in columns_of(kind).items()})  # type: ignore[attr-defined]
    for name, value in values.items():
        getattr(made, name)[...] = value
    return made


class Agents:
    """People in occupations, and open posts; one ``step`` at a time."""

    def __init__(self, network: Network, people: int, seed: int, numbers: FlowNumbers = NUMBERS) -> None:
        self.network, self.seed, self.numbers, self.steps = network, seed, numbers, 0
        n = len(network.size)
        each = np.floor(np.cumsum(network.size) * people + 0.5).astype(np.int64)
        self.usual = np.diff(each, prepend=0)
        self.occupation = np.repeat(np.arange(n, dtype=np.int32), self.usual)
        idle = uniforms(key(seed, Purpose.POPULATION), np.arange(people)) < SLACK
        self.searching = idle.astype(np.uint8)
        self.open = np.round(SLACK * self.usual).astype(np.int64)
        self.search = configure().parameters.search._replace(aim=0.0)
        self.firms = alike(Firm, n, sector=2)
        self.people = alike(Worker, 1)
        self.slots: Slots = slot_tables(ROOM * self.usual)

    def key(self, purpose: Purpose) -> np.uint64:
        return key(self.seed, purpose, self.steps)

    def step(self, relative: float) -> None:
        """Separations and openings from the present state, and matching of the present jobseekers and vacancies."""
        n, p = len(self.usual), self.numbers
        working = np.bincount(self.occupation[self.searching == 0], minlength=n)
        gap = (working + self.open - relative * self.usual) / np.maximum(working, 1)
        leave = p.separation + (1.0 - p.separation) * p.adjustment * np.maximum(0.0, gap)
        opening = p.opening + (1.0 - p.opening) * p.adjustment * np.maximum(0.0, -gap)
        left, opened = leave_and_open(self.occupation, self.searching, leave, opening, self.key(Purpose.SEPARATION))
        hired, into = self.match()
        self.open += opened - np.bincount(into, minlength=n)
        self.occupation[hired], self.searching[hired] = into, 0
        self.searching[left == 1] = 1
        self.steps += 1

    def vacancies(self) -> Vacancies:
        """One row an open post; its key is a draw for occupation and ordinal."""
        at = np.repeat(np.arange(len(self.open), dtype=np.int32), self.open)
        first = np.cumsum(self.open) - self.open
        ident = at.astype(np.int64) * 1_000_000 + np.arange(len(at)) - first[at]
        casual, kind = np.full(len(at), int(Tier.CASUAL), np.uint8), np.zeros(len(at), np.uint8)
        return Vacancies(at, casual, kind, words(self.key(Purpose.SLOT_FILL), ident), at)

    def match(self) -> tuple[np.ndarray, np.ndarray]:
        """Jobseekers who are hired, and into which occupation."""
        rows = np.flatnonzero(self.searching)
        if len(rows) > len(self.people.pid):  # type: ignore[attr-defined]
            self.people = alike(Worker, 2 * len(rows))
        posts = self.vacancies()
        place(posts, self.slots)
        k = self.key(Purpose.APPLY)
        aims = aimed_at(self.network, self.open, self.occupation[rows], uniforms(self.key(Purpose.CHANNEL), rows))
        reached = walk(self.people, self.firms, posts, self.slots, rows, aims, k, RELATEDNESS, self.search)
        sent = np.flatnonzero(reached >= 0)
        channels = np.full(len(sent), int(Channel.DIRECT), np.uint8)
        apps = Applications(sent.astype(np.int64), reached[sent], channels)
        ranks = uniforms(self.key(Purpose.SCORE), rows[sent])
        open_post, free = np.ones(len(posts.firm), np.uint8), np.ones(len(sent), np.uint8)
        best = best_applicants(self.people, posts, apps, ranks, open_post, free)
        filled = np.flatnonzero(best >= 0)
        return rows[sent[best[filled]]], posts.market[filled]

    def rates(self) -> tuple[float, float]:
        """Unemployment and vacancy rate."""
        seeking, posts = int(self.searching.sum()), int(self.open.sum())
        return seeking / len(self.searching), posts / (posts + len(self.searching) - seeking)


def live(people: int = PEOPLE, seed: int = 1) -> Callable[[Network, Callable[[int], float], int], Path]:
    """Lives a network with so many agents."""

    def lived(network: Network, relative: Callable[[int], float], steps: int) -> Path:
        agents, found = Agents(network, people, seed), np.empty((steps, 2))
        for n in range(steps):
            agents.step(relative(n))
            found[n] = agents.rates()
        return Path(found[:, 0], found[:, 1])

    return lived
