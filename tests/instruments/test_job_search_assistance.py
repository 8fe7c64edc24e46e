"""The assisted send more applications; vacancies are what they are, so hires hardly follow."""

import numpy as np
import pytest
from lived import lived, paid

WITH = ("services=[job_search_assistance]", "instruments.job_search_assistance.take_up=1")
TARGET = "instruments.job_search_assistance.target={unemployed:true}"


def test_applications_rise_more_than_hires():
    more = "instruments.job_search_assistance.applications=5"
    model, base = lived(*WITH, TARGET, more, months=18), lived(months=18)
    sent, hired = ([float(np.nansum(m.series[name])) for m in (model, base)] for name in ("applications", "hires"))
    assert sent[0] > 1.05 * sent[1]
    assert hired[0] / hired[1] - 1 < 0.5 * (sent[0] / sent[1] - 1)


def test_assistance_is_paid_for_by_the_month_and_logged_once_a_person():
    model = lived(*WITH, TARGET, months=18)
    log = model.treated.table()
    assert log.loc[log["by"] == "job_search_assistance", "pid"].is_unique
    assert sum(paid(model, "job_search").values()) == pytest.approx(0.03 * np.nansum(model.series["assisted"]))


def test_what_is_taken_off_an_application_is_paid_by_the_payers():
    covered = lived(*WITH, "instruments.job_search_assistance.cost_covered=0.05")
    shares = paid(covered, "search_cost")
    assert shares["government"] > 0
    assert paid(lived(*WITH), "search_cost").get("government", 0.0) == 0.0
