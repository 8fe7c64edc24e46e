"""Labour force, unemployment and underutilisation (LU1 to LU4), by edition."""

from numba import njit

from sim.core.calendar import NEVER
from sim.indicators.bits import Op
from sim.indicators.registry import Indicator, Quantity, Sum


@njit(inline="always")
def unemployed(employed, seeking, available):  # type: ignore[no-untyped-def]
    """Not employed, seeking and available (ILO, 13th and 19th ICLS). Students are no exception."""
    return not employed and seeking and available


@njit(inline="always")
def unemployed_relaxed(employed, available, wants_work):  # type: ignore[no-untyped-def]
    """Not employed, available and wanting work, seeking or not (school-to-work transition surveys)."""
    return not employed and available and wants_work


@njit(inline="always")
def potential_labour_force(employed, seeking, available, wants_work):  # type: ignore[no-untyped-def]
    """Not employed, and seeking but not yet available, or available and wanting work but not seeking (19th ICLS).

    Those who want work but neither seek it nor are available are outside it.
    """
    return not employed and ((seeking and not available) or (not seeking and wants_work and available))


@njit(inline="always")
def short_hours(hours, threshold):  # type: ignore[no-untyped-def]
    """Usual hours a week below the threshold under which work can be time-related underemployment."""
    return hours < threshold


@njit(inline="always")
def time_related_underemployed(employed, wants_more_hours, short):  # type: ignore[no-untyped-def]
    """Employed, wanting (and available for) more hours, and working less than the threshold (16th, 19th ICLS)."""
    return employed and wants_more_hours and short


@njit(inline="always")
def long_search(search_since, month, months):  # type: ignore[no-untyped-def]
    """A search spell that has lasted ``months`` or more; unemployment of such people is long-term."""
    return (search_since != NEVER) & (month - search_since >= months)


_ILO = "ILO glossary; 19th ICLS resolution I"


def _rates(edition: str, e: Op, u: Op, p: Op, t: Op, r: Op) -> list[Indicator]:
    """The family of one edition: employed, unemployed, potential, underemployed, relaxed."""
    suffix = "" if edition == "icls13" else f"_{edition}"
    force, extended = Sum((e, u)), Sum((e, u, p))

    def rate(name: str, label: str, numerator: Quantity, denominator: Quantity, doc: str = "") -> Indicator:
        return Indicator(name + suffix, label, "share", numerator, denominator, doc, _ILO, edition)

    return [
        rate("participation_rate", "Labour force participation rate", force, Op.PERSON),
        rate("unemployment_rate", "Unemployment rate (LU1, SDG 8.5.2)", u, force),
        rate("lu2", "Unemployment and time-related underemployment (LU2)", Sum((t, u)), force),
        rate("lu3", "Unemployment and potential labour force (LU3)", Sum((u, p)), extended),
        rate("lu4", "Labour underutilisation (LU4)", Sum((t, u, p)), extended),
        rate("unemployment_relaxed", "Unemployment rate, relaxed", r, Sum((e, r)), "Seeking is not asked."),
    ]


INDICATORS = (
    *_rates("icls13", Op.EMPLOYED_13, Op.UNEMPLOYED_13, Op.POTENTIAL_13, Op.UNDEREMPLOYED_13, Op.UNEMPLOYED_RELAXED_13),
    *_rates("icls19", Op.EMPLOYED_19, Op.UNEMPLOYED_19, Op.POTENTIAL_19, Op.UNDEREMPLOYED_19, Op.UNEMPLOYED_RELAXED_19),
    Indicator("long_term_unemployment", "Long-term unemployed among the unemployed", "share",
              Op.LONG_TERM_UNEMPLOYED, Op.UNEMPLOYED_13, "Search spell of twelve months or more.", _ILO),
    Indicator("discouraged_share", "Discouraged in the population", "share", Op.DISCOURAGED, Op.PERSON,
              "A part of the potential labour force.", _ILO),
)  # fmt: skip
