"""Parameters of money: how firms, households and the training fund handle it. Rates in law stand with the country."""

from sim.core.scalars import Scalars


class TaxParameters(Scalars):
    """Section ``tax`` of the economy's parameters."""

    labour_share: float  # share: labour cost in the value added of private firms
    liquid_months_poorest: float  # months: income that the poorest fifth of households keeps as cash
    liquid_months_richest: float  # months: the same, richest fifth; the others lie between in equal steps
    subsistence: float  # W a month for each member of 15-64: spent before anything is kept, while cash lasts
    buffer_speed: float  # share a month: part of the gap between cash and its target that is closed
    fund_administration: float  # share: what the training fund spends on its own running
    profit_margin: float  # share of payroll: profit of a private firm at the productivity its posts were set for
    profit_tax: float  # share: tax on the profit of registered firms
    opening_public_months: float  # months: training budget in the public account when the run starts
