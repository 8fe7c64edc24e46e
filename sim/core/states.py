"""The closed vocabularies of the registers: what a person, a job and a firm can be.

Words follow the ILO: ISCED 2011 for levels, ICSE-18 for status in employment, ICLS resolutions for the rest.
Every code is a small integer that stays for good, because it is stored in columns and in saved states.
"""

from enum import IntEnum, IntFlag

FAMILIES = 8
"""Number of occupation families; certificates and technical skill are counted by family."""


class Sex(IntEnum):
    MALE = 0
    FEMALE = 1


class Area(IntEnum):
    RURAL = 0
    URBAN = 1


class Disability(IntEnum):
    """Functional difficulty in the sense of the Washington Group short set."""

    NONE = 0
    MODERATE = 1
    SEVERE = 2


class Segment(IntEnum):
    NATIONAL = 0
    REFUGEE = 1
    MIGRANT = 2


class Level(IntEnum):
    """Highest level completed (ISCED 2011)."""

    NONE = 0
    PRIMARY = 1
    LOWER_SECONDARY = 2
    UPPER_SECONDARY = 3
    SHORT_TERTIARY = 4
    BACHELOR = 5


class Family(IntEnum):
    """Occupation families (groups of ISCO-08 major groups with shared skills)."""

    FARMING = 0
    CRAFT = 1
    CONSTRUCTION = 2
    MACHINES = 3
    TRADE = 4
    PERSONAL_SERVICES = 5
    OFFICE = 6
    PROFESSIONAL = 7


class Education(IntEnum):
    """What a person attends now; formal and non-formal only, informal apprenticeship is a job."""

    NONE = 0
    SCHOOL = 1
    COURSE = 2


class Job(IntEnum):
    """Kind of the one main job."""

    NONE = 0
    EMPLOYEE = 1
    PAID_APPRENTICE = 2
    UNPAID_APPRENTICE = 3
    PAID_INTERN = 4
    UNPAID_INTERN = 5
    EMPLOYER = 6
    OWN_ACCOUNT = 7
    FAMILY_WORKER = 8
    PUBLIC_WORKS = 9
    OWN_USE_PRODUCER = 10


class Unit(IntEnum):
    """The economic unit in which the job is done."""

    NONE = 0
    FORMAL = 1
    INFORMAL = 2
    HOUSEHOLD = 3
    GOVERNMENT = 4


class Tier(IntEnum):
    """Regular: permanent or for at least twelve months by contract. Casual: every other employee job."""

    NONE = 0
    REGULAR = 1
    CASUAL = 2


class Contract(IntEnum):
    NONE = 0
    PERMANENT = 1
    FIXED_12PLUS = 2
    FIXED_UNDER_12 = 3
    CASUAL = 4


class Benefit(IntFlag):
    """What an employee's job carries."""

    WRITTEN = 1
    SOCIAL_INSURANCE = 2
    ANNUAL_LEAVE = 4
    SICK_LEAVE = 8


class Outside(IntEnum):
    """Main reason for being outside the labour force."""

    NONE = 0
    STUDY = 1
    CARE = 2
    ILLNESS = 3
    DISCOURAGED = 4
    OFF_SEASON = 5
    OTHER = 6


class Sector(IntEnum):
    AGRICULTURE = 0
    INDUSTRY = 1
    SERVICES = 2
    GOVERNMENT = 3


class ProviderKind(IntEnum):
    PUBLIC_COLLEGE = 0
    PRIVATE = 1
    NGO = 2
    ENTERPRISE = 3
    MASTER = 4


class Channel(IntEnum):
    """Where an application came from."""

    DIRECT = 0
    NETWORK = 1
    EXCHANGE = 2
