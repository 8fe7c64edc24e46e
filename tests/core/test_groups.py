"""Target groups: read from YAML, refused where they contradict themselves, compiled to a mask."""

from types import SimpleNamespace

import numpy as np
import pytest
import yaml

from sim.agents.firm import Firm
from sim.agents.worker import Worker
from sim.core.columns import columns_of
from sim.core.errors import InputError
from sim.core.groups import REGISTERS, TRAITS, Target
from sim.core.states import Disability, Education, Job, Level, Sex


def people(n=6):
    made = Worker.Columns(*(c.empty(n) for c in columns_of(Worker).values()))
    made.pid[:] = np.arange(n) + 1
    made.birth[:] = [-12 * age for age in (15, 24, 25, 40, 18, 64)]
    made.sex[:] = [0, 1, 1, 0, 1, 0]
    made.disability[:] = [0, 1, 2, 0, 0, 1]
    made.level[:] = [Level.NONE, Level.PRIMARY, Level.BACHELOR, Level.NONE, Level.UPPER_SECONDARY, 2]
    made.wealth[:] = [0, 1, 2, 3, 4, 0]
    made.job[:] = [Job.NONE, Job.EMPLOYEE, Job.NONE, Job.OWN_USE_PRODUCER, Job.UNPAID_APPRENTICE, Job.FAMILY_WORKER]
    made.education[0] = Education.SCHOOL
    made.seeking[2] = made.available[2] = 1
    return made


def members(text):
    return np.flatnonzero(Target.parse(yaml.safe_load(text)).mask(people(), 0)).tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", [0, 1, 2, 3, 4, 5]),
        ("{sex: female, age: 15-24}", [1, 4]),
        ("{disability: moderate_plus}", [1, 2, 5]),
        ("{education: [none, primary]}", [0, 1, 3]),
        ("{education: tertiary}", [2]),
        ("{wealth: [1, 2]}", [0, 1, 5]),
        ("{wealth: 4-5}", [3, 4]),
        ("{age: 40+}", [3, 5]),
        ("{age: [15-18, 64]}", [0, 4, 5]),
        ("{employed: true}", [1, 5]),
        ("{unemployed: true}", [2]),
        ("{neet: true}", [2, 3]),
        ("{in_training: true}", [4]),
        ("{enrolled: false, sex: male}", [3, 5]),
        ("{outside_labour_force: true}", [0, 3, 4]),
        ("nobody", []),
    ],
)
def test_members_of_a_group(text, expected):
    assert members(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{sx: female}", "unknown trait 'sx'. Did you mean 'sex'"),
        ("{sex: femal}", "Did you mean 'female'"),
        ("{age: 30-20}", "did you mean 20-30"),
        ("{age: 70-80}", "reaches nobody; values are 15 to 64"),
        ("{age: young}", "write 15-64, 15\\+ or a whole number"),
        ("{wealth: 0}", "values are 1 to 5"),
        ("{employed: true, unemployed: true}", "contradict each other"),
        ("{neet: true, enrolled: true}", "contradict each other"),
        ("{apprentice: true, own_account: true}", "contradict each other"),
        ("{in_school: true, enrolled: false}", "contradict each other"),
        ("{employed: maybe}", "must be true or false"),
        ("{sex: female, formal: true}", "mixes traits of people, firms and providers"),
        ("[female]", "write a mapping of traits"),
    ],
)
def test_what_cannot_be_is_refused_in_one_message(text, message):
    with pytest.raises(InputError, match=message) as error:
        Target.parse(yaml.safe_load(text), "instruments.s.target")
    assert str(error.value).startswith("instruments.s.target")
    assert "\n" not in str(error.value)


def test_working_students_and_unemployed_students_are_possible():
    Target.parse({"employed": True, "enrolled": True})
    Target.parse({"unemployed": True, "enrolled": True})


def test_month_moves_people_into_and_out_of_an_age_group():
    young = Target.parse({"age": "15-24"})
    assert young.mask(people(), 0).tolist() == [True, True, False, False, True, False]
    assert young.mask(people(), 12).tolist() == [True, False, False, False, True, False]


def test_only_the_candidates_are_looked_at():
    assert Target.parse({"sex": "female"}).mask(people(), 0, np.array([4, 0])).tolist() == [True, False]


def test_firms_by_size_and_area():
    firms = Firm.Columns(*(c.empty(3) for c in columns_of(Firm).values()))
    firms.staff_regular[:], firms.staff_casual[:], firms.market[:] = [4, 20, 20], [6, 0, 0], [0, 0, 1]
    where = SimpleNamespace(area=np.array([1, 0]))
    target = Target.parse({"size": "10+", "area": "urban"})
    assert target.mask(firms, 0, bearer="firm", territory=where).tolist() == [True, True, False]


def test_a_group_describes_itself_as_it_is_written():
    written = {"sex": "female", "age": "15-24", "education": ["none", "primary"], "neet": True}
    said = Target.parse(written).describe()
    assert Target.parse(yaml.safe_load("{" + said + "}")) == Target.parse(written)
    assert Target().describe() == "everybody"


def test_every_trait_says_what_it_means():
    assert all(t.meaning for t in TRAITS.values())
    assert set(REGISTERS) <= set(TRAITS)
    assert len(Sex) == 2 and len(Disability) == 3
