"""The cohort of a trial: who was eligible when it began, and the instrument offered to the winners among them alone."""

from typing import Any, NamedTuple

import numpy as np

from sim.core.errors import InputError
from sim.core.hits import Offer, won_offer
from sim.core.levers import LEVERS
from sim.core.policy import Change
from sim.training.reach import reach


class Cohort(NamedTuple):
    """The eligible at the start: persons, their rows, their local markets, and who won the offer."""

    pid: np.ndarray
    row: np.ndarray
    market: np.ndarray
    offered: np.ndarray

    def present(self, people: Any) -> np.ndarray:
        """Who still lives in the model; nobody is ever lost otherwise."""
        here: np.ndarray = people.pid[self.row] == self.pid
        return here


ALL, NEAR_COURSES = "all", "near_courses"
RECRUITS = (ALL, NEAR_COURSES)
"""Where a trial looks for its people: everywhere, or where a course is within reach."""


def enrol(m: Any, name: str, instrument: Any, offer: Offer, recruit: str = ALL) -> Cohort:
    """The eligible (the instrument's target this month) and the winners of its own offer lottery."""
    rows = np.flatnonzero(m.people.pid != 0)
    territory = getattr(m, "territory", None)
    rows = rows[instrument.target.mask(m.people, m.month, rows, bearer="person", territory=territory)]
    if recruit == NEAR_COURSES:
        rows = rows[reach(m, masters=False).size[m.people.market[rows]] > 0]
    pid, market = m.people.pid[rows].copy(), m.people.market[rows].astype(np.int64)
    return Cohort(pid, rows, market, won_offer(name, offer, m.seed, pid, market))


class Named:
    """A target of persons named one by one, whatever becomes of them."""

    def __init__(self, pid: np.ndarray) -> None:
        self.pid = np.sort(pid)
        self.nobody = len(pid) == 0

    def describes(self, bearer: str) -> bool:
        return bearer == "person"

    def describe(self) -> str:
        return f"{len(self.pid)} persons of a trial"

    def mask(
        self, columns: Any, month: int, rows: np.ndarray | None = None, *, bearer: str = "person", territory: Any = None
    ) -> np.ndarray:
        """Which of ``rows`` are named."""
        asked = columns.pid if rows is None else columns.pid[rows]
        return np.isin(asked, self.pid)


class Offered:
    """An instrument as it is, but offered to named persons only, and without errors of targeting."""

    inclusion_error, exclusion_error = 0.0, 0.0
    offered, saturation = 1.0, {}  # type: ignore[var-annotated]  # the lottery has been drawn

    def __init__(self, instrument: Any, pid: np.ndarray) -> None:
        self.instrument, self.target = instrument, Named(pid)

    def __getattr__(self, name: str) -> Any:
        if name == "instrument":  # while being unpickled
            raise AttributeError(name)
        return getattr(self.instrument, name)

    def changes(self) -> list[Change]:
        """The instrument's changes; those aimed at its own target are aimed at the named persons."""
        return [
            Change(c.lever, c.by, c.how, None if c.target == self.instrument.target else c.target, c.from_hire)
            for c in self.instrument.changes()
        ]


def check_offered_to_persons(name: str, instrument: Any) -> None:
    """A trial draws persons: the instrument must reach persons, by every change that follows its own target."""
    here = f"instruments.{name}"
    if not instrument.target.describes("person"):
        raise InputError(f"{here}: a trial draws persons, but {{{instrument.target.describe()}}} describes others.")
    if instrument.target.nobody:
        raise InputError(f"{here}: the target is nobody, so nobody can be drawn.")
    own = [c for c in instrument.changes() if c.target is None or c.target == instrument.target]
    others = [c for c in own if "person" not in (LEVERS[c.lever].bearer, LEVERS[c.lever].also)]
    if not own or others:
        what = ", ".join(sorted({c.lever.name.lower() for c in others or instrument.changes()})) or "nothing"
        raise InputError(f"{here}: cannot be offered to one person and not to another (it moves {what}).")
