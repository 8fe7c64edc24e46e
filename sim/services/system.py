"""What running the skills system costs beside places: services, bodies and boards that policy adds."""

from typing import Any

from sim.agents.worker import Worker
from sim.core.levers import Lever
from sim.finance.ledger import For
from sim.services.paying import pay_for_staff


def pay_for_the_system(m: Any) -> None:
    """The payers of every instrument that runs a body or service pay its cost, by the people of 15 to 64."""
    for row in m.levers.rows(Lever.SYSTEM_COST):
        pay_for_staff(m, For.SKILLS_SYSTEM, row, row.coefficient * len(m.store(Worker)))
