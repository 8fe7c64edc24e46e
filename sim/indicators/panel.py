"""The recorder: after every month, numerator and denominator of each indicator in each group, as integers."""

from typing import Any

import numpy as np
import pandas as pd

from sim.core.errors import InputError
from sim.indicators.bits import SCALE, WIDTH, Op, Value
from sim.indicators.durations import medians
from sim.indicators.groups import EVERYBODY, GROUPS, MARGINS
from sim.indicators.pay import thresholds
from sim.indicators.registry import FromModel, Indicator, Matching, Median, Quantity, Sum, all_indicators
from sim.indicators.survey import count_matching, new_memory, observe_people
from sim.indicators.tables import Plan, fill

MEDIANS_EVERY = 12
"""Months between two estimates of durations, which move slowly."""


class Recorder:
    """Counts of a run: ``counts`` (months × groups × measures), a measure being a quantity among people of some ages.

    Indicators are looked up once, when the recorder is made.
    """

    def __init__(self, m: Any) -> None:
        self._define(all_indicators())
        months = max(int(m.config.months), 1)
        self.n = 0
        self.months = np.zeros(months, np.int32)
        self.counts = np.zeros((months, len(GROUPS), len(self.measures)), np.int64)
        self.model_values = np.full((months, len(self.of_model)), np.nan)
        self.medians = np.full((months, len(GROUPS), len(self.durations)), np.nan)
        self.margins = np.zeros((len(MARGINS), WIDTH + len(self.matching)), np.int64)
        self._memory, self._memory_of = new_memory(), m.parameters.indicators

    def _define(self, indicators: dict[str, Indicator]) -> None:
        """Lay out what has to be counted for ``indicators``."""
        self.indicators = indicators
        pairs = [(q, i.ages) for i in self.indicators.values() for q in (i.numerator, i.denominator) if q is not None]
        people_pairs: list[Any] = [p for p in dict.fromkeys(pairs) if not isinstance(p[0], FromModel | Median)]
        self.measures = {pair: k for k, pair in enumerate(people_pairs)}
        self.of_model = list(dict.fromkeys(q for q, _ in pairs if isinstance(q, FromModel)))
        self.durations = list(dict.fromkeys(q for q, _ in pairs if isinstance(q, Median)))
        self.matching = list(dict.fromkeys(q for q, _ in pairs if isinstance(q, Matching)))
        self._plan = Plan.of(people_pairs, self.matching)

    def __getstate__(self) -> dict[str, Any]:
        """The counts, and the names of the indicators: their definitions are code and are looked up again."""
        kept = ("n", "months", "counts", "model_values", "medians", "margins", "_memory_of")
        return {"names": list(self.indicators), **{name: getattr(self, name) for name in kept}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        known, names = all_indicators(), state.pop("names")
        if lost := [name for name in names if name not in known]:
            raise InputError(f"this model records the indicator '{lost[0]}', unknown here: register it before loading.")
        self._define({name: known[name] for name in names})
        self.__dict__.update(state)
        self._memory = new_memory()

    def record(self, m: Any) -> None:
        """Observe everybody at the end of the month and keep the counts."""
        self._make_room()
        people, p = m.people, m.parameters.indicators
        limits = thresholds(people, p.standard_hours, m.country.institutions.minimum_wage)
        self.margins[:] = 0
        if self._memory_of is not p:
            self._memory, self._memory_of = new_memory(), p
        observe_people(people, m.firms.sector, m.providers.fee, limits, p, m.month, self._memory, self.margins)
        for k, q in enumerate(self.matching):
            masks = (np.int64(sum(1 << b for b in set(bits))) for bits in (q.all_of, q.none_of))
            count_matching(people, m.month, *masks, WIDTH + k, self.margins)
        self.months[self.n] = m.month
        fill(self.margins, *self._plan, self.counts[self.n])
        self._read_model(m)
        if m.month % MEDIANS_EVERY == MEDIANS_EVERY - 1:
            since = m.month - int(p.spell_window)
            for k, spell in enumerate(self.durations):
                self.medians[self.n, :, k] = medians(people, spell.date, m.month, since, int(p.spell_age))
        self.n += 1

    def _make_room(self) -> None:
        if self.n == len(self.months):
            for name in ("months", "counts", "model_values", "medians"):
                old = getattr(self, name)
                more = np.full_like(old, np.nan) if old.dtype == np.float64 else np.zeros_like(old)
                setattr(self, name, np.concatenate([old, more]))

    def _read_model(self, m: Any) -> None:
        totals = self.margins[:EVERYBODY].sum(axis=0)

        def national(quantity: Op | Value) -> int:
            return int(totals[int(quantity)])

        for k, quantity in enumerate(self.of_model):
            self.model_values[self.n, k] = quantity.function(m, national)

    def series(self, quantity: Quantity | None, ages: tuple[int, int]) -> np.ndarray:
        """Recorded months × groups of one quantity, in its own unit; not a number where it does not exist."""
        shape = (self.n, len(GROUPS))
        if quantity is None:
            return np.ones(shape)
        if isinstance(quantity, FromModel):
            out = np.full(shape, np.nan)
            out[:, 0] = self.model_values[: self.n, self.of_model.index(quantity)]
            return out
        if isinstance(quantity, Median):
            return self.medians[: self.n, :, self.durations.index(quantity)]
        parts = quantity.plus if isinstance(quantity, Sum) else (quantity,)
        scale = 1.0 / SCALE if isinstance(parts[0], Value) else 1.0
        return self.counts[: self.n, :, self.measures[quantity, ages]] * scale

    def numerator(self, name: str) -> np.ndarray:
        """Months × groups of the numerator of an indicator."""
        return self.series(self.indicators[name].numerator, self.indicators[name].ages)

    def denominator(self, name: str) -> np.ndarray:
        """Months × groups of the denominator; 1 where the numerator is the figure itself and exists."""
        bottom = self.series(self.indicators[name].denominator, self.indicators[name].ages)
        return bottom if self.indicators[name].denominator else np.where(np.isnan(self.numerator(name)), np.nan, bottom)

    def rate(self, name: str, group: str = "all", months: int = 1) -> float:
        """An indicator over the last ``months`` recorded: sum of numerators over sum of denominators."""
        g = GROUPS.index(group)
        top, bottom = (f(name)[-months:, g] for f in (self.numerator, self.denominator))
        whole = np.nansum(bottom)
        return float(np.nansum(top) / whole) if whole else float("nan")

    def rates(self, months: int = 12) -> "pd.DataFrame":
        """All indicators by group over the last ``months``: ``group, indicator, value``."""
        parts = []
        for name in self.indicators:
            top, bottom = (np.nansum(f(name)[-months:], axis=0) for f in (self.numerator, self.denominator))
            value = np.divide(top, bottom, out=np.full(len(GROUPS), np.nan), where=bottom != 0)
            parts.append(pd.DataFrame({"group": GROUPS, "indicator": name, "value": value}))
        return pd.concat(parts, ignore_index=True)

    def panel(self, run_key: str = "") -> "pd.DataFrame":
        """The table of a run: ``run_key, month, group``, then ``<indicator>_num, <indicator>_den``."""
        columns: dict[str, Any] = {
            "run_key": run_key,
            "month": np.repeat(self.months[: self.n], len(GROUPS)),
            "group": np.tile(np.array(GROUPS, dtype=object), self.n),
        }
        for name in self.indicators:
            columns[f"{name}_num"] = self.numerator(name).ravel()
            columns[f"{name}_den"] = self.denominator(name).ravel()
        return pd.DataFrame(columns)


def observe(m: Any) -> None:
    """Last but one act of the month: read the registers of all people and record the indicators."""
    m.recorder.record(m)
