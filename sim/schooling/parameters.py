"""Parameters of schooling; values, units, ranges and sources stand in ``conf/economy/parts/school.yaml``."""

from sim.core.scalars import Scalars


class SchoolParameters(Scalars):
    """Step 5: levels, leaving school, dropping out and work beside school."""

    end_none: float  # age at which pupils who never complete primary leave, without delay, years
    end_primary: float  # official age at completion, years
    end_lower_secondary: float
    end_upper_secondary: float
    end_short_tertiary: float
    end_bachelor: float
    unfinished_none: float  # longest time in the next, unfinished level, years; uniform from 0
    unfinished_primary: float
    unfinished_lower_secondary: float
    unfinished_upper_secondary: float
    late_start: float  # share of the delay that has passed before primary ends; the rest grows with the years
    ability: float  # correlation of ability with the index of schooling at given wealth
    difficulty: float  # fall of the index of schooling with a functional difficulty at 15, SD
    urban_slope: float  # log odds of living in town per wealth quintile
    tertiary_growth: float  # growth of the share with tertiary education from the stock of 25+ to the young
    tertiary_weight: float  # weight of that growth against gross enrolment
    tertiary_years: float  # mean years enrolled of a tertiary student
    year_end: float  # calendar month in which the school year ends, 0 January
    drop_out: float  # monthly hazard of dropping out for a pupil of the middle quintile
    drop_out_wealth: float  # fall of the log hazard per wealth quintile
    drop_out_no_cash: float  # factor when the household has no cash on hand
    no_cash: float  # cash per member below which a household counts as without cash, W
    drop_out_birth: float  # probability that a pupil leaves school on giving birth
    births_of_pupils: float  # births per woman at school and year, for the solution only
    work_enterprise: float  # frequency of work beside school with a farm or shop over without
    work_poor: float  # the same in the poorest quintiles over the others
    poor_quintiles: float  # how many of the five quintiles of wealth count as poor
    work_family: float  # share of working students of a farm or shop who are family workers
    work_trade: float  # share of the others, on own account, who trade; the rest give personal services
    work_highest: float  # largest probability of work beside school
    work_hours: float  # hours a week of work beside school
    work_market_share: float  # part of a farm's output meant for sale, percent
    work_pay: float  # pay over the mean income of own-account people
    work_pay_default: float  # mean income of own-account people when there is nobody to look at, W a month
