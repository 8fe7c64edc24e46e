"""Firms, their employees, and providers of the first month."""

import numpy as np
import pytest
from small_model import populated

from sim.core.states import Education, Job, ProviderKind, Sector, Tier, Unit


def _size(firms):
    return firms.staff_regular + firms.staff_casual


def test_head_counts_are_the_employees(world):
    people, firms = world.people, world.firms
    e = people.job == Job.EMPLOYEE
    assert (people.employer[e] >= 0).all() and (people.employer[~e] == -1).all()
    for tier, staff in ((Tier.REGULAR, firms.staff_regular), (Tier.CASUAL, firms.staff_casual)):
        mine = people.employer[e & (people.tier == tier)]
        assert np.array_equal(np.bincount(mine, minlength=len(firms.fid)), staff)
    assert len(np.unique(firms.fid)) == len(firms.fid)


def test_posts_add_up_to_the_country_constants(world):
    firms, constants = world.firms, world.country.constants
    base = firms.base_regular.astype(float) + firms.base_casual
    formal = firms.formal == 1
    assert base[formal].sum() == pytest.approx(constants.formal_jobs * 20_000, rel=1e-5)
    assert base[~formal].sum() == pytest.approx(constants.informal_jobs * 20_000, rel=1e-5)
    government = firms.sector == Sector.GOVERNMENT
    assert base[government].sum() == pytest.approx(0.05 * 20_000, rel=1e-5)
    assert government.sum() == len(world.territory)


def test_firm_sizes_have_a_zipf_tail():
    firms = populated(people=100_000).firms
    size = _size(firms)[firms.sector != Sector.GOVERNMENT]
    tail = size[size >= 5]
    hill = 1.0 / np.log(tail / 4.5).mean()  # continuity-corrected Hill estimator of the exponent
    assert 0.9 < hill < 1.3
    assert 0.88 < (size < 10).mean() < 0.995


def test_formal_posts_are_mostly_regular_and_go_to_the_schooled(world):
    people = world.people
    e = people.job == Job.EMPLOYEE
    formal, informal = e & (people.unit == Unit.FORMAL), e & (people.unit == Unit.INFORMAL)
    assert (people.tier[formal] == Tier.REGULAR).mean() > 0.7
    assert (people.tier[informal] == Tier.CASUAL).mean() > 0.6
    assert people.level[formal].mean() > people.level[informal].mean() + 0.5


def test_most_work_at_home_and_mean_pay_is_the_unit_of_money(world):
    people, firms = world.people, world.firms
    e = people.job == Job.EMPLOYEE
    assert (firms.market[people.employer[e]] == people.market[e]).mean() > 0.8
    assert people.pay[e].mean() == pytest.approx(1.0, abs=1e-4)
    assert firms.pay_mean[_size(firms) > 0].min() > 0


def test_trainees_are_with_providers_that_have_room(world):
    people, v = world.people, world.providers
    learner = people.provider >= 0
    assert np.array_equal(np.bincount(people.provider[learner], minlength=len(v.rid)), v.enrolled)
    assert (v.enrolled <= v.places).all()
    master = v.kind == ProviderKind.MASTER
    apprentice = people.job == Job.PAID_APPRENTICE
    assert np.array_equal(master[people.provider[learner]], apprentice[learner])
    assert (people.education[learner & ~apprentice] == Education.COURSE).all()
    assert (people.course_end[learner] >= 0).all()
    youth = people.birth >= -300
    assert (people.education == Education.COURSE).sum() / youth.sum() == pytest.approx(0.0146, abs=0.003)
    assert apprentice.sum() / youth.sum() == pytest.approx(0.06, abs=0.003)
    assert len(np.unique(v.rid)) == len(v.rid)


def test_every_market_has_masters_and_courses_are_in_towns(world):
    v, land = world.providers, world.territory
    master = v.kind == ProviderKind.MASTER
    assert set(v.market[master]) == set(range(len(land)))
    college = v.kind == ProviderKind.PUBLIC_COLLEGE
    assert (land.area[v.market[college]] == 1).all()
    assert (v.public_share[college] == pytest.approx(0.8)) and (v.donor_share[v.kind == ProviderKind.NGO] == 1).all()
    assert set(v.kind) == set(range(5))
