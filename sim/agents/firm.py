"""The firm: a wage-employing unit, formal, informal or government."""

from sim.agents.base import ColumnAgent
from sim.core.calendar import NEVER
from sim.core.columns import Column
from sim.core.states import Family, Sector


class Firm(ColumnAgent, columns="Firms"):
    """A firm agent with n worker agents is a firm of n people and stands for ``weight`` such firms."""

    fid = Column("i8", doc="Persistent firm id; 0 marks a free row. Keys every draw.")
    market = Column("u1")
    sector = Column("u1", enum=Sector)
    formal = Column("u1", doc="1: registered, keeps accounts.")
    family = Column("u1", enum=Family, doc="Occupation family of most posts.")
    born = Column("i2", NEVER, unit="run month")
    productivity = Column("f4", unit="log points", doc="Log productivity a_j (AR(1)).")
    reference = Column("f4", unit="log points", doc="Productivity at which base employment was set.")
    premium = Column("f4", unit="log points", doc="Fixed firm component of pay.")
    base_regular = Column("f4", unit="persons", doc="Regular posts on the balanced path, n0.")
    base_casual = Column("f4", unit="persons", doc="Casual posts on the balanced path, n0.")
    target_regular = Column("i4", unit="persons", doc="Desired regular posts this month.")
    target_casual = Column("i4", unit="persons", doc="Desired casual posts this month.")
    staff_regular = Column("i4", unit="persons")
    staff_casual = Column("i4", unit="persons")
    vacancies_regular = Column("i4", unit="posts", doc="Open this month.")
    vacancies_casual = Column("i4", unit="posts", doc="Open this month.")
    unfilled = Column("i4", unit="posts", doc="Left open at the end of last month.")
    pay_mean = Column("f4", unit="W a month", doc="Mean pay of the staff.")
    floor_cost = Column("f4", 1.0, unit="ratio", doc="Pay bill with the wage floor over the pay bill without it.")
    trains = Column("u1", doc="1: gives staff a course this year.")
    staff_trained = Column("i4", unit="persons", doc="Staff sent to the last course; their stay shows retention.")
    grant_claim = Column("i8", unit="1e-6 W", doc="Grant claimed for the last staff course and not yet paid.")
    apprentice_places = Column("i2", unit="persons")
    retention = Column("f4", 0.97, unit="share a month", doc="Experienced monthly retention of the trained.")
    levy_paid = Column("i8", unit="1e-6 W", doc="Levy paid in the last twelve months, for claims.")


Firms = Firm.Columns
