"""The figures of the page: each reads the model and draws; none changes it."""

from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from sim.core.states import Job
from sim.indicators.groups import GROUPS

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#E69F00")
STYLE = {
    "font.size": 10, "axes.spines.top": False, "axes.spines.right": False, "axes.titlelocation": "left",
    "axes.titleweight": "bold", "axes.titlesize": 12, "axes.grid": True, "grid.color": "#e6e6e6",
    "figure.constrained_layout.use": True, "legend.frameon": False,
}  # fmt: skip
SELF_EMPLOYED = (Job.OWN_ACCOUNT, Job.EMPLOYER)


def rate(model: Any, name: str, group: str = "all") -> np.ndarray:
    """Percent by month of an indicator in a group."""
    g = GROUPS.index(group)
    top, bottom = (f(name)[:, g] for f in (model.recorder.numerator, model.recorder.denominator))
    return 100.0 * np.divide(top, bottom, out=np.full(len(top), np.nan), where=bottom != 0)


def _frame(title: str, words: dict[str, str], y: str) -> tuple[Figure, Any]:
    figure = Figure(figsize=(6.4, 4.2), dpi=100)
    axes = figure.add_subplot()
    axes.set_title(words[title])
    axes.set_ylabel(words[y])
    return figure, axes


def _lines(model: Any, words: dict[str, str], title: str, names: tuple[str, ...]) -> Figure:
    figure, axes = _frame(title, words, "percent")
    months = np.arange(1, model.recorder.n + 1)
    dot = "o" if len(months) == 1 else ""  # a line of one month cannot be seen
    for name, colour, line in zip(names, COLOURS, ("-", "--", "-."), strict=False):
        axes.plot(months, rate(model, name), line, color=colour, label=words[name], marker=dot)
    axes.set(ylim=(0, None), xlim=(1, max(12, model.month)), xlabel=words["months"])
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.22), ncols=1 if len(names) < 3 else 3)
    return figure


def rates(model: Any, words: dict[str, str]) -> Figure:
    """NEET, unemployment and employment over the months."""
    return _lines(model, words, "rates", ("neet_rate", "unemployment_rate", "employment_rate"))


def flows(model: Any, words: dict[str, str]) -> Figure:
    """Job finding and separation over the months."""
    return _lines(model, words, "flows", ("job_finding_rate", "separation_rate"))


def stages(model: Any, words: dict[str, str]) -> Figure:
    """Of the young, how many have arrived, are on the way, or have not started."""
    figure, axes = _frame("stages", words, "percent")
    names = ("transited", "in_transition", "not_started")
    months = np.arange(1, model.recorder.n + 1)
    shares = np.nan_to_num(np.array([rate(model, name) for name in names]))
    axes.stackplot(months, shares, labels=[words[name] for name in names], colors=("#009E73", "#E69F00", "#bdbdbd"))
    axes.set(ylim=(0, 100), xlim=(1, max(12, model.month)), xlabel=words["months"])
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.22), ncols=2)
    return figure


def pay(model: Any, words: dict[str, str]) -> Figure:
    """Histogram of monthly pay, employees and people who work for themselves."""
    figure, axes = _frame("pay", words, "people_axis")
    people = model.people
    earned = people.pay.astype(float) + people.pay_kind
    kinds = (("employees", people.job == Job.EMPLOYEE), ("self_employed", np.isin(people.job, SELF_EMPLOYED)))
    edges = np.geomspace(0.02, 20.0, 46)
    for (name, chosen), colour in zip(kinds, COLOURS, strict=False):
        axes.hist(earned[chosen & (earned > 0)], edges, color=colour, alpha=0.6, label=words[name])
    axes.set(xscale="log", xlabel=words["pay_axis"])
    axes.set_xticks([0.05, 0.2, 1, 5, 20], labels=["0.05", "0.2", "1", "5", "20"])
    axes.legend(loc="upper right")
    return figure


PANELS: tuple[Callable[[Any, dict[str, str]], Figure], ...] = (rates, stages, pay, flows)
"""What the page shows, in the order of reading."""


def draw(panel: Callable[[Any, dict[str, str]], Figure], model: Any, words: dict[str, str]) -> Figure:
    """A panel in the style of the page."""
    with mpl.rc_context(STYLE):
        return panel(model, words)
