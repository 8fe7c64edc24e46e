"""More jobseekers register, more caseworkers serve them, and the added staff is paid by the payers of the policy."""

import numpy as np
import pytest
from lived import lived, paid

WITH = "services=[labour_exchange]"


def total(model, name):
    return float(np.nansum(model.series[name]))


def test_more_register_and_are_served():
    assert total(lived(WITH), "registered") > 1.5 * total(lived(), "registered")
    assert total(lived(WITH), "served") > 1.5 * total(lived(), "served")
    assert (lived(WITH).treated.table()["by"] == "labour_exchange").sum() > 10


def test_without_more_caseworkers_the_queue_grows_and_nobody_more_is_served():
    queue = lived(WITH, "instruments.labour_exchange.staff=0")
    assert total(queue, "registered") > total(queue, "served")
    assert total(queue, "served") <= 12 * int(2100 * 0.75 / 100_000 * 500)


def test_added_staff_costs_what_caseworkers_cost():
    months = sum(paid(lived(WITH), "exchange").values()) / 3.0  # months of caseworkers at 3 W
    assert months == pytest.approx(12 * 2000 * 4.0 / 100_000, rel=0.05)
