"""Parameters of the labour market; values, units, ranges and sources stand in ``conf/economy/parts``."""

from sim.core.scalars import Scalars


class DemandParameters(Scalars):
    """Step 3: relative demand of a sector."""

    income_agriculture: float  # μ, response of demand to real household income of the market
    income_industry: float
    income_services: float
    price_elasticity_agriculture: float  # ε_s
    price_elasticity_industry: float
    price_elasticity_services: float
    price_capacity: float  # fall of the log price of non-tradables per log point of extra capacity
    productivity_growth: float  # share a year, real, on the balanced path
    season_amplitude: float  # farm labour need, share above or below its mean
    season_peak: float  # calendar month of the peak, 0 January
    family_drift: float  # yearly log drift of posts from manual to office and professional families
    memory: float  # months over which household income is smoothed


class SeparationParameters(Scalars):
    """Step 9: monthly hazards of losing or leaving a wage job for other reasons than labour demand."""

    permanent: float
    fixed_term: float
    informal_regular: float
    casual_formal: float
    casual_informal: float
    government: float
    tenure_floor: float  # factor at long tenure
    tenure_extra: float  # extra factor at tenure 0
    tenure_scale: float  # months
    youth: float  # factor under 25
    conversion: float  # share of fixed-term contracts that become permanent at their end
    firm_exit: float  # monthly hazard of firms with fewer than 10 workers
    firm_exit_large: float  # of larger firms


class AccessParameters(Scalars):
    """What keeps groups out of jobs and courses, and what it costs to let them in."""

    bias_women: float  # part of the hiring gap against women that is bias
    bias_disability: float  # log points of score, bias against people with a disability
    bias_refugee: float  # log points of score, bias against refugees
    legal_bar: float  # share of refugees whom the law keeps out of formal jobs
    language_barrier: float  # degrees of difficulty of use of programmes, refugees
    safety_cost: float  # W a month, what unsafe travel to training is worth avoiding to a woman
    permit_fee: float  # W at the start of a formal job of a refugee
    inspection: float  # W a month a formal firm and full enforcement of equal treatment
    accommodation_free: float  # share of accommodations that cost nothing
    accommodation_once: float  # share with one payment
    accommodation_cost: float  # W, that payment
    accommodation_monthly: float  # W a month, the rest
    carer_hours: float  # hours of care a week that a carer gives
    children_per_carer: float  # children whom a carer looks after at a time
    post_surplus: float  # profit of one more post, share of its pay


class LabourDemandParameters(Scalars):
    """Step 10: desired posts and vacancies."""

    labour_cost: float  # ε_D
    productivity: float  # ε_A
    supply_response: float  # ψ
    up: float  # share of a gap that is posted a month
    down: float  # share of an excess that is laid off a month
    persistence: float  # monthly AR(1) of log productivity
    sd: float  # stationary SD of log productivity over the year
    entrant_size: float  # largest base size of a new firm, persons


class ParticipationParameters(Scalars):
    """Step 11: who reconsiders, and the values compared (utils on a logit scale of 1)."""

    hazard_search: float
    hazard_available: float
    hazard_own_account: float
    hazard_family: float
    hazard_outside: float
    hazard_quit: float  # employees, towards home
    casual_factor: float  # hazards of the casually attached
    casual_search: float  # the same for jobseekers
    hazard_cap: float
    tenure_floor: float
    tenure_extra: float
    tenure_scale: float  # months
    youth_factor: float
    income_weight: float  # b, weight of log income
    horizon: float  # H, months over which a gain from a job counts
    taste_weight: float
    loss_bonus: float  # search after a job loss
    leaver_bonus: float  # search on leaving school or a course
    wealth_search: float  # per wealth quintile above the middle
    wait_home: float  # share of the value of home that waiting without search has
    search_upper_secondary: float  # share of search_educ at upper secondary
    care_weight: float  # home, per ten hours of care a week
    disability_home: float  # home, per degree of disability
    old_age_home: float  # home, per year over 55
    education_home_f: float  # home, women, per schooling group above the first
    child_hours_f: float  # care hours a week, woman with a child under six
    child_hours_m: float
    own_time: float  # hours a week for oneself and the house, out of 112
    minimum_hours: float  # below these free hours no job is possible
    quit_job_value: float  # value of a job over its log pay
    small_child_months: float  # age of the youngest child below which it needs care all day
    other_care_f: float  # care hours a week, woman without a small child
    other_care_m: float
    bought_care: float  # share of care bought or done by others, per wealth quintile above the middle
    travel: float  # hours a week to and from work
    plans_taste: float  # taste for work above which people at home mean to work later, utils


class OwnAccountParameters(Scalars):
    """Step 11: income and trades of the self-employed."""

    level_urban: float  # mean log income, log W
    level_rural: float
    level_farm: float
    return_skill: float  # on ability, experience and skill
    return_schooling: float  # on the schooling part of productivity
    crowding: float  # κ
    density_memory: float  # weight of the past in believed density
    farm_labour: float  # γ, elasticity of farm output to members at work
    capital_trade: float  # start-up capital of capital-using trades, W
    formal_m: float  # share of own-account starts that are registered
    formal_f: float
    formal_educ: float  # addition for tertiary
    review: float  # share of those who reconsider who look at all trades again
    segregation: float  # utils for the trades usual for one's sex
    hours: float  # usual hours a week
    employer_share: float  # share of own-account starts with employees
    least_land: float  # land and equipment of the smallest farm, 1 = mean farm
    least_density: float  # self-employed per person, added so that a trade nobody has is not infinitely good
    skilled: float  # technical skill, log points, with which a capital-using trade needs no cash
    few_hours: float  # hours a week below which the casually attached want more
    farm_sold: float  # percent of farm output sold
    family_hours: float  # most hours a week of a family worker
    family_share: float  # in kind, share of what own-account work would give


class SearchParameters(Scalars):
    """Step 12: applications, channels, signals and ranking."""

    applications: float  # a month, jobseekers
    cost_response: float  # elasticity of the applications of a jobseeker to what policy leaves of their price
    own_account: float  # a month, times the country's net
    informal_employee: float
    fixed_term: float
    available: float
    family: float
    outside: float
    cost: float  # W, one formal application
    exchange_share: float  # share of a registered jobseeker's applications through the exchange
    exchange_bonus: float  # probability that the exchange aims at a fitting post
    network_share: float  # share of informal applications through the network
    network_bonus: float  # log points of score of a network application
    tertiary_formal: float  # share of tertiary graduates' applications aimed at formal posts
    tertiary_desk: float  # share of posts outside office and professions that tertiary graduates pass up
    aim: float  # fall of the probability to apply per log point of missing skill
    reliability: float  # share of hidden productivity that employers see without a certificate
    reliability_certificate: float
    reliability_reference: float
    reference: float  # ρ_x, probability of a reference from a previous employer
    hidden_sd: float  # SD of hidden productivity, log points
    schooling_informal: float  # weight of schooling in informal ranking
    certificate_regular: float  # addition to the score for regular posts
    disability_penalty: float  # log points a degree, net of accommodation
    low_share: float  # prior share of the low type
    low_gap: float  # log points between types
    age_gap: float  # log points of score a year of age over age_free
    age_free: float  # years: age from which employers prefer the younger of two applicants
    finding_ratio: float  # f_H over f_L
    raise_needed: float  # log points that make an employed person move
    reservation: float  # share of own-account income that a job must pay
    regular_value: float  # log points that a regular job is worth beyond pay
    permanent_share: float  # of regular hires of formal firms, the rest fixed term of 12 to 24 months
    insured_casual: float  # share of casual jobs in formal firms with social insurance
    usual_skill: float  # technical skill that posts ask for, log points
    vacancy_rate: float  # usual open posts a person of 15-64; a market's table has room for twice as many
    own_family: float  # share of a firm's posts in its main occupation family
    pseudo_staff: float  # pseudo-count of employees in the vacancies of a family
    pseudo_leavers: float  # pseudo-count of leavers of training in the placement of a family, half of them placed
    pseudo_posts: float  # pseudo-count of posts in quality of hires and filling of a market
    rounds: float  # of offers a month
    pseudo_seekers: float  # pseudo-count in group finding rates
    memory: float  # months


class PayParameters(Scalars):
    """Step 13: pay at hire and afterwards."""

    bargaining: float  # β_w
    firm_loading: float  # loading of pay on log firm productivity
    formal_premium: float  # log points
    government_premium: float
    informal_discount: float  # log points, casual against regular in informal firms
    match_sd: float  # SD of log match quality
    outside_share: float  # outside option over product at the reference finding rate
    outside_finding: float  # elasticity of the outside option to the local finding rate
    reset: float  # monthly probability that an incumbent's pay is set anew
    learning_rate: float  # share of the employer's error that vanishes a month
    per_year: float  # return to a school year, log points
    per_tertiary_year: float  # addition above upper secondary
    woman: float  # log points, conditional gap in product paid, of women of mean schooling
    woman_per_year: float  # log points by which the gap of employees narrows a year of schooling
    woman_years: float  # years of schooling at the mean gap
    floor_enforcement: float  # share of formal firms in which the floor binds
    in_kind_informal: float  # share of informal pay in kind
    misfit_loss: float  # log points of product a degree of disability, in tasks that do not fit
    accommodated: float  # share of employers who accommodate without a grant
    accommodation_restores: float  # share of the loss that an accommodation takes away
    passing_regular: float  # SD of the passing part of log pay of a month, regular jobs
    passing_casual: float  # the same, casual jobs
    passing_months: float  # months that one such shock lasts


class LearningParameters(Scalars):
    """Step 13: human capital of work."""

    regular: float  # log points a month
    informal: float
    farm: float
    ceiling: float  # of the experience stock
    idle_decay: float  # of technical skill, log points a month out of work
    specific: float  # firm-specific, log points a month
    specific_ceiling: float


class FormalityParameters(Scalars):
    """Step 10: which informal firms register."""

    registration_cost: float  # W, registering and the first year on the books
    distance: float  # W, mean of what keeps informal firms from registering
    considers: float  # monthly probability that an informal firm reconsiders
    complies: float  # share of inspected informal firms that register
