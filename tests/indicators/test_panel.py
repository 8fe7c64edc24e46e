"""Groups, the recorder and the register of indicators."""

import numpy as np
import pytest
from registers import crowd, persons, world

from sim.core.states import Job
from sim.finance.ledger import Account, For, transfer
from sim.indicators import registry
from sim.indicators.bits import Op
from sim.indicators.groups import GROUPS
from sim.indicators.panel import observe
from sim.indicators.registry import Indicator, Matching, all_indicators, codebook

NAMES = """\
employment_rate participation_rate unemployment_rate lu2 lu3 lu4 unemployment_relaxed long_term_unemployment
neet_rate neet_care_share training_participation_12m transited in_transition not_started transited_swts
in_transition_swts not_started_swts months_to_first_job months_to_stable_job wage_employment_share own_account_share
family_worker_share informality_rate hourly_pay self_employment_income vertical_mismatch horizontal_mismatch decent_job
job_finding_rate separation_rate job_to_job_rate vacancy_rate tightness training_places training_queue completion_rate
firms_training_share fund_balance unspent_share cost_by_payer employment_rate_icls19 unemployment_rate_icls19
participation_rate_icls19 neet_rate_icls19 informality_rate_icls19
""".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def recorded():
    m = world(crowd(2000))
    for m.month in range(12):
        observe(m)
    return m.recorder


def test_every_published_name_is_there_and_explained():
    book = codebook().set_index("name")
    assert set(NAMES) <= set(book.index)
    assert (book["label"].str.len() > 3).all() and (book["unit"] != "").all()


def test_groups_sum_to_all(recorded):
    last = dict(zip(GROUPS, recorded.numerator("participation_rate")[-1], strict=True))
    for parts in (
        ["sex=male", "sex=female"], ["area=rural", "area=urban"], ["age=15-64"],
        ["age=15-35", "age=36-54", "age=55-64"],
        [g for g in GROUPS if g.startswith("education=")], [f"wealth={q}" for q in range(1, 6)],
        ["disability=none", "disability=moderate_plus"], ["age=15-24", "age=25-54", "age=55-64"],
        [f"sex={s}|area={a}" for s in ("male", "female") for a in ("rural", "urban")],
    ):  # fmt: skip
        assert sum(last[g] for g in parts) == last["all"]
    assert last["sex=male|age=15-29"] + last["sex=female|age=15-29"] == last["age=15-29"]


def test_labour_force_is_employed_plus_unemployed(recorded):
    unemployed, force = recorded.numerator("unemployment_rate"), recorded.denominator("unemployment_rate")
    assert np.array_equal(recorded.numerator("employment_rate") + unemployed, force)
    assert np.array_equal(recorded.numerator("participation_rate"), force)
    lu = [recorded.rate(name) for name in ("unemployment_rate", "lu3", "lu4")]
    assert lu == sorted(lu)


def test_stages_partition_the_young_and_neet_parts_sum(recorded):
    for suffix in ("", "_swts", "_icls19"):
        stages = sum(recorded.numerator(f"{s}{suffix}") for s in ("transited", "in_transition", "not_started"))
        assert np.array_equal(stages, recorded.denominator(f"transited{suffix}"))
    young = recorded.denominator("transited")[-1]
    assert young[GROUPS.index("all")] == young[GROUPS.index("age=15-29")]
    assert young[GROUPS.index("age=36-54")] == 0
    parts = [f"neet_{p}_share" for p in ("unemployed", "discouraged", "care", "illness", "other")]
    assert np.array_equal(sum(recorded.numerator(p) for p in parts), recorded.numerator("neet_rate"))


def test_panel_has_a_row_a_month_and_group(recorded):
    panel = recorded.panel("run")
    assert len(panel) == 12 * len(GROUPS)
    assert list(panel.columns[:5])[:3] == ["run_key", "month", "group"]
    assert {f"{name}_{part}" for name in NAMES for part in ("num", "den")} <= set(panel.columns)
    assert panel.loc[panel["group"] != "all", "tightness_num"].isna().all()
    assert recorded.rates().query("group == 'all' and indicator == 'employment_rate'")["value"].item() == pytest.approx(
        recorded.rate("employment_rate", months=12)
    )


def test_the_recorder_makes_room_for_months_beyond_the_plan():
    m = world(crowd(50), months=2)
    for m.month in range(5):
        observe(m)
    assert m.recorder.panel()["month"].unique().tolist() == [0, 1, 2, 3, 4]


def test_an_indicator_is_added_without_editing_a_file():
    mothers = Indicator("idle_but_willing", "Wants work, neither works nor learns", "share",
                        Matching((Op.UNEMPLOYED_RELAXED_13,), (Op.IN_EDUCATION,)), Op.PERSON)  # fmt: skip
    registry.register(mothers)
    try:
        willing = {"available": 1, "wants_work": 1}
        m = world(persons(willing, {**willing, "education": 1}, {"job": Job.OWN_ACCOUNT}, {}))
        observe(m)
        assert m.recorder.rate("idle_but_willing") == 0.25
        with pytest.raises(ValueError, match="taken"):
            registry.register(mothers)
    finally:
        registry.forget("idle_but_willing")
    assert "idle_but_willing" not in all_indicators()


def test_who_pays_for_training_nets_grants():
    m = world(persons({}))
    for purpose, payer, payee, amount in (
        (For.STAFF_TRAINING, Account.ENTERPRISES, Account.PROVIDERS, 4_000_000),
        (For.GRANT, Account.TRAINING_FUND, Account.ENTERPRISES, 1_000_000),
        (For.FEE, Account.HOUSEHOLDS, Account.PROVIDERS, 1_000_000),
        (For.EARMARK, Account.GOVERNMENT, Account.TRAINING_FUND, 3_000_000),
        (For.PAY, Account.ENTERPRISES, Account.HOUSEHOLDS, 9_000_000),
    ):
        transfer(m.flows, purpose, payer, payee, 0, amount)
    observe(m)
    rate = m.recorder.rate
    assert rate("cost_by_payer") == 5.0
    assert rate("cost_by_payer_enterprises") == 0.6 and rate("cost_by_payer_training_fund") == 0.2
    assert rate("fund_balance") == 2.0 and rate("unspent_share") == pytest.approx(2 / 3)


def test_tightness_is_vacancies_a_jobseeker():
    seeker = {"seeking": 1, "available": 1, "wants_work": 1}
    m = world(persons(seeker, seeker, {"job": Job.EMPLOYEE}, {"job": Job.EMPLOYEE}, {"job": Job.EMPLOYEE}))
    m.events = {"vacancies": np.array([1, 0]), "completed": 3, "dropped_out": 1}
    observe(m)
    assert m.recorder.rate("tightness") == 0.5
    assert m.recorder.rate("vacancy_rate") == 0.25
    assert m.recorder.rate("completion_rate") == 0.75
