"""The model that the page shows, built anew from its few choices whenever one of them changes."""

import os
import shlex

from sim.config import places
from sim.config.configure import configure
from sim.model import LabourMarket

SETTINGS = "PASSERELLE_VIZ"
"""Environment variable with further ``key=value`` words, as ``sim viz`` passes them to the page."""


def settings() -> list[str]:
    """The ``key=value`` words given when the page was started."""
    return shlex.split(os.environ.get(SETTINGS, ""))


def policies() -> dict[str, str]:
    """Name -> group of every policy that there is."""
    return {name: group for group in places.POLICY_GROUPS for name in places.groups().get(group, [])}


def choice_of(policy: str, intensity: float) -> list[str]:
    """Words that choose one policy at an intensity; none for an empty name.

    >>> choice_of("", 1.0)
    []
    """
    if not policy:
        return []
    return [f"{policies()[policy]}=[{policy}]", f"instruments.{policy}.intensity={intensity}"]


def warm_up() -> None:
    """Load, or compile, all rules once before the first visitor comes: a page that waits too long loses its server."""
    market = LabourMarket(configure(*settings(), "people=500"))
    market.step()


class WatchedMarket(LabourMarket):
    """A labour market made from what the sliders of the page say; it stops after its last month."""

    def __init__(self, people: int = 5000, seed: int = 1, policy: str = "", intensity: float = 1.0) -> None:
        chosen = choice_of(policy, float(intensity))
        super().__init__(configure(*settings(), f"people={int(people)}", f"seed={int(seed)}", *chosen))
        self.policy = policy

    def step(self) -> None:
        """Live one month."""
        super().step()
        self.running = self.month < self.config.months
