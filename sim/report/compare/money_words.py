"""Amounts of money in the country's currency, or in W, for people to read."""

from typing import Any

from sim.config.model import NO_CURRENCY
from sim.experiments.compare.answer import count
from sim.experiments.compare.statistics import Estimate, Ratio
from sim.report import words

PARTIES = words.PAYERS | {"training_fund": "Training fund", "providers": "Training providers"}


class Money:
    """Words for amounts in W: in the currency of the anchor year where the worth of a W is known."""

    def __init__(self, config: Any) -> None:
        known = config.country.currency != NO_CURRENCY
        entry = _leaf(config.country, "lcu_per_w") if known else None
        self.factor = float(entry) if entry else 1.0
        self.unit = str(config.country.currency) if entry else "W"
        self.year = config.country.anchor_year

    @property
    def explained(self) -> str:
        """What one W is."""
        if self.unit == "W":
            return "1 W is the mean monthly pay of an employee at the start."
        return f"1 W, the mean monthly pay of an employee, is {self.factor:,.0f} {self.unit} of {self.year}."

    def plain(self, amount: float, sign: bool = False) -> str:
        """An amount without its unit."""
        value = amount * self.factor
        if value != value:
            return "–"
        text = scaled(abs(value))
        if text == "0":
            return text
        return ("−" if value < 0 else "+" if sign else "") + text

    def amount(self, amount: float, sign: bool = False) -> str:
        """An amount with its unit."""
        return f"{self.plain(amount, sign)} {self.unit}" if amount == amount else "–"

    def interval(self, e: Estimate) -> str:
        """Point and interval, signed."""
        if e.low != e.low:
            return self.amount(e.mean, True)
        return f"{self.amount(e.mean, True)} [{self.plain(e.low, True)} to {self.plain(e.high, True)}]"

    def ratio(self, r: Ratio) -> str:
        """A cost per unit, or why there is none."""
        return r.said or f"{self.amount(r.value)} [{self.plain(r.low)} to {self.plain(r.high)}]"


def scaled(value: float) -> str:
    """
    >>> scaled(1_234_567_890.0), scaled(45_300_000.0), scaled(12_345.0), scaled(3.456)
    ('1.23 bn', '45.3 m', '12,300', '3.5')
    """
    for power, word, digits in ((1e9, "bn", 2), (1e6, "m", 1)):
        if value >= power:
            return f"{value / power:,.{digits}f} {word}"
    if value >= 100:
        return count(value)
    text = f"{value:.1f}"
    return "0" if text == "0.0" else text


def _leaf(country: Any, key: str) -> float | None:
    for table in (country.institutions_table, country.constants_table):
        if key in table:
            return float(table[key].value)
    return None
