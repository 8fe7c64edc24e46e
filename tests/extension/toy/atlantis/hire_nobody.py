"""A world without hiring: what the labour market would be if search led nowhere."""

from typing import Any

from pydantic import Field

from sim.config.phases import Phase


class HireNobody(Phase):
    """Nobody applies and nobody is hired."""

    replace: str | None = Field("search_and_match", description="phase of the month that it replaces")

    def live(self, m: Any) -> None:
        m.events["hires_prevented"] = len(m.people.pid)
