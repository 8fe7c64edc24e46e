"""Income-contingent loan: learners borrow what they lack, and repay when they earn and it is seen."""

from typing import ClassVar, Literal

from pydantic import Field

from sim.core.groups import Target
from sim.core.levers import Lever
from sim.core.policy import Change
from sim.instruments.base import Group, Instrument, Known, Share


class IncomeContingentLoan(Instrument):
    """Lend learners what their household lacks for fee and outlays; repayment is a share of seen pay."""

    row: ClassVar[int] = 12
    shows: ClassVar[str] = "paid:loan"
    fails: ClassVar[str] = "default, debt aversion, informal pay is never seen, men collect more"
    seen: ClassVar[str] = "Tanzania and Kenya loan boards, mostly for universities (from memory)"
    known: ClassVar[Known] = "weak"

    kind: Literal["income_contingent_loan"] = "income_contingent_loan"
    target: Group = Field(Target.parse({"age": "15-35"}), description="who can borrow")
    limit: float = Field(2.0, ge=0.0, le=50.0, description="W, most that a person can owe (assumption)")
    rate: Share = Field(0.08, description="share of pay above the threshold that is repaid (assumption)")
    threshold: float = Field(1.0, ge=0.0, le=10.0, description="W a month of pay before anything is due (assumption)")
    collection: Share = Field(
        0.3, description="share of debtors with seen pay who are made to pay [0.1-0.7] (assumption)"
    )
    take_up: Share = Field(0.7, description="share of those reached who are ready to owe (assumption)")

    def changes(self) -> list[Change]:
        return [
            Change(Lever.CREDIT_LIMIT, self.limit),
            Change(Lever.REPAYMENT_RATE, self.rate),
            Change(Lever.REPAYMENT_THRESHOLD, self.threshold),
            Change(Lever.LOAN_COLLECTION, self.collection),
        ]
