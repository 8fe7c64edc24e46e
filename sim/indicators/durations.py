"""Time from school to the first job: Kaplan–Meier curves of spells that may not have ended yet."""

import numpy as np
import pandas as pd
from numba import njit

from sim.core.calendar import NEVER
from sim.core.states import Education
from sim.indicators.groups import GROUPS, MARGINS, MARGINS_OF_CELL, cells_of, matrix
from sim.indicators.registry import Indicator, Median

LONGEST = 181
"""Spells are counted by length 0 to 180 months: from age 15 to age 30."""
TILE = 4096


def kaplan_meier(durations: np.ndarray, events: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lengths at which spells ended, share that lasts longer, and number at risk just before.

    ``durations`` (n) months, ``events`` (n) true where the spell ended, false where it was cut off. At equal length
    ends come before cuts. S(t) = Π (1 − d/n). Source: Kaplan & Meier (1958), J. Am. Stat. Assoc. 53(282).
    """
    durations, events = np.asarray(durations), np.asarray(events, bool)
    t, place = np.unique(durations, return_inverse=True)
    ended = np.bincount(place, events, len(t))
    at_risk = len(durations) - np.concatenate([[0], np.cumsum(np.bincount(place, minlength=len(t)))[:-1]])
    survival = np.cumprod(1.0 - ended / np.maximum(at_risk, 1))
    keep = ended > 0
    return t[keep], survival[keep], at_risk[keep]


def greenwood(survival: np.ndarray, at_risk: np.ndarray) -> np.ndarray:
    """Standard error of a Kaplan–Meier curve: S √Σ d / (n (n − d)) (Greenwood 1926)."""
    before = np.concatenate([[1.0], survival[:-1]])
    ended = at_risk * (1.0 - np.divide(survival, before, out=np.zeros_like(survival), where=before > 0))
    left = at_risk - ended
    terms = np.divide(ended, at_risk * left, out=np.zeros_like(survival), where=left > 0.5)
    return survival * np.sqrt(np.cumsum(terms))


def median(t: np.ndarray, survival: np.ndarray) -> float | None:
    """First length at which no more than half still wait; None where the curve does not reach a half."""
    reached = np.flatnonzero(np.asarray(survival) <= 0.5 + 1e-12)
    return float(t[reached[0]]) if len(reached) else None


@njit
def list_leavers(birth, left_school, education, month, since, age_limit, out):  # type: ignore[no-untyped-def]
    """Places of the people of a tile whose spells count; returns how many there are.

    Those up to 35 who left school in month ``since`` or later, before ``age_limit`` years, and have not gone back.
    """
    n, oldest = 0, month - 36 * 12 + 1
    for k in range(birth.shape[0]):
        born, left = int(birth[k]), int(left_school[k])
        recent = (left != NEVER) & (left >= since) & (left <= month) & (left <= born + age_limit * 12)
        out[n] = k
        n += int(recent & (born >= oldest) & (education[k] != Education.SCHOOL))
    return n


@njit(cache=True)
def count_spells(people, dates, month, since, age_limit, margins_of_cell, out):  # type: ignore[no-untyped-def]
    """Count spells from leaving school to ``dates`` in ``out`` (margins × 2 × LONGEST): cut off 0, ended 1.

    Of the people whom ``list_leavers`` names; a spell is cut off at ``age_limit`` years or now.
    """
    q, listed, cell = people, np.empty(TILE + 1, np.int64), np.empty(TILE, np.uint16)
    for lo in range(0, q.pid.shape[0], TILE):
        hi = min(lo + TILE, q.pid.shape[0])
        cells_of(q.sex[lo:hi], q.birth[lo:hi], q.area[lo:hi], q.level[lo:hi], q.disability[lo:hi], q.wealth[lo:hi],
                 month, cell[: hi - lo])  # fmt: skip
        n = list_leavers(q.birth[lo:hi], q.left_school[lo:hi], q.education[lo:hi], month, since, age_limit, listed)
        for at in range(n):
            i = lo + listed[at]
            if q.pid[i] == 0:
                continue
            left, date = int(q.left_school[i]), int(dates[i])
            last = min(month, int(q.birth[i]) + age_limit * 12)
            ended = 1 if date != NEVER and date <= last else 0
            length = max(0, date - left) if ended == 1 else last - left
            length = min(length, LONGEST - 1)
            for t in range(margins_of_cell.shape[1]):
                out[margins_of_cell[cell[listed[at]], t], ended, length] += 1


@njit(cache=True)
def add_up(parts, margins, counts):  # type: ignore[no-untyped-def]
    """Add to each group the counts of the margins that make it up: ``parts`` (groups × margins) of 0 and 1."""
    for g in range(parts.shape[0]):
        total = counts[g]
        for n in range(parts.shape[1]):
            if parts[g, n] != 0.0:
                part = margins[n]
                for k in range(len(total)):
                    total[k] += part[k]


def spell_counts(people, date: str, month: int, since: int, age_limit: int = 30) -> np.ndarray:  # type: ignore[no-untyped-def]
    """Spells by group, cut off or ended, and length (groups × 2 × LONGEST), of the event dated in column ``date``."""
    margins = np.zeros((len(MARGINS), 2, LONGEST), np.int64)
    count_spells(people, getattr(people, date), month, since, age_limit, MARGINS_OF_CELL, margins)
    counts = np.zeros((len(GROUPS), 2, LONGEST), np.int64)
    add_up(matrix(), margins.reshape(len(MARGINS), -1), counts.reshape(len(GROUPS), -1))
    return counts


def survival_curves(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Survival and number at risk by group and length (groups × LONGEST) from ``spell_counts``."""
    of_length = counts.sum(axis=1)
    at_risk = of_length[:, ::-1].cumsum(axis=1)[:, ::-1]
    survival = np.cumprod(1.0 - counts[:, 1] / np.maximum(at_risk, 1), axis=1)
    return survival, at_risk


@njit(cache=True)
def half_gone(counts):  # type: ignore[no-untyped-def]
    """First length at which at most half survive, by group, as in ``survival_curves``; not a number if never."""
    out = np.full(counts.shape[0], np.nan)
    for g in range(counts.shape[0]):
        at_risk, survival = counts[g].sum(), 1.0
        for t in range(counts.shape[2] if at_risk > 0 else 0):
            survival *= 1.0 - counts[g, 1, t] / max(at_risk, 1)
            if survival <= 0.5 + 1e-12:
                out[g] = t
                break
            at_risk -= counts[g, 0, t] + counts[g, 1, t]
    return out


def medians(people, date: str, month: int, since: int, age_limit: int = 30) -> np.ndarray:  # type: ignore[no-untyped-def]
    """Median months by group; not a number where fewer than half of the spells have ended."""
    counts = spell_counts(people, date, month, since, age_limit)
    return half_gone(counts)


def spells(people, month: int, since: int | None = None, window: int = 120, age_limit: int = 30) -> "pd.DataFrame":  # type: ignore[no-untyped-def]
    """Curves of all duration indicators: ``indicator, group, months, survival, at_risk, events``.

    ``since``: first month of leaving school that counts, by default ``window`` months ago.
    """
    start = month - window if since is None else since
    parts = []
    for indicator in INDICATORS:
        counts = spell_counts(people, indicator.numerator.date, month, start, age_limit)  # type: ignore[union-attr]
        survival, at_risk = survival_curves(counts)
        g, t = np.nonzero(at_risk > 0)
        columns = {"group": np.array(GROUPS)[g], "months": t, "survival": survival[g, t], "at_risk": at_risk[g, t]}
        parts.append(pd.DataFrame({"indicator": indicator.name, **columns, "events": counts[g, 1, t]}))
    return pd.concat(parts, ignore_index=True)


def _months(name: str, label: str, date: str) -> Indicator:
    doc = "Leavers of the last ten years aged up to 35, cut off at 30; jobs held when leaving count as 0."
    return Indicator(name, label, "months", Median(date), None, doc, "Kaplan & Meier (1958)")


INDICATORS = (
    _months("months_to_first_job", "Median time to the first job", "first_job"),
    _months("months_to_stable_job", "Median time to the first stable job", "first_stable"),
    _months("months_to_good_job", "Median time to the first stable or satisfactory job", "first_good"),
)
