"""A newer and better forecast is nearer to the vacancies of today; running it costs its payers."""

import numpy as np
import pytest
from lived import lived, paid

WITH = "system=[skills_anticipation]"


def test_the_forecast_misses_by_less():
    without = np.mean([np.mean(lived(f"seed={s}").series["forecast_miss"]) for s in (1, 2)])
    better = np.mean([np.mean(lived(WITH, f"seed={s}").series["forecast_miss"]) for s in (1, 2)])
    assert better < without


def test_nothing_is_left_to_miss_without_error_and_lag():
    exact = lived(WITH, "instruments.skills_anticipation.error=-1", "instruments.skills_anticipation.lag=-48")
    assert exact.series["forecast_miss"][0] == pytest.approx(0.0, abs=1e-12)


def test_the_service_is_paid_by_head():
    assert sum(paid(lived(WITH), "skills_system").values()) == pytest.approx(12 * 2000 * 0.0001, rel=0.05)
