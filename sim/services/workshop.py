"""Application workshops with a certificate of skills: a week, after which employers see more of the person.

Who has attended keeps a higher reliability of the signal, which fades as the paper ages. Others are ranked down where
the number of posts is given, and attendants who are less able than they look lose too.
"""

from typing import Any

from sim.core.draws import Purpose, uniforms
from sim.core.levers import Lever
from sim.core.served import served
from sim.finance.ledger import For
from sim.services.assistance import jobseekers
from sim.services.paying import serve

SERVICE = "application_workshop_certification"


def hold_workshops(m: Any) -> None:
    """Jobseekers reached who have not attended yet attend with a monthly probability; paid for once a person."""
    lever = Lever.SIGNAL_RELIABILITY
    if not m.levers.has(lever):
        return
    p, people, register = m.parameters.employment_services, m.people, served(m, SERVICE)
    rows = jobseekers(people)
    rows = rows[~register.knows(people.pid[rows])]
    rows = rows[uniforms(m.key(Purpose.GUIDANCE), people.pid[rows]) < p.workshop_rate]
    rows = rows[serve(m, For.WORKSHOP, lever, rows, p.workshop_cost)]
    register.add(people.pid[rows], m.month, m.levers.values(lever, 0.0, m, rows))
    m.treated.add(m, SERVICE, rows)
    m.events["workshop"] = len(rows)
