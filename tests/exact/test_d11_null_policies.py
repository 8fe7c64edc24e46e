"""D11: policies that do nothing change nothing, and the comparison would notice if they did."""

from sim.experiments.exact.d11_null_policies import differing, lived, registers
from sim.experiments.exact.registry import checks


def test_policies_that_do_nothing_are_the_baseline():
    found = list(checks("D11"))
    assert len(found) == 13 + 2 * 3
    assert [check for check in found if not check.passes] == []


def test_half_a_rebate_is_not_nothing():
    half = lived("financing=[levy_rebate]", "instruments.levy_rebate.rebate=0.5", "instruments.levy_rebate.threshold=1")
    assert "people.pay" in differing(registers(lived()), registers(half))
