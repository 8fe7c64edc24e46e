"""The household: wealth, enterprise and cash on hand, shared by its members."""

from sim.agents.base import ColumnAgent
from sim.core.columns import Column


class Household(ColumnAgent, columns="Households"):
    """People who share income and, where there is one, a farm or a shop."""

    hid = Column("i8", doc="Persistent household id; 0 marks a free row.")
    market = Column("u1")
    wealth = Column("u1", doc="Wealth quintile, 0 poorest to 4 richest.")
    farm = Column("u1", doc="1: the household runs a farm.")
    shop = Column("u1", doc="1: the household runs a shop or workshop.")
    land = Column("f4", 1.0, unit="1 = mean farm", doc="Land and equipment of the farm.")
    members = Column("i2", doc="Members aged 15 to 64.")
    cash = Column("i8", unit="1e-6 W", doc="Cash on hand; the sum over households is the ledger's account.")


Households = Household.Columns
