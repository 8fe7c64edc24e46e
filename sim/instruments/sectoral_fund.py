"""Sectoral fund: employers and workers of a sector agree on a levy, and choose places and staff courses themselves."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class SectoralFund(Instrument):
    """Raise a levy by agreement in one sector and spend it on staff courses of members and places in its trades."""

    row: ClassVar[int] = 7
    shows: ClassVar[str] = "series:levy"
    fails: ClassVar[str] = "insiders first, informal firms outside, thin sectors"
    seen: ClassVar[str] = "Malawi and Tanzania, tripartite boards (from memory); no usable estimate"
    known: ClassVar[Known] = "none"

    kind: Literal["sectoral_fund"] = "sectoral_fund"
    members: Group = Field(
        Target.parse({"sector": "industry", "formal": True}), description="firms bound by the agreement"
    )
    trades: Group = Field(
        Target.parse({"kind": "public_college", "family": ["craft", "construction", "machines"]}),
        description="programmes in which the fund pays for places",
    )
    rate: Share = Field(0.005, description="share of payroll, both parts [0.002-0.02] (assumption)")
    workers: Share = Field(0.2, description="workers' part of it, through social partners (assumption)")
    grant: Share = Field(0.5, description="share of members' staff courses that the fund pays (assumption)")
    places: float = Field(0.1, ge=0.0, le=10.0, description="added places, share of what is planned (assumption)")
    relevance: Share = Field(0.2, description="part of the forecast error that better knowledge removes (assumption)")
    paid_by: dict[str, Share] = Field(
        {"enterprises": 0.8, "social_partners": 0.2}, description="payer shares, summing to 1"
    )
    admin_share: float = Field(0.15, ge=0.0, le=1.0, description="cost of agreeing, for each W paid out (assumption)")

    def changes(self) -> list[Change]:
        everybody = Target()
        return [
            Change(Lever.LEVY_RATE, self.rate * (1.0 - self.workers), target=self.members),
            Change(Lever.LEVY_WORKERS, self.rate * self.workers, target=self.members),
            Change(Lever.LEVY_COMPLIANCE, 1.0, target=self.members),
            Change(Lever.LEVY_EARMARK, 1.0, target=everybody),
            Change(Lever.TRAINING_COST_SHARE, self.grant, target=self.members),
            Change(Lever.PLACES, self.places, how="scale", target=self.trades),
            Change(Lever.FORECAST_ERROR, -self.relevance, how="scale", target=everybody),
        ]
