"""A population of any size from a saved state: donor households in new markets, with new firms and providers."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from sim.agents.firm import Firm
from sim.agents.household import Household
from sim.agents.provider import TrainingProvider
from sim.agents.territory import Territory
from sim.agents.worker import Worker
from sim.core.calendar import NEVER
from sim.core.columns import columns_of
from sim.core.draws import Purpose, key
from sim.core.states import Education, Job, ProviderKind, Tier, Unit
from sim.population.donors import KEPT, averages_of, is_learner, read_state, resample
from sim.population.employers import draw_firms, posts_per_person, reemploy
from sim.population.households import household_id
from sim.population.keyed import apportion, ordinals
from sim.population.people import person_id
from sim.population.providers import CRAFTS, course_seats, draw_providers, pair_seats
from sim.population.store import fill
from sim.population.territory import size, territory


class Resampled(SimpleNamespace):
    """People in the making: a column that was not set is gathered from the donors (``rows``) when it is asked for.

    So most columns are never held beside the model's own.
    """

    donors: SimpleNamespace
    rows: np.ndarray

    def __getattr__(self, name: str) -> np.ndarray:
        values = getattr(self.donors, name)[self.rows]
        setattr(self, name, values)
        return values


def populate_from_state(m: Any, path: Path | str) -> None:
    """Fill the empty model ``m`` with resampled donors; the month of the state becomes month 0."""
    par, seed, country = m.parameters.population, m.population_seed, m.country
    land = territory(m.config, par)
    m.territory = land
    donors, notes = read_state(path)
    p, h = people_and_homes(donors, size(m.config, land)[0], land, seed)
    f = _firms(p, country, len(land), par, seed)
    v = _providers(p, notes, land, par, seed)
    for kind, drawn in ((Household, h), (Firm, f), (TrainingProvider, v), (Worker, p)):
        fill(m, kind, drawn)
    m.averages = averages_of(notes, land)


def people_and_homes(
    d: SimpleNamespace, count: int, land: Territory, seed: int
) -> tuple[SimpleNamespace, SimpleNamespace]:
    """Donor rows in the markets of ``land``: within an area households fill one market after another."""
    k = key(seed, Purpose.RESAMPLE)
    taken, homes, markets = [], [], []
    first = 0
    for area, n in enumerate(apportion(count, np.bincount(land.area, land.weight, 2))):
        rows, home = resample(d, int(n), area, k)
        mine = np.flatnonzero(land.area == area)
        last = np.flatnonzero(np.r_[home[1:] != home[:-1], True]) if len(home) else home
        edges = np.cumsum(apportion(int(n), land.weight[mine]))
        market = mine[np.minimum(np.searchsorted(edges, last), len(mine) - 1)] if len(last) else last
        taken.append(rows.astype(np.int32))
        homes.append((home + first).astype(np.int32))
        markets.append(market)
        first += len(last)
    rows, household, market = (np.concatenate(x) for x in (taken, homes, markets))
    del taken, homes, home, last
    h = SimpleNamespace(market=market, members=np.bincount(household, minlength=first))
    donor = rows[np.flatnonzero(np.r_[True, household[1:] != household[:-1]])]
    for name in KEPT:
        setattr(h, name, getattr(d, f"home_{name}")[donor])
    order = np.argsort(h.market, kind="stable")
    h.hid = np.empty(first, np.int64)
    h.hid[order] = household_id(h.market[order], 0, ordinals(h.market[order]))
    return _people(d, rows, household, h), h


def _people(d: SimpleNamespace, rows: np.ndarray, household: np.ndarray, h: SimpleNamespace) -> SimpleNamespace:
    """Columns of the new people, sorted by market and birth, with new ids."""
    order = np.lexsort((rows, d.birth[rows], h.market[household]))
    rows, household = rows[order], household[order]
    p = Resampled(donors=d, rows=rows)
    p.household, p.market = household, h.market[household].astype(np.int32)
    p.wealth = h.wealth[household]
    p.pid = person_id(p.market, p.birth, ordinals(p.market * 4096 + p.birth))
    p.waiting_since[:] = NEVER
    return p


def _firms(p: SimpleNamespace, country: Any, markets: int, par: Any, seed: int) -> SimpleNamespace:
    """Firms of the size rule whose posts are exactly those of the donors."""
    group = np.full(256, 2)
    group[[Unit.GOVERNMENT, Unit.FORMAL]] = 0, 1
    mine = group[p.unit]
    e = p.job == Job.EMPLOYEE
    staff = np.array([[(e & (mine == g) & (p.tier == t)).sum() for t in (Tier.REGULAR, Tier.CASUAL)] for g in range(3)])
    posts = posts_per_person(country.constants, country.institutions)
    f = draw_firms(np.bincount(p.market[e], minlength=markets), staff, posts, len(p.pid), par, seed)
    reemploy(p, f, mine, p.firm_sector, seed)
    f.reference, f.target_regular, f.target_casual = f.productivity, f.staff_regular, f.staff_casual
    return f


def _providers(p: SimpleNamespace, notes: dict[str, Any], land: Territory, par: Any, seed: int) -> SimpleNamespace:
    """Programmes and masters for the donors who are learning, with the fees and reputation of the state."""
    course = np.flatnonzero(p.education == Education.COURSE)
    apprentice = np.flatnonzero(is_learner(p.education, p.job) & (p.education != Education.COURSE))
    v = draw_providers(p, land, len(course), len(apprentice), par, seed)
    p.provider = np.full(len(p.pid), -1, np.int32)
    seats = course_seats(v)
    wanted = p.provider_kind[course].astype(np.int64) * 8 + p.provider_family[course]
    who, taken = pair_seats(wanted, course, v.kind[seats].astype(np.int64) * 8 + v.family[seats], seats)
    p.provider[who] = taken
    craft = np.searchsorted(CRAFTS, np.where(np.isin(p.family[apprentice], CRAFTS), p.family[apprentice], CRAFTS[0]))
    masters = np.flatnonzero(v.kind == ProviderKind.MASTER)[0]
    p.provider[apprentice] = masters + p.market[apprentice] * len(CRAFTS) + craft
    v.enrolled = np.bincount(p.provider[p.provider >= 0], minlength=len(v.places))
    v.places = np.maximum(v.places, v.enrolled)
    for name, by_kind in notes["providers"].items():
        saved = np.array(by_kind)[v.kind]
        first = getattr(v, name, columns_of(TrainingProvider)[name].default)
        setattr(v, name, np.where(saved >= 0, saved, first))
    return v
