"""Who paid: every W of training is charged to one of five payers, once."""

import pandas as pd
import pytest

from sim.report.moves import shade
from sim.report.payers import paid


def ledger(*lines: tuple[str, str, str, float]) -> pd.DataFrame:
    rows = [(0, purpose, payer, payee, "nobody", amount) for purpose, payer, payee, amount in lines]
    return pd.DataFrame(rows, columns=["month", "purpose", "payer", "payee", "group", "amount"])


def by_payer(*lines) -> dict[str, float]:
    return {k: v for k, v in paid(ledger(*lines)).groupby("payer")["amount"].sum().items() if v}


def test_what_the_fund_spends_is_charged_to_those_who_filled_it():
    charged = by_payer(
        ("levy", "enterprises", "training_fund", 30.0),
        ("donor_budget", "donors", "training_fund", 10.0),
        ("public_places", "training_fund", "providers", 20.0),
    )
    assert charged == pytest.approx({"enterprises": 15.0, "donors": 5.0})


def test_a_levy_that_the_treasury_passes_on_is_the_enterprises_money():
    charged = by_payer(
        ("levy", "enterprises", "government", 40.0),
        ("earmark", "government", "training_fund", 30.0),
        ("public_places", "training_fund", "providers", 20.0),
    )
    assert charged == pytest.approx({"enterprises": 20.0})


def test_a_grant_from_the_levy_gives_enterprises_back_their_own_money():
    charged = by_payer(
        ("levy", "enterprises", "training_fund", 30.0),
        ("grant", "training_fund", "enterprises", 12.0),
        ("staff_training", "enterprises", "providers", 25.0),
    )
    assert charged == pytest.approx({"enterprises": 25.0})


def test_the_sum_over_payers_is_what_training_took_in():
    """Grants wash out, so that the total equals what providers, masters and learners received."""
    lines = [
        ("fee", "households", "providers", 33.0), ("stipend", "government", "households", 6.0),
        ("staff_training", "enterprises", "providers", 25.0), ("grant", "training_fund", "enterprises", 12.0),
        ("levy", "enterprises", "training_fund", 30.0), ("pay", "enterprises", "households", 900.0),
    ]  # fmt: skip
    assert sum(by_payer(*lines).values()) == pytest.approx(33 + 6 + 25)


def test_shades_grow_with_the_rate():
    assert [shade(r, False) for r in (0.0, 0.6, 3.0, 7.0, 40.0)] == ["heat0", "heat1", "heat2", "heat3", "heat4"]
