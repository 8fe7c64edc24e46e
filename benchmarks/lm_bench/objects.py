"""LM-bench on ordinary Mesa agents: one Python object for each worker and firm, ``do("step")`` every month."""

import math

import mesa
import numpy as np

from benchmarks.lm_bench import (
    BEGIN,
    COURSE,
    EMPLOYED,
    FIRM_SIZE,
    FIRST_AGE,
    GIVE_UP,
    GROUPS,
    INACTIVE,
    LAST_AGE,
    LEAVE_JOB,
    LOSE_JOB,
    SKILLS,
    TRAIN,
    TRAINING,
    UNEMPLOYED,
    Month,
    base_sizes,
)


class Worker(mesa.Agent):
    """A worker; ``step`` is ageing and moving, ``apply`` is search."""

    def __init__(self, model, state, group, age, since, wage, employer, skill):  # type: ignore[no-untyped-def]
        super().__init__(model)
        self.state, self.group, self.age, self.months = state, group, age, since
        self.wage, self.employer, self.skill, self.kind = wage, employer, skill, 0
        self.offers: list[tuple[int, float]] = []

    def step(self) -> None:
        self.age += 1
        self.months += 1
        m = self.model
        draw = m.random.random
        if self.age >= LAST_AGE:
            if self.state == EMPLOYED:
                self.employer.staff -= 1
            self.state, self.employer, self.age, self.months = INACTIVE, None, FIRST_AGE, 0
            self.wage = math.exp(m.random.gauss(0.0, 0.3))
            self.skill = [draw() for _ in range(SKILLS)]
        elif self.state == EMPLOYED:
            self.wage *= 1.001
            u = draw()
            if u < LOSE_JOB + LEAVE_JOB:
                self.employer.staff -= 1
                self.employer = None
                self.enter(UNEMPLOYED if u < LOSE_JOB else INACTIVE)
                m.separations += 1
        elif self.state == UNEMPLOYED:
            u = draw()
            if u < GIVE_UP:
                self.enter(INACTIVE)
            elif u < GIVE_UP + TRAIN:
                self.kind = int(SKILLS * draw())
                self.enter(TRAINING)
                m.trainees += 1
        elif self.state == INACTIVE:
            if draw() < BEGIN:
                self.enter(UNEMPLOYED)
        elif self.months >= COURSE:
            self.skill[self.kind] = min(1.0, self.skill[self.kind] + 0.15)
            self.enter(UNEMPLOYED)
        if self.state == UNEMPLOYED:
            m.seekers.append(self)
        else:
            m.counts[self.state * GROUPS + self.group] += 1
            if self.state == EMPLOYED:
                m.pay += self.wage

    def enter(self, state: int) -> None:
        self.state, self.months = state, 0

    def apply(self) -> None:
        """Three applications."""
        self.skill = [s * 0.995 for s in self.skill]
        m = self.model
        draw = m.random.random
        least = self.wage * max(0.4, 0.9 - 0.02 * self.months)
        self.offers = []
        for _ in range(3):
            v = int(draw() * len(m.vacancies))
            firm = m.vacancies[v]
            if firm.posted >= least:
                short = 0.0
                for need, have in zip(firm.need, self.skill):
                    if need > have:
                        short += need - have
                self.offers.append((v, 0.3 * draw() - short))


class Firm(mesa.Agent):
    def __init__(self, model, base, productivity, posted, need):  # type: ignore[no-untyped-def]
        super().__init__(model)
        self.base, self.productivity, self.posted, self.need = base, productivity, posted, need
        self.demand, self.staff, self.unfilled = 0.0, 0, 0

    def step(self) -> None:
        m = self.model
        self.demand = 0.9 * self.demand + 0.05 * m.random.gauss(0.0, 1.0)
        self.posted *= 1.008 if self.unfilled > 0 else 0.998
        self.posted = min(1.3 * self.productivity, max(0.8 * self.productivity, self.posted))
        wanted = self.base * math.exp(self.demand) - self.staff + m.random.random()
        self.unfilled = max(0, math.floor(wanted))
        m.vacancies.extend([self] * self.unfilled)


class ObjectMarket(mesa.Model):
    """The same market as an ordinary Mesa model."""

    def __init__(self, people: int, seed: int = 1) -> None:
        super().__init__(rng=seed)
        g = np.random.default_rng(seed)
        count = max(1, people // FIRM_SIZE)
        made = zip(base_sizes(count, g).tolist(), *g.standard_normal((2, count)).tolist(),
                   (0.8 * g.random((count, SKILLS))).tolist())  # fmt: skip
        firms = [Firm(self, size, w := math.exp(0.3 * p), w * math.exp(0.1 * q), need) for size, p, q, need in made]
        state = np.searchsorted((0.25, 0.83, 0.95), g.random(people)).tolist()
        for s, group, age, since, z, f, skill in zip(
            state, g.integers(0, GROUPS, people).tolist(), g.integers(FIRST_AGE, LAST_AGE, people).tolist(),
            g.integers(0, 6, people).tolist(), g.standard_normal(people).tolist(),
            g.integers(0, len(firms), people).tolist(), g.random((people, SKILLS)).tolist(),
        ):  # fmt: skip
            employer = firms[f] if s == EMPLOYED else None
            Worker(self, s, group, age, since, math.exp(0.3 * z), employer, skill)
            if employer is not None:
                employer.staff += 1

    def step(self) -> None:
        """One month; ``latest`` tells what happened."""
        self.counts, self.pay, self.separations, self.trainees = [0] * 16, 0.0, 0, 0
        self.seekers: list[Worker] = []
        self.vacancies: list[Firm] = []
        self.agents_by_type[Worker].do("step")
        self.agents_by_type[Firm].do("step")
        hires = self.match() if self.vacancies else 0
        for worker in self.seekers:
            self.counts[worker.state * GROUPS + worker.group] += 1
            if worker.state == EMPLOYED:
                self.pay += worker.wage
        self.latest = Month(tuple(self.counts), self.pay, len(self.vacancies), hires, self.separations, self.trainees)

    def match(self) -> int:
        """Applications and two rounds of offers; returns the number of hires."""
        for worker in self.seekers:
            worker.apply()
        waiting, hires = [w for w in self.seekers if w.offers], 0
        filled: set[int] = set()
        for _ in range(2):
            best: dict[int, tuple[float, Worker]] = {}
            for worker in waiting:
                for v, score in worker.offers:
                    if v not in filled and (v not in best or score > best[v][0]):
                        best[v] = (score, worker)
            still = []
            for worker in waiting:
                offers = [v for v, _ in worker.offers if v in best and best[v][1] is worker]
                if not offers:
                    still.append(worker)
                    continue
                v = max(offers, key=lambda v: self.vacancies[v].posted)
                filled.add(v)
                firm = self.vacancies[v]
                worker.wage, worker.employer = firm.posted * (0.8 + 0.1 * sum(worker.skill)), firm
                worker.enter(EMPLOYED)
                firm.staff += 1
                firm.unfilled -= 1
                hires += 1
            waiting = still
        return hires
