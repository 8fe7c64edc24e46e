"""LM-bench on the column agents, structs and keyed draws of this package."""

from typing import Any

import numpy as np

from benchmarks.lm_bench import BEGIN, EMPLOYED, GIVE_UP, INACTIVE, LEAVE_JOB, LOSE_JOB, TRAIN, UNEMPLOYED, Month
from benchmarks.lm_bench.market import TRIES, accept, apply, hire, offer_again, plan, post
from benchmarks.lm_bench.workers import PAY_UNIT, live
from benchmarks.lm_bench.world import LmFirm, LmWorker, populate
from sim.core.agentset import ColumnModel
from sim.core.draws import key

_MOVE, _PLAN, _APPLY = range(3)


class ColumnMarket(ColumnModel):
    """A Mesa model whose workers and firms live in columns."""

    def __init__(self, people: int, seed: int = 1) -> None:
        super().__init__(rng=seed)
        self.month, self.seed_of_draws, self.next_pid = 0, seed, people
        populate(self, people, np.random.default_rng(seed))
        chance = np.zeros(16)
        chance[EMPLOYED * 4 : EMPLOYED * 4 + 4] = LOSE_JOB + LEAVE_JOB
        chance[UNEMPLOYED * 4 : UNEMPLOYED * 4 + 4] = GIVE_UP + TRAIN
        chance[INACTIVE * 4 : INACTIVE * 4 + 4] = BEGIN
        self.bound = (chance * 2**32).astype(np.uint32)
        self.growth = np.ones(16, np.float32)
        self.growth[EMPLOYED * 4 : EMPLOYED * 4 + 4] = 1.001
        self.counts, self.pay, self.tally = np.zeros(16, np.int64), np.zeros(4, np.int64), np.zeros(3, np.int64)
        self.rows = np.empty(people + 1, np.int32)
        self.room: dict[str, np.ndarray] = {}

    def fetch(self, name: str, n: int, dtype: Any, width: int = 0) -> np.ndarray:
        """Working memory for ``n`` entries, kept from month to month."""
        have = self.room.get(name)
        if have is None or len(have) < n:
            have = self.room[name] = np.empty((n * 5 // 4 + 64, width) if width else n * 5 // 4 + 64, dtype)
        return have[:n]

    def step(self) -> None:
        """One month; ``latest`` tells what happened."""
        self.month += 1
        people, firms = self.store(LmWorker).columns, self.store(LmFirm).columns
        moves, plans, tries = (key(self.seed_of_draws, k, self.month) for k in (_MOVE, _PLAN, _APPLY))
        self.tally[:] = 0
        found = live(people, firms, self.month, moves, self.next_pid, self.bound, self.growth, self.rows,
                     self.counts, self.pay, self.tally)  # fmt: skip
        self.next_pid = int(self.tally[2])
        posts = plan(firms, plans)
        hires = self.match(people, firms, self.rows[:found], posts, tries) if posts and found else 0
        self.latest = Month(tuple(self.counts.tolist()), float(self.pay.sum() / PAY_UNIT), posts, hires,
                            int(self.tally[0]), int(self.tally[1]))  # fmt: skip

    def match(self, people: Any, firms: Any, seekers: np.ndarray, posts: int, tries: np.uint64) -> int:
        """Applications and two rounds of offers; returns the number of hires."""
        vacancy = self.fetch("vacancy", posts, np.uint64, 2)
        best, filled = self.fetch("best", posts, np.uint64), self.fetch("filled", posts, np.uint8)
        choice = self.fetch("choice", len(seekers), np.int32, TRIES)
        claim = self.fetch("claim", len(seekers), np.uint64, TRIES)
        waiting, taken = self.fetch("waiting", len(seekers), np.int32), self.fetch("taken", len(seekers), np.int32)
        best[:], filled[:], waiting[:] = 0, 0, np.arange(len(seekers))
        post(firms, vacancy)
        apply(people, self.month, tries, seekers, vacancy, choice, claim, best)
        left = accept(choice, claim, waiting, vacancy, best, filled, taken)
        offer_again(choice, claim, waiting[:left], filled, best)
        accept(choice, claim, waiting[:left], vacancy, best, filled, taken)
        return hire(people, firms, self.month, seekers, taken, vacancy, self.counts, self.pay)
