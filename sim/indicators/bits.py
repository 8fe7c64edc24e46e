"""The bits of the status word: one named yes-or-no observation of a person each.

The word is kept in ``people.status``; between two observations it holds last month's answers, from which flows are
read. Bit numbers are frozen, because saved states contain them.
"""

from enum import IntEnum

SCALE = 1_000_000
"""Values are summed as integers of this fraction, so that sums do not depend on the order of people."""


class Op(IntEnum):
    """Named bits. ``_13`` and ``_19`` are editions (ICLS resolutions); no suffix: the same in both."""

    PERSON = 0
    # work
    EMPLOYED_13 = 1
    EMPLOYED_19 = 2
    EMPLOYEE = 3
    EMPLOYER = 4
    OWN_ACCOUNT_13 = 5
    OWN_ACCOUNT_19 = 6
    FAMILY_WORKER_13 = 7
    FAMILY_WORKER_19 = 8
    APPRENTICE = 9
    APPRENTICE_WITH_ALLOWANCE = 10
    APPRENTICE_NET_PAID = 11
    INFORMAL_13 = 12
    INFORMAL_19 = 13
    FARM_WORK_13 = 14
    INFORMAL_FARM_WORK_13 = 15
    # labour force
    UNEMPLOYED_13 = 16
    UNEMPLOYED_19 = 17
    POTENTIAL_13 = 18
    POTENTIAL_19 = 19
    UNDEREMPLOYED_13 = 20
    UNDEREMPLOYED_19 = 21
    UNEMPLOYED_RELAXED_13 = 22
    UNEMPLOYED_RELAXED_19 = 23
    LONG_TERM_UNEMPLOYED = 24
    DISCOURAGED = 25
    # education
    IN_EDUCATION = 26
    WORKING_STUDENT = 27
    TRAINED_12M = 28
    NEET_13 = 29
    NEET_19 = 30
    NEET_19_LETTER = 31
    NEET_UNEMPLOYED = 32
    NEET_DISCOURAGED = 33
    NEET_CARE = 34
    NEET_ILLNESS = 35
    NEET_OTHER = 36
    # transition stages
    TRANSITED = 37
    IN_TRANSITION = 38
    NOT_STARTED = 39
    TRANSITED_SWTS = 40
    IN_TRANSITION_SWTS = 41
    NOT_STARTED_SWTS = 42
    TRANSITED_19 = 43
    IN_TRANSITION_19 = 44
    NOT_STARTED_19 = 45
    # quality of jobs
    STABLE = 46
    SATISFIED = 47
    OVEREDUCATED = 48
    UNDEREDUCATED = 49
    CERTIFIED_WORKER = 50
    HORIZONTAL_MISMATCH = 51
    PAY_ABOVE_MINIMUM = 52
    PAY_NEAR_MEDIAN = 53
    DECENT_HOURS = 54
    INSURED = 55
    DECENT_JOB = 56
    # flows from last month to this
    WAS_EMPLOYED = 57
    WAS_UNEMPLOYED = 58
    SEPARATED = 59
    FOUND_JOB = 60
    JOB_TO_JOB = 61


class Value(IntEnum):
    """Quantities that are summed over people, in units of 1 / SCALE; numbered after the bits."""

    HOURLY_PAY = 64  # W an hour, cash and kind, employees
    EMPLOYEE_PAY = 65  # W a month, cash and kind, employees
    SELF_INCOME = 66  # W a month, net of costs, employers and own-account
    HOURS = 67  # hours a week in the main job, employed


BITS = 64
WIDTH = BITS + len(Value)
"""Columns of the table of counts: one a bit, then one a value."""
