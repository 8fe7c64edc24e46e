"""Stages of the school-to-work transition, in the survey's and in ILOSTAT's variant, ages 15 to 29."""

from numba import njit

from sim.indicators.bits import Op
from sim.indicators.registry import Indicator

TRANSITED, IN_TRANSITION, NOT_STARTED = range(3)


@njit(inline="always")
def transition_stage_ilostat(in_school, employed, is_unemployed, stable, satisfied, plans):  # type: ignore[no-untyped-def]
    """ILOSTAT's variant.

    Transited: out of school, in a stable job, or satisfied in temporary or self-employment. In transition: in school
    and in the labour force, or out of school and unemployed, unsatisfied, or planning to work later. The rest has
    not started. Unsatisfied self-employment, which the text does not list, is put in transition.
    Source: ILO (2021), school-to-work transition indicators, ILOSTAT metadata.
    """
    if in_school:
        return IN_TRANSITION if employed or is_unemployed else NOT_STARTED
    if employed:
        return TRANSITED if stable or satisfied else IN_TRANSITION
    return IN_TRANSITION if is_unemployed or plans else NOT_STARTED


@njit(inline="always")
def transition_stage_swts(in_school, employed, is_unemployed_relaxed, stable, satisfied, plans):  # type: ignore[no-untyped-def]
    """Variant of the school-to-work transition surveys, in which attendance does not bar a transition.

    Transited: in a stable job, or satisfied in temporary or self-employment. In transition: unemployed in the
    relaxed sense, unsatisfied in work, or inactive, out of education and aiming to work later. The rest has not
    started. Source: ILO (2009), School-to-work transition survey: a methodological guide, module 4.
    """
    if employed:
        return TRANSITED if stable or satisfied else IN_TRANSITION
    if is_unemployed_relaxed:
        return IN_TRANSITION
    return IN_TRANSITION if plans and not in_school else NOT_STARTED


def _stage(name: str, label: str, numerator: Op, source: str, edition: str = "icls13") -> Indicator:
    return Indicator(name, label, "share", numerator, Op.PERSON, "Of all aged 15-29.", source, edition, (15, 29))


_ILOSTAT, _SWTS = "ILOSTAT, school-to-work transition", "ILO, school-to-work transition surveys"
INDICATORS = (
    _stage("transited", "Transition completed", Op.TRANSITED, _ILOSTAT),
    _stage("in_transition", "In transition", Op.IN_TRANSITION, _ILOSTAT),
    _stage("not_started", "Transition not started", Op.NOT_STARTED, _ILOSTAT),
    _stage("transited_swts", "Transition completed, survey variant", Op.TRANSITED_SWTS, _SWTS),
    _stage("in_transition_swts", "In transition, survey variant", Op.IN_TRANSITION_SWTS, _SWTS),
    _stage("not_started_swts", "Transition not started, survey variant", Op.NOT_STARTED_SWTS, _SWTS),
    _stage("transited_icls19", "Transition completed", Op.TRANSITED_19, _ILOSTAT, "icls19"),
    _stage("in_transition_icls19", "In transition", Op.IN_TRANSITION_19, _ILOSTAT, "icls19"),
    _stage("not_started_icls19", "Transition not started", Op.NOT_STARTED_19, _ILOSTAT, "icls19"),
)
