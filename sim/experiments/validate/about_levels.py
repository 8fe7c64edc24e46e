"""Levels and gaps by sex, age and disability, and sizes of firms, in the world without a policy."""

import numpy as np

from sim.core.groups import employees_of
from sim.core.states import Job
from sim.experiments.validate.lived import Lived
from sim.experiments.validate.tests import tested

YOUTH = "age=15-24"


@tested("S16")
def informality(w: Lived) -> float:
    """Informal share of the employed, %."""
    return 100 * w.rate("informality_rate")


@tested("S17")
def informality_gap(w: Lived) -> float:
    """Informal share, women less men, points."""
    return 100 * (w.rate("informality_rate", "sex=female") - w.rate("informality_rate", "sex=male"))


@tested("S18")
@tested("S22")
def youth_unemployment(w: Lived) -> float:
    """Unemployment rate of 15 to 24, %."""
    return 100 * w.rate("unemployment_rate", YOUTH)


@tested("S19")
def youth_neet(w: Lived) -> float:
    """NEET rate of 15 to 24, %."""
    return 100 * w.rate("neet_rate", YOUTH)


@tested("S20")
def women_among_neet(w: Lived) -> float:
    """Share of women among NEET of 15 to 24, %."""
    recorder = w.model.recorder
    from sim.indicators.groups import GROUPS

    counts = recorder.numerator("neet_rate")[-60:]
    women, everybody = (counts[:, GROUPS.index(g)].sum() for g in (f"sex=female|{YOUTH}", YOUTH))
    return 100 * float(women / everybody)


@tested("S21")
def insecure_work(w: Lived) -> float:
    """Share of employed of 25 to 29 without a stable job, %."""
    return 100 * (1 - w.rate("stable_job_share", "age=25-29"))


@tested("S23")
def age_gap_in_employment(w: Lived) -> float:
    """Employment rate of 25 to 64 less that of 15 to 24, points."""
    people, month = w.model.people, w.model.month
    alive, age = people.pid != 0, (month - people.birth.astype(np.int64)) // 12
    work = people.job != Job.NONE
    old, young = (float(work[alive & group].mean()) for group in (age >= 25, age < 25))
    return 100 * (old - young)


@tested("S26")
def employment_with_disability(w: Lived) -> float:
    """Employment rate with over without a moderate or severe disability."""
    with_, without = (w.rate("employment_rate", f"disability={d}") for d in ("moderate_plus", "none"))
    return with_ / without


@tested("S27")
def unemployment_with_disability(w: Lived) -> float:
    """Unemployment rate with less without a disability, points."""
    with_, without = (w.rate("unemployment_rate", f"disability={d}") for d in ("moderate_plus", "none"))
    return 100 * (with_ - without)


@tested("S10")
def unemployment_by_schooling(w: Lived) -> float:
    """Unemployment rate of upper secondary and above over that below."""
    recorder = w.model.recorder
    from sim.indicators.groups import GROUPS

    high = [GROUPS.index(f"education={e}") for e in ("upper_secondary", "tertiary")]
    low = GROUPS.index("education=below_upper_secondary")
    top, bottom = recorder.numerator("unemployment_rate")[-60:], recorder.denominator("unemployment_rate")[-60:]
    educated = top[:, high].sum() / bottom[:, high].sum()
    return float(educated / (top[:, low].sum() / bottom[:, low].sum()))


@tested("S30")
def tail_of_firms(w: Lived) -> float:
    """Exponent of the tail of firm sizes."""
    return w.rate("firm_size_tail")


@tested("S31")
def tiny_firms(w: Lived) -> float:
    """Share of enterprises, own-account units included, with fewer than ten workers, %."""
    people, firms = w.model.people, w.model.firms
    staff = employees_of(firms, firms.fid != 0)
    alone = int(((people.pid != 0) & np.isin(people.job, (Job.OWN_ACCOUNT, Job.EMPLOYER))).sum())
    return 100 * (alone + int((staff < 10).sum())) / (alone + len(staff))


@tested("S33")
def productivity_of_firms(w: Lived) -> float:
    """Standard deviation of log productivity over firms."""
    firms = w.model.firms
    return float(np.std(firms.productivity[firms.fid != 0].astype(float)))


@tested("S35")
def cost_of_applying(w: Lived) -> float:
    """Cost of a formal application over the mean monthly pay of employees."""
    return float(w.model.parameters.search.cost) / w.rate("monthly_pay")


@tested("S37")
def apprenticed(w: Lived) -> float:
    """Share of 15 to 24 who are apprenticed to a master or have been since the world began, %."""
    people = w.model.people
    young = (people.pid != 0) & (w.model.month - people.birth.astype(np.int64) < 25 * 12)
    return 100 * float(np.isin(people.pid[young], np.fromiter(w.apprenticed, people.pid.dtype)).mean())
