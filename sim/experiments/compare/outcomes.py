"""What a comparison counts in every world, every month and in every group: heads, and sums of pay."""

from typing import NamedTuple

import numpy as np

from sim.indicators.bits import SCALE, Op, Value
from sim.indicators.groups import GROUPS, matrix


class Outcome(NamedTuple):
    """Something counted among people. ``good``: 1 more is better, −1 less is better, 0 neither."""

    name: str
    label: str
    counts: Op | Value
    good: int
    unit: str = "persons"


OUTCOMES = (
    Outcome("people", "People", Op.PERSON, 0),
    Outcome("decent", "In decent work", Op.DECENT_JOB, 1),
    Outcome("employed", "In work", Op.EMPLOYED_13, 1),
    Outcome("employees", "Employees", Op.EMPLOYEE, 1),
    Outcome("own_account", "Working on own account", Op.OWN_ACCOUNT_13, 0),
    Outcome("informal", "In informal jobs", Op.INFORMAL_13, -1),
    Outcome("stable", "In stable jobs", Op.STABLE, 1),
    Outcome("unemployed", "Unemployed", Op.UNEMPLOYED_13, -1),
    Outcome("neet", "Neither in work nor learning", Op.NEET_13, -1),
    Outcome("in_education", "In education or training", Op.IN_EDUCATION, 0),
    Outcome("transited", "Transition completed", Op.TRANSITED, 1),
    Outcome("in_transition", "In transition", Op.IN_TRANSITION, 0),
    Outcome("not_started", "Transition not started", Op.NOT_STARTED, 0),
    Outcome("pay", "Pay of employees", Value.EMPLOYEE_PAY, 1, "W"),
    Outcome("self_income", "Income of the self-employed", Value.SELF_INCOME, 1, "W"),
)
NAMES = tuple(o.name for o in OUTCOMES)
COLUMNS = np.array([int(o.counts) for o in OUTCOMES])
SCALES = np.array([1.0 if o.unit == "persons" else 1.0 / SCALE for o in OUTCOMES])
"""Factor from what is stored to the unit of an outcome."""
HEADLINE = "decent"
AGES = ((15, 29), (15, 64))
"""Age ranges in which everything is counted: young people, and everybody of working age."""
YOUNG, EVERYBODY = 0, 1

SPLITS = {
    "sex": ("sex=female", "sex=male"),
    "age": ("age=15-19", "age=20-24", "age=25-29"),
    "area": ("area=rural", "area=urban"),
    "disability": ("disability=none", "disability=moderate_plus"),
    "wealth": ("wealth=1", "wealth=2", "wealth=3", "wealth=4", "wealth=5"),
    "education": ("education=below_upper_secondary", "education=upper_secondary", "education=tertiary"),
    "sex and area": ("sex=female|area=rural", "sex=female|area=urban", "sex=male|area=rural", "sex=male|area=urban"),
}
"""Groups among young people that are shown side by side; the groups of one split hold everybody once."""


def outcome(name: str) -> Outcome:
    return OUTCOMES[NAMES.index(name)]


def place(name: str) -> int:
    """Column of an outcome."""
    return NAMES.index(name)


def group(name: str) -> int:
    """Row of a group."""
    return GROUPS.index(name)


class Counter:
    """Reads the margins of a recorder: groups × outcomes for each age range, in exact integers."""

    def __init__(self) -> None:
        self._parts = [_listed(matrix(ages)) for ages in AGES]

    def read(self, margins: np.ndarray) -> np.ndarray:
        """Ages × groups × outcomes of this month."""
        columns = margins[:, COLUMNS]
        made = np.zeros((len(AGES), len(GROUPS), len(OUTCOMES)), np.int64)
        for ages, (groups, rows, starts) in enumerate(self._parts):
            made[ages, groups] = np.add.reduceat(columns[rows], starts, axis=0)
        return made


def _listed(sums: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Groups that hold anybody, the margins of each end to end, and where each begins."""
    rows = [np.flatnonzero(of_group) for of_group in sums]
    groups = np.array([g for g, r in enumerate(rows) if len(r)])
    lengths = [len(rows[g]) for g in groups]
    return groups, np.concatenate([rows[g] for g in groups]), np.concatenate([[0], np.cumsum(lengths)[:-1]])
