"""A story: one simulated person chosen by quantile, two worlds with the same luck, and a thousand people like her."""

import json

import numpy as np
import pytest

import sim
from sim.__main__ import main
from sim.core.errors import InputError
from sim.core.groups import Target
from sim.core.states import Education, Job, ProviderKind, Tier, Unit
from sim.experiments.story.tale import tell
from sim.experiments.story.watch import State, states
from sim.experiments.story.words import events
from sim.report.story import spells, whole

POLICY = ("inclusion=[transport_allowance]", "people=3000")


@pytest.fixture(scope="module")
def tale():
    with_it = sim.configure(*POLICY)
    group = Target.parse({"age": "15-24"})
    return tell(with_it.changed(instruments={}), with_it, group, start=0, months=24, quantile=50, outcome="income")


# ---- who is followed


def test_the_person_is_the_quantile_of_the_group_and_not_chosen(tale):
    below = (tale.values < tale.values[tale.person]).mean()
    not_above = (tale.values <= tale.values[tale.person]).mean()
    assert below <= 0.5 <= not_above
    years = (tale.without.start - tale.without.birth.astype(int)) // 12
    assert ((years >= 15) & (years <= 24)).all()


def test_a_higher_quantile_is_not_poorer(tale):
    with_it = sim.configure(*POLICY)
    rich = tell(
        with_it.changed(instruments={}), with_it, Target.parse({"age": "15-24"}), start=0, months=24, quantile=90,
        outcome="income",
    )  # fmt: skip
    assert rich.values[rich.person] >= tale.values[tale.person]


def test_both_worlds_are_one_before_the_policy(tale):
    for name, values in tale.without.registers.items():
        assert np.array_equal(values[0], tale.with_it.registers[name][0]), name


def test_a_thousand_people_are_a_thousand(tale):
    for sides in tale.counts().values():
        for counts in sides:
            stands = sum(n for name, n in counts.items() if name != "decent")
            assert stands == pytest.approx(1000.0)
    assert sum(whole(tale.counts()[36][0]).values()) == round(1000.0 - tale.counts()[36][0]["gone"])


def test_a_small_group_is_refused_with_its_number():
    config = sim.configure(*POLICY)
    with pytest.raises(InputError, match="simulated people"):
        few = Target.parse({"age": 15, "disability": "severe"})
        tell(config.changed(instruments={}), config, few, start=0, months=2, quantile=50, outcome="income")


# ---- words

IDLE = {
    "here": True, "education": 0, "job": 0, "unit": 0, "tier": 0, "hours": 0, "pay": 0.0, "pay_kind": 0.0, "seeking": 0,
    "available": 0, "outside_reason": 6, "waiting_for": -1, "provider": -1, "certificates": 0, "level": 2, "union": 0,
    "child_birth": -32768, "market": 3, "family": 0, "status": np.uint64(1), "firm": 0, "staff": 0, "sector": 0,
    "queue_kind": 0, "queue_family": 0, "queue_full": False, "queue_length": 0, "school_kind": 0, "school_family": 0,
    "state": 7,
}  # fmt: skip


def life(*months):
    """Registers of one person from changes to a life in which nothing happens."""
    rows, now = [], dict(IDLE)
    for change in months:
        now = now | change
        rows.append(now)
    return {name: np.array([row[name] for row in rows]) for name in IDLE}


def told(*months):
    return [e.text for e in events(life({}, *months))]


WAITS = {"waiting_for": 4, "queue_full": True, "queue_length": 31, "queue_kind": int(ProviderKind.PUBLIC_COLLEGE),
         "queue_family": 1}  # fmt: skip
HIRED = {"job": int(Job.EMPLOYEE), "unit": int(Unit.FORMAL), "tier": int(Tier.CASUAL), "firm": 9, "staff": 14,
         "pay": 0.5, "family": 4, "sector": 2}  # fmt: skip


def test_an_application_to_a_full_college_that_leads_nowhere():
    assert told(WAITS, {}, {"waiting_for": -1}) == [
        "applies for a course in craft at a public college; it is full, 31 stand in the queue",
        "leaves the queue after 2 months: refused, because it was full",
    ]


def test_admission_and_completion_with_a_certificate():
    course = {"waiting_for": -1, "education": int(Education.COURSE), "provider": 4, "school_family": 1}
    assert told(WAITS, course, {"education": 0, "certificates": 2})[1:] == [
        "is admitted to a course in craft at a public college",
        "completes the training and gets a certificate",
    ]
    assert told(WAITS, course, {"education": 0, "provider": -1})[-1] == "drops out of the training"


def test_a_hire_a_better_contract_a_rise_and_the_end():
    assert told({"seeking": 1, "available": 1}, HIRED | {"seeking": 0}, {"tier": int(Tier.REGULAR)}, {"pay": 0.6},
                {"job": 0, "firm": 0, "pay": 0.0, "tier": 0, "unit": 0}) == [
        "looks for work",
        "hired by a formal firm of 14 people in services: casual job in trade, 0.50 W a month",
        "the casual job becomes a regular one",
        "pay rises to 0.60 W a month",
        "separated: the job ends",
    ]  # fmt: skip


def test_nothing_is_told_of_who_has_left():
    assert told({"here": False}, {"here": False}) == ["leaves the model: died, moved abroad or turned 65"]


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"education": 1}, State.SCHOOL), ({"education": 2}, State.TRAINING), ({"job": 8}, State.OWN_WORK),
        ({"job": int(Job.UNPAID_APPRENTICE)}, State.TRAINING), (HIRED, State.FORMAL_JOB),
        (HIRED | {"status": np.uint64(1 << 12)}, State.INFORMAL_JOB), ({"seeking": 1, "available": 1}, State.SEARCH),
        ({"outside_reason": 2}, State.CARE), ({}, State.OUTSIDE), ({"here": False}, -1),
    ],
)  # fmt: skip
def test_where_a_person_stands(change, state):
    assert states({k: v[:1] for k, v in life(change).items()})[0] == state


def test_spells_are_stretches_of_one_state():
    assert spells(np.array([3, 3, 5, 3])) == [(3, 0, 2), (5, 2, 1), (3, 3, 1)]


# ---- the command


def test_the_command_prints_both_lives_and_writes_the_page(tmp_path, capsys):
    words = ["story", *POLICY, "--group", "sex=female,age=15-29", "--quiet", "--out", str(tmp_path / "page.html")]
    assert main([*words, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["simulated_person"] is True and said["who"].startswith("a woman of")
    assert len(said["without"]["states"]) == 25 and set(said["of_1000"]) == {"12", "24", "36"}
    page = (tmp_path / "page.html").read_text()
    assert "Simulated person" in page and page.count("<svg") == 4
    assert main(words) == 0
    assert "1,000 people like this one" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["story", "people=500"], "both worlds are the same"),
        (["story", *POLICY, "--quantile", "101"], "--quantile"),
        (["story", *POLICY, "--months", "0"], "--months"),
        (["story", *POLICY, "--group", "female"], "--group"),
        (["story", *POLICY, "--group", "sex=woman"], "woman"),
    ],
)
def test_wrong_words_are_told_in_one_message(words, says, capsys):
    assert main(words) == 2
    assert says in capsys.readouterr().err
