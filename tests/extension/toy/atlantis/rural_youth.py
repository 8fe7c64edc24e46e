"""What the statistical office of Atlantis publishes besides."""

from sim.indicators.bits import Op
from sim.indicators.registry import Indicator

INDICATORS = (
    Indicator("young_and_insured", "Employed youth with social insurance", "share",
              Op.INSURED, Op.EMPLOYED_13, "Of all in employment, 15-24.", ages=(15, 24)),
)  # fmt: skip
