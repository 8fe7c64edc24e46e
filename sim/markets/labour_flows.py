"""Labour flows between occupations: who is separated, which posts open, who applies where and who is hired.

Expectations of a market in which jobseekers aim at the occupations that their own leads to, and each vacancy takes one
of its applicants at random. Vectors run over occupations: ``e`` employed, ``u`` jobseekers by last occupation, ``v``
vacancies; ``network`` (N × N) is the chance that a person of the row occupation could move to the column occupation.
Source: del Rio-Chanona, Mealy, Beguerisse-Díaz, Lafond & Farmer (2021), J. R. Soc. Interface 18(174).
"""

from typing import NamedTuple

import numpy as np

Vector = np.ndarray


class FlowNumbers(NamedTuple):
    """Rates of one step."""

    separation: float  # δ_u, share of the employed separated whatever the demand
    opening: float  # δ_v, posts opened for each employed whatever the demand
    adjustment: float  # γ, share of a gap between demand and its target closed in a step


class Occupations(NamedTuple):
    """State of the occupations, persons and posts."""

    e: Vector
    u: Vector
    v: Vector


def adjusting(e: Vector, always: float, gap: Vector, adjustment: float) -> Vector:
    """δ e + (1 − δ) γ max(0, gap): separations where demand is above its target, openings where it is below."""
    return always * e + (1.0 - always) * adjustment * np.maximum(0.0, gap)


def applications(u: Vector, v: Vector, network: Vector) -> Vector:
    """s_ij = u_i v_j A_ij / Σ_l v_l A_il: each jobseeker sends one application, aimed at vacancies within reach."""
    reach = network * v
    total = reach.sum(axis=1, keepdims=True)
    return u[:, None] * np.divide(reach, total, out=np.zeros_like(reach), where=total > 0.0)


def hires(sent: Vector, v: Vector) -> Vector:
    """f_ij = s_ij v_j (1 − e^(−s_j/v_j)) / s_j: urn-ball matching within each occupation j."""
    received = sent.sum(axis=0)
    filled = v * -np.expm1(-np.divide(received, v, out=np.zeros_like(v), where=v > 0.0))
    return sent * np.divide(filled, received, out=np.zeros_like(filled), where=received > 0.0)


def step(now: Occupations, target: Vector, network: Vector, p: FlowNumbers) -> Occupations:
    """The occupations one step later; all flows start from the present state. ``target`` demand d*, posts."""
    demand = now.e + now.v
    separated = adjusting(now.e, p.separation, demand - target, p.adjustment)
    opened = adjusting(now.e, p.opening, target - demand, p.adjustment)
    moved = hires(applications(now.u, now.v, network), now.v)
    into, out_of = moved.sum(axis=0), moved.sum(axis=1)
    return Occupations(now.e - separated + into, now.u + separated - out_of, now.v + opened - into)


def at_rest(start: Occupations, target: Vector, network: Vector, p: FlowNumbers, steps: int = 3000) -> Occupations:
    """The state after ``steps`` steps with a constant target."""
    now = start
    for _ in range(steps):
        now = step(now, target, network, p)
    return now
