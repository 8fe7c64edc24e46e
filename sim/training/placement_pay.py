"""Pay by results: part of the public money for a learner is kept back until the leaver is placed.

The provider runs the course meanwhile on what it has: with little in hand it teaches less. It admits those who are most
likely to be placed, and in the month of the claim some leavers have a short placement that is gone the month after.
"""

from typing import Any

import numpy as np

from sim.core.draws import Purpose, key, uniforms
from sim.core.levers import Lever
from sim.core.states import Job, Level, ProviderKind
from sim.finance.ledger import MILLION, NOBODY
from sim.training import funding

RESULT = np.dtype(
    [
        ("row", "i8"), ("pid", "i8"), ("provider", "i8"), ("rid", "i8"), ("due", "i8"), ("short", "f8"),
        ("parts", "i8", 3),
    ]
)  # fmt: skip
"""Money kept back for a leaver: person, programme, month of the claim, chance of a short one, 1e-6 W by budget."""


class Results:
    """What is kept back for leavers until their claim month."""

    def __init__(self) -> None:
        self.open = np.zeros(0, RESULT)


def results(m: Any) -> Results:
    """The open claims of providers for placements."""
    found: Results = m.memory.setdefault("results", Results())
    return found


def kept_share(m: Any) -> np.ndarray:
    """Part of public money that is paid at the result, by provider row."""
    out = np.zeros(len(m.providers.rid))
    if m.levers.has(Lever.RESULT_SHARE):
        rows = np.flatnonzero(m.providers.rid)
        out[rows] = m.levers.values(Lever.RESULT_SHARE, 0.0, m, rows)
    return out


def paid_now(m: Any, provider: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """The part of a month's money for learners that is paid at once, 1e-6 W, people × budget."""
    if not m.levers.has(Lever.RESULT_SHARE):
        return parts
    share = kept_share(m)[provider]
    return parts - np.floor(parts * share[:, None]).astype(np.int64)


def kept_back(m: Any, rows: np.ndarray, provider: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """What budgets have kept back so far for learners ``rows`` and for leavers before their claim month, 1e-6 W."""
    total = results(m).open["parts"].sum(axis=0)
    if m.levers.has(Lever.RESULT_SHARE) and len(rows):
        gone = m.providers.duration[provider].astype(np.int64) - (m.people.course_end[rows].astype(np.int64) - m.month)
        total = total + ((parts - paid_now(m, provider, parts)) * np.maximum(0, gone)[:, None]).sum(axis=0)
    return np.asarray(total, np.int64)


def claim_results(m: Any, rows: np.ndarray, provider: np.ndarray, parts: np.ndarray) -> None:
    """Note what is kept back for learners ``rows`` who completed this month."""
    if not m.levers.has(Lever.RESULT_SHARE) or len(rows) == 0:
        return
    made = np.zeros(len(rows), RESULT)
    made["row"], made["pid"] = rows, m.people.pid[rows]
    made["provider"], made["rid"] = provider, m.providers.rid[provider]
    made["due"] = m.month + int(m.parameters.places.claim_after)
    made["short"] = m.levers.values(Lever.RESULT_SHORT, 0.0, m, provider)
    duration = m.providers.duration[provider].astype(np.int64)
    made["parts"] = (parts - paid_now(m, provider, parts)) * duration[:, None]
    results(m).open = np.concatenate((results(m).open, made[made["parts"].any(axis=1)]))


def pay_placements(m: Any) -> None:
    """Pay for leavers who are placed in their claim month; keep the money of the others."""
    m.events["results_paid"] = 0.0
    book, people = results(m), m.people
    if len(book.open) == 0:
        return
    due = book.open[book.open["due"] <= m.month]
    book.open = book.open[book.open["due"] > m.month]
    there = (people.pid[due["row"]] == due["pid"]) & (m.providers.rid[due["provider"]] == due["rid"])
    works = people.job[due["row"]] != Job.NONE
    short = uniforms(key(m.seed, Purpose.PLACEMENT), due["pid"]) < due["short"]
    placed = due[there & (works | short)]
    for one in placed:
        public, donor, fund = (int(part) for part in one["parts"])
        funding.post_places(m.flows, m.providers, int(one["provider"]), NOBODY, public, donor, fund)
    funding.spend(m, placed["parts"].sum(axis=0))
    funding.release(m, due["parts"].sum(axis=0) - placed["parts"].sum(axis=0))
    m.events["results_paid"] = float(placed["parts"].sum()) / MILLION
    m.events["short_placements"] = int((there & ~works & short).sum())


def by_predicted_placement(m: Any, rows: np.ndarray, programme: np.ndarray, number: np.ndarray) -> np.ndarray:
    """Lottery numbers moved toward the order of predicted placement: (1 − ρ) u + ρ (1 − f), f the finding rate.

    f is that of people of the same sex, area and schooling, over the highest of all.
    """
    if not m.levers.has(Lever.RESULT_SHARE) or len(rows) == 0:
        return number
    people, finding = m.people, np.asarray(m.averages.finding, np.float64)
    level = people.level[rows]
    schooling = (level >= Level.UPPER_SECONDARY).astype(np.int64) + (level >= Level.SHORT_TERTIARY)
    found = finding[people.sex[rows], people.area[rows], schooling] / max(float(finding.max()), 1e-9)
    share = kept_share(m)[programme] * (m.providers.kind[programme] != int(ProviderKind.MASTER))
    moved: np.ndarray = (1.0 - share) * number + share * (1.0 - found)
    return moved
