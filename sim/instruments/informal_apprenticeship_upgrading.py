"""Upgrading of informal apprenticeship: masters are trained and paid by the test, terms are shorter and certified."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Months, Share


class InformalApprenticeshipUpgrading(Instrument):
    """Better teaching in less time, a test that pays the master, a certificate, and a lower entry fee."""

    row: ClassVar[int] = 17
    shows: ClassVar[str] = "paid:result_pay"
    fails: ClassVar[str] = "earnings lost now, crowded trades, masters fear rivals, certificate unknown to clients"
    seen: ClassVar[str] = "Ghana: National Apprenticeship Programme; Senegal: 32,000 youth and 10,000 masters targeted"
    known: ClassVar[Known] = "medium"

    kind: Literal["informal_apprenticeship_upgrading"] = "informal_apprenticeship_upgrading"
    masters: Group = Field(Target.parse({"kind": "master"}), description="which masters are upgraded")
    teaching: float = Field(0.3, ge=0.0, le=2.0, description="more skill gained in a month [0-1] (assumption)")
    result_pay: float = Field(0.2, ge=0.0, le=2.0, description="W to the master for a passed test (assumption)")
    certificate: Share = Field(0.7, description="chance that a completer passes the trade test (assumption)")
    shorter: Months = Field(12, description="months taken off the term; 36 become 12-24 elsewhere")
    fee_cut: Share = Field(0.5, description="share of the entry fee taken over (assumption)")
    take_up: Share = Field(0.3, description="share of masters who join (assumption)")
    paid_by: dict[str, Share] = Field({"government": 0.5, "donors": 0.5}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        return [
            Change(Lever.TEACHING, self.teaching, how="scale", target=self.masters),
            Change(Lever.RESULT_PAY, self.result_pay, target=self.masters),
            Change(Lever.CERTIFICATE, self.certificate, target=self.masters),
            Change(Lever.DURATION, -self.shorter, target=self.masters),
            Change(Lever.ENTRY_FEE, -self.fee_cut, how="scale", target=self.masters),
        ]
