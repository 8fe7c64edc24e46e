"""Displacement in closed form: more search by some takes jobs from others, and a trial cannot see it.

Played by one month under ``theory=displacement``: jobseekers meet vacancies by M = A S^η V^(1 − η), each in proportion
to the applications that he or she sends, and a programme raises these by x for a share τ (as drawn).
Against the same month without it, the untreated find jobs at the rate times (1 + τ x)^(η − 1), the treated times
(1 + x)(1 + τ x)^(η − 1), and matches change by (1 + τ x)^η; with η = 0 jobs are fixed and all is displacement; where
vacancies grow with search there is none. The trial's ratio of treated to untreated is 1 + x in all of them.
Source: closed form of the meeting function; Crépon et al. (2013), Quarterly J. Economics 128(2), for the experiment.
"""

import math
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import numpy as np

import sim
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.experiments.exact.contract import Check, within_errors
from sim.instruments.base import Instrument

CASE = "D14"
PEOPLE = 100_000
EFFICIENCY, VACANCIES = 0.5, 1.0
"""A, and vacancies per jobseeker: half of the jobseekers find a job without the programme."""
PROGRAMMES = ((0.5, 0.1), (0.3, 0.5))
"""τ, x."""
GROW = "vacancies grow with search"
POSTING = {GROW: "post_in_proportion"}
CLOSURES = ((0.5, "vacancies fixed"), (0.0, "jobs fixed"), (0.3, "vacancies fixed"), (0.5, GROW))
"""η, and what vacancies do."""


class MoreApplications(Instrument):
    """A programme without cost that makes those who take it up send more applications."""

    kind: Literal["more_applications"] = "more_applications"
    more: float

    def changes(self) -> list[Change]:
        return [Change(Lever.APPLICATIONS, self.more, how="scale")]


class Month(NamedTuple):
    """Who was offered a job, and who was treated, person by person."""

    found: np.ndarray
    treated: np.ndarray


def month(eta: float, vacancies_do: str, treated: float, more: float) -> Month:
    """One month in which nobody has a job at first."""
    from sim.model import LabourMarket  # here, because Mesa takes seconds to import

    m: Any = LabourMarket(
        sim.configure(
            "theory=displacement", f"people={PEOPLE}", "months=1", "limit.record=false",
            f"limit.numbers.efficiency={EFFICIENCY}", f"limit.numbers.elasticity={eta}",
            f"limit.numbers.vacancies={VACANCIES}",
            f"limit.month=[open_the_budgets,{POSTING.get(vacancies_do, 'post_given_vacancies')},meet_by_function]",
        )
    )  # fmt: skip
    usual = m.parameters.search.applications
    m.instruments = {"programme": MoreApplications(more=more, take_up=treated)} if more else {}
    m.step()
    alive = m.people.pid != 0
    sent = np.broadcast_to(m.lever_for_people(Lever.APPLICATIONS, usual), alive.shape)
    return Month((m.people.employer >= 0)[alive], (sent > usual)[alive])


def factors(eta: float, grows: bool, treated: float, more: float) -> dict[str, float]:
    """What theory says of the untreated, the treated and matches: factors on the month without the programme."""
    search = 1.0 + treated * more
    crowding = 1.0 if grows else search ** (eta - 1.0)
    return {"untreated": crowding, "treated": (1.0 + more) * crowding, "matches": search * crowding}


def paired(before: np.ndarray, after: np.ndarray) -> tuple[float, float]:
    """Ratio of finders after to before of the same people with the same luck, and its standard error."""
    ratio = after.mean() / before.mean()
    rest = after - ratio * before
    return float(ratio), float(rest.std() / before.mean() / math.sqrt(len(before)))


def compare(without: Month, eta: float, vacancies_do: str, treated: float, more: float) -> Iterator[Check]:
    """The programme's month against the same month without it."""
    withit = month(eta, vacancies_do, treated, more)
    given = f"τ={treated:g} x={more:g} η={eta:g}, {vacancies_do}, n={len(without.found):,}"
    groups = {"untreated": ~withit.treated, "treated": withit.treated, "matches": np.ones_like(withit.treated)}
    for name, expected in factors(eta, vacancies_do == GROW, float(withit.treated.mean()), more).items():
        what = "matches, factor" if name == "matches" else f"finding rate of the {name}, factor"
        who = groups[name]
        ratio, error = paired(without.found[who].astype(float), withit.found[who].astype(float))
        yield within_errors(CASE, what, "month", given, expected, ratio, error)
    rates = [withit.found[groups[name]].mean() for name in ("treated", "untreated")]
    sizes = [groups[name].sum() for name in ("treated", "untreated")]
    seen = rates[0] / rates[1]
    error = seen * math.sqrt(sum((1.0 - f) / (f * n) for f, n in zip(rates, sizes, strict=True)))
    yield within_errors(CASE, "treated over untreated, as a trial sees", "month", given, 1.0 + more, seen, error)


def cases() -> Iterator[Check]:
    without = month(0.5, "vacancies fixed", 0.0, 0.0)  # the same for every η, with one vacancy per jobseeker
    for treated, more in PROGRAMMES:
        for eta, vacancies_do in CLOSURES:
            yield from compare(without, eta, vacancies_do, treated, more)
