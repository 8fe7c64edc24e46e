"""The table of key figures."""

import doctest
from types import SimpleNamespace

import pandas as pd
import pytest

from sim.experiments import summary
from sim.experiments.summary import recent_means, summarise

NOTHING = pd.DataFrame(columns=["indicator", "group", "months", "at_risk", "events"])
NEET = SimpleNamespace(name="neet_rate", label="NEET", unit="share")


def panel(months: int) -> pd.DataFrame:
    groups = ("all", "sex=female")
    rows = [
        {"month": t, "group": g, "neet_rate_num": t, "neet_rate_den": 100 + t} for t in range(months) for g in groups
    ]
    return pd.DataFrame(rows)


def target(**changes):
    given = {"indicator": "neet_rate", "group": "all", "value": 15.0, "unit": "percent", "year": 2022,
             "source": "Survey", "label": "NEET", "fitted": True, "own": True, "tolerance": 2.0}  # fmt: skip
    return SimpleNamespace(**(given | changes))


def test_examples_in_the_documentation_hold():
    assert doctest.testmod(summary).failed == 0


def test_the_mean_is_the_sum_of_persons_over_the_sum_of_persons_in_the_last_twelve_months():
    expected = sum(range(12, 24)) / sum(range(112, 124))
    assert recent_means(panel(24))["ratio"].tolist() == pytest.approx([expected, expected])


def test_shares_are_shown_in_percent_beside_the_published_figure():
    row = summarise(panel(24), NOTHING, [NEET], [target()]).set_index("group").loc["all"]
    assert row["value"] == pytest.approx(100 * sum(range(12, 24)) / sum(range(112, 124)))
    assert (row["target"], row["target_year"], row["target_source"], row["fitted"]) == (15.0, 2022, "Survey", True)
    assert row["gap"] == pytest.approx(row["value"] - 15.0)


def test_a_published_share_and_a_published_percentage_are_the_same_target():
    tables = [
        summarise(panel(24), NOTHING, [NEET], [target(value=v, tolerance=t, unit=u)])
        for v, t, u in ((0.15, 0.02, "share"), (15.0, 2.0, "percent"))
    ]
    assert tables[0].set_index("group").loc["all", "tolerance"] == pytest.approx(2.0)
    pd.testing.assert_frame_equal(*tables)


def test_a_group_in_which_nobody_is_counted_has_no_figure():
    empty = panel(12).assign(neet_rate_den=0, neet_rate_num=0)
    assert summarise(empty, NOTHING, [NEET], [])["value"].isna().all()


def test_without_published_figures_the_table_still_stands():
    assert summarise(panel(12), NOTHING, [NEET], [])["target"].isna().all()


def test_the_source_of_a_figure_that_was_filled_in_says_so():
    table = summarise(panel(24), NOTHING, [NEET], [target(own=False, source="moved from Tanzania")])
    assert table.set_index("group").loc["all", "target_source"] == "filled in: moved from Tanzania"
