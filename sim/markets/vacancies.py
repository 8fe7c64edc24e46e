"""Vacancies in stable slots: one more vacancy changes only the few applications that it concerns.

Each local market owns a table of 2^b slots, about twice the vacancies expected, fixed for the run. The home of a
vacancy is a hash of its own id; collisions move on, the smaller key keeping the slot, so that the layout depends on
the set of vacancies and not on their order. Applicants walk their own keyed sequence of slots.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.core.draws import mix, pair, uniform, word
from sim.core.elementary import exps
from sim.core.states import FAMILIES, Family
from sim.core.structs import struct_of

Vacancies = struct_of("Vacancies", ["firm", "tier", "family", "key", "market"], __name__)
"""One row a vacancy: firm row, tier (1 regular, 2 casual), occupation family, hash key (uint64), local market."""

Slots = struct_of("Slots", ["start", "bits", "vacancy", "count"], __name__)
"""``start`` and ``bits`` of each market's table, ``vacancy`` in each slot (−1 empty), ``count`` a market."""

# Mix of occupation families by sector (rows agriculture, industry, services, government), shares (assumption).
FAMILY_MIX = np.array(
    [
        [0.80, 0.00, 0.00, 0.10, 0.05, 0.00, 0.03, 0.02],
        [0.02, 0.35, 0.25, 0.20, 0.05, 0.02, 0.06, 0.05],
        [0.00, 0.06, 0.02, 0.12, 0.32, 0.22, 0.14, 0.12],
        [0.00, 0.02, 0.02, 0.05, 0.03, 0.13, 0.25, 0.50],
    ]
)
DRIFT = np.array([-1.0, -1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0])
"""Direction of technology: posts drift from farming and craft to office and professional families."""


def family_shares(drift: float, years: float, more: float = 0.0) -> np.ndarray:
    """Cumulated mix of families by sector after ``years`` of technology drift and ``more`` log points (4 × F)."""
    mix_now = FAMILY_MIX * exps((drift * years + more) * DRIFT)
    return np.cumsum(mix_now / mix_now.sum(axis=1, keepdims=True), axis=1)


def slot_tables(expected: np.ndarray) -> Any:
    """Empty tables for markets with ``expected`` vacancies a month: 2^b ≥ 2 · expected, at least 16 slots."""
    bits = np.maximum(4, np.ceil(np.log2(np.maximum(2.0 * expected, 1.0)))).astype(np.int64)
    sizes = 1 << bits
    start = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    return Slots(start, bits, np.full(int(sizes.sum()), -1, np.int64), np.zeros(len(bits), np.int64))


@njit(cache=True)
def _posts(firms, shares, own_family, k):  # type: ignore[no-untyped-def]
    """Columns of ``Vacancies``, one row for each open post; its id is (firm, tier, ordinal), so one more post adds the
    last ordinal only."""
    total = 0
    for j in range(len(firms.fid)):
        total += firms.vacancies_regular[j] + firms.vacancies_casual[j]
    firm, market = np.zeros(total, np.int32), np.zeros(total, np.int32)
    tiers, family = np.zeros(total, np.uint8), np.zeros(total, np.uint8)
    keys = np.zeros(total, np.uint64)
    n = 0
    for j in range(len(firms.fid)):
        if firms.vacancies_regular[j] + firms.vacancies_casual[j] == 0:
            continue
        w = word(k, firms.fid[j])
        for tier in range(1, 3):
            posts = int(firms.vacancies_regular[j]) if tier == 1 else int(firms.vacancies_casual[j])
            for ordinal in range(posts):
                ident = pair(w, tier * 100000 + ordinal)
                firm[n] = j
                tiers[n] = tier
                keys[n] = ident
                market[n] = firms.market[j]
                family[n] = firms.family[j]
                u = uniform(ident)
                if u >= own_family:
                    u = (u - own_family) / (1.0 - own_family)
                    f = 0
                    while f < FAMILIES - 1 and u >= shares[firms.sector[j], f]:
                        f += 1
                    family[n] = f
                n += 1
    return firm, tiers, family, keys, market


def list_vacancies(firms: Any, shares: np.ndarray, own_family: float, k: Any) -> Any:
    """All open posts, one row each."""
    return Vacancies(*_posts(firms, shares, own_family, k))


@njit(inline="always")
def top_bits(w, bits):  # type: ignore[no-untyped-def]
    """The top ``bits`` bits of a word as an index."""
    return np.int64(w >> np.uint64(64 - bits))


@njit(cache=True)
def place(vacancies, slots):  # type: ignore[no-untyped-def]
    """Put every vacancy in its slot; returns how many found the table of their market full."""
    slots.vacancy[:] = -1
    slots.count[:] = 0
    crowded_out = 0
    for v in range(len(vacancies.firm)):
        market = vacancies.market[v]
        size = 1 << slots.bits[market]
        if slots.count[market] >= size:
            crowded_out += 1
            continue
        slots.count[market] += 1
        held, first = v, slots.start[market]
        s = top_bits(mix(vacancies.key[v]), slots.bits[market])
        while slots.vacancy[first + s] >= 0:
            other = slots.vacancy[first + s]
            if vacancies.key[held] < vacancies.key[other]:
                slots.vacancy[first + s], held = held, other
            s = (s + 1) & (size - 1)
        slots.vacancy[first + s] = held
    return crowded_out


def open_vacancies(m: Any, k: Any) -> Any:
    """This month's vacancies, placed in ``m.slots`` (tables: made in the first month, doubled when nearly full)."""
    drift = m.parameters.demand.family_drift
    shares = family_shares(drift, m.month / 12, m.memory.get("technology", 0.0))
    vacancies = list_vacancies(m.firms, shares, m.parameters.search.own_family, k)
    m.events["skilled_vacancies"] = float((vacancies.family >= Family.OFFICE).sum()) / max(1, len(vacancies.family))
    if m.slots is None:
        m.slots = slot_tables(m.parameters.search.vacancy_rate * m.territory.weight * m.config.people)
    counts = np.bincount(vacancies.market, minlength=len(m.territory))
    sizes = 1 << m.slots.bits
    if (counts > 0.8 * sizes).any():
        m.slots = slot_tables(np.where(counts > 0.8 * sizes, sizes, sizes / 2.0))
        m.reach = None
    place(vacancies, m.slots)
    return vacancies


ReachTable = struct_of("ReachTable", ["cumulated", "guide"], __name__)
"""``cumulated`` probabilities (M × M) and, for a quick look, ``guide`` (M × 256): the first market at k/256."""


def reach_table(access: np.ndarray, slots: Any) -> Any:
    """Probability (M × M, cumulated) that a resident of the row market looks in the column market.

    Proportional to access times the size of the market's table, which is fixed for the run.
    """
    weight = access * (1 << slots.bits)[None, :]
    cumulated = np.cumsum(weight / weight.sum(axis=1, keepdims=True), axis=1)
    steps = np.arange(256) / 256
    guide = np.array([np.searchsorted(row, steps, "right") for row in cumulated])
    return ReachTable(cumulated, np.minimum(guide, len(cumulated) - 1).astype(np.uint8))
