"""What theory says must not go the other way when an instrument gets stronger; from one state, in one month."""

import copy

import pytest

import sim
from sim.instruments.registry import parse
from sim.markets.labour_demand import set_labour_demand

PEOPLE, MONTHS = 3000, 30


def after(months, **instruments):
    config = sim.configure(f"people={PEOPLE}", f"months={months}").changed(instruments=instruments)
    model = sim.LabourMarket(config)
    model.run_for(months)
    return model


def posts(model):
    """Formal private posts that firms want this month."""
    firms = model.firms
    formal = (firms.formal == 1) & (firms.fid != 0)
    return int(firms.target_regular[formal].sum() + firms.target_casual[formal].sum())


def test_a_higher_levy_never_raises_formal_labour_demand():
    """Firms ask for posts at the same state of the world: levy 0, 1, 3.5 and 10 %, no grant."""
    model, wanted = after(12), []
    for rate in (0.0, 0.01, 0.035, 0.1):
        world = copy.deepcopy(model)
        world.instruments = parse({"levy": {"kind": "levy_revenue_only", "rate": rate, "threshold": 1}})
        world.levers = sim.core.policy.compile(world.instruments, world.month)
        world.events = {}
        for _ in range(12):  # adjustment is partial: let the wish come true
            set_labour_demand(world)
        wanted.append(posts(world))
    assert wanted == sorted(wanted, reverse=True)
    assert wanted[-1] < wanted[0]


def test_more_places_never_lower_enrolment():
    """Enrolled in courses after the places have been built (18 months): no more places, half as many more, thrice."""
    places = {"kind": "public_places_block", "budget": 0.01, "start": 0}
    enrolled = [
        after(MONTHS, **({"places": places | {"places": share}} if share else {})).series["admitted_to_courses"]
        for share in (0.0, 0.5, 3.0)
    ]
    totals = [sum(given) for given in enrolled]
    assert totals == sorted(totals)
    assert totals[-1] > totals[0]


@pytest.mark.parametrize("kind", ["stipend", "transport_allowance"])
def test_a_larger_benefit_costs_its_payers_more(kind):
    paid = []
    for amount in (0.0, 0.05, 0.2):
        table = after(18, benefit={"kind": kind, "amount": amount, "start": 6}).ledger.table()
        mine = table[table["purpose"].isin(["stipend", "travel_and_care"]) & (table["payer"] == "government")]
        paid.append(float(mine["amount"].sum()))
    assert paid == sorted(paid)
    assert paid[0] == 0.0 < paid[-1]
