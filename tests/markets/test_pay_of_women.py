"""The conditional gap of women in pay: smaller for the educated, as before on average."""

import numpy as np
import pytest

import sim
from sim.agents.capital import RELATEDNESS, SCHOOL_YEARS
from sim.agents.firm import Firm
from sim.agents.worker import Worker
from sim.core.columns import columns_of
from sim.core.draws import Purpose, key
from sim.core.states import Family, Level, Sex, Tier
from sim.markets.pay import offered_pay, womans_gap

CONFIG = sim.configure()
PAY = CONFIG.parameters.pay


def rows_of(kind, n, **values):
    made = kind.Columns(**{name: column.empty(n) for name, column in columns_of(kind).items()})
    for name, value in values.items():
        getattr(made, name)[...] = value
    return made


def log_pay(sex, p=PAY):
    """Log pay offered at each level of schooling to people who are otherwise the same."""
    people = rows_of(Worker, len(Level), pid=1, sex=sex, level=np.arange(len(Level)))
    firms = rows_of(Firm, 1, fid=7)
    return np.log([
        offered_pay(
            people, firms, i, 0, int(Family.OFFICE), int(Tier.REGULAR), 0.0, 0.0, 1.0, 0.0, RELATEDNESS,
            key(1, Purpose.MATCH_QUALITY), CONFIG.country.constants, p,
        )
        for i in range(len(Level))
    ])  # fmt: skip


def test_a_year_of_schooling_pays_women_more_by_the_narrowing_of_the_gap():
    gap = log_pay(Sex.FEMALE) - log_pay(Sex.MALE)
    assert np.diff(gap) == pytest.approx(PAY.woman_per_year * np.diff(SCHOOL_YEARS))
    assert (gap < 0.0).all() and PAY.woman_per_year > 0.0


def test_the_gap_of_women_of_mean_schooling_is_the_gap_of_the_parameter():
    between = np.interp(PAY.woman_years, SCHOOL_YEARS, [womans_gap(n, PAY) for n in range(len(Level))])
    assert between == pytest.approx(PAY.woman)


def test_without_narrowing_the_gap_is_the_same_for_all():
    flat = PAY._replace(woman_per_year=0.0)
    assert log_pay(Sex.FEMALE, flat) - log_pay(Sex.MALE, flat) == pytest.approx(PAY.woman)
