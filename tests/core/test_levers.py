"""Levers: what no instrument moves is untouched, and the order of instruments never matters."""

from dataclasses import dataclass, field
from itertools import permutations
from types import SimpleNamespace

import numpy as np
import pytest

from sim.agents.firm import Firm
from sim.agents.worker import Worker
from sim.core.columns import columns_of
from sim.core.errors import InputError
from sim.core.groups import Target
from sim.core.levers import LEVERS, PAYERS, Lever
from sim.core.policy import Change, LeverTable, compile, ramp_share

YOUNG = Target.parse({"age": "15-24"})
GOVERNMENT = (1.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Made:
    """A hand-made instrument."""

    made: list[Change]
    target: Target = field(default_factory=Target)
    take_up: float = 1.0
    inclusion_error: float = 0.0
    exclusion_error: float = 0.0
    offered: float = 1.0
    saturation: dict[int, float] = field(default_factory=dict)
    delivers: bool = True
    fade: int = 0
    start: int = 0
    end: int | None = None
    ramp: int = 0
    intensity: float = 1.0
    budget: float | None = None
    admin_share: float = 0.0
    leakage: float = 0.0
    financing: str = "household_tax"
    shares: tuple[float, ...] = GOVERNMENT

    def changes(self):
        return self.made


def stipend(by=0.2, how="add", **more):
    return Made([Change(Lever.STIPEND, by, how=how)], **more)


def world(n=2000, month=0):
    people = Worker.Columns(*(c.empty(n) for c in columns_of(Worker).values()))
    people.pid[:] = np.arange(n) * 7919 + 1
    people.birth[:] = -12 * (15 + np.arange(n) % 50)
    people.sex[:] = np.arange(n) % 2
    firms = Firm.Columns(*(c.empty(4) for c in columns_of(Firm).values()))
    firms.fid[:] = [1, 2, 3, 4]
    return SimpleNamespace(people=people, firms=firms, month=month, seed=1, territory=None)


ROWS = np.arange(2000)


def test_without_instruments_the_base_comes_back_untouched():
    base = np.array([0.1, -0.0, 3.0])
    assert LeverTable().values(Lever.FEE, base, world(), np.arange(3)) is base
    assert LeverTable().values(Lever.FEE, 0.3, world(), np.arange(3)).tolist() == [0.3, 0.3, 0.3]
    assert not LeverTable().has(Lever.FEE)


@pytest.mark.parametrize(
    "none",
    [
        stipend(intensity=0.0),
        stipend(by=0.0),
        stipend(target=Target.parse("nobody")),
        stipend(start=6),
        stipend(end=0),
        stipend(take_up=0.0),
    ],
)
def test_what_has_no_effect_is_no_row(none):
    assert len(compile({"none": none}, 0)) == 0


def test_an_empty_target_leaves_every_value_to_the_bit():
    m, base = world(), np.linspace(-1, 1, 2000)
    table = compile({"s": stipend(target=Target.parse({"market": 200}))}, 0)
    assert table.values(Lever.STIPEND, base, m, ROWS).tobytes() == base.tobytes()


def test_additions_come_before_factors():
    table = compile({"a": stipend(0.2), "b": stipend(0.5, how="scale")}, 0)
    assert table.values(Lever.STIPEND, 0.1, world(), ROWS[:1]) == pytest.approx((0.1 + 0.2) * 1.5)


def test_the_order_of_instruments_never_matters_to_the_bit():
    made = {f"i{k}": stipend(0.1 + 0.1 / (k + 3), how="scale" if k % 3 == 2 else "add") for k in range(5)}
    seen = {
        compile({n: made[n] for n in order}, 0).values(Lever.STIPEND, 0.1, world(50), ROWS[:50]).tobytes()
        for order in permutations(made)
    }
    assert len(seen) == 1


def test_only_the_target_is_hit():
    m = world()
    value = compile({"s": stipend(target=YOUNG)}, 0).values(Lever.STIPEND, 0.0, m, ROWS)
    ages = -m.people.birth // 12
    assert (value[(ages >= 15) & (ages <= 24)] == 0.2).all()
    assert (value[ages > 24] == 0.0).all()


def test_take_up_is_nested_and_has_its_share():
    reached = [
        compile({"s": stipend(take_up=share)}, 0).values(Lever.STIPEND, 0.0, world(), ROWS) > 0
        for share in (0.2, 0.5, 0.9)
    ]
    assert (reached[0] <= reached[1]).all() and (reached[1] <= reached[2]).all()
    for share, hit in zip((0.2, 0.5, 0.9), reached, strict=True):
        assert abs(hit.mean() - share) < 4 * np.sqrt(share * (1 - share) / 2000)  # 4 SE, n = 2000


def test_the_same_people_take_up_in_every_month_and_at_every_intensity():
    now, later = world(), world(month=30)
    one = compile({"s": stipend(take_up=0.5)}, 0).values(Lever.STIPEND, 0.0, now, ROWS) > 0
    other = compile({"s": stipend(take_up=0.5, intensity=2.0)}, 30).values(Lever.STIPEND, 0.0, later, ROWS) > 0
    assert np.array_equal(one, other)


def test_targeting_errors_leave_out_some_and_let_in_others():
    m = world()
    inside = YOUNG.mask(m.people, 0)
    table = compile({"s": stipend(target=YOUNG, inclusion_error=0.1, exclusion_error=0.3)}, 0)
    hit = table.values(Lever.STIPEND, 0.0, m, ROWS) > 0
    assert abs(hit[inside].mean() - 0.7) < 4 * np.sqrt(0.21 / inside.sum())
    assert abs(hit[~inside].mean() - 0.1) < 4 * np.sqrt(0.09 / (~inside).sum())


def test_delivery_ramps_up_from_the_start():
    assert [ramp_share(t, 2, 4) for t in (2, 3, 5, 9)] == [0.25, 0.5, 1.0, 1.0]
    table = compile({"s": stipend(0.4, start=2, ramp=4)}, 3)
    assert table.values(Lever.STIPEND, 0.0, world(month=3), ROWS[:1])[0] == pytest.approx(0.2)


def test_values_stay_within_the_bounds_of_the_lever():
    cut = Made([Change(Lever.TRAVEL_COST, -1.0)])
    assert compile({"t": cut}, 0).values(Lever.TRAVEL_COST, 0.05, world(), ROWS[:3]).tolist() == [0, 0, 0]


def test_payer_shares_sum_to_one_and_are_weighted_by_size():
    donors = (0.0, 0.0, 0.0, 1.0, 0.0)
    table = compile({"a": stipend(0.1), "b": stipend(0.3, shares=donors)}, 0)
    assert table.payers(Lever.STIPEND).tolist() == pytest.approx([0.25, 0, 0, 0.75, 0])
    assert LeverTable().payers(Lever.STIPEND).sum() == 0
    assert len(PAYERS) == 5


def test_administration_and_leakage_cost_the_payers_more_than_is_delivered():
    table = compile({"s": stipend(admin_share=0.1, leakage=0.2)}, 0)
    assert table.overhead(Lever.STIPEND) == pytest.approx(1.1 / 0.8 - 1)


def test_a_wedge_on_young_hires_lowers_the_firms_mean_labour_cost_by_their_share():
    m = world(8)
    m.people.employer[:] = [0, 0, 0, 0, 1, 1, -1, -1]
    m.people.job_since[:6] = [0, 0, -9, -9, -9, -9]
    subsidy = Made([Change(Lever.LABOUR_COST_WEDGE, -0.5, from_hire=12)])
    table = compile({"h": subsidy}, 0)
    assert table.values(Lever.LABOUR_COST_WEDGE, 0.0, m, np.arange(4)).tolist() == [-0.25, 0, 0, 0]
    person = table.values(Lever.LABOUR_COST_WEDGE, 0.0, m, np.arange(8), bearer="person")
    assert person.tolist() == [-0.5, -0.5, 0, 0, 0, 0, -0.5, -0.5]


def test_a_target_must_describe_the_bearer_of_the_lever():
    with pytest.raises(InputError, match=r"instruments\.s: stipend is borne by a person"):
        compile({"s": stipend(target=Target.parse({"formal": True}))}, 0)


def test_a_sectors_demand_moves_alone():
    shock = Made([Change(Lever.DEMAND_PATH, -0.1, how="scale")], target=Target.parse({"sector": "industry"}))
    path = compile({"c": shock}, 0).values(Lever.DEMAND_PATH, np.ones(4), world(), np.arange(4))
    assert path.tolist() == pytest.approx([1.0, 0.9, 1.0, 1.0])


def test_every_lever_has_unit_bearer_and_meaning():
    assert set(LEVERS) == set(Lever)
    for spec in LEVERS.values():
        assert spec.unit and spec.meaning and spec.low < spec.high
        assert spec.bearer in ("person", "provider", "firm", "sector", "economy")
