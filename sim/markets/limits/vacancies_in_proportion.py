"""Vacancies in proportion to search: every application more brings forth its vacancies, and nobody is displaced."""

from typing import Any, NamedTuple

import numpy as np

from sim.core.levers import Lever
from sim.markets.limits.meeting_function import Meetings, jobseekers
from sim.markets.limits.vacancies import whole


class InProportion(NamedTuple):
    """How many posts are open each month."""

    vacancies: float  # per jobseeker who sends the usual number of applications


def post_in_proportion(m: Any) -> None:
    """V = θ S, with S the sum of search intensities: 1 a jobseeker, and more where a policy moves applications."""
    rows = jobseekers(m.people, m.config.limit.numbers_of(Meetings).same_month > 0.5, m.month)
    usual = m.parameters.search.applications
    sent = m.lever_for_people(Lever.APPLICATIONS, usual) / usual
    search = float(np.broadcast_to(sent, len(m.people.pid))[rows].sum())
    m.events["vacancies"] = whole(m, m.config.limit.numbers_of(InProportion).vacancies * search)


PHASES = (post_in_proportion,)
