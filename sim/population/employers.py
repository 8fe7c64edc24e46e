"""Firms of the first month: sizes from a Zipf tail, posts by tier, and the employees who hold them."""

from types import SimpleNamespace

import numpy as np

from sim.agents.capital import SCHOOL_YEARS
from sim.agents.parameters import Constants, Institutions, PopulationParameters
from sim.agents.transitions import FORMAL_BENEFITS
from sim.core.calendar import NEVER
from sim.core.draws import Purpose, key
from sim.core.elementary import logs
from sim.core.states import Benefit, Contract, Family, Job, Level, Sector, Tier, Unit
from sim.population.joint import Standing
from sim.population.keyed import apportion, ordinals, trait_normals, trait_uniforms
from sim.population.people import Trait

KIND = np.int64(1) << np.int64(60)
_SIZE, _FORMAL, _SECTOR, _FAMILY, _PRODUCTIVITY, _PREMIUM, _MARKET, _SLOT, _DESIRED = range(1, 10)
# Occupation families of most posts by sector: agriculture, industry, services (shares; assumption).
INSURED = int(Benefit.WRITTEN | Benefit.SOCIAL_INSURANCE)
"""What a casual job of a formal firm carries at best."""
POSTS = np.cumsum(
    [[1, 0, 0, 0, 0, 0, 0, 0], [0, 0.4, 0.35, 0.2, 0, 0, 0.05, 0], [0, 0, 0, 0.1, 0.35, 0.2, 0.15, 0.2]], axis=1
)


FIRST = np.int64(1) << np.int64(59)
"""Marks the firms of the first month, so that no later entrant can have their id."""


def firm_id(market: np.ndarray, ordinal: np.ndarray) -> np.ndarray:
    """Persistent id of a firm of the first month: market and ordinal."""
    return KIND | FIRST | (np.asarray(market, np.int64) << 24) | np.asarray(ordinal, np.int64)


def draw_sizes(total: int, par: PopulationParameters, seed: int) -> np.ndarray:
    """Sizes of wage-employing private firms with ``total`` employees: P(size ≥ s) = s^−exponent, truncated."""
    if total <= 0:
        return np.empty(0, np.int64)
    largest = max(2, min(int(par.largest_firm), total // 20))
    tail = float(largest + 1) ** -par.size_exponent
    k = key(seed, Purpose.FIRM_TRAITS)
    u = trait_uniforms(k, np.arange(total), _SIZE)
    sizes = np.floor((1.0 - u * (1.0 - tail)) ** (-1.0 / par.size_exponent)).astype(np.int64).clip(1, largest)
    count = int(np.searchsorted(np.cumsum(sizes), total)) + 1
    sizes = sizes[:count]
    sizes[-1] -= sizes.sum() - total
    return sizes


def posts_per_person(constants: Constants, institutions: Institutions) -> np.ndarray:
    """Posts per person of 15–64 of government, formal private and informal firms (the three groups of firms)."""
    government = institutions.government_jobs
    return np.array([government, max(constants.formal_jobs - government, 0.0), constants.informal_jobs])


def planned_staff(p: SimpleNamespace, posts: np.ndarray, par: PopulationParameters) -> np.ndarray:
    """Staff by group and tier, (3, 2: regular, casual): groups share them as posts, tiers as people do."""
    regular = int((p.standing == Standing.REGULAR).sum())
    total = apportion(regular + int((p.standing == Standing.CASUAL).sum()), posts)
    share = np.array([par.regular_government, par.regular_formal, par.regular_informal])
    split = np.rint(share * total).astype(np.int64)
    for group in (1, 2, 0):
        split[group] = np.clip(split[group] + regular - split.sum(), 0, total[group])
    return np.column_stack([split, total - split])


def draw_firms(
    heads: np.ndarray, staff: np.ndarray, posts: np.ndarray, people: int, par: PopulationParameters, seed: int
) -> SimpleNamespace:
    """All firms, with a slot for each employee: ``staff`` (3 groups, 2 tiers) are met exactly.

    ``heads``: employees by market of residence; ``posts``: per person, by group, for base employment.
    """
    government, formal, informal = staff.sum(1)
    markets = len(heads)
    k = key(seed, Purpose.FIRM_TRAITS)
    sizes = draw_sizes(int(formal + informal), par, seed)
    sizes, registered = _registered(sizes, int(formal), trait_uniforms(k, np.arange(len(sizes)), _FORMAL), par)
    public = apportion(int(government), heads)
    market = np.concatenate([np.arange(markets), _places(sizes, heads - np.minimum(public, heads), k)])
    f = SimpleNamespace(market=market, size=np.concatenate([public, sizes]))
    f.government = np.arange(len(market)) < markets
    f.formal = np.concatenate([np.ones(markets, bool), registered]).astype(np.uint8)
    _traits(f, k, par)
    f.group = np.where(f.government, 0, np.where(f.formal == 1, 1, 2))
    _slots(f, staff[:, 0], k)
    scale = posts * people / np.maximum(np.bincount(f.group, f.size, 3), 1)
    f.base_regular, f.base_casual = scale[f.group] * f.staff_regular, scale[f.group] * f.staff_casual
    return f


def _registered(
    sizes: np.ndarray, formal: int, u: np.ndarray, par: PopulationParameters
) -> tuple[np.ndarray, np.ndarray]:
    """Which firms are formal: more likely the larger, until their staff is exactly ``formal`` (one firm is split)."""
    score = par.formal_by_size * logs(np.maximum(sizes, 1)) + logs(np.maximum(u, 1e-12) / (1 - u))
    order = np.argsort(-score, kind="stable")
    total = np.cumsum(sizes[order])
    cut = int(np.searchsorted(total, formal, "right"))
    registered = np.zeros(len(sizes), bool)
    registered[order[:cut]] = True
    rest = formal - (int(total[cut - 1]) if cut else 0)
    if rest > 0 and cut < len(sizes):
        sizes = np.append(sizes, rest)
        sizes[order[cut]] -= rest
        registered = np.append(registered, True)
    return sizes, registered


def _places(sizes: np.ndarray, room: np.ndarray, k: np.uint64) -> np.ndarray:
    """A market for every firm: the largest first, each where most employees are still without a firm, at random."""
    u = trait_uniforms(k, np.arange(len(sizes)), _MARKET)
    left = room.astype(np.float64)
    out = np.empty(len(sizes), np.int64)
    order = np.argsort(-sizes, kind="stable")
    large = order[: 20 * len(room)]
    for j in large:
        edges = np.cumsum(np.maximum(left - 0.5 * sizes[j], 1e-6))
        out[j] = min(int(np.searchsorted(edges, u[j] * edges[-1], "right")), len(room) - 1)
        left[out[j]] -= sizes[j]
    small = order[20 * len(room) :]
    edges = np.cumsum(np.maximum(left, 1e-6))
    points = (np.cumsum(sizes[small]) - 0.5) / max(sizes[small].sum(), 1) * edges[-1]
    out[small[np.argsort(u[small], kind="stable")]] = np.searchsorted(edges, points).clip(0, len(room) - 1)
    return out


def _traits(f: SimpleNamespace, k: np.uint64, par: PopulationParameters) -> None:
    """Id, sector, main family, productivity and premium; government firms pay by scale."""
    order = np.lexsort((-f.size, ~f.government, f.market))
    for name, values in list(vars(f).items()):
        setattr(f, name, values[order])
    f.fid = firm_id(f.market, ordinals(f.market))
    u = trait_uniforms(k, f.fid, _SECTOR)
    sector = np.where(u < par.wage_agriculture, 0, np.where(u < par.wage_agriculture + par.wage_industry, 1, 2))
    main = (trait_uniforms(k, f.fid, _FAMILY)[:, None] >= POSTS[sector]).sum(1).clip(0, 7)
    f.sector = np.where(f.government, Sector.GOVERNMENT, sector)
    f.family = np.where(f.government, Family.PROFESSIONAL, main)
    f.productivity = par.firm_spread * trait_normals(k, f.fid, _PRODUCTIVITY)
    f.premium = par.premium_spread * trait_normals(k, f.fid, _PREMIUM)
    f.productivity[f.government] = 0.0
    f.premium[f.government] = 0.0


def _slots(f: SimpleNamespace, regular: np.ndarray, k: np.uint64) -> None:
    """One slot per employee; in each group a keyed lottery makes exactly ``regular`` of them regular."""
    f.slot_firm = np.repeat(np.arange(len(f.fid)), f.size)
    u = trait_uniforms(k, f.fid[f.slot_firm] + (ordinals(f.slot_firm) << 44), _SLOT)
    f.slot_regular = np.zeros(len(u), bool)
    for group in range(3):
        mine = np.flatnonzero(f.group[f.slot_firm] == group)
        f.slot_regular[mine[np.argsort(u[mine], kind="stable")[: regular[group]]]] = True
    f.staff_regular = np.bincount(f.slot_firm[f.slot_regular], minlength=len(f.fid))
    f.staff_casual = f.size - f.staff_regular


def employ(p: SimpleNamespace, f: SimpleNamespace, par: PopulationParameters, seed: int) -> None:
    """Fill the slots by a lottery weighted by education and sex: first at home, what is left in the next markets."""
    k = key(seed, Purpose.POPULATION)
    for regular in (True, False):
        who = np.flatnonzero(p.standing == (Standing.REGULAR if regular else Standing.CASUAL))
        slots = np.flatnonzero(f.slot_regular == regular)
        u = trait_uniforms(k, p.pid[who], Trait.SLOT)
        merit = par.choosy_education * p.level[who] - par.choosy_sex * p.sex[who] + np.log((u + 1e-9) / (1 - u))
        firm = f.slot_firm[slots]
        wanted = 2.0 * f.government[firm] + 1.5 * f.formal[firm] + trait_uniforms(k, f.fid[firm] + slots, _DESIRED)
        who, slots = who[np.lexsort((-merit, p.market[who]))], slots[np.lexsort((-wanted, f.market[firm]))]
        pairs = _pair_up(p.market[who], f.market[f.slot_firm[slots]])
        p.employer[who] = f.slot_firm[slots[pairs]]
    _contracts(p, f, par, k)
    _pay(p, f, par, k)


def reemploy(p: SimpleNamespace, f: SimpleNamespace, group: np.ndarray, sector: np.ndarray, seed: int) -> None:
    """Give employees with known group of firm, tier and sector a firm of that group, near home and alike in sector."""
    k = key(seed, Purpose.RESAMPLE)
    p.employer = np.full(len(p.pid), -1, np.int32)
    for g in range(3):
        for tier in (Tier.REGULAR, Tier.CASUAL):
            who = np.flatnonzero((p.job == Job.EMPLOYEE) & (group == g) & (p.tier == tier))
            slots = np.flatnonzero((f.group[f.slot_firm] == g) & (f.slot_regular == (tier == Tier.REGULAR)))
            firm = f.slot_firm[slots]
            who = who[np.lexsort((trait_uniforms(k, p.pid[who], _SLOT), sector[who], p.market[who]))]
            slots = slots[np.lexsort((slots, f.sector[firm], f.market[firm]))]
            p.employer[who] = f.slot_firm[slots[_pair_up(p.market[who], f.market[f.slot_firm[slots]])]]
    mean_pay(p, f)


def mean_pay(p: SimpleNamespace, f: SimpleNamespace) -> None:
    """Mean pay of every firm's staff."""
    e = np.flatnonzero(p.employer >= 0)
    f.pay_mean = np.bincount(p.employer[e], p.pay[e], len(f.fid)) / np.maximum(f.size, 1)


def _pair_up(people: np.ndarray, slots: np.ndarray) -> np.ndarray:
    """Slot number for each person, both sorted by market: rank by rank within a market, the rest in order."""
    count = int(max(people.max(initial=0), slots.max(initial=0))) + 1
    start = np.r_[0, np.cumsum(np.bincount(slots, minlength=count))]
    room = np.diff(start)
    rank = ordinals(people)
    out = np.where(rank < room[people], start[people] + rank, -1)
    free = np.ones(len(slots), bool)
    free[out[out >= 0]] = False
    out[out < 0] = np.flatnonzero(free)
    return out


def _contracts(p: SimpleNamespace, f: SimpleNamespace, par: PopulationParameters, k: np.uint64) -> None:
    """Job registers of employees: contract, end, benefits, hours, occupation family."""
    e = np.flatnonzero(p.employer >= 0)
    firm = p.employer[e]
    formal = f.formal[firm] == 1
    regular = p.standing[e] == Standing.REGULAR
    p.job[e] = Job.EMPLOYEE
    p.unit[e] = np.where(f.government[firm], Unit.GOVERNMENT, np.where(formal, Unit.FORMAL, Unit.INFORMAL))
    p.tier[e] = np.where(regular, Tier.REGULAR, Tier.CASUAL)
    u, v = trait_uniforms(k, p.pid[e], Trait.CONTRACT), trait_uniforms(k, p.pid[e], Trait.TERM)
    fixed = regular & formal & ~f.government[firm] & (u < par.fixed_term)
    short = ~regular & formal
    kind = np.where(regular, Contract.PERMANENT, Contract.CASUAL)
    p.contract[e] = np.where(fixed, Contract.FIXED_12PLUS, np.where(short, Contract.FIXED_UNDER_12, kind))
    p.contract_end[e] = np.where(fixed, 1 + np.floor(18 * v), np.where(short, 1 + np.floor(9 * v), NEVER))
    p.benefits[e] = np.where(formal & regular, FORMAL_BENEFITS, np.where(short & (u < 0.3), INSURED, 0))
    hours = np.floor(9 * trait_uniforms(k, p.pid[e], Trait.HOURS)).astype(np.int64)
    p.hours[e] = np.where(regular, 40 + hours, 30 + 2 * hours)
    p.wants_more_hours[e] = p.hours[e] < 35
    tertiary = (p.level[e] >= Level.SHORT_TERTIARY) & (f.sector[firm] >= Sector.SERVICES)
    office = trait_uniforms(k, p.pid[e], Trait.OFFICE)
    desk = np.where(office < 0.6, Family.PROFESSIONAL, Family.OFFICE)
    public = f.government[firm] & ~tertiary
    p.family[e] = np.where(tertiary, desk, np.where(public & (office < 0.6), Family.OFFICE, f.family[firm]))


def _pay(p: SimpleNamespace, f: SimpleNamespace, par: PopulationParameters, k: np.uint64) -> None:
    """Pay = expected product and premia, scaled so that the mean of all employees is one W."""
    e = np.flatnonzero(p.employer >= 0)
    firm = p.employer[e]
    years = SCHOOL_YEARS[p.level[e]]
    log = par.school_return * years + par.tertiary_return * np.maximum(years - 12.0, 0.0) + p.ability[e] + p.core[e]
    log += p.experience[e] + par.formal_premium * f.formal[firm] + 0.5 * f.productivity[firm] + f.premium[firm]
    log += 0.3 * trait_normals(k, p.pid[e], Trait.INCOME)
    pay = np.exp(log)
    p.pay[e] = pay / pay.mean() if len(e) else pay
    mean_pay(p, f)
