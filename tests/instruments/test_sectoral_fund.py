import numpy as np
import pytest
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.sectoral_fund import SectoralFund


def test_only_members_pay_and_the_rate_is_split_between_employers_and_workers():
    m, rows = world(), np.arange(4)
    m.firms.sector[:4], m.firms.formal[:4] = [1, 1, 2, 1], [1, 0, 1, 1]
    table = compile({"fund": SectoralFund(rate=0.01, workers=0.2)}, 0)
    employers = table.values(Lever.LEVY_RATE, 0.0, m, rows)
    workers = table.values(Lever.LEVY_WORKERS, 0.0, m, rows)
    assert employers == pytest.approx([0.008, 0.0, 0.0, 0.008])
    assert workers == pytest.approx([0.002, 0.0, 0.0, 0.002])


def test_places_are_added_in_the_trades_of_the_sector_only():
    m, rows = world(), np.arange(8)
    m.providers.kind[:8], m.providers.family[:8] = 0, np.arange(8)
    table = compile({"fund": SectoralFund(places=0.1)}, 0)
    places = table.values(Lever.PLACES, np.full(8, 10.0), m, rows)
    assert np.flatnonzero(places > 10.0).tolist() == [1, 2, 3]
