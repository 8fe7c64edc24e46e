"""Parameters of the services; values, units, ranges and sources stand in ``conf/economy/parts``."""

from sim.core.scalars import Scalars


class AnticipationParameters(Scalars):
    """Step 4: the published forecast of vacancies by occupation family."""

    error: float  # σ_f, SD of the log error of a published figure
    lag: float  # months between what is measured and its publication
    interval: float  # months between publications


class BeliefsParameters(Scalars):
    """Step 4: how jobseekers learn their chance of finding a job."""

    learning: float  # ω, weight of a month's evidence against the present belief
    evidence: float  # log points for one job found above expectation
    peers: float  # weight of the results of people nearby in the evidence
    peers_limit: float  # largest log deviation of the local finding rate that is believed
    limit: float  # largest belief in size, log ratio
    highest_chance: float  # largest monthly chance that is believed


class ExchangeParameters(Scalars):
    """Step 12: the public employment service."""

    registration: float  # share of search spells in which the jobseeker registers
    caseworkers: float  # per 100,000 people of 15 to 64
    caseload: float  # jobseekers served by one caseworker in a month
    caseworker_cost: float  # W a month and caseworker, with premises


class EmploymentServicesParameters(Scalars):
    """Steps 4 and 12: what services for single persons cost, and how long their effects last."""

    guidance_cost: float  # W a person guided
    guidance_months: float  # months over which guidance weighs in the choice of training
    assistance_cost: float  # W a jobseeker assisted and month
    workshop_cost: float  # W a person
    workshop_rate: float  # monthly probability that a jobseeker reached attends
    workshop_fade: float  # months over which the gain in reliability falls to 1/e
    works_months: float  # months of a temporary job in public works
    works_hours: float  # hours a week
    grant_rate: float  # monthly probability that a person reached receives the start-up grant
