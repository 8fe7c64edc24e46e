"""The training provider: one row is one programme; rows with the same ``institution`` are one institution."""

from sim.agents.base import ColumnAgent
from sim.core.calendar import NEVER
from sim.core.columns import Column
from sim.core.states import Family, ProviderKind


class TrainingProvider(ColumnAgent, columns="Providers"):
    """A programme of a public college, private school, NGO or enterprise, or a master craftsperson."""

    rid = Column("i8", doc="Persistent provider id; 0 marks a free row. Keys every draw.")
    kind = Column("u1", enum=ProviderKind)
    institution = Column("i4", -1)
    market = Column("u1")
    family = Column("u1", enum=Family)
    firm = Column("i4", -1, doc="Firm row of an enterprise academy; -1 none.")
    duration = Column("u1", 6, unit="months")
    hours = Column("u1", 30, unit="hours a week")
    quality = Column("f4", 1.0, unit="1 = standard", doc="Multiplies the skill gain of a full course.")
    teaching = Column("f4", 1.0, unit="share", doc="Teaching effort of a master; 1 full.")
    running_cost = Column("f4", unit="W a place and month")
    fee = Column("f4", unit="W a month", doc="Charged to the learner; a master's entry fee is duration times this.")
    places = Column("i4", unit="persons", doc="Trainees the programme can hold at a time, this month.")
    base_places = Column("f4", -1.0, unit="persons", doc="Places planned without policy; 0 closed; -1: as places.")
    extra_places = Column("i4", unit="persons", doc="Open places that policy added, or took away.")
    enrolled = Column("i4", unit="persons")
    queue = Column("i4", unit="persons", doc="Waiting at the end of last month.")
    accessibility = Column("f4", 1.0, unit="0 to 1")
    recognised = Column("u1", doc="1: the certificate is recognised.")
    reputation = Column("f4", 0.5, unit="share", doc="Smoothed share of leavers in work.")
    public_share = Column("f4", unit="share", doc="Part of the running cost that public money pays.")
    donor_share = Column("f4", unit="share", doc="Part of the running cost that donors pay.")
    balance = Column("i8", unit="1e-6 W", doc="Money of the provider; the sum is the ledger's account.")
    margin = Column("f4", unit="share", doc="Smoothed surplus over running cost.")
    opening_month = Column("i2", NEVER, unit="run month", doc="When places under construction open.")
    opening_places = Column("i4", unit="persons")
    started = Column("i4", unit="persons", doc="Admitted since the start of the run.")
    completed = Column("i4", unit="persons", doc="Completed since the start of the run.")


Providers = TrainingProvider.Columns
