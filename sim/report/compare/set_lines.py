"""Lines of the decision table that take an interval apart: luck of the pairs, and what is not known of parameters."""

from collections.abc import Callable
from typing import Any

from sim.experiments.compare.answer import interval, signed
from sim.experiments.compare.sets import Parts, verdict

Line = tuple[str, Callable[[Any], str], str]


def title(c: Any) -> str:
    return f"Over {len(c.plan.sets)} plausible parameter sets, additional person-years"


def lines(c: Any) -> list[Line]:
    """Label, cell of a package, and how it is computed; nothing without an ensemble."""
    sets = c.extras.get("ensemble")
    if sets is None:
        return []

    def shown(text: Callable[[Parts], str]) -> Callable[[Any], str]:
        def cell(package: Any) -> str:
            found = sets.headline(package.name)
            refused = c.effect(package.name).refused
            return f"not printed: {refused}" if refused else text(found) if found is not None else "–"

        return cell

    return [
        ("Chance alone", shown(lambda p: interval(p.by_chance)),
         "Mean over the sets; in brackets the 95 % interval of luck within sets. More pairs make it narrower."),
        ("Parameters alone", shown(by_parameters),
         "Where 95 % of plausible parameter sets lie, luck apart (standard deviation between sets, from a one-way "
         "analysis of variance with random effects). More pairs do not make it narrower."),
        ("Both together", shown(lambda p: interval(p.both)),
         "Where the effect lies if the true parameters are one such set."),
        ("Does the sign hold?", shown(verdict),
         "Changes: more than a twentieth of plausible sets would show the other sign, sets taken as normal about their "
         "mean."),
    ]  # fmt: skip


def by_parameters(p: Parts) -> str:
    """The interval, or how wide it could be at most where it cannot be told from chance."""
    if p.between > 0.0:
        return interval(p.by_parameters)
    return f"not told from chance; standard deviation between sets at most {signed(p.most).lstrip('+')}"
