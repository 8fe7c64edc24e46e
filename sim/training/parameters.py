"""Parameters of the training room; values, units, ranges and sources stand in ``conf/economy/parts``."""

from sim.core.scalars import Scalars


class PlacesParameters(Scalars):
    """Step 6: what providers offer and whether firms train."""

    fee_speed: float  # φ, monthly log change of private fees per unit of excess queue
    queue_at_rest: float  # queue per place at which private fees stand still
    queue_cap: float  # largest queue per place that moves the fee
    variable_share: float  # part of the running cost that falls with the number of learners
    margin_memory: float  # months over which a provider's margin is smoothed
    expansion_margin: float  # smoothed margin above which a private provider builds
    expansion_step: float  # share of its places that it adds
    closure_margin: float  # smoothed margin below which a private provider closes
    closure_rate: float  # monthly probability of closing then
    reopening_rate: float  # monthly probability that a closed one starts again where others earn
    reopening_places: float  # places with which it starts
    build_delay: float  # months from decision to open places
    capital: float  # W a new place
    reserve: float  # months of running cost kept before surplus is paid out
    forecast_response: float  # elasticity of a public programme's share of places to forecast vacancies
    forecast_limit: float  # largest factor by which a forecast moves places
    claim_after: float  # months from the end of a course to the month in which a placement counts for pay by results
    helper_pay: float  # W a month, a casual helper whom an apprentice can replace
    block_share: float  # part of public money that is paid per place and not per head
    stretch: float  # elasticity of quality to places per learner when overfull
    head_response: (
        float  # learners beyond places, share, for each part of cost that a learner brings above what it adds
    )
    trainer_shift: float  # part of the better teaching on seats that a programme's other learners go without
    rivalry: float  # elasticity of a master's teaching to own-account density in the trade
    teaching_least: float  # lowest teaching effort of a master
    master_scale: float  # W, logit scale of a master's wish to take apprentices
    compression: float  # κ_c, share of the gain that the firm keeps
    gain: float  # log points, general part of a staff course
    gain_specific: float  # log points, firm-specific part
    skill_decay: float  # d, a month
    discount: float  # r, a month
    course_cost: float  # W a trainee
    organising_cost: float  # W a firm and course
    course_time: float  # months of work time a trainee spends
    course_output: float  # share of normal output while on the course
    staff_share: float  # share of staff sent
    markup: float  # product over pay
    scale: float  # σ_tr, W a trainee
    claim_median: float  # W, median fixed cost of a grant claim
    claim_sd: float  # SD of its log
    claim_delay: float  # months until a grant is paid
    retention_weight: float  # weight of last year's experience in expected retention
    retention_pseudo: float  # persons, pseudo-count in that experience
    provider_margin: float  # share of the price of a staff course above its cost


class ChoiceParameters(Scalars):
    """Step 7: who thinks of training, what is compared, and admission."""

    age_least: float  # years
    age_most: float  # years
    hazard: float  # monthly probability of considering training
    hazard_youth: float  # factor under ``youth_age``
    youth_age: float  # years
    hazard_employee: float  # factor for employees
    awareness: float  # probability of knowing the programmes in reach
    account_basic: float  # factor on the awareness of a learning account, below upper secondary
    account_tertiary: float  # the same, tertiary
    access_least: float  # least access at which a programme in another market is thought of
    horizon: float  # T, months
    patience: float  # δ, a month
    scale: float  # σ_V, W
    gain_believed: float  # log points, believed pay effect of a full course
    gain_certificate: float  # log points, believed extra with a recognised certificate
    gain_apprenticeship: float  # log points, believed effect of an apprenticeship
    money_poor: float  # λ_q, weight of a W of cost, poorest quintile
    money_rich: float  # λ_q, richest quintile
    application_cost: float  # W
    travel: float  # W a month at full access
    travel_far: float  # W a month more where access is nil
    care_cost: float  # W an hour a week and month
    care_hours: float  # hours a week, woman with a child under ``care_age``
    care_age: float  # years
    materials: float  # W a month
    stipend: float  # W a month, baseline
    stipend_delay: float  # months
    cash_months: float  # months of outlays that must be at hand
    credit: float  # W that a household can borrow for training
    work_share: float  # share of future months in work that is expected
    starter_pay: float  # pay that a jobless person under ``starter_age`` expects at once, share of the group's mean
    starter_age: float  # years
    earlier_level: float  # W against a programme, for each level of schooling above what it asks
    segregation: float  # W for a trade usual for one's sex
    wait: float  # months after which a place in a queue is given up
    intake: float  # months between intakes of courses


class WorkplaceParameters(Scalars):
    """Learning at a firm through policy: trainees of hosts, and tests of what was learnt without a course."""

    host_staff: float  # staff of a host firm for each trainee that it takes
    host_willing: float  # share of formal private firms that take trainees
    host_hours: float  # hours a week of a trainee
    substitution: float  # posts at entry that a trainee fills
    trainee_pay: float  # W a month, trainee of a dual programme at its host
    pass_through: float  # part of an apprenticeship subsidy that masters pass on in pay
    supervision: float  # W a month of the host's cost for a trainee
    keep: float  # probability that a host with an open post offers it to the trainee at the end
    core: float  # log points of core skill in the first half of an internship
    specific: float  # log points of firm-specific skill of a trainee, a month
    intern_months: float  # months of an internship
    learning: float  # skill gained in a month at a host firm over a month in class
    result_effort: float  # rise of a master's teaching for each W a test
    outreach: float  # W for each person of the group who thinks of training in a month
    test_cost: float  # W a test of skills learnt without a course
    test_standard: float  # log points of skill in the trade at which half pass
    test_noise: float  # log points, SD of the error of the test
    test_experience: float  # log points of skill shown for each log point of experience
    test_least: float  # log points of skill and experience below which nobody comes to the test


class DeliveryParameters(Scalars):
    """Step 8: courses."""

    gain: float  # log points of technical skill, full course at standard quality
    core_share: float  # addition to core skill, share of the technical gain
    full_months: float  # months of the course that gives the full gain
    spread: float  # elasticity of the monthly gain to full length over length, for longer courses
    drop_out_m: float  # over the course
    drop_out_f: float  # over the course
    strain: float  # response of log drop-out to the uncovered share of travel and care
    strain_reference: float  # uncovered share at which drop-out is as stated
    care_factor: float  # factor for women with a young child
    certificate: float  # probability of passing the final test
    placement_window: float  # months after the end in which placement is observed
    placement_after: float  # months after the end from which it is observed
    reputation_weight: float  # monthly weight of new experience
    reputation_pseudo: float  # persons


class ApprenticeshipParameters(Scalars):
    """Step 8: informal apprenticeship with a master craftsperson."""

    gain: float  # log points of trade skill over the full term
    exit_fee: float  # W, at the end of the term
    pay_start: float  # W a month, cash at the start
    pay_end: float  # W a month, cash at the end
    paid_from: float  # W a month, cash from which an apprentice counts as paid
    meals: float  # W a month
    output_start: float  # W a month, apprentice's output for the master, net of material spoilt
    output_end: float  # W a month
    teaching_time: float  # W a month of the master's time at full teaching, at the start
    drop_out_m: float  # over the term
    drop_out_f: float  # over the term
    hours: float  # a week
    recognised: float  # probability of passing the trade test where the certificate is recognised
    discount: float  # a month, of masters
