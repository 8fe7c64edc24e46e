"""The monsoon: for some months a year, some of the self-employed lose a part of the month to rain."""

from typing import Any

from numba import njit
from pydantic import Field

from sim.config.phases import Phase
from sim.core.draws import uniform, word
from sim.core.purposes import own_purpose
from sim.core.states import Job

RAIN = own_purpose("atlantis: rain")


@njit(cache=True)
def rain(people, k, reached, lost):  # type: ignore[no-untyped-def]
    """Take ``lost`` of this month's income from those self-employed whose draw is below ``reached``; counts them."""
    n = 0
    for i in range(people.pid.shape[0]):
        if people.job[i] == Job.OWN_ACCOUNT and uniform(word(k, people.pid[i])) < reached:
            people.pay[i] = float(people.pay[i]) * (1.0 - lost)
            n += 1
    return n


class Monsoon(Phase):
    """Rain takes part of a month's income from the self-employed, from June to September."""

    after: str | None = Field("participate", description="phase of the month after which it stands")
    reached: float = Field(0.3, ge=0.0, le=1.0, description="share of the self-employed a month (assumption)")
    days: float = Field(3.0, ge=0.0, le=30.0, description="days lost a month (assumption)")

    def live(self, m: Any) -> None:
        rains = m.calendar_month in (5, 6, 7, 8)
        m.events["rained_on"] = rain(m.people, m.key(RAIN), self.reached, self.days / 30.0) if rains else 0
