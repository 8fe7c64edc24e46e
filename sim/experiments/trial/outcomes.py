"""What a trial reads from a person: the same registers and rules as every survey figure of the model."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from sim.core.states import Education, Job, Tier
from sim.indicators.bits import Op


class Outcome(NamedTuple):
    """Name, words, unit (``share`` shown in points), whether it can be added up over people, and how it is read."""

    name: str
    label: str
    unit: str
    additive: bool
    read: Callable[[Any, np.ndarray, "Since"], np.ndarray]


class Since:
    """What has happened to the cohort since the start, seen month by month."""

    def __init__(self, people: Any, rows: np.ndarray) -> None:
        n = len(rows)
        self.trained, self.completed, self.was_learning = np.zeros((3, n), np.bool_)
        self.months = np.zeros(n)
        self.certificates = _count_bits(people.certificates[rows])
        self.was_learning[:] = learning(people, rows)

    def see(self, people: Any, rows: np.ndarray) -> None:
        """A month later. Who ends training and keeps the link to the provider has completed it."""
        now = learning(people, rows)
        self.trained |= now & ~self.was_learning
        self.months += now | (people.education[rows] == Education.SCHOOL)
        self.completed |= self.was_learning & ~now & (people.provider[rows] >= 0)
        self.was_learning = now


def learning(people: Any, rows: np.ndarray) -> np.ndarray:
    """Who is in a course or an apprenticeship."""
    job = people.job[rows]
    apprentice = (job == Job.PAID_APPRENTICE) | (job == Job.UNPAID_APPRENTICE)
    found: np.ndarray = (people.education[rows] == Education.COURSE) | apprentice
    return found


def _count_bits(bits: np.ndarray) -> np.ndarray:
    return np.unpackbits(np.asarray(bits, np.uint8)[:, None], axis=1).sum(axis=1)


def _bit(op: Op) -> Callable[[Any, np.ndarray, Since | None], np.ndarray]:
    def read(people: Any, rows: np.ndarray, since: Since | None) -> np.ndarray:
        return (np.asarray(people.status[rows]) >> np.uint64(op)) & np.uint64(1)

    return read


def income_of(people: Any, rows: np.ndarray, since: Any = None) -> np.ndarray:
    """Pay in cash and kind, or net income of self-employment, 0 without work."""
    found: np.ndarray = people.pay[rows].astype(np.float64) + people.pay_kind[rows]
    return found


def _formal(people: Any, rows: np.ndarray, since: Any) -> np.ndarray:
    return _bit(Op.EMPLOYEE)(people, rows, None) & ~_bit(Op.INFORMAL_13)(people, rows, None)


def _self_employed(people: Any, rows: np.ndarray, since: Any) -> np.ndarray:
    return _bit(Op.OWN_ACCOUNT_13)(people, rows, None) | _bit(Op.EMPLOYER)(people, rows, None)


def _log_pay(people: Any, rows: np.ndarray, since: Any) -> np.ndarray:
    pay = income_of(people, rows)
    paid = (_bit(Op.EMPLOYEE)(people, rows, None) == 1) & (pay > 0.0)
    return np.where(paid, np.log(np.where(paid, pay, 1.0)), np.nan)


def _certificate(people: Any, rows: np.ndarray, since: Since) -> np.ndarray:
    return _count_bits(people.certificates[rows]) > since.certificates


OUTCOMES: dict[str, Outcome] = {
    o.name: o
    for o in (
        Outcome("employment", "In employment", "share", True, _bit(Op.EMPLOYED_13)),
        Outcome("wage_employment", "Employee", "share", True, _bit(Op.EMPLOYEE)),
        Outcome("regular_job", "Regular job", "share", True, lambda p, r, s: p.tier[r] == Tier.REGULAR),
        Outcome("formal_job", "Formal job", "share", True, _formal),
        Outcome("decent_job", "Decent job", "share", True, _bit(Op.DECENT_JOB)),
        Outcome("self_employment", "Works for oneself", "share", True, _self_employed),
        Outcome("hours", "Hours a week, 0 without work", "hours", True, lambda p, r, s: p.hours[r]),
        Outcome("income", "Income from work, 0 without work", "W a month", True, income_of),
        Outcome("log_pay", "Pay of employees", "log points", False, _log_pay),
        Outcome("trained", "Began training since", "share", False, lambda p, r, s: s.trained),
        Outcome("learning_years", "In school or training since", "years", False, lambda p, r, s: s.months / 12.0),
        Outcome("completed", "Completed training since", "share", False, lambda p, r, s: s.completed),
        Outcome("certified", "New certificate since", "share", False, _certificate),
    )
}
"""By name. Additive ones are also summed over everybody, for the economy-wide effect."""


def read_all(people: Any, rows: np.ndarray, since: Since) -> np.ndarray:
    """Persons × outcomes."""
    return np.stack([np.asarray(o.read(people, rows, since), np.float64) for o in OUTCOMES.values()], axis=1)


ADDITIVE = [k for k, o in enumerate(OUTCOMES.values()) if o.additive]


def read_additive(people: Any, rows: np.ndarray) -> np.ndarray:
    """Persons × outcomes for people outside the cohort; those that cannot be added up are 0."""
    found = np.zeros((len(rows), len(OUTCOMES)))
    for k, outcome in enumerate(OUTCOMES.values()):
        if outcome.additive:
            found[:, k] = outcome.read(people, rows, None)  # type: ignore[arg-type]
    return found
