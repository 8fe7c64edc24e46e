"""Law, schools and public money of a new country: from its facts where they have them, else as in the neighbour.

Money of the neighbour is in units of mean monthly pay (W), so that it moves with pay.
"""

from typing import Any, NamedTuple

from sim.config.facts import Facts
from sim.config.model import Country
from sim.config.parameter import Parameter
from sim.core.errors import InputError
from sim.experiments.country_new.neighbour import shipped

LEAVES = {
    "levy_rate": ("training_levy_rate", 0.01),
    "levy_threshold": ("training_levy_minimum_firm_size", 1.0),
    "levy_earmark": ("training_levy_share_allocated_to_training", 0.01),
}
"""Number of the law -> figure of the facts, and what one of its units is."""
WAGE = "statutory_minimum_wage_monthly"


class Money(NamedTuple):
    """The currency, the mean monthly pay in it where the user gave one, and what is to be told about it."""

    currency: str
    pay: float | None = None
    note: str = ""


def institutions(facts: Facts, year: int, beside: Country, money: Money) -> dict[str, Parameter]:
    """All numbers of the law of a country, each with its source."""
    theirs, found = beside.institutions_table, {}
    for name, leaf in theirs.items():
        made = _published(name, leaf, facts, year)
        if made is None:
            made = _changed(leaf, leaf.value, "assumption", f"as in {beside.name}: {leaf.source}")
        found[name] = made
    if "training_levy_rate" not in facts:
        found["levy_rate"] = _changed(theirs["levy_rate"], 0.0, "assumption", "no payroll levy for training is known")
    found |= _money(facts, year, beside, money)
    return found


def _published(name: str, leaf: Parameter, facts: Facts, year: int) -> Parameter | None:
    """A number that follows from the facts of the country itself; none where it does not."""
    if name == "population_growth":
        return _growth(leaf, facts, year)
    if name not in LEAVES:
        return None
    indicator, unit = LEAVES[name]
    if indicator not in facts:
        return None
    fact = min(facts.rows(indicator), key=lambda f: (abs(f.year - year), -f.year))
    return _changed(leaf, fact.value * unit, "measured", f"{fact.value:g} {fact.unit} in {fact.year}: {fact.source}")


def _growth(leaf: Parameter, facts: Facts, year: int) -> Parameter | None:
    """Growth of the people of 15 to 64: between two counts, else the published growth of the population."""
    years = sorted({f.year for f in facts.rows("population")})
    if len(years) > 1:
        first, last = years[0], years[-1]
        growth = (facts.people(15, 64, last) / facts.people(15, 64, first)) ** (1 / (last - first)) - 1
        return _changed(leaf, growth, "measured", f"people of 15-64 in {first} and {last}, the counts of the facts")
    if "population_growth" in facts:
        fact = max(facts.rows("population_growth"), key=lambda f: f.year)
        return _changed(leaf, fact.value / 100, "measured", f"{fact.value:g} % in {fact.year}: {fact.source}")
    return None


def _money(facts: Facts, year: int, beside: Country, money: Money) -> dict[str, Parameter]:
    """Mean pay in local money: as given, else from the minimum wage where there is one; minimum wage in mean pay."""
    theirs = beside.institutions_table
    per_w, floor = theirs["lcu_per_w"], theirs["minimum_wage"]

    def pay(value: float, source: str) -> Parameter:
        return Parameter(value=value, unit=money.currency, low=1, high=per_w.high, status="assumption", source=source)

    found = {} if money.pay is None else {"lcu_per_w": pay(money.pay, "mean monthly pay of employees, given as pay=")}
    try:
        wage = facts.near(WAGE, year, unit="lcu_per_month")
    except InputError:
        none = "no figure in local money: one unit is the mean monthly pay of employees"
        return found or {"lcu_per_w": pay(1, none)}
    if money.pay is not None:
        ratio, said = wage.value / money.pay, f"minimum wage of {wage.year}, {wage.value:g} a month ({wage.source})"
        if ratio > 1:
            raise InputError(
                f"pay={money.pay:g}: mean pay below the minimum wage of {wage.year}, {wage.value:g} a month."
            )
        return found | {"minimum_wage": _changed(floor, round(ratio, 4), "assumption", f"{said}, over the mean pay")}
    share, whose = (floor.value, beside.name) if floor.value > 0 else (_usual_floor(), "the countries that have one")
    said = f"ratio of minimum wage to mean pay, {whose}"
    source = f"minimum wage of {wage.year}, {wage.value:g} a month ({wage.source}), over the {said}"
    return {
        "lcu_per_w": pay(round(wage.value / share, 2), source),
        "minimum_wage": _changed(floor, share, "assumption", said),
    }


def _usual_floor() -> float:
    """Mean ratio of minimum wage to mean pay over the shipped countries that have a minimum wage."""
    floors = [c.institutions.minimum_wage for c in shipped()]
    return round(sum(floors) / sum(f > 0 for f in floors), 3)


def _changed(leaf: Parameter, value: float, status: str, source: str) -> Parameter:
    """A number with another value, in a range that holds it."""
    fields: dict[str, Any] = leaf.model_dump() | {"value": value, "status": status, "source": source}
    fields["low"] = None if leaf.low is None else min(leaf.low, value)
    fields["high"] = None if leaf.high is None else max(leaf.high, value)
    return Parameter(**fields)
