"""LM-bench on Starsim: workers are its agents, their registers its arrays; every draw by worker is one of its own.

Starsim keeps draws apart by purpose and agent, so that worlds can be paired, as Passerelle does. Firms, which are no
people, are numpy arrays of the module.
"""

import numpy as np
import starsim as ss

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


class LabourMarket(ss.Module):
    """The month of LM-bench over Starsim's arrays."""

    def __init__(self, people: int, seed: int = 1) -> None:
        super().__init__(name="labour")
        self.people_wanted, self.seed = people, seed
        self.define_states(
            *(ss.IntArr(name, default=0) for name in ("status", "group", "months_old", "months", "kind")),
            ss.IntArr("employer", default=-1), ss.FloatArr("wage", default=1.0),
            *(ss.FloatArr(f"skill{k}", default=0.0) for k in range(SKILLS)),
        )  # fmt: skip
        self.move, self.which = ss.random(name="move"), ss.random(name="which")
        self.young = [ss.random(name=f"young{k}") for k in range(SKILLS)]
        self.young_wage = ss.normal(name="young_wage")
        self.pick = [ss.random(name=f"pick{k}") for k in range(3)]
        self.luck = [ss.random(name=f"luck{k}") for k in range(3)]

    def init_post(self) -> None:
        super().init_post()
        g, n = np.random.default_rng(self.seed), self.people_wanted
        count = max(1, n // FIRM_SIZE)
        self.base = base_sizes(count, g)
        z = g.standard_normal((2, count))
        self.productivity = np.exp(0.3 * z[0])
        self.posted = self.productivity * np.exp(0.1 * z[1])
        self.need = 0.8 * g.random((count, SKILLS))
        self.demand, self.unfilled = np.zeros(count), np.zeros(count, np.int64)
        self.status[:] = np.searchsorted((0.25, 0.83, 0.95), g.random(n))
        self.group[:] = g.integers(0, GROUPS, n)
        self.months_old[:] = g.integers(FIRST_AGE, LAST_AGE, n)
        self.months[:] = g.integers(0, 6, n)
        self.wage[:] = np.exp(0.3 * g.standard_normal(n))
        self.employer[:] = np.where(self.status.values == EMPLOYED, g.integers(0, count, n), -1)
        for k in range(SKILLS):
            self.skill(k)[:] = g.random(n)
        self.staff = np.bincount(self.employer.values[self.employer.values >= 0], minlength=count)
        self.rng = g

    def skill(self, k: int) -> ss.FloatArr:
        return self[f"skill{k}"]

    def step(self) -> None:
        """One month; ``latest`` tells what happened."""
        self.months_old[:] = self.months_old.values + 1
        self.months[:] = self.months.values + 1
        old = (self.months_old >= LAST_AGE).uids
        self.replace(old)
        separations, trainees = self.move_on(old)
        self.open_posts()
        hires = self.match()
        status, group, wage = self.status.values, self.group.values, self.wage.values
        counts = np.bincount(status * GROUPS + group, minlength=16)
        self.latest = Month(
            tuple(counts.tolist()),
            float(wage[status == EMPLOYED].sum()),
            len(self.vacancies),
            hires,
            separations,
            trainees,
        )

    def replace(self, old: ss.uids) -> None:
        """Workers of 65 make way for inactive ones of 15."""
        self.leave(old[self.status[old] == EMPLOYED])
        self.status[old], self.months_old[old], self.months[old] = INACTIVE, FIRST_AGE, 0
        self.wage[old] = np.exp(0.3 * self.young_wage.rvs(old))
        for k in range(SKILLS):
            self.skill(k)[old] = self.young[k].rvs(old)

    def leave(self, who: ss.uids) -> None:
        """Out of the firm."""
        self.staff -= np.bincount(self.employer[who], minlength=len(self.staff))
        self.employer[who] = -1

    def enter(self, who: ss.uids, status: int) -> None:
        self.status[who], self.months[who] = status, 0

    def move_on(self, old: ss.uids) -> tuple[int, int]:
        """Moves between states; separations and entries into training."""
        everybody = self.status.uids if hasattr(self.status, "uids") else self.sim.people.auids
        status, new = self.status.values.copy(), np.zeros(len(everybody), bool)
        new[np.searchsorted(everybody, old)] = True
        u = self.move.rvs(everybody)
        works = (status == EMPLOYED) & ~new
        self.wage[everybody[works]] = self.wage[everybody[works]] * 1.001
        out = works & (u < LOSE_JOB + LEAVE_JOB)
        self.leave(everybody[out])
        self.enter(everybody[out & (u < LOSE_JOB)], UNEMPLOYED)
        self.enter(everybody[out & (u >= LOSE_JOB)], INACTIVE)
        seeks = (status == UNEMPLOYED) & ~new
        self.enter(everybody[seeks & (u < GIVE_UP)], INACTIVE)
        learns = everybody[seeks & (u >= GIVE_UP) & (u < GIVE_UP + TRAIN)]
        self.enter(learns, TRAINING)
        self.kind[learns] = (SKILLS * self.which.rvs(learns)).astype(np.int64)
        self.enter(everybody[(status == INACTIVE) & ~new & (u < BEGIN)], UNEMPLOYED)
        done = everybody[(status == TRAINING) & ~new & (self.months.values >= COURSE)]
        for k in range(SKILLS):
            who = done[self.kind[done] == k]
            self.skill(k)[who] = np.minimum(1.0, self.skill(k)[who] + 0.15)
        self.enter(done, UNEMPLOYED)
        return int(out.sum()), len(learns)

    def open_posts(self) -> None:
        """Demand, posted pay, vacancies."""
        g = self.rng
        self.demand = 0.9 * self.demand + 0.05 * g.standard_normal(len(self.base))
        self.posted *= np.where(self.unfilled > 0, 1.008, 0.998)
        np.clip(self.posted, 0.8 * self.productivity, 1.3 * self.productivity, out=self.posted)
        wanted = self.base * np.exp(self.demand) - self.staff + g.random(len(self.base))
        self.unfilled = np.maximum(0, np.floor(wanted)).astype(np.int64)
        self.vacancies = np.repeat(np.arange(len(self.base)), self.unfilled)

    def match(self) -> int:
        """Three applications each, two rounds of offers; returns the number of hires."""
        seekers = (self.status == UNEMPLOYED).uids
        if len(self.vacancies) == 0 or len(seekers) == 0:
            return 0
        skills = np.stack([self.skill(k)[seekers] * 0.995 for k in range(SKILLS)], axis=1)
        for k in range(SKILLS):
            self.skill(k)[seekers] = skills[:, k]
        least = self.wage[seekers] * np.maximum(0.4, 0.9 - 0.02 * self.months[seekers])
        who, post, score = [], [], []
        for k in range(3):
            v = (self.pick[k].rvs(seekers) * len(self.vacancies)).astype(np.int64)
            firm = self.vacancies[v]
            fine = np.flatnonzero(self.posted[firm] >= least)
            short = np.maximum(0.0, self.need[firm[fine]] - skills[fine]).sum(axis=1)
            who.append(fine)
            post.append(v[fine])
            score.append(0.3 * self.luck[k].rvs(seekers)[fine] - short)
        return self.offers(seekers, skills, *(np.concatenate(x) for x in (who, post, score)))

    def offers(self, seekers, skills, who, post, score) -> int:  # type: ignore[no-untyped-def]
        """Every open post offers to its best applicant, who takes the best paid offer; twice."""
        hired, filled = np.zeros(len(seekers), bool), np.zeros(len(self.vacancies), bool)
        for _ in range(2):
            here = np.flatnonzero(~hired[who] & ~filled[post])
            here = here[np.lexsort((-score[here], post[here]))]
            best = here[np.unique(post[here], return_index=True)[1]]
            best = best[np.lexsort((-self.posted[self.vacancies[post[best]]], who[best]))]
            best = best[np.unique(who[best], return_index=True)[1]]
            hired[who[best]] = filled[post[best]] = True
            firm, people = self.vacancies[post[best]], seekers[who[best]]
            self.wage[people] = self.posted[firm] * (0.8 + 0.1 * skills[who[best]].sum(axis=1))
            self.employer[people] = firm
            self.enter(people, EMPLOYED)
            self.staff += np.bincount(firm, minlength=len(self.staff))
            self.unfilled -= np.bincount(firm, minlength=len(self.staff))
        return int(hired.sum())


class StarsimMarket:
    """A Starsim simulation with the labour market as its only module, month by month."""

    def __init__(self, people: int, seed: int = 1, months: int = 600) -> None:
        module = LabourMarket(people, seed)
        self.sim = ss.Sim(
            n_agents=people, modules=module, dur=ss.months(months), dt=ss.months(1), rand_seed=seed, verbose=0,
            copy_inputs=False,
        )  # fmt: skip
        self.sim.init()
        self.module = module

    def step(self) -> None:
        self.sim.run_one_step()

    @property
    def latest(self) -> Month:
        return self.module.latest
