import numpy as np
import pytest
from lived import lived, paid
from test_all_instruments import world

from sim.core.levers import Lever
from sim.core.policy import compile
from sim.instruments.sector_body_quality import SectorBodyQuality


def test_recognised_programmes_teach_more_of_use_and_their_certificates_say_more():
    m = world()
    m.providers.recognised[:2] = [1, 0]
    table = compile({"s": SectorBodyQuality()}, 0)
    assert table.values(Lever.TEACHING, 1.0, m, np.arange(2)).tolist() == pytest.approx([1.05, 1.0])
    assert table.value(Lever.CERTIFICATE_RELIABILITY, 0.8, m) == pytest.approx(0.85)


def test_government_and_social_partners_share_the_cost():
    shares = paid(lived("system=[sector_body_quality]"), "skills_system")
    assert shares["government"] == pytest.approx(shares["social_partners"], rel=1e-4)
