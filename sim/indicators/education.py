"""Young people in education, in training, or in neither education nor employment."""

from numba import njit

from sim.core.calendar import NEVER
from sim.core.states import Education, Outside
from sim.indicators.bits import Op
from sim.indicators.registry import Indicator

PART_UNEMPLOYED, PART_DISCOURAGED, PART_CARE, PART_ILLNESS, PART_OTHER = range(5)


@njit(inline="always")
def neet(employed, education, apprentice, apprenticeship_counts):  # type: ignore[no-untyped-def]
    """Neither employed nor in formal or non-formal education (SDG 8.6.1); the age group is the indicator's.

    Informal apprenticeship is informal learning, so by the letter an unpaid apprentice who is not employed is NEET;
    with ``apprenticeship_counts`` apprentices count as in training, as many surveys code them.
    """
    return not employed and education == Education.NONE and not (apprentice and apprenticeship_counts)


@njit(inline="always")
def neet_part(is_unemployed, reason):  # type: ignore[no-untyped-def]
    """The part of NEET a person is in; unemployment comes before the reason for being outside."""
    if is_unemployed:
        return PART_UNEMPLOYED
    if reason == Outside.DISCOURAGED:
        return PART_DISCOURAGED
    if reason == Outside.CARE:
        return PART_CARE
    if reason == Outside.ILLNESS:
        return PART_ILLNESS
    return PART_OTHER


@njit(inline="always")
def trained_recently(education, last_enrolled, month, window):  # type: ignore[no-untyped-def]
    """In formal or non-formal education or training in any of the last ``window`` months (SDG 4.3.1)."""
    return (education != Education.NONE) | ((last_enrolled != NEVER) & (month - last_enrolled < window))


_NEET, _TRAINING = "SDG 8.6.1, metadata of the ILO", "SDG 4.3.1, metadata of UNESCO"
_YOUTH = (15, 24)


def _neet(
    name: str, label: str, numerator: Op, ages: tuple[int, int], edition: str = "icls13", doc: str = ""
) -> Indicator:
    return Indicator(name, label, "share", numerator, Op.PERSON, doc, _NEET, edition, ages)


def _part(word: str, numerator: Op) -> Indicator:
    label = f"NEET youth: {word.replace('_', ' ')}"
    return Indicator(f"neet_{word}_share", label, "share of NEET", numerator, Op.NEET_13, source=_NEET, ages=_YOUTH)


INDICATORS = (
    _neet("neet_rate", "NEET rate, 15-24", Op.NEET_13, _YOUTH),
    _neet("neet_rate_icls19", "NEET rate, 15-24", Op.NEET_19, _YOUTH, "icls19"),
    _neet("neet_rate_letter_icls19", "NEET rate, 15-24, apprenticeship is not training", Op.NEET_19_LETTER, _YOUTH,
          "icls19", "Informal apprenticeship is informal learning and does not count as education."),
    _neet("neet_rate_15_29", "NEET rate, 15-29", Op.NEET_13, (15, 29)),
    _neet("neet_rate_15_29_icls19", "NEET rate, 15-29", Op.NEET_19, (15, 29), "icls19"),
    _neet("neet_rate_15_35", "NEET rate, 15-35", Op.NEET_13, (15, 35)),
    _neet("neet_rate_15_35_icls19", "NEET rate, 15-35", Op.NEET_19, (15, 35), "icls19"),
    _part("unemployed", Op.NEET_UNEMPLOYED),
    _part("discouraged", Op.NEET_DISCOURAGED),
    _part("care", Op.NEET_CARE),
    _part("illness", Op.NEET_ILLNESS),
    _part("other", Op.NEET_OTHER),
    Indicator("enrolment_rate", "In education or training, 15-24", "share", Op.IN_EDUCATION, Op.PERSON,
              "Attending now, courses included.", "ILO, household surveys", ages=_YOUTH),
    Indicator("student_work_share", "Students 15-24 who also work", "share", Op.WORKING_STUDENT, Op.IN_EDUCATION,
              "Identity: working students = NEET + employed + enrolled − 1, as shares of one age group.",
              ages=_YOUTH),
    Indicator("training_participation_12m", "In education or training in the last 12 months, 15-24", "share",
              Op.TRAINED_12M, Op.PERSON, "Formal and non-formal; informal apprenticeship does not count.",
              _TRAINING, ages=_YOUTH),
    Indicator("training_participation_12m_adults", "In education or training in the last 12 months, 25-54", "share",
              Op.TRAINED_12M, Op.PERSON, source=_TRAINING, ages=(25, 54)),
)  # fmt: skip
