"""Posts drift between occupations; their number is left to demand."""

import numpy as np
import pytest
from lived import lived

from sim.core.states import Family, Sector
from sim.markets.vacancies import family_shares

WITH = ("context=[technology_shift]", "instruments.technology_shift.drift=0.3")


def posts(m, families):
    firms = m.firms
    mine = (firms.fid != 0) & (firms.sector != Sector.GOVERNMENT) & np.isin(firms.family, families)
    return float((firms.base_regular[mine] + firms.base_casual[mine]).sum(dtype=np.float64))


def test_no_drift_is_the_mix_as_it_was():
    assert (family_shares(0.01, 5.0) == family_shares(0.01, 5.0, 0.0)).all()


def test_office_and_professional_work_gains_what_craft_loses():
    model, base = lived(*WITH), lived()
    for families, more in (((Family.OFFICE, Family.PROFESSIONAL), True), ((Family.FARMING, Family.CRAFT), False)):
        assert (posts(model, families) > posts(base, families)) == more
    assert posts(model, range(8)) == pytest.approx(posts(base, range(8)), rel=0.01)
