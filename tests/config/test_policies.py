"""Packages of a scenario: one message for each thing that cannot be used, and worlds that hold what they should."""

import pytest

from sim.config.configure import configure
from sim.core.errors import InputError

ILLUSTRATIVE = "scenarios=two_ways_to_pay"

BAD = [
    (["policy=places"], "no policies"),
    ([ILLUSTRATIVE, "policy=hiring_subsdy"], "Did you mean 'hiring_subsidy'"),
    ([ILLUSTRATIVE, "policies.hiring_subsidy.intruments={}"], "Did you mean 'instruments'"),
    (["policies.a.about=words"], "needs instruments or options"),
    (["policies.baseline.instruments.b.kind=stipend"], "choose another name"),
    (["policies.a.options={inclusion:[stipnd]}"], "Did you mean 'stipend'"),
    (["policies.a.options={inclusion:[stipend,stipend]}"], "there twice"),
    (["policies.a.options={countries:[ghana]}"], "unknown group of measures"),
    (["policies.a.instruments.b.amount=1", "policy=a"], "has no kind"),
    (["policies.a.instruments.b.kind=stipnd", "policy=a"], "Did you mean 'stipend'"),
    ([ILLUSTRATIVE, "policy=hiring_subsidy", "services=[hiring_subsidy]"], "name it once"),
    (
        ["inclusion=[stipend]", "policies.a.instruments.stipend.kind=stipend", "policy=a"],
        "this instrument is in the world already",
    ),
    (["policies.a.instruments.b={kind:stipend,start:5,end:3}", "policy=a"], "end must come after start"),
    (["policies.a.instruments.b={kind:stipend,paid_by:{government:0.9}}", "policy=a"], "must add up to 1"),
    (["policies.a.instruments.b={kind:stipend,budget:-1}", "policy=a"], "budget"),
]


@pytest.mark.parametrize(("words", "said"), BAD, ids=[said for _, said in BAD])
def test_one_message(words, said):
    with pytest.raises(InputError, match=said):
        configure(*words)


def test_a_package_is_in_its_own_world_only():
    without, subsidy = configure(ILLUSTRATIVE), configure(ILLUSTRATIVE, "policy=hiring_subsidy")
    assert without.instruments == {} and set(subsidy.instruments) == {"hiring_subsidy"}
    assert (without.policy, subsidy.policy) == (None, "hiring_subsidy")
    assert set(without.policies) == {"places_and_stipend", "hiring_subsidy"}


def test_numbers_of_a_ready_option_can_be_changed_by_the_package_and_by_words():
    words = ("policies.a.options={inclusion:[stipend]}", "policies.a.instruments.stipend.start=7")
    config = configure(*words, "policies.a.instruments.stipend.amount=0.4", "policy=a")
    assert config.instruments["stipend"]["start"] == 7 and config.instruments["stipend"]["amount"] == 0.4
    assert config.instruments["stipend"]["kind"] == "stipend"


def test_policies_do_not_move_the_world_without_them():
    assert configure("policies.a.instruments.b.kind=stipend").run_key == configure().run_key


def test_a_scenario_chooses_its_country_in_one_word(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("country: ghana\nsize: quick\nmonths: 24\n")
    config = configure(f"scenarios='{file}'")
    assert (config.country.option, config.people, config.months) == ("ghana", 5000, 24)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{policy: b, outcome: x, sign: 1}", "unknown policy 'b'"),
        ("{policy: a, outcome: x}", "'sign' is missing"),
        ("{policy: a, outcome: x, sign: up}", "sign must be"),
        ("{policy: a, outcom: x, sign: 1}", "Did you mean 'outcome'"),
    ],
)
def test_expectations_are_checked(tmp_path, row, said):
    file = tmp_path / "mine.yaml"
    file.write_text(f"policies: {{a: {{options: {{inclusion: [stipend]}}}}}}\nexpected:\n  - {row}\n")
    with pytest.raises(InputError, match=said):
        configure(f"scenarios='{file}'")


def test_a_scenario_that_overrides_a_missing_key_says_which(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("economy: {search: {aplications: 3}}\n")
    with pytest.raises(InputError, match="Did you mean 'applications'"):
        configure(f"scenarios='{file}'")
