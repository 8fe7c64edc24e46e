"""Parameters that every room may read: level constants and institutions of a country.

Values, units, ranges and sources stand in ``conf/country/<name>.yaml`` under the same names.
"""

from sim.core.scalars import Scalars


class Constants(Scalars):
    """Level constants of a country: fitted to the moments of its anchor year, in utils unless said."""

    home_m: float  # value of staying at home, men
    home_f: float  # the same, women
    home_youth_m: float  # addition under 25, men
    home_youth_f: float  # addition under 25, women
    search_0: float  # value of open search
    search_f: float  # addition for women
    search_educ: float  # addition by schooling: .3 upper secondary, 1 tertiary
    available_0: float  # value of waiting without search
    family_m: float  # value of family work, men
    family_f: float  # value of family work, women
    own_account_f: float  # norm on own-account work of women
    formal_jobs: float  # posts of formal private firms and government per person of 15-64
    informal_jobs: float  # posts of informal firms per person of 15-64
    hiring_gap: float  # log points of score against women in ranking
    net: float  # direct hires of people who do not search, 1 = Ghana
    school_m: float  # added to the published participation of 15-24 in education when schooling is solved, share, men
    school_f: float  # the same, women
    student_work_m: float  # share of enrolled men 15-24 who also work
    student_work_f: float  # the same, women
    pay_level: float  # log points that set mean pay of employees to one W


class Institutions(Scalars):
    """Law, schools and public money of a country."""

    population_growth: float  # growth of the population of 15-64, share a year
    minimum_wage: float  # W a month
    levy_rate: float  # payroll levy for training, share of pay
    levy_threshold: float  # employees from which a firm is liable
    levy_compliance: float  # share of liable formal firms that pay
    levy_earmark: float  # share of the yield that reaches the training fund
    government_jobs: float  # government employees per person of 15-64
    public_training_budget: float  # W a month a person of 15-64: public money for vocational training
    donor_training_budget: float  # W a month a person of 15-64: donors' money for vocational training
    tax_allowance: float  # W a month: pay free of income tax
    tax_rate: float  # share: income tax on pay above the allowance
    contribution_worker: float  # share of pay: social contribution of insured employees
    contribution_employer: float  # share of pay: social contribution of their employers
    lcu_per_w: float  # local currency units in one W


class LifecycleParameters(Scalars):
    """Deaths, unions, births, disability and households."""

    mortality_m: float  # a year: Death rate of men at 15.
    mortality_f: float  # a year: Death rate of women at 15.
    mortality_growth: float  # a year: Rise of the log death rate with age.
    emigration: float  # a year: Rate at which people of 18 to 34 leave the country.
    internal_migration: float  # a year: Rate at which rural people of 18 to 34 move to a town.
    union_age_m: float  # years: Age from which men enter unions.
    union_age_f: float  # years: Age from which women enter unions.
    union_rate_m: float  # a year: Rate of entering a union, men.
    union_rate_f: float  # a year: The same, women.
    birth_union: float  # a year: Birth rate of women in union before the decline.
    birth_single: float  # a year: Birth rate of other women.
    birth_decline: float  # years: Age from which birth rates fall in a line to zero at the last.
    birth_last: float  # years: Age at which births end.
    disability_at_15: float  # share: Young people with a functional difficulty.
    disability_rate: float  # a year: Onset at 15.
    disability_growth: float  # a year: Rise of the log rate of onset with age.
    disability_severe: float  # share: Part that is severe.
    new_household: float  # share: Entrants at 15 in a household without other members of 15 to 64.


class PopulationParameters(Scalars):
    """How the people, firms and providers of the first month are drawn."""

    markets: int  # markets: Local markets of the country.
    urban_markets: float  # share: Share of the local markets that are urban.
    urban_rank: float  # exponent: Size of urban markets falls with rank to this power (Zipf).
    rural_rank: float  # exponent: The same for rural markets.
    country_side: float  # km: Side of the square in which markets lie.
    access_scale: float  # km: Distance at which access to jobs falls to 1/e.
    wage_urban: float  # log odds: Urban minus rural odds of employee jobs; half of it against family work.
    regular_by_level: float  # log odds a level: Gradient of regular employment by level.
    casual_by_level: float  # log odds a level: Gradient of casual employment by level.
    own_by_level: float  # log odds a level: Gradient of own-account work by level.
    family_by_level: float  # log odds a level: Gradient of family work by level.
    search_by_level: float  # log odds a level: Gradient of unemployment by level.
    search_urban: float  # log odds: Urban minus rural odds of unemployment.
    student_family_share: float  # share: Working students who are family workers, up to .6 of all family workers.
    regular_government: float  # share: Regular posts in government.
    regular_formal: float  # share: Regular posts in formal private firms.
    regular_informal: float  # share: Regular posts in informal firms.
    household_size: float  # persons: Mean members of 15 to 64 a household.
    farm_rural: float  # share: Rural households of the middle quintile with a farm.
    farm_urban: float  # share: The same, urban.
    farm_by_wealth: float  # share a quintile: Change of that share by wealth quintile.
    shop_rural: float  # share: Rural households with a shop or workshop.
    shop_urban: float  # share: The same, urban.
    farmer_share: float  # share: Own-account and family workers who farm where the household has a farm.
    landless: float  # land of a household without a farm, 1 = mean farm
    newcomer_household: float  # people of 15-64 in a household of newcomers
    land_spread: float  # SD of logs: Spread of land and equipment of farms.
    cash_median: float  # W: Median cash on hand of a household of the middle quintile.
    cash_by_wealth: float  # log points a quintile: Rise of cash with wealth.
    cash_spread: float  # SD of logs: Spread of cash at given wealth.
    casual_share: float  # share: People of casual attachment.
    attachment_by_level: float  # share a level: Change of that share by level completed.
    attachment_female: float  # share: Women minus men.
    taste_spread: float  # utils: SD of the fixed taste for market work.
    ability_spread: float  # log points: SD of fixed ability.
    belief_mean: float  # log ratio: Mean optimism about finding a job.
    belief_spread: float  # log ratio: Spread of optimism.
    core_spread: float  # log points: SD of core skill.
    experience_ceiling: float  # log points: Productivity of a long working life.
    experience_gain: float  # log points a year: First years' gain, falling towards the ceiling.
    skill_mean: float  # log points: Technical skill in the own trade after some years.
    certified: float  # share: People of lower secondary or more who hold a recognised trade certificate.
    ever_worked_scale: float  # months: Mean wait from school to the first job in the histories drawn.
    satisfied_share: float  # share: People in work who do not wish to change it.
    tenure_regular: float  # months: Mean time so far in a regular job.
    tenure_casual: float  # months: The same, casual.
    tenure_other: float  # months: The same, own-account and family work.
    search_months: float  # months: Mean search so far; gives the share of a year or more.
    outside_months: float  # months: Mean time so far outside or waiting.
    school_return: float  # log points a year: Pay by schooling at the start.
    tertiary_return: float  # log points a year: Addition a tertiary year.
    formal_premium: float  # log points: Pay of formal over informal jobs at the start.
    own_income: float  # W a month: Mean own-account income at the start.
    fixed_term: float  # share: Regular jobs with a contract of a year or more instead of a permanent one.
    size_exponent: float  # exponent: P(size >= s) = s^-exponent of wage-employing firms.
    largest_firm: int  # employees: The size tail ends here, or at a twentieth of private employees if less.
    formal_by_size: float  # log odds a log point: Formality rises with size.
    wage_agriculture: float  # share: Private employees in agriculture.
    wage_industry: float  # share: Private employees in industry; the rest are in services.
    firm_spread: float  # log points: SD of firm productivity.
    premium_spread: float  # log points: SD of the firm's part of pay.
    choosy_education: float  # score a level: Weight of schooling when formal posts are filled at the start.
    choosy_sex: float  # score: Weight against women when formal posts are filled at the start.
    course_share: float  # share: People of 15 to 24 in a vocational course.
    apprentice_share: float  # share: People of 15 to 24 in an informal apprenticeship now.
    occupancy: float  # share: Places taken at the start.
    programme_size: int  # persons: Mean places of a programme.
    places_private: float  # share: Course places of private schools.
    places_ngo: float  # share: Course places of NGOs.
    places_enterprise: float  # share: Course places of enterprise academies.
    course_cost: float  # W a place and month: Running cost of a course place.
    public_share: float  # share: Part of a public place that public money pays; the fee covers the rest.
    master_fee: float  # W a month: Entry fee of an apprentice over the months of the term.
    master_months: int  # months: Term of an informal apprenticeship.
    quality_spread: float  # SD of logs: Spread of quality among providers.
    recognised_private: float  # share: Private programmes with a recognised certificate.
