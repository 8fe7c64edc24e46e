"""The workers and firms of LM-bench as agents in columns, and their first month."""

import numpy as np

from benchmarks.lm_bench import FIRM_SIZE, FIRST_AGE, GROUPS, LAST_AGE, SKILLS, base_sizes
from sim.agents.base import ColumnAgent
from sim.core.columns import Column

ONE = 65535
"""A skill or requirement of 1."""


class LmWorker(ColumnAgent):
    """26 bytes: everything that changes every month fits the fastest memory a tile at a time."""

    pid = Column("int32", doc="who; a new number for who comes in at 15")
    code = Column("uint8", doc="state · 4 + group")
    birth = Column("int16", doc="month of birth")
    since = Column("int16", doc="month of entering the state")
    wage = Column("float32", doc="pay, or last pay")
    employer = Column("int32", -1, doc="row of the firm")
    skill = Column("uint16", width=SKILLS, doc="skills, 65535 for 1")
    kind = Column("uint8", doc="skill that training raises")


class LmFirm(ColumnAgent):
    fid = Column("int32", doc="who")
    base = Column("float32", doc="staff wanted at usual demand")
    demand = Column("float32", doc="log demand")
    productivity = Column("float32")
    posted = Column("float32", doc="posted pay")
    need = Column("uint16", width=SKILLS, doc="skills required, 65535 for 1")
    staff = Column("int32")
    unfilled = Column("int32", doc="vacancies that are open")


def populate(model, people: int, rng: np.random.Generator) -> None:  # type: ignore[no-untyped-def]
    """Enter ``people`` workers and a twentieth as many firms."""
    firms = max(1, people // FIRM_SIZE)
    state = np.searchsorted((0.25, 0.83, 0.95), rng.random(people, np.float32)).astype(np.uint8)
    employer = np.where(state == 1, rng.integers(0, firms, people, np.int32), -1).astype(np.int32)
    model.store(LmWorker, people)
    LmWorker.create_agents(
        model,
        people,
        pid=np.arange(people, dtype=np.int32),
        code=(state * GROUPS + rng.integers(0, GROUPS, people, np.uint8)).astype(np.uint8),
        birth=-rng.integers(FIRST_AGE, LAST_AGE, people, np.int16),
        since=-rng.integers(0, 6, people, np.int16),
        wage=np.exp(0.3 * rng.standard_normal(people, np.float32)),
        employer=employer,
        skill=rng.integers(0, ONE, (people, SKILLS), np.uint16, endpoint=True),
        kind=rng.integers(0, SKILLS, people, np.uint8),
    )
    productivity = np.exp(0.3 * rng.standard_normal(firms))
    model.store(LmFirm, firms)
    LmFirm.create_agents(
        model,
        firms,
        fid=np.arange(firms, dtype=np.int32),
        base=base_sizes(firms, rng).astype(np.float32),
        productivity=productivity.astype(np.float32),
        posted=(productivity * np.exp(0.1 * rng.standard_normal(firms))).astype(np.float32),
        need=(0.8 * ONE * rng.random((firms, SKILLS))).astype(np.uint16),
        staff=np.bincount(employer[employer >= 0], minlength=firms).astype(np.int32),
    )
