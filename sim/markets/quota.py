"""Hiring quota: posts reserved for a group in firms above a size, a fine for each that somebody else holds.

A firm held to the quota ranks the group higher while posts are missing, pays the fine, reckons with it as labour cost,
and weighs staying below the threshold. Firms that do not comply are as without the law.
"""

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from sim.core.draws import Purpose, key, uniforms
from sim.core.elementary import log
from sim.core.groups import employees_of
from sim.core.levers import Lever
from sim.core.sieve import rows_with
from sim.core.states import Job, Sector
from sim.finance.ledger import NOBODY, Account, For


class Quota(NamedTuple):
    """The law as each firm meets it this month, by firm row."""

    threshold: int
    share: np.ndarray  # of staff; 0 for firms that are not held to it
    fine: np.ndarray  # W a month a missing post
    staff: np.ndarray
    members: np.ndarray  # staff of the group, in firms that are held to it


@njit
def reserved_posts(share, staff, threshold):  # type: ignore[no-untyped-def]
    """Posts that the law reserves in a firm of ``staff``: ⌊share · staff⌋, at least one from the threshold on."""
    if share <= 0.0 or staff < threshold:
        return 0
    return max(1, math.floor(share * staff))


@njit
def missing_posts(share, staff, members, threshold):  # type: ignore[no-untyped-def]
    """Reserved posts that the group does not hold."""
    return max(0, reserved_posts(share, staff, threshold) - members)


@njit
def stays_below(wanted, share, members, fine, threshold, pay, surplus):  # type: ignore[no-untyped-def]
    """Whether a firm that wants ``wanted`` posts keeps to threshold − 1: the fines exceed what the posts above bring.

    fine · missing(wanted) > surplus · pay · (wanted − threshold + 1)
    """
    if wanted < threshold:
        return False
    return fine * missing_posts(share, wanted, members, threshold) > surplus * pay * (wanted - threshold + 1)


@njit
def bonus_for_group(fine, pay):  # type: ignore[no-untyped-def]
    """Log points by which a member of the group is worth more where a post is missing: ln(1 + fine / pay)."""
    return log(1.0 + fine / max(pay, 1e-3))


def quota_of(m: Any) -> Quota | None:
    """The quota of this month; None where there is no law or nobody is held to it."""
    if not (m.levers.has(Lever.QUOTA_SHARE) and m.levers.has(Lever.QUOTA_COMPLIANCE)):
        return None
    firms, people = m.firms, m.people
    rows = np.arange(len(firms.fid))
    compliance = m.levers.value(Lever.QUOTA_COMPLIANCE, 0.0, m)
    held = uniforms(key(m.seed, Purpose.QUOTA), firms.fid) < compliance
    held &= (firms.fid != 0) & (firms.formal == 1) & (firms.sector != Sector.GOVERNMENT)
    share = np.where(held, m.levers.values(Lever.QUOTA_SHARE, 0.0, m, rows), 0.0)
    if not share.any():
        return None
    employees = rows_with(people.job, int(Job.EMPLOYEE))
    employees = employees[share[people.employer[employees]] > 0.0]
    at = people.employer[employees[counts(m, employees)]]
    staff = employees_of(firms)
    return Quota(
        int(m.levers.value(Lever.QUOTA_THRESHOLD, 0.0, m)), share, m.levers.values(Lever.QUOTA_FINE, 0.0, m, rows),
        staff, np.bincount(at, minlength=len(firms.fid)),
    )  # fmt: skip


def counts(m: Any, rows: np.ndarray) -> np.ndarray:
    """Who of the people ``rows`` belongs to the group for which posts are reserved."""
    found: np.ndarray = m.levers.values(Lever.QUOTA_GROUP, 0.0, m, rows) > 0.0
    return found


@njit(cache=True)
def missing_by_firm(share, staff, members, threshold):  # type: ignore[no-untyped-def]
    """Missing posts of every firm."""
    out = np.zeros(len(share))
    for j in range(len(share)):
        out[j] = missing_posts(share[j], staff[j], members[j], threshold)
    return out


@njit(cache=True)
def keep_below(firms, share, members, fine, threshold, surplus):  # type: ignore[no-untyped-def]
    """Cut desired posts of firms that are below the threshold and better off there; casual posts first.

    Returns how many firms hold back.
    """
    count = 0
    for j in range(len(share)):
        wanted = int(firms.target_regular[j]) + int(firms.target_casual[j])
        staff = int(firms.staff_regular[j]) + int(firms.staff_casual[j])
        pay = float(firms.pay_mean[j])
        if share[j] <= 0.0 or staff >= threshold:
            continue
        if stays_below(wanted, share[j], members[j], fine[j], threshold, pay, surplus):
            cut = wanted - (threshold - 1)
            casual = min(cut, int(firms.target_casual[j]))
            firms.target_casual[j] -= casual
            firms.target_regular[j] -= cut - casual
            count += 1
    return count


def fine_missing_posts(m: Any, quota: Quota) -> np.ndarray:
    """Firms pay the fine for missing posts to the training fund; returns what it adds to labour cost, share of pay."""
    missing = missing_by_firm(quota.share, quota.staff, quota.members, quota.threshold)
    due = quota.fine * missing
    amount = int(np.floor(due * 1e6 + 0.5).sum())
    m.flows[For.QUOTA_FINE, Account.ENTERPRISES, Account.TRAINING_FUND, NOBODY] += amount
    m.events["quota_missing"] = float(missing.sum())
    m.events["quota_members"] = float(quota.members[quota.share > 0.0].sum())
    pay = np.maximum(quota.staff * m.firms.pay_mean.astype(np.float64), 1e-3)
    return due / pay  # type: ignore[no-any-return]


def quota_bonus(m: Any, quota: Quota | None, people: np.ndarray, firms: np.ndarray) -> np.ndarray:
    """Addition to the score of applications of ``people`` at ``firms`` where a post is missing, log points."""
    bonus = np.zeros(len(people))
    if quota is None:
        return bonus
    missing = missing_by_firm(quota.share, quota.staff, quota.members, quota.threshold)[firms] > 0.0
    wanted = np.flatnonzero(missing)
    for a in wanted[counts(m, people[wanted])]:
        bonus[a] = bonus_for_group(quota.fine[firms[a]], float(m.firms.pay_mean[firms[a]]))
    return bonus
