"""Monthly flows, read from this month's and last month's answers of the same person."""

from numba import njit

from sim.indicators.bits import Op
from sim.indicators.registry import Indicator


@njit(inline="always")
def changed_job(was_employed, employed, job_since, month):  # type: ignore[no-untyped-def]
    """Employed at the end of both months, in a main job that began this month."""
    return was_employed & employed & (job_since == month)


INDICATORS = (
    Indicator("job_finding_rate", "Unemployed who found work within the month", "share a month",
              Op.FOUND_JOB, Op.WAS_UNEMPLOYED, "Any work, of those unemployed at the end of last month."),
    Indicator("separation_rate", "Employed who left work within the month", "share a month",
              Op.SEPARATED, Op.WAS_EMPLOYED, "Not employed at the end of this month, of those employed a month ago."),
    Indicator("job_to_job_rate", "Employed who changed their main job", "share a month",
              Op.JOB_TO_JOB, Op.WAS_EMPLOYED, "No month without work in between."),
)  # fmt: skip
