"""What becomes of leavers: the reputation of a programme is the share of its recent leavers who work."""

from typing import Any

import numpy as np
from numba import njit

from sim.core.sieve import rows_set
from sim.core.states import Education, Job


@njit(cache=True)
def observe_leavers(people, providers, after, window, month):  # type: ignore[no-untyped-def]
    """Count by provider people who completed between ``after`` and ``window`` months ago, and who of them works."""
    leavers, working = np.zeros(len(providers.rid)), np.zeros(len(providers.rid))
    for i in rows_set(people.provider):
        r = people.provider[i]
        ago = month - int(people.course_end[i])
        if ago < after or ago > window or people.education[i] != Education.NONE or providers.rid[r] == 0:
            continue
        leavers[r] += 1.0
        if people.job[i] != Job.NONE:
            working[r] += 1.0
    return leavers, working


def learn_about_leavers(m: Any) -> None:
    """Move reputations toward what recent leavers do; small numbers move them little."""
    d, providers = m.parameters.delivery, m.providers
    after, window = int(d.placement_after), int(d.placement_window)
    leavers, working = observe_leavers(m.people, providers, after, window, m.month)
    weight = d.reputation_weight * leavers / (leavers + d.reputation_pseudo)
    reputation = np.asarray(providers.reputation, np.float64)
    providers.reputation[:] = reputation + weight * (working / np.maximum(leavers, 1.0) - reputation)
