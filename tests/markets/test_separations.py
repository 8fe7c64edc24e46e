"""Separations: hazards fall with tenure, contracts end, closures take the jobs with them."""

import numpy as np
import pytest
from market_world import firms, parameters, people

from sim.agents.transitions import new_moves
from sim.core.draws import key
from sim.core.states import Contract, Job, Sector, Tier
from sim.markets.separations import (
    base_hazard,
    close_jobs,
    closing_firms,
    separate_people,
    separation_hazard,
    separation_limits,
)


def staff(n: int, **more):  # type: ignore[no-untyped-def]
    given = {"job": Job.EMPLOYEE, "employer": 0, "tier": Tier.CASUAL, "contract": Contract.CASUAL, "job_since": -24}
    return people(n, birth=-400, **(given | more)), firms(1, sector=Sector.SERVICES, staff_casual=n)


def test_hazard_falls_with_tenure_and_is_higher_under_25():
    p = parameters("separation")
    by_tenure = [separation_hazard(0.04, t, False, p) for t in (0, 6, 24, 120)]
    assert by_tenure == sorted(by_tenure, reverse=True)
    assert separation_hazard(0.04, 12, True, p) > separation_hazard(0.04, 12, False, p)


def test_quick_bound_never_cuts_a_hazard():
    p = parameters("separation")
    bound = max(p.casual_informal, p.casual_formal) * (p.tenure_floor + p.tenure_extra) * p.youth
    kinds = [(t, c, g, f) for t in (1, 2) for c in range(1, 5) for g in (False, True) for f in (False, True)]
    assert all(separation_hazard(base_hazard(*kind, p), 0.0, True, p) <= bound for kind in kinds)


def test_share_that_leaves_is_the_hazard():
    """n = 40,000 casual employees of an informal firm, tenure 24 months, seed 1, 4 SE."""
    p = parameters("separation")
    everyone, firm = staff(40_000)
    left = separate_people(everyone, firm, new_moves(), separation_limits(p), p, key(1, 28), key(1, 30), 0)
    chance = separation_hazard(base_hazard(Tier.CASUAL, Contract.CASUAL, False, False, p), 24.0, False, p)
    assert abs(left.sum() / 40_000 - chance) < 4 * np.sqrt(chance * (1 - chance) / 40_000)
    assert firm.staff_casual[0] == 40_000 - left.sum()


@pytest.mark.parametrize("conversion", [0.0, 1.0])
def test_contracts_that_end_are_converted_or_the_job_ends(conversion):
    p = parameters("separation", conversion=conversion)
    everyone, firm = staff(10, contract=Contract.FIXED_UNDER_12, contract_end=0)
    separate_people(everyone, firm, new_moves(), separation_limits(p), p, key(1, 28), key(1, 30), 0)
    assert (everyone.job == (Job.EMPLOYEE if conversion else Job.NONE)).all()
    assert firm.staff_regular[0] == 10 * conversion
    assert firm.staff_casual[0] == 0


def test_government_never_closes_and_a_closure_takes_every_job():
    p = parameters("separation", firm_exit=1.0, firm_exit_large=1.0)
    assert closing_firms(firms(2, sector=np.array([Sector.GOVERNMENT, Sector.SERVICES])), p, key(1, 29)).tolist() == [
        0,
        1,
    ]
    everyone, firm = staff(5)
    assert close_jobs(everyone, firm, new_moves(), np.ones(1, np.uint8), 0) == 5
    assert firm.staff_casual[0] == 0
