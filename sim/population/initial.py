"""``populate``: the first month's people, households, firms and providers in the model's columns."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from sim.agents.averages import Averages, schooling_of
from sim.agents.firm import Firm
from sim.agents.household import Household
from sim.agents.provider import TrainingProvider
from sim.agents.worker import Worker
from sim.core.states import Job
from sim.population.employers import draw_firms, employ, planned_staff, posts_per_person
from sim.population.households import draw_households
from sim.population.jobs import (
    add_experience,
    add_searches,
    add_self_employment,
    add_spells,
    add_stable_jobs,
    blank_registers,
)
from sim.population.joint import Standing, joint
from sim.population.people import add_school, add_traits, add_wealth, draw_people
from sim.population.providers import apprentice, draw_providers, enrol_learners, expected_learners
from sim.population.restart import populate_from_state
from sim.population.store import fill
from sim.population.territory import size, territory


def populate(m: Any) -> None:
    """Fill the empty model ``m``: territory, people with households, firms, providers, averages, opening cash.

    Where the country has a saved state (``country/state``, under the name of its facts file), its donor households are
    resampled; otherwise people are drawn from the joint distribution of published facts.
    """
    if m.state_file is not None and m.state_file.is_file():
        populate_from_state(m, m.state_file)
    else:
        populate_from_facts(m)


def populate_from_facts(m: Any) -> None:
    """People, firms and providers from the joint distribution of the country's published facts."""
    par, seed, country = m.parameters.population, m.population_seed, m.country
    land = territory(m.config, par)
    m.territory = land
    count, _ = size(m.config, land)
    years_back = m.config.months / 12 if m.settling else 0.0  # a settling run ends in the anchor year
    shares = joint(
        country.facts, country.anchor_year, country.constants, country.institutions, par, m.parameters.school,
        years_back,
    )  # fmt: skip
    p = draw_people(count, land, shares, seed)
    add_school(p, shares, m.parameters.school, seed)
    add_wealth(p, shares, par, m.parameters.school, seed)
    h = draw_households(p, land, par, seed)
    add_traits(p, par, m.parameters.lifecycle, m.parameters.school, seed)
    blank_registers(p)
    add_spells(p, par, seed)
    add_searches(p, seed)
    heads = np.bincount(p.market[np.isin(p.standing, (Standing.REGULAR, Standing.CASUAL))], minlength=len(land))
    posts = posts_per_person(country.constants, country.institutions)
    f = draw_firms(heads, planned_staff(p, posts, par), posts, count, par, seed)
    employ(p, f, par, seed)
    add_self_employment(p, h, par, seed)
    v = draw_providers(p, land, *expected_learners(p, country.facts, par), par, seed)
    enrol_learners(p, v, par, seed)
    apprentice(p, v, expected_learners(p, country.facts, par)[1], par, seed)
    add_experience(p, par, seed)
    add_stable_jobs(p, par, seed)
    enter(m, p, h, f, v)


def enter(m: Any, p: SimpleNamespace, h: SimpleNamespace, f: SimpleNamespace, v: SimpleNamespace) -> None:
    """Move the drawn arrays into the model's stores; rows keep the order of the arrays."""
    fill(m, Household, h)
    f.reference, f.target_regular, f.target_casual = f.productivity, f.staff_regular, f.staff_casual
    fill(m, Firm, f)
    fill(m, TrainingProvider, v)
    m.averages = first_averages(p, len(m.territory))
    fill(m, Worker, p)


def first_averages(p: SimpleNamespace, markets: int) -> Averages:
    """Averages as far as the first month shows them: density of trades and pay by group."""
    averages = Averages.new(markets)
    heads = np.maximum(np.bincount(p.market, minlength=markets), 1)
    own = p.job == Job.OWN_ACCOUNT
    trades = averages.density.shape[1]
    counts = np.bincount(p.market[own] * trades + p.family[own], minlength=markets * trades).reshape(markets, trades)
    averages.density[:] = averages.density_reference[:] = (counts + 0.5) / heads[:, None]
    e = p.job == Job.EMPLOYEE
    group = np.ravel_multi_index((p.sex[e], p.area[e], schooling_of(p.level[e])), averages.log_pay.shape)
    size = averages.log_pay.size
    total = np.bincount(group, np.log(np.maximum(p.pay[e], 1e-3)), size)
    averages.log_pay[:] = (total / np.maximum(np.bincount(group, minlength=size), 1)).reshape(averages.log_pay.shape)
    return averages
