"""Who is followed, and both worlds side by side.

The person is a quantile of the group by what became of her in the world without the policy; a keyed lottery decides
among equals. Nobody is chosen by hand.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.core.draws import Purpose, key, uniforms
from sim.core.errors import InputError
from sim.core.groups import Target
from sim.experiments.story.watch import State, Watched, has, watch
from sim.experiments.story.words import Event, events
from sim.indicators.bits import Op

LEAST = 100
"""People of a group below whom nothing is told."""
CLEAN = 12
"""Months in which the two lives differ next to nothing but by the policy."""
HORIZONS = (12, 24, 36)
OUTCOMES = {
    "income": "income from work over the story",
    "decent": "months in a decent job",
    "employed": "months in employment",
}


@dataclass
class Tale:
    """The group in both worlds, and the person who is followed."""

    group: str
    outcome: str
    quantile: float
    person: int
    values: np.ndarray
    without: Watched
    with_it: Watched
    months: int
    reached: int
    people: int
    reached_only: bool = False

    def events(self) -> tuple[list[Event], list[Event]]:
        """Of the person, without and with the policy; what the policy gave stands among them."""
        told = []
        for world in (self.without, self.with_it):
            found = [e for e in events(world.of(self.person)) if e.month <= self.months]
            told.append(found)
        gifts = [e for e in policy_events(self.with_it, self.person) if e.month <= self.months]
        return told[0], sorted([*told[1], *gifts], key=lambda e: e.month)

    def lanes(self) -> tuple[np.ndarray, np.ndarray]:
        """State of the person in each month, the month before the story first; −1 not in the model."""
        last = self.months + 1
        return tuple(w.registers["state"][:last, self.person] for w in (self.without, self.with_it))  # type: ignore[return-value]

    def parted(self) -> int | None:
        """First month in which the two lives differ, if any."""
        a, b = (w.of(self.person) for w in (self.without, self.with_it))
        names = ("state", "firm", "tier", "waiting_for", "provider")
        for t in range(1, self.months + 1):
            if any(a[n][t] != b[n][t] for n in names):
                return t
        return None

    def counts(self) -> dict[int, tuple[dict[str, float], dict[str, float]]]:
        """Of 1,000 people like her, how many are where at the horizons, without and with; ``gone`` has left."""
        found = {}
        for h in HORIZONS:
            if h <= self.without.months:
                found[h] = (of_thousand(self.without, h), of_thousand(self.with_it, h))
        return found

    def moved(self, horizon: int) -> float:
        """People of 1,000 whose state differs between the worlds: by the policy, and by chance in its train."""
        a, b = self.without.registers["state"][horizon], self.with_it.registers["state"][horizon]
        return 1000.0 * float((a != b).mean())


def of_thousand(world: Watched, month: int) -> dict[str, float]:
    """People of 1,000 by state, and in a decent job (who stand in a state as well)."""
    state = world.registers["state"][month]
    found = {s.name.lower(): 1000.0 * float((state == s).mean()) for s in State}
    found["gone"] = 1000.0 * float((state < 0).mean())
    found["decent"] = 1000.0 * float((has(world.registers["status"][month], Op.DECENT_JOB) & (state >= 0)).mean())
    return found


def policy_events(world: Watched, person: int) -> list[Event]:
    """What the policy's log says of the person; plain admissions are told by the registers already."""
    log = world.log[world.log["pid"] == world.pid[person]]
    log = log[~log["by"].isin(["course", "apprenticeship"])]
    return [
        Event(int(month) - world.start + 1, f"policy: {str(by).replace('_', ' ')}")
        for month, by in zip(log["month"], log["by"], strict=True)
    ]


def tell(
    without: Any, with_it: Any, group: Target, *, start: int, months: int, quantile: float, outcome: str,
    reached_only: bool = False,
) -> Tale:  # fmt: skip
    """Live both worlds of the configurations and choose the person."""
    long = max(months, *HORIZONS)
    worlds = []
    for config in (without, with_it):
        worlds.append(live(config.changed(months=start + long), group, start, long))
    (left, people), (right, _) = worlds
    assert np.array_equal(left.pid, right.pid), "the worlds are one until the policy starts"
    values = read(left, outcome, months)
    touched = reached(left, right)
    among = np.flatnonzero(touched) if reached_only else np.arange(len(left.pid))
    if len(among) < LEAST:
        who = "whom the policy reaches " if reached_only else ""
        raise InputError(
            f"story: {len(among)} simulated people {who}are {{{group.describe()}}}; at least {LEAST} are needed to "
            "speak of a quantile. Take a wider --group, more people, or a zoom."
        )
    lots = uniforms(key(without.seed, Purpose.STORY), left.pid[among])
    order = among[np.lexsort((lots, values[among]))]
    person = int(order[min(len(order) - 1, int(quantile / 100.0 * len(order)))])
    if reached_only:
        left, right, values = only(left, among), only(right, among), values[among]
        person = int(np.flatnonzero(among == person)[0])
    return Tale(
        group.describe(),
        outcome,
        quantile,
        person,
        values,
        left,
        right,
        months,
        int(touched.sum()),
        people,
        reached_only,
    )


def live(config: Any, group: Target, start: int, months: int) -> tuple[Watched, int]:
    """One world up to the start, then the group's registers month by month; and how many people live in it."""
    from sim.model import LabourMarket  # here, because Mesa takes seconds to import

    m = LabourMarket(config)
    m.run_for(start)
    rows = np.flatnonzero(m.people.pid != 0)
    rows = rows[group.mask(m.people, m.month, rows, bearer="person", territory=m.territory)]
    return watch(m, rows, months), int((m.people.pid != 0).sum())


def read(world: Watched, outcome: str, months: int) -> np.ndarray:
    """What the group is ordered by, over the months of the story."""
    r = {name: values[1 : months + 1] for name, values in world.registers.items()}
    if outcome == "income":
        found: np.ndarray = np.where(r["here"], r["pay"].astype(np.float64) + r["pay_kind"], 0.0).sum(axis=0)
        return found
    op = Op.DECENT_JOB if outcome == "decent" else Op.EMPLOYED_13
    return (has(r["status"], op) & r["here"]).sum(axis=0).astype(np.float64)


def reached(without: Watched, with_it: Watched) -> np.ndarray:
    """Who was treated in the policy's world and not, or not by the same, in the other."""
    both = [set(zip(w.log["pid"], w.log["by"], strict=True)) for w in (without, with_it)]
    pids = {pid for pid, _ in both[1] - both[0]}
    return np.isin(with_it.pid, list(pids))


def only(world: Watched, chosen: np.ndarray) -> Watched:
    """The same world for some of the group."""
    registers = {name: values[:, chosen] for name, values in world.registers.items()}
    return Watched(
        world.pid[chosen], world.start, world.sex[chosen], world.birth[chosen], world.area[chosen], registers, world.log
    )
