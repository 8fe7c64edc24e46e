"""Posts at entry that policy moves: carers are hired, and trainees do what a helper would have done."""

import math
from typing import Any

import numpy as np
from numba import njit

from sim.core.draws import Purpose, key, uniform, word
from sim.core.levers import Lever
from sim.markets.child_care import care_posts
from sim.markets.hosts import posts_filled


@njit(cache=True)
def add_to_casual(firms, moved, k):  # type: ignore[no-untyped-def]
    """Move desired casual posts by whole posts: ⌊x + u⌋ with the firm's own fixed u."""
    for j in range(len(moved)):
        if moved[j] != 0.0:
            whole = math.floor(moved[j] + uniform(word(k, firms.fid[j])))
            firms.target_casual[j] = max(0, int(firms.target_casual[j]) + whole)


def helpers_replaced(m: Any, posts: np.ndarray) -> np.ndarray:
    """Posts that apprentices take over by market, as posts of the informal firms there, by firm row."""
    firms = m.firms
    base = firms.base_casual.astype(np.float64) * ((firms.formal == 0) & (firms.fid != 0))
    total = np.bincount(firms.market, weights=base, minlength=len(posts))
    share: np.ndarray = np.minimum(1.0, posts / np.maximum(total, 1e-9))
    return base * share[firms.market]


def move_posts(m: Any) -> None:
    """Desired posts at entry rise by the carers that child care pays for, and fall by what trainees do."""
    care, hosts = m.levers.has(Lever.CARE_HOURS), m.levers.has(Lever.INTERNSHIP) or m.levers.has(Lever.DUAL_SHARE)
    replaced = m.events.get("helpers_replaced")
    if not care and not hosts and replaced is None:
        return
    moved = np.zeros(len(m.firms.fid))
    if care:
        moved += care_posts(m)
    if hosts:
        moved -= posts_filled(m)
    if replaced is not None:
        moved -= helpers_replaced(m, replaced)
    add_to_casual(m.firms, moved, key(m.seed, Purpose.ROUNDING, 1))
