"""One world lived from the first month to the last, and the aggregates that it leaves: no person leaves the process."""

from typing import Any

import numpy as np

from sim.experiments.compare.outcomes import Counter
from sim.experiments.reached import people_in_target

World = dict[str, np.ndarray]
"""Arrays by name; see ``live``."""
DATES = ("first_job", "first_stable", "first_good")
CURVES = ("all", "sex=female", "sex=male")
LONGEST = 61
"""Months of waiting that are kept, the last one standing for all longer ones."""


def live(config: Any, start: int, watch: Any = None, imposed: np.ndarray | None = None, at_end: Any = None) -> World:
    """The aggregates of one world; ``start`` is the month in which policy begins.

    counts      [month, age range, group, outcome]
    ledger      [row, (month, purpose, payer, payee, amount in 1e-6 W)], and by beneficiary from the start
    series      [name, month] with their names
    window      [indicator, group, (numerator, denominator)] from the start, and of the last 12 months
    treated     [kind, (rows, persons)] from the start, with their kinds
    spells      [date, group, (cut off, ended), length] of those who left school since the start
    surcharge   [month], what the tax that finances policy brings in, 1e-6 W
    reached     [instrument], people in its target group when it starts, with their names
    recovered   [month], what that tax is to bring in a month later, 1e-6 W; ``imposed`` sets it from outside

    ``watch`` looks on (``begin``, ``end`` of every month), and ``at_end`` is given the model.
    """
    from sim.model import LabourMarket  # here, because Mesa takes seconds to import

    model = LabourMarket(config)
    model.imposed_recovery = imposed
    recovered = np.zeros(config.months, np.int64)
    model.recorder.durations = []  # medians of the panel, which are not read here
    counter, counts, surcharge = Counter(), [], np.zeros(config.months, np.int64)
    reached: dict[str, int] = {}
    for month in range(config.months):
        look_at_targets(model, month, reached)
        rate = float(model.budgets.surcharge)
        if watch is not None:
            watch.begin(model, month)
        model.step()
        recovered[month] = model.budgets.to_recover
        if watch is not None:
            watch.end(model, month)
        counts.append(counter.read(model.recorder.margins))
        surcharge[month] = round(model.budgets.income * rate / (1.0 - rate))
    if at_end is not None:
        at_end(model)
    return (
        {"counts": np.stack(counts), "surcharge": surcharge, "recovered": recovered}
        | gather(model, start)
        | names("reached", reached)
    )


def gather(model: Any, start: int) -> World:
    """What a model that has lived tells at the end."""
    found = ledger(model, start) | indicators(model, start) | treated(model, start)
    series = {name: values for name, values in model.series.items() if len(values) == model.month}
    return found | {
        "series": np.array(list(series.values()), np.float64).reshape(len(series), -1),
        "series_names": np.array(list(series), dtype=str),
        "spells": spells(model, start),
    }


def names(key: str, found: dict[str, int]) -> World:
    """A mapping as two arrays."""
    return {key: np.array(list(found.values()), np.int64), f"{key}_names": np.array(list(found), dtype=str)}


def look_at_targets(model: Any, month: int, reached: dict[str, int]) -> None:
    """Count the people in the target group of every instrument that starts this month."""
    for name, instrument in model.instruments.items():
        if instrument.start == month and (count := people_in_target(model, instrument)) is not None:
            reached[name] = count


def ledger(model: Any, start: int) -> World:
    """Payments by month without beneficiaries, and by beneficiary without months."""
    rows = model.ledger.rows()
    return {
        "ledger": added_up(rows[:, [0, 1, 2, 3, 5]]),
        "benefits": added_up(rows[rows[:, 0] >= start][:, [1, 2, 3, 4, 5]]),
    }


def added_up(rows: np.ndarray) -> np.ndarray:
    """Rows with the same first columns become one, with the sum of the last."""
    if not len(rows):
        return rows
    kept, where = np.unique(rows[:, :-1], axis=0, return_inverse=True)
    amounts = np.zeros(len(kept), np.int64)
    np.add.at(amounts, where.ravel(), rows[:, -1])
    return np.column_stack([kept, amounts])


def indicators(model: Any, start: int) -> World:
    """Sums of numerators and denominators of every indicator that is a count."""
    recorder = model.recorder
    known = [name for name, i in recorder.indicators.items() if i.unit != "months"]
    tops, bottoms = ([f(name) for name in known] for f in (recorder.numerator, recorder.denominator))
    made = {}
    for key, months in (("window", slice(start, None)), ("last", slice(-12, None))):
        made[key] = np.stack([np.stack([t[months].sum(0), b[months].sum(0)], -1) for t, b in zip(tops, bottoms)])
    return made | {"indicator_names": np.array(known, dtype=str)}


def treated(model: Any, start: int) -> World:
    """How often, and how many different people, were treated since the start, by kind."""
    log = model.treated.table()
    log = log[(log["month"] >= start) & ~log["held_out"].astype(bool)]
    kinds = sorted(log["by"].unique())
    made = [(int((log["by"] == k).sum()), int(log.loc[log["by"] == k, "pid"].nunique())) for k in kinds]
    return {
        "treated": np.array([*made, (len(log), int(log["pid"].nunique()))], np.int64),
        "treated_names": np.array([*kinds, "any"], dtype=str),
    }


def spells(model: Any, start: int) -> np.ndarray:
    """Spells from leaving school to a job, cut off or ended, by length."""
    from sim.indicators.durations import spell_counts
    from sim.indicators.groups import GROUPS

    groups, age = [GROUPS.index(g) for g in CURVES], int(model.parameters.indicators.spell_age)
    made = np.zeros((len(DATES), len(CURVES), 2, LONGEST), np.int64)
    for k, date in enumerate(DATES):
        found = spell_counts(model.people, date, model.month - 1, start, age)[groups]
        made[k, :, :, : LONGEST - 1] = found[:, :, : LONGEST - 1]
        made[k, :, :, LONGEST - 1] = found[:, :, LONGEST - 1 :].sum(-1)
    return made
