"""People in columns, small, for tests of sets and invariants."""

from enum import IntEnum

from sim.agents.base import ColumnAgent
from sim.core.agentset import ColumnModel
from sim.core.columns import Column


class State(IntEnum):
    OUT = 0
    UNEMPLOYED = 1
    EMPLOYED = 2


class Person(ColumnAgent):
    age = Column("i2", 15)
    state = Column("u1", enum=State)
    wage = Column("f8")
    skill = Column("u2", width=3)

    def step(self):
        self.wage += 1.0

    def older(self, years):
        return self.age + years


class Town(ColumnModel):
    def step(self):
        self.agents_by_type[Person].shuffle_do("step")


def market(n=10, **columns):
    """A town and its ``n`` people."""
    model = Town(rng=1)
    return model, Person.create_agents(model, n, **columns)
