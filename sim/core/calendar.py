"""Time: run months, calendar months and ages.

Run month 0 is the first simulated month. Dates are stored as run months (``int16``), so that durations are
differences and nothing has to be counted up every month.
"""

from numba import njit

MONTHS_A_YEAR = 12
NEVER = -32768
"""A date that has not come."""

WORKING_AGE = (15, 64)
YOUTH = (15, 24)
AGE_CUTS = (15, 20, 25, 30, 36, 55)
"""Lower bounds, in years, of the age bands in which counts are kept; the last one ends at 64."""


@njit(inline="always")
def age_years(birth: int, month: int) -> int:
    """Completed years of age in ``month`` of a person born in run month ``birth``."""
    return (month - birth) // 12


@njit(inline="always")
def calendar_month(month: int) -> int:
    """Month of the year, 0 to 11, of a run month; a run starts in January."""
    return month % 12


def label(month: int, first_year: int) -> str:
    """``YYYY-MM`` of a run month."""
    return f"{first_year + month // 12}-{month % 12 + 1:02d}"
