"""The assisted send more applications; the help is paid for."""

import numpy as np
import pytest
from lived import lived, paid

WITH = ("services=[job_search_assistance]", "instruments.job_search_assistance.take_up=1")
TARGET = "instruments.job_search_assistance.target={unemployed:true}"


def test_the_assisted_send_more_applications():
    more = "instruments.job_search_assistance.applications=5"
    model, base = lived(*WITH, TARGET, more, months=18), lived(months=18)
    sent = [float(np.nansum(m.series["applications"])) for m in (model, base)]
    assert sent[0] > 1.05 * sent[1]


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
