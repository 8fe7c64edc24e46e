"""The closed list of levers: what policy may move, with unit, bearer and bounds.

A lever is asked for by exactly the rules that its meaning names; what moves it is in ``sim.core.policy``.
"""

from enum import IntEnum, auto
from typing import NamedTuple

PAYERS = ("government", "enterprises", "social_partners", "donors", "households")
"""Statutory payers, in the order of payer shares."""


class Lever(IntEnum):
    """What policy may move."""

    # Training: places, money, teaching
    PLACES = auto()
    UNIT_COST = auto()
    HEAD_SHARE = auto()
    HEAD_RATE = auto()
    HEAD_GHOSTS = auto()
    RESULT_SHARE = auto()
    RESULT_SHORT = auto()
    FEE = auto()
    FEE_RULE = auto()
    FEE_SHARE = auto()
    FEE_WAIVER = auto()
    VOUCHER = auto()
    VOUCHER_PUBLIC = auto()
    STIPEND = auto()
    PAYMENT_DELAY = auto()
    CREDIT_LIMIT = auto()
    REPAYMENT_RATE = auto()
    REPAYMENT_THRESHOLD = auto()
    LOAN_COLLECTION = auto()
    ACCOUNT_CREDIT = auto()
    ACCOUNT_AWARENESS = auto()
    AWARENESS = auto()
    RESERVED_SHARE = auto()
    RESERVED_HELD = auto()
    SEAT_OFFER = auto()
    SEAT_COST = auto()
    SEAT_STIPEND = auto()
    SEAT_TEACHING = auto()
    SEAT_MONTHS = auto()
    TEACHING = auto()
    CURRICULUM_CORE = auto()
    COMPLETION_HAZARD = auto()
    DISTANCE = auto()
    DURATION = auto()
    ENTRY_FEE = auto()
    DUAL_SHARE = auto()
    CERTIFICATE = auto()
    RESULT_PAY = auto()
    RECOGNITION = auto()
    # Access
    TRAVEL_COST = auto()
    CARE_HOURS = auto()
    CARE_COST = auto()
    SAFETY_COST = auto()
    TRADE_NORM = auto()
    ACCESSIBILITY = auto()
    # Firms: cost of labour and of training, law
    LABOUR_COST_WEDGE = auto()
    TRAINING_COST_SHARE = auto()
    CLAIM_COST = auto()
    CLAIM_DELAY = auto()
    GRANT_CAP = auto()
    GRANT_PER_LEVY = auto()
    GRANT_FAVOUR = auto()
    TAX_CREDIT = auto()
    APPRENTICE_SUBSIDY = auto()
    WORK_TRAINING = auto()
    QUOTA_SHARE = auto()
    QUOTA_GROUP = auto()
    QUOTA_THRESHOLD = auto()
    QUOTA_COMPLIANCE = auto()
    QUOTA_FINE = auto()
    REGISTRATION_COST = auto()
    INSPECTION = auto()
    # Levies
    LEVY_RATE = auto()
    LEVY_COMPLIANCE = auto()
    LEVY_EXEMPTION = auto()
    LEVY_RELABELLING = auto()
    LEVY_WORKERS = auto()
    LEVY_REBATE = auto()
    LEVY_EARMARK = auto()
    # Search, hiring and own account
    SEARCH_COST = auto()
    APPLICATIONS = auto()
    EXCHANGE_REACH = auto()
    EXCHANGE_STAFF = auto()
    BELIEF_WEIGHT = auto()
    SIGNAL_RELIABILITY = auto()
    CERTIFICATE_RELIABILITY = auto()
    RANK_BONUS = auto()
    GROUP_BIAS = auto()
    ACCOMMODATION_COST = auto()
    LEGAL_ACCESS = auto()
    DIRECT_JOB = auto()
    DIRECT_PAY = auto()
    INTERNSHIP = auto()
    INTERN_PAY = auto()
    STARTUP_CAPITAL = auto()
    # Economy
    WAGE_FLOOR = auto()
    FORECAST_ERROR = auto()
    PUBLICATION_LAG = auto()
    DEMAND_PATH = auto()
    PRICE_PATH = auto()
    TECHNOLOGY_DRIFT = auto()
    ARRIVALS = auto()
    # Running the skills system
    SYSTEM_COST = auto()
    OVERHEAD = auto()
    TRAINING_BUDGET = auto()


class Spec(NamedTuple):
    """Unit, bearer (whose row is asked), bounds of a moved value, meaning, and who else's row may be asked."""

    unit: str
    bearer: str
    low: float
    high: float
    meaning: str
    also: str = ""


_INF = float("inf")
LEVERS: dict[Lever, Spec] = {
    # Training: places, money, teaching
    Lever.PLACES: Spec("persons", "provider", 0, _INF, "places of a programme"),
    Lever.UNIT_COST: Spec("W a place and month", "provider", 0, _INF, "running cost of a place"),
    Lever.HEAD_SHARE: Spec(
        "share", "provider", 0, 1, "how far public money follows the learner, however many there are"
    ),
    Lever.HEAD_RATE: Spec("factor", "provider", 0, _INF, "public money for a learner over what it was"),
    Lever.HEAD_GHOSTS: Spec("share", "provider", 0, 1, "learners who are paid for and are not there"),
    Lever.RESULT_SHORT: Spec(
        "probability", "provider", 0, 1, "an unplaced leaver has a short placement in the month of the claim"
    ),
    Lever.RESULT_SHARE: Spec(
        "share", "provider", 0, 1, "part of public money for a learner that is paid at the result"
    ),
    Lever.FEE: Spec("W a month", "person", 0, _INF, "what the learner is charged"),
    Lever.FEE_RULE: Spec("share", "provider", 0, 1, "how far the fee follows a rule in place of what it was"),
    Lever.FEE_SHARE: Spec("share of the cost", "provider", 0, 1, "fee that the rule sets"),
    Lever.FEE_WAIVER: Spec("share of the fee", "person", 0, 1, "part of the fee of a public college that is waived"),
    Lever.VOUCHER: Spec("W a month", "person", 0, _INF, "most that a voucher pays of the fee of any course"),
    Lever.VOUCHER_PUBLIC: Spec("W a month", "person", 0, _INF, "the same, at public colleges only"),
    Lever.STIPEND: Spec("W a month", "person", 0, _INF, "paid to the learner while in training"),
    Lever.PAYMENT_DELAY: Spec("months", "economy", 0, _INF, "from a month of training to the stipend for it"),
    Lever.CREDIT_LIMIT: Spec("W", "person", 0, _INF, "what the person can borrow for training"),
    Lever.REPAYMENT_RATE: Spec("share of seen income above the threshold", "person", 0, 1, "repaid on a training loan"),
    Lever.REPAYMENT_THRESHOLD: Spec("W a month", "person", 0, _INF, "pay above which a training loan is repaid"),
    Lever.LOAN_COLLECTION: Spec("share", "person", 0, 1, "debtors with seen pay of whom repayment is collected"),
    Lever.ACCOUNT_CREDIT: Spec("W a year", "person", 0, _INF, "credited to the learning account of the person"),
    Lever.ACCOUNT_AWARENESS: Spec(
        "probability",
        "person",
        0,
        1,
        "knows of the account, with middle schooling; half as much below, half more above",
    ),
    Lever.AWARENESS: Spec("probability", "person", 0, 1, "knows that the programme exists"),
    Lever.RESERVED_SHARE: Spec("share", "person", 0, 1, "share of places kept for the person's group"),
    Lever.RESERVED_HELD: Spec(
        "share", "economy", 0, 1, "part of the reserved places left unfilled that stays empty until the next intake"
    ),
    Lever.SEAT_OFFER: Spec(
        "probability a month", "person", 0, 1, "is offered a place outside the queue, on top of the places there are"
    ),
    Lever.SEAT_COST: Spec("factor", "person", 0, _INF, "price of a place outside the queue over that of a usual place"),
    Lever.SEAT_STIPEND: Spec("W a month", "person", 0, _INF, "paid to the learner on a place outside the queue"),
    Lever.SEAT_TEACHING: Spec(
        "factor", "person", 0, _INF, "skill gained on a place outside the queue over that on a usual place"
    ),
    Lever.SEAT_MONTHS: Spec(
        "months", "person", 0, 60, "length of a course on a place outside the queue; 0 as long as the programme"
    ),
    Lever.TEACHING: Spec("1 = standard", "provider", 0, _INF, "skill gained for a month of full teaching"),
    Lever.CURRICULUM_CORE: Spec("share", "provider", 0, 1, "part of teaching time that goes to core skills"),
    Lever.COMPLETION_HAZARD: Spec("factor", "person", 0, _INF, "scale of the monthly drop-out hazard; 1 unchanged"),
    Lever.DISTANCE: Spec("share", "provider", 0, 1, "part of the distance to a programme that it travels itself"),
    Lever.DURATION: Spec("months", "provider", 1, 60, "length of a programme or of an apprenticeship"),
    Lever.ENTRY_FEE: Spec(
        "W a month of the term", "provider", 0, _INF, "entry fee of a master, borne by the apprentice"
    ),
    Lever.DUAL_SHARE: Spec("share of training time", "provider", 0, 1, "time that learners spend at a host firm"),
    Lever.CERTIFICATE: Spec("probability", "provider", 0, 1, "a completer gets a recognised certificate"),
    Lever.RESULT_PAY: Spec(
        "W a test", "provider", 0, _INF, "paid to the master or trainer for a learner who passes the test"
    ),
    Lever.RECOGNITION: Spec(
        "probability a month", "person", 0, 1, "is offered a test of skills learnt without a course"
    ),
    # Access
    Lever.TRAVEL_COST: Spec("W a month", "person", 0, _INF, "travel to training or work, borne by the person"),
    Lever.CARE_HOURS: Spec("hours a week", "person", 0, 112, "unpaid care that cannot be left to others"),
    Lever.CARE_COST: Spec("W a month", "person", 0, _INF, "care that is paid for while the person learns or works"),
    Lever.SAFETY_COST: Spec("W a month", "person", 0, _INF, "what unsafe travel to training is worth avoiding"),
    Lever.TRADE_NORM: Spec(
        "factor", "person", 0, _INF, "scale of what speaks against a trade usual for the other sex; 1 unchanged"
    ),
    Lever.ACCESSIBILITY: Spec(
        "0 to 1", "person", 0, 1, "how far programmes can be used in spite of distance, hours, language or disability"
    ),
    # Firms: cost of labour and of training, law
    Lever.LABOUR_COST_WEDGE: Spec(
        "share of pay", "firm", -1, _INF, "labour cost above (+) or below (-) pay, mean of the staff", also="person"
    ),
    Lever.TRAINING_COST_SHARE: Spec("share", "firm", 0, 1, "part of a firm's training cost that a grant pays"),
    Lever.CLAIM_COST: Spec("factor", "firm", 0, _INF, "scale of the firm's fixed cost of claiming; 1 unchanged"),
    Lever.CLAIM_DELAY: Spec("months", "firm", 0, _INF, "from the training to the grant"),
    Lever.GRANT_CAP: Spec("W a year", "firm", 0, _INF, "most that a firm can be granted"),
    Lever.GRANT_PER_LEVY: Spec(
        "share of levy paid in a year", "firm", 0, _INF, "part of its own levy up to which a firm can be granted"
    ),
    Lever.GRANT_FAVOUR: Spec(
        "rank a log point of size", "firm", 0, _INF, "how far larger firms come first where grants are competed for"
    ),
    Lever.TAX_CREDIT: Spec(
        "share of training cost", "firm", 0, 1, "taken off the profit tax of a firm that makes a profit"
    ),
    Lever.APPRENTICE_SUBSIDY: Spec(
        "share of trainee pay",
        "provider",
        0,
        1,
        "part of a trainee's pay and keep paid back to the master or host firm",
    ),
    Lever.WORK_TRAINING: Spec(
        "share of a full course", "person", 0, 1, "taught at work in a month under a training plan, without certificate"
    ),
    Lever.QUOTA_SHARE: Spec("share of staff", "firm", 0, 1, "part of the posts that the law reserves for a group"),
    Lever.QUOTA_GROUP: Spec("share", "person", 0, 1, "1: the person counts towards the quota"),
    Lever.QUOTA_THRESHOLD: Spec("employees", "economy", 0, _INF, "staff from which a firm is liable to the quota"),
    Lever.QUOTA_COMPLIANCE: Spec("probability", "economy", 0, 1, "a liable firm is held to the quota"),
    Lever.QUOTA_FINE: Spec("W a month", "firm", 0, _INF, "fine for a reserved post that is not held by the group"),
    Lever.REGISTRATION_COST: Spec(
        "factor", "firm", 0, _INF, "scale of the cost of registering and staying registered; 1 unchanged"
    ),
    Lever.INSPECTION: Spec("probability a year", "firm", 0, 1, "an unregistered firm is inspected"),
    # Levies
    Lever.LEVY_RATE: Spec("share of payroll", "firm", 0, 1, "statutory rate of the training levy"),
    Lever.LEVY_COMPLIANCE: Spec("probability", "firm", 0, 1, "a liable firm pays the levy"),
    Lever.LEVY_EXEMPTION: Spec(
        "share of payroll", "firm", 0, 1, "training spending up to which the levy need not be paid"
    ),
    Lever.LEVY_RELABELLING: Spec(
        "share", "firm", 0, 1, "part of the spending that saves the levy which a firm can book without training"
    ),
    Lever.LEVY_WORKERS: Spec(
        "share of pay", "firm", 0, 1, "contribution of the firm's workers, through social partners, to the fund"
    ),
    Lever.LEVY_REBATE: Spec("share", "firm", 0, 1, "part of the levy paid back in the same month, without a claim"),
    Lever.LEVY_EARMARK: Spec("share", "economy", 0, 1, "part of the levy that reaches the training fund"),
    # Search, hiring and own account
    Lever.SEARCH_COST: Spec("W a month", "person", 0, _INF, "cost of searching for a job"),
    Lever.APPLICATIONS: Spec("a month", "person", 0, _INF, "applications that a jobseeker sends"),
    Lever.EXCHANGE_REACH: Spec("probability", "person", 0, 1, "a jobseeker uses the labour exchange"),
    Lever.EXCHANGE_STAFF: Spec("per 100,000 people of 15-64", "economy", 0, _INF, "caseworkers of the labour exchange"),
    Lever.BELIEF_WEIGHT: Spec(
        "share", "person", 0, 1, "weight of the published placement of leavers in what a guided person believes"
    ),
    Lever.SIGNAL_RELIABILITY: Spec(
        "0 to 1",
        "person",
        0,
        1,
        "what an application workshop adds to the reliability of what employers see of a person",
    ),
    Lever.CERTIFICATE_RELIABILITY: Spec(
        "0 to 1", "economy", 0, 1, "reliability of what an employer sees of a holder of a recognised certificate"
    ),
    Lever.RANK_BONUS: Spec("log points", "person", -_INF, _INF, "addition to the score in ranking applicants"),
    Lever.GROUP_BIAS: Spec("log points", "person", -_INF, _INF, "deduction from the score for belonging to a group"),
    Lever.ACCOMMODATION_COST: Spec(
        "log points",
        "person",
        0,
        _INF,
        "what an employer expects to lose by an applicant's disability; with less cost, more accommodate",
    ),
    Lever.LEGAL_ACCESS: Spec("share", "person", 0, 1, "probability that the law lets the person take a formal job"),
    Lever.DIRECT_JOB: Spec("probability a month", "person", 0, 1, "is offered a temporary job in public works"),
    Lever.DIRECT_PAY: Spec("W a month", "person", 0, _INF, "pay of a temporary job in public works"),
    Lever.INTERNSHIP: Spec("probability a month", "person", 0, 1, "is offered a paid internship"),
    Lever.INTERN_PAY: Spec("W a month", "person", 0, _INF, "stipend of an intern"),
    Lever.STARTUP_CAPITAL: Spec("W", "person", 0, _INF, "capital given to start a trade of one's own"),
    # Economy
    Lever.WAGE_FLOOR: Spec("W a month", "economy", 0, _INF, "statutory minimum wage"),
    Lever.FORECAST_ERROR: Spec("log points", "economy", 0, _INF, "error of the published skills forecast"),
    Lever.PUBLICATION_LAG: Spec("months", "economy", 0, _INF, "age of the vacancies in the published forecast"),
    Lever.DEMAND_PATH: Spec("index", "sector", 0, _INF, "deviation of a sector's demand from balanced growth"),
    Lever.PRICE_PATH: Spec("index", "economy", 0, _INF, "consumer prices against the balanced path"),
    Lever.TECHNOLOGY_DRIFT: Spec(
        "log points a year", "economy", -_INF, _INF, "drift of labour demand from routine to professional work"
    ),
    Lever.ARRIVALS: Spec("share of the population a year", "economy", 0, 1, "people who arrive from abroad"),
    # Running the skills system
    Lever.SYSTEM_COST: Spec(
        "W a month for each person of 15-64",
        "economy",
        0,
        _INF,
        "running cost of bodies and services of the skills system",
    ),
    Lever.OVERHEAD: Spec(
        "factor", "economy", 0, _INF, "scale of administration and leakage of all instruments; 1 unchanged"
    ),
    Lever.TRAINING_BUDGET: Spec("factor", "economy", 0, _INF, "scale of the public training budget; 1 unchanged"),
}
