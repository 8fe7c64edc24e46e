"""The operators say of a person what the definition says."""

import os
import subprocess
import sys

import numpy as np
import pytest
from registers import PARAMETERS, crowd, fingerprint, holds, observed, persons

from sim.core.states import Benefit, Contract, Education, Family, Job, Outside, Unit
from sim.indicators.bits import BITS, Op, Value

EMPLOYEE = {
    "job": Job.EMPLOYEE, "hours": 40, "pay": 1.0, "contract": Contract.PERMANENT, "unit": Unit.FORMAL,
    "family": Family.OFFICE, "level": 3,
}  # fmt: skip
FARMER = {"job": Job.OWN_ACCOUNT, "family": Family.FARMING, "unit": Unit.HOUSEHOLD, "hours": 30}
SEEKER = {"seeking": 1, "available": 1, "wants_work": 1, "search_since": -12}
APPRENTICE = {"job": Job.UNPAID_APPRENTICE, "hours": 40, "family": Family.CRAFT}


def test_an_unpaid_apprentice_is_employed_in_1982_and_in_training_or_neet_in_2013():
    people = persons(APPRENTICE, {**APPRENTICE, "pay_kind": 0.1}, {**APPRENTICE, "pay_kind": 0.1, "provider": 0})
    observed(people)
    assert holds(people, Op.EMPLOYED_13) == [True, True, True]
    assert holds(people, Op.EMPLOYED_19) == [False, True, True]
    assert holds(people, Op.NEET_19) == [False, False, False]
    assert holds(people, Op.NEET_19_LETTER) == [True, False, False]
    assert holds(people, Op.APPRENTICE_WITH_ALLOWANCE) == [False, True, True]
    assert holds(people, Op.APPRENTICE_NET_PAID) == [False, True, False]  # the third pays a fee of .2 a month


def test_switches_move_an_unpaid_apprentice():
    people = persons(APPRENTICE)
    observed(people, parameters=PARAMETERS._replace(unpaid_trainee_13=0.0, apprenticeship_counts_as_training=0.0))
    assert holds(people, Op.EMPLOYED_13) == [False]
    assert holds(people, Op.NEET_13) == [True]


def test_a_farmer_who_sells_less_than_half_is_not_employed_in_2013():
    helper = {**FARMER, "job": Job.FAMILY_WORKER}
    people = persons({**FARMER, "market_share": 50}, {**FARMER, "market_share": 51}, {**helper, "market_share": 0},
                     {**helper, "family": Family.TRADE}, {"job": Job.OWN_USE_PRODUCER})  # fmt: skip
    observed(people)
    assert all(holds(people, Op.EMPLOYED_13))
    assert holds(people, Op.EMPLOYED_19) == [False, True, False, True, False]
    assert holds(people, Op.NEET_19) == [True, False, True, False, True]


def test_labour_force_statuses():
    student = {"education": Education.SCHOOL, **SEEKER}
    people = persons(
        SEEKER, student, {"available": 1, "wants_work": 1, "outside_reason": Outside.DISCOURAGED},
        {"seeking": 1, "wants_work": 1}, {"wants_work": 1}, {**EMPLOYEE, "seeking": 1, "available": 1},
        {**EMPLOYEE, "hours": 34, "wants_more_hours": 1}, {**EMPLOYEE, "hours": 35, "wants_more_hours": 1},
    )  # fmt: skip
    observed(people)
    yes, no = True, False
    assert holds(people, Op.UNEMPLOYED_13) == [yes, yes, no, no, no, no, no, no]
    assert holds(people, Op.LONG_TERM_UNEMPLOYED) == [yes, yes, no, no, no, no, no, no]
    assert holds(people, Op.POTENTIAL_13) == [no, no, yes, yes, no, no, no, no]
    assert holds(people, Op.DISCOURAGED) == [no, no, yes, no, no, no, no, no]
    assert holds(people, Op.UNEMPLOYED_RELAXED_13) == [yes, yes, yes, no, no, no, no, no]
    assert holds(people, Op.UNDEREMPLOYED_13) == [no, no, no, no, no, no, yes, no]


def test_stages_of_the_two_variants():
    own = {"job": Job.OWN_ACCOUNT, "hours": 40, "pay": 0.5, "family": Family.TRADE, "unit": Unit.INFORMAL}
    school = {"education": Education.SCHOOL, "outside_reason": Outside.STUDY, "plans_to_work": 1}
    people = persons(
        EMPLOYEE, {**EMPLOYEE, "contract": Contract.CASUAL, "reservation": 2.0}, own, {**own, "reservation": 0.6},
        SEEKER, {"plans_to_work": 1}, {}, school, {**school, **EMPLOYEE},
    )  # fmt: skip
    observed(people)
    word = {(True, False, False): "T", (False, True, False): "I", (False, False, True): "N"}

    def stages(*ops):
        return "".join(word[k] for k in zip(*(holds(people, op) for op in ops), strict=True))

    assert stages(Op.TRANSITED, Op.IN_TRANSITION, Op.NOT_STARTED) == "TITIIINNI"
    assert stages(Op.TRANSITED_SWTS, Op.IN_TRANSITION_SWTS, Op.NOT_STARTED_SWTS) == "TITIIINNT"


def test_informal_jobs_exist_in_formal_units_and_formal_own_account_work_is_formal():
    insured = {**EMPLOYEE, "benefits": Benefit.SOCIAL_INSURANCE}
    own = {"job": Job.OWN_ACCOUNT, "family": Family.TRADE}
    people = persons(EMPLOYEE, insured, {**own, "unit": Unit.FORMAL}, {**own, "unit": Unit.INFORMAL},
                     {"job": Job.FAMILY_WORKER, "unit": Unit.FORMAL})  # fmt: skip
    observed(people)
    assert holds(people, Op.INFORMAL_13) == [True, False, False, True, True]


def test_a_decent_job_has_four_of_five_points():
    good = {**EMPLOYEE, "benefits": Benefit.SOCIAL_INSURANCE}
    people = persons(good, {**good, "hours": 60, "pay": 3.0}, {**good, "pay": 0.1}, EMPLOYEE, {**EMPLOYEE, "hours": 50})
    observed(people)
    assert holds(people, Op.DECENT_JOB) == [True, True, False, True, False]


def test_mismatch_by_level_and_by_certificate():
    people = persons({**EMPLOYEE, "level": 5}, {**EMPLOYEE, "level": 1}, {**EMPLOYEE, "level": 3, "certificates": 2},
                     {**EMPLOYEE, "certificates": 1 << Family.OFFICE},
                     {**EMPLOYEE, "level": 5, "family": Family.PROFESSIONAL})  # fmt: skip
    observed(people)
    assert holds(people, Op.OVEREDUCATED) == [True, False, False, False, False]
    assert holds(people, Op.UNDEREDUCATED) == [False, True, False, False, False]
    assert holds(people, Op.CERTIFIED_WORKER) == [False, False, True, True, False]
    assert holds(people, Op.HORIZONTAL_MISMATCH) == [False, False, True, False, False]


def test_flows_compare_two_months_and_newcomers_have_none():
    people = persons(SEEKER, EMPLOYEE, EMPLOYEE, {})
    observed(people, 0)
    assert not any(holds(people, Op.WAS_EMPLOYED))
    people.job[0], people.job_since[0] = Job.OWN_ACCOUNT, 1
    people.job[1] = Job.NONE
    people.job_since[2] = 1
    observed(people, 1)
    assert holds(people, Op.FOUND_JOB) == [True, False, False, False]
    assert holds(people, Op.SEPARATED) == [False, True, False, False]
    assert holds(people, Op.JOB_TO_JOB) == [False, False, True, False]


def test_first_jobs_are_dated_from_leaving_school():
    casual = {**EMPLOYEE, "contract": Contract.CASUAL, "reservation": 2.0}
    long_in_work = {"left_school": -9, "job_since": -4, **EMPLOYEE}
    people = persons({"education": Education.SCHOOL, **casual}, {"left_school": -5}, long_in_work)
    observed(people, 0)
    assert people.first_job.tolist()[0] < -1000 and people.first_job[2] == -4 and people.first_stable[2] == -4
    people.education[0], people.left_school[0] = Education.NONE, 1
    observed(people, 1)
    assert people.first_job[0] == 1  # the job held in school goes on: no time without one
    people.contract[0], people.job[1], people.pay[1] = Contract.PERMANENT, Job.OWN_ACCOUNT, 1.0
    observed(people, 2)
    assert people.first_stable[0] == 2 and people.first_good[0] == 2
    assert people.first_job[1] == 2 and people.first_good[1] == 2 and people.first_stable[1] < -1000
    people.education[0] = Education.SCHOOL
    observed(people, 3)
    assert people.first_job[0] < -1000  # back at school: the clock starts anew


def test_statuses_exclude_and_complete_each_other():
    people = crowd(3000)
    cells = observed(people)
    total = cells.sum(axis=0)
    assert total[Op.PERSON] == 3000
    work = np.array([holds(people, Op.EMPLOYED_13), holds(people, Op.UNEMPLOYED_13), holds(people, Op.POTENTIAL_13)])
    assert work.sum(axis=0).max() == 1
    parts = [Op.NEET_UNEMPLOYED, Op.NEET_DISCOURAGED, Op.NEET_CARE, Op.NEET_ILLNESS, Op.NEET_OTHER]
    assert total[parts].sum() == total[Op.NEET_13] > 0
    for first in (Op.TRANSITED, Op.TRANSITED_SWTS, Op.TRANSITED_19):
        assert total[first : first + 3].sum() == 3000
    idle = total[Op.NEET_13] + total[Op.EMPLOYED_13] + total[Op.IN_EDUCATION] - total[Op.PERSON]
    assert idle == total[Op.WORKING_STUDENT]  # the identity of working students, with apprentices employed


def test_values_are_sums_over_the_people_they_describe():
    people = persons(EMPLOYEE, {**EMPLOYEE, "pay_kind": 0.5}, {**FARMER, "pay": 0.25}, SEEKER)
    total = observed(people).sum(axis=0)
    assert total[Value.EMPLOYEE_PAY] == 2_500_000 and total[Value.SELF_INCOME] == 250_000
    assert total[Value.HOURS] == 110_000_000
    assert total[Value.HOURLY_PAY] == pytest.approx(2.5e6 / (40 * 52 / 12), abs=2)


def test_compiled_and_plain_python_agree():
    script = "from registers import fingerprint; print(fingerprint())"
    plain_python = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.path.dirname(__file__)}
    plain = subprocess.run([sys.executable, "-c", script], env=plain_python, capture_output=True, text=True, check=True)
    assert plain.stdout.strip() == fingerprint()


def test_bits_fit_the_word():
    assert max(Op) < BITS - 1 and min(Value) == BITS
