"""Job-search assistance: jobseekers are helped to send more applications; the help ends with the search or the policy.

More applications of some for the same vacancies: what the assisted gain the others lose as far as vacancies do not
follow (Gautier, Muller, van der Klaauw, Rosholm & Svarer 2018, J. Labor Econ. 36(4)).
"""

from typing import Any

import numpy as np

from sim.core.levers import Lever
from sim.core.served import served
from sim.core.sieve import rows_with
from sim.core.states import Education, Job
from sim.finance.ledger import For
from sim.services.paying import serve

SERVICE = "job_search_assistance"


def jobseekers(people: Any) -> np.ndarray:
    """Rows of people who seek a job and have none, out of education."""
    rows: np.ndarray = rows_with(people.seeking, 1)
    return rows[(people.job[rows] == Job.NONE) & (people.education[rows] == Education.NONE) & (people.pid[rows] != 0)]


def assist_jobseekers(m: Any) -> None:
    """Pay for this month's assistance and log who gets it for the first time."""
    if not m.levers.has(Lever.APPLICATIONS):
        return
    rows, price = jobseekers(m.people), m.parameters.employment_services.assistance_cost
    helped = serve(m, For.JOB_SEARCH, Lever.APPLICATIONS, rows, price)
    m.unassisted, rows = rows[~helped], rows[helped]
    register = served(m, SERVICE)
    new = rows[~register.knows(m.people.pid[rows])]
    register.add(m.people.pid[new], m.month)
    m.treated.add(m, SERVICE, new)
    m.events["assisted"] = len(rows)
