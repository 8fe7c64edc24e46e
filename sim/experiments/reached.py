"""How many people the target group of a measure holds: a group that matches nobody deserves a warning, not an error."""

from typing import Any


def people_in_target(model: Any, instrument: Any) -> int | None:
    """People in the target group now; None where the group is not one of people."""
    if not instrument.target.describes("person") or not instrument.target.conditions:
        return None
    people, territory = model.people, getattr(model, "territory", None)
    return int((instrument.target.mask(people, model.month, territory=territory) & (people.pid != 0)).sum())


def warnings(model: Any) -> list[str]:
    """One sentence for every measure whose target group is empty at the start of the run."""
    return [
        f"the target group {{{instrument.target.describe()}}} of {name} matches 0 of {model.base_population:,} people."
        for name, instrument in model.instruments.items()
        if people_in_target(model, instrument) == 0
    ]
