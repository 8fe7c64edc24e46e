"""LM-bench on AgentPy: the rules of the Mesa form, on AgentPy's agents, lists and model."""

import math

import agentpy as ap
import numpy as np

from benchmarks.lm_bench import EMPLOYED, FIRM_SIZE, FIRST_AGE, GROUPS, LAST_AGE, SKILLS, Month, base_sizes, objects


class Worker(ap.Agent):
    """A worker; what it does in a month is the same code as for Mesa."""

    def setup(self) -> None:
        m = self.model
        self.state, self.group, self.age, self.months, z, f, self.skill = next(m.made)
        self.wage, self.kind, self.offers = math.exp(0.3 * z), 0, []
        self.employer = m.firms[f] if self.state == EMPLOYED else None
        if self.employer is not None:
            self.employer.staff += 1

    step, enter, apply = objects.Worker.step, objects.Worker.enter, objects.Worker.apply


class Firm(ap.Agent):
    """A firm; what it does in a month is the same code as for Mesa."""

    def setup(self) -> None:
        self.base, p, q, self.need = next(self.model.made)
        self.productivity = math.exp(0.3 * p)
        self.posted = self.productivity * math.exp(0.1 * q)
        self.demand, self.staff, self.unfilled = 0.0, 0, 0

    step = objects.Firm.step


class AgentPyMarket(ap.Model):
    """The market as an AgentPy model."""

    def setup(self) -> None:
        people = self.p.people
        g, count = np.random.default_rng(self.p.seed), max(1, people // FIRM_SIZE)
        self.made = zip(base_sizes(count, g).tolist(), *g.standard_normal((2, count)).tolist(),
                        (0.8 * g.random((count, SKILLS))).tolist(), strict=True)  # fmt: skip
        self.firms = ap.AgentList(self, count, Firm)
        state = np.searchsorted((0.25, 0.83, 0.95), g.random(people)).tolist()
        self.made = zip(
            state, g.integers(0, GROUPS, people).tolist(), g.integers(FIRST_AGE, LAST_AGE, people).tolist(),
            g.integers(0, 6, people).tolist(), g.standard_normal(people).tolist(),
            g.integers(0, count, people).tolist(), g.random((people, SKILLS)).tolist(), strict=True,
        )  # fmt: skip
        self.workers = ap.AgentList(self, people, Worker)

    def step(self) -> None:
        """One month; ``latest`` tells what happened."""
        self.counts, self.pay, self.separations, self.trainees = [0] * 16, 0.0, 0, 0
        self.seekers, self.vacancies = [], []
        self.workers.step()
        self.firms.step()
        hires = objects.ObjectMarket.match(self) if self.vacancies else 0  # type: ignore[arg-type]
        for worker in self.seekers:
            self.counts[worker.state * GROUPS + worker.group] += 1
            if worker.state == EMPLOYED:
                self.pay += worker.wage
        self.latest = Month(tuple(self.counts), self.pay, len(self.vacancies), hires, self.separations, self.trainees)


def market(people: int, seed: int = 1) -> AgentPyMarket:
    """The market, set up."""
    model = AgentPyMarket({"people": people, "seed": seed})
    model.sim_setup(steps=10**6, seed=seed)
    return model
