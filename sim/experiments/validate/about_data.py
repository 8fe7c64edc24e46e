"""Published data of a real trial, through the estimators of ``sim trial``: they must give the published figures."""

from collections.abc import Sequence

from sim.experiments.replication import nsw
from sim.experiments.validate.tests import DATA, tested


@tested("I42", DATA)
def earnings(words: Sequence[str]) -> float:
    """Effect on earnings of 1978, % of controls."""
    return nsw.found()["earnings_share"]


@tested("I43", DATA)
def employed(words: Sequence[str]) -> float:
    """Effect on employment in 1978, points."""
    return nsw.found()["employed"]


@tested("I44", DATA)
def naive(words: Sequence[str]) -> float:
    """Difference of the trained from survey controls, US$: what a naive evaluation would report."""
    return nsw.found()["naive"]
