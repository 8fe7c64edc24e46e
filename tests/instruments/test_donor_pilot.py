"""Seats of a donor pilot: on top, paid by donors, dear and better taught, and over at the end."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "model"))
from small_market import differing, lived, market

from sim.core.states import Education
from sim.training.seats import by_provider, seats

PILOT = ("financing=[donor_pilot]",)
MUCH = ("instruments.donor_pilot.offer=0.1", "instruments.donor_pilot.budget=0.05")


@pytest.fixture(scope="module")
def pilot():
    return lived(*PILOT, *MUCH, "instruments.donor_pilot.end=6", "checks=true", months=24)


@pytest.fixture(scope="module")
def baseline():
    return lived(months=24)


def test_seats_are_given_logged_and_paid_by_donors(pilot):
    given = pilot.treated.table().query("by == 'donor_pilot'")
    assert len(given) == sum(pilot.series["seats_given"]) > 20
    paid = pilot.ledger.table().query("purpose == 'seat'")
    assert set(paid["payer"]) == {"donors"} and set(paid["payee"]) == {"providers", "households"}


def test_the_pilot_ends_in_a_cliff_and_keeps_its_word(pilot):
    held = pilot.series["seats"]
    assert held[5] > 20 and held[-1] < 0.2 * held[5]
    assert sum(pilot.series["seats_given"][6:]) == 0
    assert pilot.ledger.table().query("purpose == 'seat'")["month"].max() > 6


def test_a_larger_budget_serves_a_superset_in_the_month_of_the_start():
    served = []
    for budget in (0.01, 0.05, 1.0):
        model = market(
            *PILOT, "instruments.donor_pilot.offer=1.0", f"instruments.donor_pilot.budget={budget}", months=1
        )
        model.step()
        served.append(set(model.treated.table().query("by == 'donor_pilot'")["pid"]))
        assert len(seats(model).held) == len(served[-1])
    assert served[0] < served[1] < served[2]


def test_seats_take_nobodys_place():
    model = market(
        *PILOT, "instruments.donor_pilot.offer=1.0", "instruments.donor_pilot.budget=null", "checks=true", months=1
    )
    model.step()
    usual = market(months=1)
    usual.step()
    p, held = model.providers, by_provider(model)
    assert held.sum() > 50
    assert (p.places - held == usual.providers.places).all()
    assert model.series["admitted"] == usual.series["admitted"]
    on_seats = model.people.education[seats(model).held["row"]]
    assert (on_seats == Education.COURSE).mean() > 0.9  # the first have dropped out


@pytest.mark.parametrize("word", ["intensity=0", "budget=0", "start=30", "target=nobody", "take_up=0"])
def test_nothing_is_the_baseline_to_the_bit(baseline, word):
    end = ["instruments.donor_pilot.end=40"] if word.startswith("start") else []
    assert differing(baseline, lived(*PILOT, f"instruments.donor_pilot.{word}", *end)) == []


def test_unspent_money_is_printed_and_lapses_after_the_end(pilot):
    unspent = np.array(pilot.series["unspent_donor_pilot"])
    promised = pilot.budgets.envelopes["donor_pilot"].committed / 1e6
    assert (unspent >= 0).all() and unspent[-1] == pytest.approx(promised)
    assert np.nansum(pilot.series["lapsed_donor_pilot"]) > 0
