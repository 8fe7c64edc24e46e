"""Which programmes people of a market can think of: stable tables of programmes, one a market.

A programme sits in a slot by the hash of its id, so that one more programme changes only the choices it concerns.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from sim.core.draws import pair, sub, uniform, word
from sim.core.levers import Lever
from sim.core.states import Area, ProviderKind

MASTER = int(ProviderKind.MASTER)
URBAN = int(Area.URBAN)
SLOT_KEY = np.uint64(0x5A17C0DE)


class Reach(NamedTuple):
    """Provider rows by market: slots ``start[m]`` to ``start[m] + size[m]`` of ``slots``, −1 where empty."""

    start: np.ndarray
    size: np.ndarray
    slots: np.ndarray


@njit(cache=True)
def offers(rid, kind, market, places, masters, area, near, least):  # type: ignore[no-untyped-def]
    """Market × provider: 1 where people of the market can think of the programme, and how many there are.

    At home, or a school in a town within reach; ``masters``: only masters, else only schools. ``near`` (market ×
    provider) as of ``nearness``.
    """
    markets = len(area)
    seen, count = np.zeros((markets, len(rid)), np.uint8), np.zeros(markets, np.int64)
    for r in range(len(rid)):
        if rid[r] == 0 or places[r] <= 0 or (kind[r] == MASTER) != masters:
            continue
        home = market[r]
        for m in range(markets):
            if home == m or (not masters and area[home] == URBAN and near[m, r] >= least):
                seen[m, r] = 1
                count[m] += 1
    return seen, count


@njit(cache=True)
def tables(rid, seen, count):  # type: ignore[no-untyped-def]
    """Start, size and slots of the programme tables of all markets; sizes are powers of two, at most half full.

    Of two programmes that meet in a slot, the smaller hash stays and the larger moves on.
    """
    markets, total = len(count), 0
    start, size = np.zeros(markets, np.int64), np.zeros(markets, np.int64)
    for m in range(markets):
        if count[m] > 0:
            size[m] = 4
            while size[m] < 2 * count[m]:
                size[m] *= 2
        start[m] = total
        total += size[m]
    slots = np.full(total, -1, np.int64)
    hashes = np.empty(len(rid))
    for r in range(len(rid)):
        hashes[r] = uniform(word(SLOT_KEY, rid[r]))
    for m in range(markets):
        for r in range(len(rid)):
            if seen[m, r] == 0:
                continue
            row = r
            while row >= 0:
                s = int(hashes[row] * size[m])
                while slots[start[m] + s] >= 0 and hashes[slots[start[m] + s]] <= hashes[row]:
                    s = s + 1 if s + 1 < size[m] else 0
                other = slots[start[m] + s]
                slots[start[m] + s] = row
                row = other
    return start, size, slots


def nearness(m: Any) -> np.ndarray:
    """Access (market × provider) from the market of a person to a programme: a + (1 − a) · distance taken away."""
    stamp, known = m.providers.market.tobytes(), m.memory.get("nearness")
    if known is None or known[0] != stamp:  # providers seldom open or move
        known = m.memory["nearness"] = stamp, m.territory.access[:, m.providers.market]
    near: np.ndarray = known[1]
    if m.levers.has(Lever.DISTANCE):
        near = near.copy()
        rows = np.flatnonzero(m.providers.rid)
        near[:, rows] += (1.0 - near[:, rows]) * m.levers.values(Lever.DISTANCE, 0.0, m, rows)
    return near


def reach(m: Any, masters: bool) -> Reach:
    """The tables of this month, of masters or of all other programmes that have places now.

    Worked out anew only when other programmes are open than last time.
    """
    p, t = m.providers, m.territory
    known: dict[bool, tuple[bytes, Reach]] = m.memory.setdefault("reach", {})
    stamp = (p.rid * (p.places > 0)).tobytes()
    if m.levers.has(Lever.DISTANCE):
        stamp += nearness(m)[0].tobytes()
    if masters not in known or known[masters][0] != stamp:
        least = m.parameters.choice.access_least
        found = offers(p.rid, p.kind, p.market, p.places, masters, t.area, nearness(m), least)
        known[masters] = stamp, Reach(*tables(p.rid, *found))
    return known[masters][1]


@njit
def think_of(reach, w, market, out, first, most):  # type: ignore[no-untyped-def]
    """Write up to ``most`` different programmes of the table into ``out`` from ``first`` on; returns the new end."""
    size = reach.size[market]
    end = first
    for j in range(8 * most if size > 0 else 0):
        r = reach.slots[reach.start[market] + int(uniform(sub(w, j + 1)) * size)]
        known = r < 0
        for n in range(first, end):
            known = known or out[n] == r
        if not known:
            out[end] = r
            end += 1
            if end - first == most:
                break
    return end


@njit
def willing_to_travel(w, rid, access):  # type: ignore[no-untyped-def]
    """A distant programme is considered with a probability equal to access, keyed by person and programme."""
    return uniform(sub(pair(w, rid), 1)) < access
