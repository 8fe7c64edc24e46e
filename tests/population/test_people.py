"""People and households of the first month."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from small_model import populated

from sim.core.calendar import NEVER
from sim.core.states import Education, Job, Level
from sim.finance.ledger import Account


def test_as_many_people_as_asked_each_with_an_own_id(world):
    people = world.people
    assert len(people.pid) == 20_000
    assert len(np.unique(people.pid)) == 20_000
    assert (people.pid > 0).all()
    ages = (-1 - people.birth.astype(int)) // 12
    assert ages.min() == 15 and ages.max() == 64


def test_an_id_tells_market_and_month_of_birth(world):
    people = world.people
    assert (people.pid >> 48 == people.market).all()
    assert (((people.pid >> 32) & 0xFFFF) - 2048 == people.birth).all()


def test_the_same_population_seed_gives_the_same_people_whatever_the_seed_of_luck():
    a, b, c = populated(people=2_000), populated(people=2_000, seed=7), populated(people=2_000, population_seed=2)
    for name in a.people._fields:
        assert np.array_equal(getattr(a.people, name), getattr(b.people, name)), name
    assert not np.array_equal(a.people.taste, c.people.taste)


def test_rates_of_the_drawn_people_are_those_of_the_facts(world):
    people = world.people
    for sex, ratio, neet in ((0, 0.6439, 0.2524), (1, 0.6164, 0.2980)):
        mine = people.sex == sex
        young = mine & (people.birth >= -300)
        idle = (people.job == Job.NONE) & (people.education == Education.NONE)
        assert (people.job[mine] != Job.NONE).mean() == pytest.approx(ratio, abs=0.005)
        assert idle[young].mean() == pytest.approx(neet, abs=0.01)


def test_members_share_market_and_wealth_and_are_counted(world):
    people, homes = world.people, world.households
    assert (homes.market[people.household] == people.market).all()
    assert (homes.wealth[people.household] == people.wealth).all()
    assert np.array_equal(np.bincount(people.household, minlength=len(homes.hid)), homes.members)
    assert len(np.unique(homes.hid)) == len(homes.hid)
    assert homes.members.mean() == pytest.approx(3.0, abs=0.15)


def test_a_fifth_of_the_people_live_in_each_wealth_quintile(world):
    assert np.bincount(world.people.wealth) / 20_000 == pytest.approx(0.2, abs=0.02)


def test_family_workers_have_a_farm_or_a_shop(world):
    people, homes = world.people, world.households
    at = people.household[people.job == Job.FAMILY_WORKER]
    assert ((homes.farm[at] == 1) | (homes.shop[at] == 1)).all()


def test_farms_are_mostly_rural_and_about_three_tenths_cannot_pay_an_application(world):
    homes, area = world.households, world.territory.area
    assert homes.farm[area[homes.market] == 0].mean() > 3 * homes.farm[area[homes.market] == 1].mean()
    assert (homes.cash < 110_000).mean() == pytest.approx(0.3, abs=0.06)
    assert world.ledger.balance(Account.HOUSEHOLDS) == homes.cash.sum()


def test_pupils_leave_later_and_leavers_have_left(world):
    people = world.people
    pupil = people.education == Education.SCHOOL
    assert (people.school_end[pupil] > 0).all()
    assert (people.level[pupil] <= people.ultimate[pupil]).all()
    out = people.education == Education.NONE
    assert (people.left_school[out] < 0).all()
    assert (people.left_school[out] >= people.birth[out] + 180).all()
    assert (people.level[out] == people.ultimate[out]).all()
    assert (people.last_enrolled[pupil] == -1).all()


def test_histories_of_the_young_are_consistent(world):
    people = world.people
    started = (people.first_job != NEVER) & (people.birth > -360)
    assert (people.first_job[started] >= people.left_school[started]).all()
    assert (people.first_job[started] < 0).all()
    stable = started & (people.first_stable != NEVER)
    assert (people.first_stable[stable] >= people.first_job[stable]).all()
    works = (people.job != Job.NONE) & (people.education == Education.NONE)
    apprentice = people.job == Job.PAID_APPRENTICE
    assert (people.first_job[works & ~apprentice] != NEVER).all()


def test_disability_rises_with_age_and_is_ten_to_fifteen_in_a_hundred(world):
    people = world.people
    disabled = people.disability > 0
    assert 0.10 < disabled.mean() < 0.15
    assert disabled[people.birth < -600].mean() > 2 * disabled[people.birth > -300].mean()


def test_ability_and_wealth_rise_with_schooling(world):
    people = world.people
    assert people.ability.std() == pytest.approx(0.35, abs=0.01)
    assert abs(people.ability.mean()) < 4 * 0.35 / math.sqrt(20_000)
    for trait in (people.ability, people.wealth):
        high = people.ultimate >= Level.SHORT_TERTIARY
        assert trait[high].mean() > trait[people.ultimate == Level.NONE].mean()


def test_about_half_are_of_casual_attachment(world):
    assert world.people.casual_attachment.mean() == pytest.approx(0.5, abs=0.03)


def test_zoom_is_a_sample_of_markets_at_its_weight():
    m = populated(zoom=SimpleNamespace(markets=6, weight=400.0))
    assert len(m.territory) == 6
    assert set(m.territory.area.tolist()) == {0, 1}
    wanted = m.country.population * m.territory.weight.sum() / 400
    assert len(m.people.pid) == round(wanted)
    assert set(np.unique(m.people.market)) == set(range(6))


def test_access_is_one_at_home_and_falls_with_distance(world):
    land = world.territory
    assert len(land) == 60
    assert np.allclose(np.diag(land.access), 1.0)
    assert (land.access <= 1.0).all() and np.allclose(land.access, land.access.T)
    assert land.weight.sum() == pytest.approx(1.0)
    assert land.weight[land.area == 1].sum() == pytest.approx(0.583655)


def test_people_with_a_difficulty_from_childhood_have_less_schooling(world):
    """Means of ultimate levels at 20 to 29, where most difficulties are from childhood."""
    p = world.people
    young = (p.birth <= -240) & (p.birth > -360)
    level = p.ultimate.astype(float)
    with_, without = (level[young & (p.disability > 0)], level[young & (p.disability == 0)])
    error = (with_.var() / len(with_) + without.var() / len(without)) ** 0.5
    assert with_.mean() < without.mean() - 2 * error
