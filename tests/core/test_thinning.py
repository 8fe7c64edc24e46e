"""Thinning: the cheap test misses nobody whom the exact rule would take."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.core.draws import key, uniforms
from sim.core.sieve import TILE, gather
from sim.core.thinning import pick, thresholds


def picked(hazards: np.ndarray, codes: np.ndarray, seed: int, first: int = 0) -> np.ndarray:
    rows = np.empty(TILE + 1, np.int64)
    found = pick(key(seed, 7), np.arange(len(codes)), codes, thresholds(hazards), rows, first)
    return rows[:found].copy()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.integers(0, 1000))
@settings(deadline=None)
def test_everybody_whose_draw_is_below_the_hazard_is_a_candidate_and_hardly_anybody_else(hazards, seed):
    hazards = np.array(hazards)
    codes = (np.arange(TILE) % len(hazards)).astype(np.uint8)
    events = np.flatnonzero(uniforms(key(seed, 7), np.arange(TILE)) < hazards[codes])
    candidates = picked(hazards, codes, seed)
    assert set(events) <= set(candidates) and len(candidates) <= len(events) + 1


def test_hazards_of_nought_and_one_are_exact():
    codes = (np.arange(1000) % 2).astype(np.uint8)
    assert (picked(np.array([0.0, 1.0]), codes, 3, first=5000) == 5000 + np.flatnonzero(codes)).all()


def test_gather_lists_the_marked_positions():
    rows = np.empty(6, np.int64)
    assert gather(np.array([0, 1, 1, 0, 1], np.uint8), rows, 10) == 3
    assert rows[:3].tolist() == [11, 12, 14]
