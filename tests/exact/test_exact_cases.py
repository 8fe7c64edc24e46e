"""The register of exact cases, the command that works them, and the options of theory they run under."""

import math
from pathlib import Path

import pytest

import sim
from sim.__main__ import main
from sim.config import places
from sim.core.errors import InputError
from sim.experiments.exact import registry
from sim.experiments.exact.contract import Check, exactly, within_errors
from sim.model import LabourMarket

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "exact.md"
THEORIES = [name for name in places.options("theory") if name != "none"]


def test_a_comparison_holds_within_four_standard_errors():
    near, far = (within_errors("D00", "share", "rule", "", 0.5, 0.5 + z * 0.01, 0.01) for z in (3.9, -4.1))
    assert near.passes and not far.passes
    assert far.errors == pytest.approx(-4.1)


def test_what_is_not_a_number_never_agrees():
    assert not exactly("D00", "share", "rule", "", 0.5, math.nan, 1.0).passes


def test_every_case_says_what_it_is_and_is_found_in_small_letters():
    for name in registry.names():
        assert registry.title(registry.find(name.lower()))
        assert name == registry.find(name).CASE


def test_unknown_case_names_the_nearest():
    with pytest.raises(InputError, match="D02b"):
        registry.find("D02c")


def test_the_page_shows_every_case_and_none_beyond_tolerance():
    text = PAGE.read_text("utf-8")
    assert all(f"\n## {name} " in text for name in registry.names())
    assert "beyond tolerance" not in text


def test_the_command_ends_with_3_when_theory_and_simulation_differ(monkeypatch, tmp_path):
    wrong = Check("D01", "unemployment", "month", "s=.02 f=.2", 0.09, 0.2, 0.001, 0.004)
    monkeypatch.setattr(registry, "checks", lambda case: iter([wrong]))
    assert main(["exact", "d01", "--quiet", "--out", str(tmp_path / "page.md")]) == 3
    assert "beyond tolerance" in (tmp_path / "page.md").read_text("utf-8")


def test_the_model_s_own_month_is_untouched_by_default():
    config = sim.configure("people=500", "months=2")
    assert LabourMarket(config).phases == LabourMarket.MONTH
    assert "limit" not in config.canonical()


@pytest.mark.parametrize("theory", THEORIES)
def test_every_option_of_theory_lives_two_months_with_identities_checked(theory):
    model = LabourMarket(sim.configure(f"theory={theory}", "people=300", "months=2", "checks=true"))
    model.run_for(2)
    assert model.recorder.n == 2


def test_a_phase_that_does_not_exist_is_refused_by_name():
    config = sim.configure("theory=two_state", "limit.month=[open_the_budgets,walk]", "people=300", "months=1")
    with pytest.raises(InputError, match="unknown phase 'walk'"):
        LabourMarket(config)


def test_a_rule_of_a_limit_without_its_numbers_says_which_is_missing():
    config = sim.configure("limit.month=[meet_at_given_rates]", "people=300", "months=1")
    with pytest.raises(InputError, match=r"limit\.numbers\.finding_casual"):
        LabourMarket(config).step()
