"""One world, and the figures that are kept of it."""

from importlib import import_module
from typing import Any, NamedTuple

import numpy as np

from sim.experiments.sweep.built import populations

Columns = dict[str, np.ndarray]


class Lived(NamedTuple):
    """What is kept of a run: columns of its summary, one value a group, and of its panel, one a month and group."""

    summary: Columns
    panel: Columns | None = None


def live(config: Any, keep: str, window: int, measure: str | None) -> Lived:
    """Live one world from the first month to the last."""
    model = populations.model(config)
    if keep != "panel":
        model.recorder.durations = []  # medians month by month, which are not kept
    for _ in range(config.months):
        model.step()
    from sim.indicators.groups import GROUPS

    summary = {"group": np.array(GROUPS, dtype=object)} | figures(model, window)
    if measure is not None:
        module, _, function = measure.partition(":")
        for name, value in getattr(import_module(module), function)(model).items():
            column = np.full(len(GROUPS), np.nan)
            column[0] = value
            summary[name] = column
    return Lived(summary, panel(model) if keep == "panel" else None)


def figures(model: Any, window: int) -> Columns:
    """Every indicator by group over the last ``window`` months: sum of numerators over sum of denominators.

    Shares in percent; numbers of people and sums of money are those of the country. Durations are medians at the end.
    """
    from sim.experiments.summary import COUNTED, shown_unit
    from sim.indicators.durations import medians
    from sim.indicators.registry import Median

    recorder, p, made = model.recorder, model.parameters.indicators, {}
    last, weight = model.month - 1, float(model.config.weight)
    for name, indicator in recorder.indicators.items():
        if isinstance(indicator.numerator, Median):
            date, since = indicator.numerator.date, last - int(p.spell_window)
            made[name] = medians(model.people, date, last, since, int(p.spell_age)).astype(float)
            continue
        top, bottom = (np.nansum(f(name)[-window:], axis=0) for f in (recorder.numerator, recorder.denominator))
        value = np.divide(top, bottom, out=np.full(len(top), np.nan), where=bottom > 0)
        made[name] = value * shown_unit(indicator.unit)[1] * (weight if indicator.unit in COUNTED else 1.0)
    return made


def panel(model: Any) -> Columns:
    """Numerators and denominators by month and group; counts as whole numbers."""
    from sim.indicators.groups import GROUPS

    recorder, months = model.recorder, model.recorder.n
    made: Columns = {
        "month": np.repeat(recorder.months[:months], len(GROUPS)).astype(np.int16),
        "group": np.tile(np.array(GROUPS, dtype=object), months),
    }
    for name, indicator in recorder.indicators.items():
        for part, quantity in (("num", indicator.numerator), ("den", indicator.denominator)):
            values = (recorder.numerator if part == "num" else recorder.denominator)(name).ravel()
            made[f"{name}_{part}"] = values.astype(np.int32) if counted(quantity) else values
    return made


def counted(quantity: Any) -> bool:
    """Whether a quantity is a number of people."""
    from sim.indicators.bits import Op
    from sim.indicators.registry import Matching, Sum

    parts = quantity.plus if isinstance(quantity, Sum) else (quantity,)
    return all(isinstance(part, Op | Matching) for part in parts)
