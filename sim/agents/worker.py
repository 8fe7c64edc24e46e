"""The person: traits, human capital, and the registers from which every survey figure is read.

Money is in W, the mean monthly pay of employees in the country's anchor month. Skill is in log points of monthly
productivity, so that a gain reads as an effect on pay. Dates are run months.
"""

from sim.agents.base import ColumnAgent
from sim.core.calendar import NEVER
from sim.core.columns import Column
from sim.core.states import (
    FAMILIES,
    Area,
    Contract,
    Disability,
    Education,
    Family,
    Job,
    Level,
    Outside,
    Segment,
    Sex,
    Tier,
    Unit,
)

SKILL_UNIT = 1e-4
"""Log points of one unit of the integer column ``skill``."""


class Worker(ColumnAgent, columns="People"):
    """A person aged 15 to 64."""

    # who
    pid = Column("i8", doc="Persistent person id (market, birth month, ordinal); 0 marks a free row. Keys every draw.")
    birth = Column("i2", unit="run month", doc="Month of birth.")
    sex = Column("u1", enum=Sex)
    market = Column("u1", doc="Local market of residence.")
    area = Column("u1", enum=Area, doc="Area of the local market.")
    household = Column("i4", -1, doc="Row of the household.")
    wealth = Column("u1", doc="Wealth quintile of the household, 0 poorest to 4 richest.")
    disability = Column("u1", enum=Disability)
    segment = Column("u1", enum=Segment)
    union = Column("u1", doc="1 in union or married.")
    child_birth = Column("i2", NEVER, unit="run month", doc="Birth of the youngest child.")
    casual_attachment = Column("u1", doc="1 casual: reconsiders activity far more often; fixed at entry.")
    taste = Column("f4", unit="utils", doc="Fixed taste for market work.")
    ability = Column("f4", unit="log points", doc="Fixed ability ξ.")
    belief = Column("f4", unit="log ratio", doc="Optimism: believed over true job-finding rate.")
    # human capital
    level = Column("u1", enum=Level, doc="Highest level completed.")
    ultimate = Column("u1", enum=Level, doc="Level at which the person will leave school.")
    core = Column("f4", unit="log points", doc="Core skill: foundational, transferable.")
    skill = Column("u2", width=FAMILIES, unit="1e-4 log points", doc="Technical skill by occupation family.")
    experience = Column("f4", unit="log points", doc="Productivity from experience.")
    specific = Column("f4", unit="log points", doc="Firm-specific skill.")
    certificates = Column("u1", doc="Bit f is set when a recognised certificate of family f is held.")
    # education register
    education = Column("u1", enum=Education)
    school_end = Column("i2", NEVER, unit="run month", doc="Planned month of leaving school.")
    left_school = Column("i2", NEVER, unit="run month", doc="Month of leaving school (of turning 15 if never there).")
    last_enrolled = Column("i2", NEVER, unit="run month", doc="Last month in education.")
    provider = Column("i4", -1, doc="Provider row of the course or apprenticeship; -1 none.")
    course_end = Column("i2", NEVER, unit="run month", doc="Month in which course or apprenticeship ends.")
    waiting_for = Column("i4", -1, doc="Provider row in whose queue the person stands; -1 none.")
    waiting_since = Column("i2", NEVER, unit="run month")
    staff_course = Column("i2", NEVER, unit="run month", doc="Month of the last course paid by the employer.")
    # job register
    job = Column("u1", enum=Job)
    unit = Column("u1", enum=Unit)
    employer = Column("i4", -1, doc="Firm row; -1 none.")
    family = Column("u1", enum=Family, doc="Occupation family of the job or trade.")
    tier = Column("u1", enum=Tier)
    contract = Column("u1", enum=Contract)
    contract_end = Column("i2", NEVER, unit="run month")
    benefits = Column("u1", doc="Bits of sim.core.states.Benefit.")
    hours = Column("u1", unit="hours a week", doc="Usual hours in the main job.")
    pay = Column("f4", unit="W a month", doc="Pay in cash; net income of self-employment.")
    pay_kind = Column("f4", unit="W a month", doc="Pay in kind.")
    perceived_gap = Column("f4", unit="log points", doc="Employer's expectation minus true productivity.")
    job_since = Column("i2", NEVER, unit="run month")
    market_share = Column("u1", unit="percent", doc="Share of a farmer's output meant for sale.")
    # search register
    seeking = Column("u1", doc="1: any active step this month.")
    available = Column("u1", doc="1: could start within two weeks.")
    wants_work = Column("u1")
    wants_more_hours = Column("u1")
    outside_reason = Column("u1", enum=Outside)
    plans_to_work = Column("u1", doc="1: plans to work later.")
    since = Column("i2", unit="run month", doc="Month of entering the present activity.")
    search_since = Column("i2", NEVER, unit="run month", doc="Start of the present search spell.")
    lost_job = Column("i2", NEVER, unit="run month", doc="Month of the last separation from an employee job.")
    reservation = Column("f4", unit="W a month", doc="Lowest pay accepted when last asked.")
    satisfied = Column("u1", doc="1: does not wish to change the main job (proxy).")
    # spells
    first_job = Column("i2", NEVER, unit="run month", doc="First month in a job after leaving school.")
    first_stable = Column("i2", NEVER, unit="run month", doc="First month in a stable job after leaving school.")
    first_good = Column("i2", NEVER, unit="run month", doc="First month in a stable or satisfactory job.")
    status = Column("u8", doc="Operators that held at the end of last month (sim.indicators.operators).")


People = Worker.Columns
