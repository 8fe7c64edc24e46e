"""Demand that goes up and down: unemployment, vacancies, matching, and output."""

import numpy as np

from sim.experiments.validate.lived import SETTLED, Lived, by_year
from sim.experiments.validate.tests import CYCLE, tested

QUARTERS = 4


def detrended(values: np.ndarray) -> np.ndarray:
    """Logs of a quarterly series net of a straight line and of the season, as published series are."""
    logs = np.log(np.maximum(values, 1e-9))
    t = np.arange(len(logs))
    left = logs - np.polyval(np.polyfit(t, logs, 1), t)
    seasons = np.array([left[q::QUARTERS].mean() for q in range(QUARTERS)])
    found: np.ndarray = left - seasons[t % QUARTERS]
    return found


def rates(w: Lived) -> tuple[np.ndarray, np.ndarray]:
    """Quarterly unemployment and vacancies over the labour force."""
    force = w.series("employed") + w.series("unemployed")
    return w.series("unemployed") / force, w.series("vacancies") / force


@tested("S01", CYCLE)
def unemployment_and_vacancies(w: Lived) -> float:
    """Correlation of detrended log unemployment and log vacancies."""
    u, v = rates(w)
    return float(np.corrcoef(detrended(u), detrended(v))[0, 1])


@tested("S02", CYCLE)
def slope_of_the_beveridge_curve(w: Lived) -> float:
    """Slope of log vacancies on log unemployment."""
    u, v = rates(w)
    return float(np.polyfit(detrended(u), detrended(v), 1)[0])


@tested("S03", CYCLE)
def loop(w: Lived) -> float:
    """Signed area of the path in (u, v), positive counter-clockwise; in units of the two standard deviations."""
    u, v = (x / x.std() for x in map(detrended, rates(w)))
    return float(0.5 * np.sum(u * np.roll(v, -1) - np.roll(u, -1) * v)) / len(u)


@tested("S04", CYCLE)
def elasticity_to_unemployment(w: Lived) -> float:
    """One less the slope of the log rate of leaving unemployment on log tightness."""
    found = w.series("left") / np.maximum(w.series("unemployed"), 1)
    tightness = w.series("vacancies") / np.maximum(w.series("unemployed"), 1)
    return 1.0 - float(np.polyfit(detrended(tightness), detrended(found), 1)[0])


@tested("S05", CYCLE)
def returns_to_scale(w: Lived) -> float:
    """Sum of the elasticities of hires to all who seek, at work or not, and vacancies: local markets, net of the year.

    Small and large markets tell the two apart, which move together over a cycle: Coles & Smith (1996), Economica 63.
    """
    years = {name: by_year(np.array(w.markets[name][SETTLED:])) for name in ("hires", "seeking", "vacancies")}
    some = np.all([values > 0 for values in years.values()], axis=(0, 1))
    logs = [np.log(values[:, some]) for values in years.values()]
    y, *x = ((values - values.mean(axis=1, keepdims=True)).ravel() for values in logs)
    return float(np.linalg.lstsq(np.column_stack(x), y, rcond=None)[0].sum())


@tested("S06", CYCLE)
def flow_steady_state(w: Lived) -> float:
    """Correlation of unemployment with s / (s + f), the rates of coming to and leaving unemployment.

    As with the published series, which is read from the unemployed alone, wherever they come from or go to.
    """
    u, _ = rates(w)
    s = w.series("came") / w.series("employed")
    f = w.series("left") / np.maximum(w.series("unemployed"), 1)
    return float(np.corrcoef(u, s / (s + f))[0, 1])


@tested("S36", CYCLE)
def okun(w: Lived) -> float:
    """Change of the unemployment rate, points, for one per cent more growth of household income, year on year."""
    force = w.series("employed", 12) + w.series("unemployed", 12)
    u = 100 * w.series("unemployed", 12) / force
    growth = 100 * np.diff(np.log(w.series("income", 12)))
    return float(np.polyfit(growth, np.diff(u), 1)[0])
