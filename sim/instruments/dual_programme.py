"""Dual programme: college learners spend part of the week at a host firm, with pay and a recognised certificate."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Months, Share


class DualProgramme(Instrument):
    """Turn courses of colleges into school blocks and months at a firm; hosts choose the most promising."""

    row: ClassVar[int] = 16
    shows: ClassVar[str] = "series:dual_trainees"
    fails: ClassVar[str] = "few formal hosts, employers choose the best, women's trades few"
    seen: ClassVar[str] = "Tanzania: dual apprenticeships of the vocational authority VETA"
    known: ClassVar[Known] = "weak"

    kind: Literal["dual_programme"] = "dual_programme"
    providers: Group = Field(
        Target.parse({"kind": "public_college", "family": ["craft", "construction", "machines", "office"]}),
        description="which programmes become dual",
    )
    firm_time: Share = Field(0.6, description="share of training time at the host [0.4-0.8]")
    pay_share: Share = Field(0.5, description="part of the trainee's pay that the programme bears [0-1] (assumption)")
    longer: Months = Field(6, description="months added to the course, 24-36 in all elsewhere [0-24] (assumption)")
    certificate: Share = Field(0.05, description="added to the chance of the certificate (assumption)")
    places: float = Field(0.25, ge=0.0, le=5.0, description="places added, share of the plan (assumption)")
    budget: float | None = Field(
        0.002, ge=0.0, description="new training money, W a month for each person of 15-64 (assumption)"
    )
    paid_by: dict[str, Share] = Field({"government": 0.7, "enterprises": 0.3}, description="payer shares, summing to 1")

    def changes(self) -> list[Change]:
        return [
            Change(Lever.DUAL_SHARE, self.firm_time, target=self.providers),
            Change(Lever.APPRENTICE_SUBSIDY, self.pay_share, target=self.providers),
            Change(Lever.DURATION, self.longer, target=self.providers),
            Change(Lever.CERTIFICATE, self.certificate, target=self.providers),
            Change(Lever.PLACES, self.places, how="scale", target=self.providers),
        ]
