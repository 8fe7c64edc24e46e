"""D12: employers who see a noisy signal pay the expectation."""

from sim.experiments.exact.registry import checks


def test_pay_follows_the_reliable_part_of_the_signal():
    found = list(checks("D12"))
    assert [check for check in found if not check.passes] == []
    printed = {check.what: check for check in found if "v=1 e=0.5" in check.parameters and "μ=0 " in check.parameters}
    assert round(printed["slope of log pay on skill"].expected, 4) == 0.6667
    assert round(printed["correlation of log pay and skill"].expected, 4) == 0.8165
