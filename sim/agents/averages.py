"""What people, firms and providers can see of the market: moving averages, saved with the calibrated state."""

from dataclasses import dataclass, fields

import numpy as np

from sim.core.states import FAMILIES, Level

SCHOOLING = 3
"""Groups of schooling in which prospects are compared: below upper secondary, upper secondary, tertiary."""


def schooling_of(level: np.ndarray) -> np.ndarray:
    """Schooling group, 0 to 2, of a completed level."""
    level = np.asarray(level)
    return (level >= Level.UPPER_SECONDARY).astype(np.int8) + (level >= Level.SHORT_TERTIARY).astype(np.int8)


@dataclass
class Averages:
    """Smoothed over about twelve months; shapes in brackets, M local markets, F occupation families, T = 2 tiers."""

    finding: np.ndarray  # (2 sexes, 2 areas, 3 schooling) monthly probability that a jobseeker finds a job
    log_pay: np.ndarray  # (2, 2, 3) mean log pay of employees, W
    local_finding: np.ndarray  # (M) monthly job-finding probability of jobseekers in the market
    density: np.ndarray  # (M, F) own-account people in the trade over people of working age
    density_reference: np.ndarray  # (M, F) the same when the state was calibrated
    quality: np.ndarray  # (M, T) mean log productivity of recent hires
    quality_reference: np.ndarray  # (M, T)
    fill: np.ndarray  # (M, T) share of vacancies filled within the month
    fill_reference: np.ndarray  # (M, T)
    vacancies: np.ndarray  # (F) vacancies over employees, by family
    placement: np.ndarray  # (F) share of recent leavers of training in work
    leaver_log_pay: np.ndarray  # (F) their mean log pay
    found: np.ndarray  # (2, 2, 3) decayed count of jobseekers who found a job
    seekers: np.ndarray  # (2, 2, 3) decayed count of jobseekers
    local_found: np.ndarray  # (M) the same by market
    local_seekers: np.ndarray  # (M)
    local_finding_reference: np.ndarray  # (M)
    income: np.ndarray  # (M) real household income per person of working age, W a month
    income_reference: np.ndarray  # (M)
    capacity: np.ndarray  # (4 sectors) people at work per person of working age
    capacity_reference: np.ndarray  # (4)
    demand: np.ndarray  # (M, 4) relative demand y_s
    price: np.ndarray  # (4) relative price p_s

    @classmethod
    def new(cls, markets: int) -> "Averages":
        m, f = markets, FAMILIES
        return cls(
            finding=np.full((2, 2, SCHOOLING), 0.10),
            log_pay=np.zeros((2, 2, SCHOOLING)),
            local_finding=np.full(m, 0.10),
            density=np.full((m, f), 0.05),
            density_reference=np.full((m, f), 0.05),
            quality=np.zeros((m, 2)),
            quality_reference=np.zeros((m, 2)),
            fill=np.full((m, 2), 0.5),
            fill_reference=np.full((m, 2), 0.5),
            vacancies=np.full(f, 0.02),
            placement=np.full(f, 0.5),
            leaver_log_pay=np.zeros(f),
            found=np.zeros((2, 2, SCHOOLING)),
            seekers=np.zeros((2, 2, SCHOOLING)),
            local_found=np.zeros(m),
            local_seekers=np.zeros(m),
            local_finding_reference=np.full(m, 0.10),
            income=np.zeros(m),
            income_reference=np.zeros(m),
            capacity=np.zeros(4),
            capacity_reference=np.zeros(4),
            demand=np.ones((m, 4)),
            price=np.ones(4),
        )

    def follow(self) -> None:
        """Let every reference equal the present average: no feedback while a state is being calibrated."""
        for name in ("density", "quality", "fill", "local_finding", "income", "capacity"):
            getattr(self, name + "_reference")[...] = getattr(self, name)

    def arrays(self) -> dict[str, np.ndarray]:
        return {f.name: getattr(self, f.name) for f in fields(self)}
