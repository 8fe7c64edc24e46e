"""Recognition of prior learning: a test and a certificate for those who have learnt a trade without a course."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class RecognitionOfPriorLearning(Instrument):
    """Offer a test for a fee to people who practise a trade; who shows the standard is certified."""

    row: ClassVar[int] = 27
    shows: ClassVar[str] = "series:recognised"
    fails: ClassVar[str] = "low demand, employers unaware, dilutes the certificate, raises poaching"
    seen: ClassVar[str] = "Tanzania: recognition of prior learning of the vocational authority VETA"
    known: ClassVar[Known] = "weak"

    kind: Literal["recognition_of_prior_learning"] = "recognition_of_prior_learning"
    target: Group = Field(Target.parse({"age": "18-45"}), description="who may come to the test")
    rate: Share = Field(0.02, description="share of the skilled who come to a test in a month (assumption)")
    paid_by: dict[str, Share] = Field(
        {"government": 0.5, "enterprises": 0.2, "households": 0.3},
        description="payer shares of the test, summing to 1; the households' part is the fee",
    )

    def changes(self) -> list[Change]:
        return [Change(Lever.RECOGNITION, self.rate)]
