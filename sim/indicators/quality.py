"""Quality of jobs: stable, satisfactory, decent, matched to education and certificates."""

from numba import njit

from sim.core.states import Contract, Family, Job
from sim.indicators.bits import Op
from sim.indicators.registry import Indicator, Sum


@njit(inline="always")
def stable(job, contract):  # type: ignore[no-untyped-def]
    """Employee (never an apprentice) with a contract, written or oral, without end or for twelve months or more."""
    return job == Job.EMPLOYEE and (contract == Contract.PERMANENT or contract == Contract.FIXED_12PLUS)


@njit(inline="always")
def satisfied(seeking, underemployed, pay_enough, overeducated, below_median):  # type: ignore[no-untyped-def]
    """Employed and does not wish to change the job (a proxy of the survey question).

    Not seeking another job, not time-related underemployed, paid at least the own reservation wage times a national
    multiplier, and not both overeducated and paid less than the median of the own level.
    """
    return pay_enough and not (seeking or underemployed or (overeducated and below_median))


@njit(inline="always")
def level_gap(level, family, basic_low, basic_high, professional_low):  # type: ignore[no-untyped-def]
    """Vertical mismatch: 1 overeducated, −1 undereducated, 0 matched.

    Completed ISCED level against the level that ISCO-08 requires: levels 2 to 4 for major groups 4 to 8, level 5 and
    above for groups 1 to 3 (ISCO-08, volume 1, skill levels; the normative measure of the ILO).
    """
    if family == Family.PROFESSIONAL:
        return -1 if level < professional_low else 0
    if level > basic_high:
        return 1
    return -1 if level < basic_low else 0


@njit(inline="always")
def horizontal_mismatch(certificates, family):  # type: ignore[no-untyped-def]
    """Holds certificates, but none of the family of the job."""
    return (certificates != 0) & (((certificates >> family) & 1) == 0)


@njit(inline="always")
def decent_points(above_minimum, near_median, decent_hours, insured, is_stable):  # type: ignore[no-untyped-def]
    """Points, 0 to 5, of a decent job.

    Hourly pay at the statutory minimum or above; hourly pay at two thirds of the median or above (so both say: at
    least the larger of the two); hours neither short nor excessive; social insurance; stable.
    """
    return int(above_minimum) + int(near_median) + int(decent_hours) + int(insured) + int(is_stable)


def _share(name: str, label: str, numerator, denominator=Op.EMPLOYED_13, doc="", source="") -> Indicator:  # type: ignore[no-untyped-def]
    return Indicator(name, label, "share", numerator, denominator, doc, source)


_DECENT = "ILO, decent work indicators"
INDICATORS = (
    _share("vertical_mismatch", "Employed whose level does not fit the occupation",
           Sum((Op.OVEREDUCATED, Op.UNDEREDUCATED)), source="ISCO-08; ILO, qualification mismatch"),
    _share("overeducated", "Employed above the required level", Op.OVEREDUCATED, source="ISCO-08"),
    _share("undereducated", "Employed below the required level", Op.UNDEREDUCATED, source="ISCO-08"),
    _share("horizontal_mismatch", "Certified workers outside their occupation family", Op.HORIZONTAL_MISMATCH,
           Op.CERTIFIED_WORKER, "Of the employed who hold a recognised certificate."),
    _share("stable_job_share", "Stable jobs in employment", Op.STABLE, source="ILO, transition surveys"),
    _share("satisfied_share", "Employed who do not wish to change their job (proxy)", Op.SATISFIED),
    _share("decent_job", "Decent jobs in employment", Op.DECENT_JOB, doc="At least four of five points.",
           source=_DECENT),
    _share("decent_job_population_ratio", "People in a decent job", Op.DECENT_JOB, Op.PERSON, source=_DECENT),
    _share("decent_pay_minimum", "Employed at or above the minimum wage", Op.PAY_ABOVE_MINIMUM, source=_DECENT),
    _share("decent_pay_median", "Employed at or above two thirds of median pay", Op.PAY_NEAR_MEDIAN, source=_DECENT),
    _share("decent_hours", "Employed with decent hours", Op.DECENT_HOURS, source=_DECENT),
    _share("social_insurance_share", "Employed with social insurance", Op.INSURED, source=_DECENT),
)  # fmt: skip
