"""Temporary jobs: who takes them, who pays, and that they end."""

import numpy as np
from lived import lived, paid

from sim.core.states import Job

WITH = "services=[public_works]"
PAY = 0.2


def test_payers_share_the_pay_bill():
    model = lived(WITH)
    months = float(np.nansum(model.series["public_works"]))
    shares = paid(model, "public_works")
    assert months > 20
    assert abs(sum(shares.values()) - PAY * months) < 0.1 * PAY * months  # some leave before payday
    assert abs(shares["government"] - shares["donors"]) < 1e-3


def test_it_draws_from_low_paid_work_and_offers_nothing_to_the_better_paid():
    taken = lived(WITH).treated.table()
    taken = taken[taken["by"] == "public_works"]
    assert len(taken) > 10
    dear, cheap = (lived(WITH, f"instruments.public_works.pay={pay}") for pay in (0.2, 0.02))
    assert np.nansum(cheap.series["public_works"]) < np.nansum(dear.series["public_works"])


def test_all_jobs_end_with_the_programme():
    model = lived(WITH, "instruments.public_works.end=9")
    assert np.nansum(model.series["public_works"]) > 0
    assert not (model.people.job == Job.PUBLIC_WORKS).any()


def test_nobody_stays_longer_than_six_months():
    people, month = lived(WITH).people, 12
    works = people.job == Job.PUBLIC_WORKS
    assert works.any()
    assert (month - people.job_since[works].astype(int) <= 6).all()
