"""What every ready-made instrument does in paired worlds: its first-order outcome, and the labour market after it.

The instrument starts a year into the run. The world without it has the same people and the same luck; several seeds,
each with people of its own, give the mean difference and its interval.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import yaml

from sim.config import places
from sim.config.configure import configure
from sim.core.policy import compile
from sim.experiments.compare.statistics import estimate
from sim.experiments.pool import OnDone, each, quietly
from sim.instruments.registry import kinds, parse

START = 12
YEAR = 12
YOUNG = "age=15-29"
LABOUR_MARKET = (
    ("employed", "employment_rate", "points"),
    ("decent", "decent_job_population_ratio", "points"),
)
"""Outcomes of all people of 15 to 29 in the last year: name, indicator, unit after × 100."""


@dataclass(frozen=True)
class Option:
    """A ready-made instrument: option ``name`` of a policy group, its entry, and what its kind says of itself."""

    group: str
    name: str
    entry: str
    kind: str
    row: int
    shows: str
    sign: int
    needs: tuple[str, ...] = ()

    def words(self) -> list[str]:
        """Words of a configuration in which it starts after a year."""
        return [f"{self.group}=[{self.name}]", f"instruments.{self.entry}.start={START}"]


def all_options(names: Iterable[str] = ()) -> list[Option]:
    """The options of all policy groups in the order of the catalogue; only ``names`` where some are given."""
    wanted, found = set(names), []
    for group in places.POLICY_GROUPS:
        for name, file in places.files(group).items():
            entry, given = next(iter(yaml.safe_load(file.read_text("utf-8")).items()))
            kind = kinds()[given["kind"]]
            if kind.shows and (not wanted or name in wanted):
                found.append(Option(group, name, entry, given["kind"], kind.row, kind.shows, kind.sign, kind.needs))
    return sorted(found, key=lambda o: (o.row or 10**6, o.name))


def first_order(m: Any, shows: str) -> float:
    """Mean of a first-order outcome over the months from the start on.

    ``series:NAME`` a monthly figure of the model, ``paid:PURPOSE`` payments in W a month for 1,000 people,
    ``indicator:NAME`` an indicator of everybody.
    """
    how, _, name = shows.partition(":")
    if how == "series":
        given = np.array([*m.series.get(name, ()), *[np.nan] * m.month], float)[: m.month]
        return float(np.nan_to_num(given[START:]).mean())
    if how == "paid":
        table = m.ledger.table()
        rows = table[(table["purpose"] == name) & (table["month"] >= START)]
        return 1000.0 * float(rows["amount"].sum()) / (m.month - START) / m.base_population
    return float(m.recorder.rate(name, "all", m.month - START))


def read(words: Sequence[str], shows: Sequence[str]) -> dict[str, float]:
    """Live one world and read first-order outcomes, the labour market of the last year, and how many were treated."""
    from sim.model import LabourMarket

    m = LabourMarket(configure(*words))
    m.run_for(m.config.months)
    found = {what: first_order(m, what) for what in shows}
    found |= {name: 100.0 * float(m.recorder.rate(indicator, YOUNG, YEAR)) for name, indicator, _ in LABOUR_MARKET}
    log = m.treated.table()
    return found | {f"treated {by}": float(n) for by, n in log.groupby("by").size().items()}


def plan(options: Sequence[Option], words: Sequence[str], seeds: Sequence[int]) -> list[Any]:
    """Worlds to live: one without policy a seed and kind of world, and one for each instrument and seed."""
    every, jobs = sorted({o.shows for o in options}), []
    for seed in seeds:
        own = [*words, f"seed={seed}", f"population_seed={seed}"]
        jobs += [((without(n), seed), [*own, *n], every) for n in sorted({o.needs for o in options})]
        jobs += [((o.name, seed), [*own, *o.needs, *o.words()], [o.shows]) for o in options]
    return jobs


def without(needs: Sequence[str]) -> str:
    """Name of the world without policy in which an instrument with these ``needs`` is judged."""
    return " ".join(["-", *needs])


def effects(
    options: Sequence[Option],
    words: Sequence[str],
    seeds: Sequence[int],
    workers: int = 1,
    on_world: OnDone = quietly,
) -> pd.DataFrame:
    """One row an instrument: first-order outcome without and with it, treated, and labour-market differences.

    Columns ``without, with, change, half`` of the first-order outcome, ``as_documented`` (sign), ``treated`` (agents in
    all worlds together), and for each outcome of the labour market its difference and half-width of the 95 % interval.
    """
    jobs, found = plan(options, words, seeds), {}
    for (label, *_), values in zip(jobs, each(read, [job[1:] for job in jobs], workers), strict=True):
        found[label] = values
        on_world(len(found), len(jobs))
    rows = []
    for o in options:
        base, policy = ([found[name, s] for s in seeds] for name in (without(o.needs), o.name))
        before, after = (np.array([w[o.shows] for w in worlds]) for worlds in (base, policy))
        change = estimate(after - before)
        row: dict[str, Any] = {
            "row": o.row, "option": o.name, "group": o.group, "kind": o.kind, "shows": o.shows, "sign": o.sign,
            "without": float(before.mean()), "with": float(after.mean()), "change": change.mean,
            "half": change.half_width,
            "as_documented": bool(np.sign(change.mean) == o.sign), "treated": treated(o, base, policy),
        }  # fmt: skip
        for name, _, _ in LABOUR_MARKET:
            moved = estimate([p[name] - b[name] for p, b in zip(policy, base, strict=True)])
            row |= {name: moved.mean, f"{name}_half": moved.half_width}
        rows.append(row)
    return pd.DataFrame(rows)


def treated(option: Option, base: list[dict[str, float]], policy: list[dict[str, float]]) -> float:
    """Agents treated in all worlds: by the instrument itself; of one that acts through training, additional learners.

    0 where nobody is treated as a person.
    """
    own = [w.get(f"treated {option.kind}", 0.0) for w in policy]
    if any(own):
        return float(np.sum(own))
    if not acts_through_training(option):
        return 0.0
    more = [_all_treated(p) - _all_treated(b) for p, b in zip(policy, base, strict=True)]
    return max(0.0, float(np.sum(more)))


def acts_through_training(option: Option) -> bool:
    """Whether the instrument moves a lever that reaches people through their training."""
    from sim.experiments.compare.plan import TRAINING

    given = yaml.safe_load(places.option_file(option.group, option.name).read_text("utf-8"))
    table = compile(parse(given), 10**3)
    return any(table.has(lever) for lever in TRAINING)


def _all_treated(world: dict[str, float]) -> float:
    return sum(n for name, n in world.items() if name.startswith("treated "))
