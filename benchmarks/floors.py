"""What the simulator has to reach on one core of an ordinary machine, and what it aims at."""

from typing import NamedTuple


class Floor(NamedTuple):
    """A figure to reach: at least ``floor`` where more is better, at most ``floor`` where less is."""

    floor: float
    goal: float
    more_is_better: bool


FLOORS = {
    "lm_bench_ratio": Floor(30, 100, True),
    "lm_bench_of_bandwidth": Floor(1 / 20, 1 / 10, True),
    "full_model_large": Floor(12, 25, True),
    "standard_run": Floor(0.5, 0.15, False),
    "bytes_a_person": Floor(96, 64, False),
    "warm_start": Floor(4, 2, False),
    "cold_start": Floor(90, 30, False),
}


class Figure(NamedTuple):
    """One measured figure."""

    name: str
    what: str
    value: float
    unit: str

    def verdict(self) -> str:
        """Met, missed, or nothing where no floor is set; ``goal`` where the goal is reached as well.

        >>> Figure("standard_run", "", 0.4, "s").verdict(), Figure("standard_run", "", 0.1, "s").verdict()
        ('met', 'goal')
        """
        if self.name not in FLOORS:
            return ""
        wanted = FLOORS[self.name]
        sign = 1 if wanted.more_is_better else -1
        if sign * self.value < sign * wanted.floor:
            return "missed"
        return "goal" if sign * self.value >= sign * wanted.goal else "met"


def number(value: float) -> str:
    """
    >>> number(0.05), number(12.345), number(1234.5)
    ('0.05', '12.3', '1,234')
    """
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def show(figures: list[Figure]) -> None:
    """Print figures beside their floors."""
    print(f"{'':58}{'measured':>10} {'unit':24}{'floor':>8}{'goal':>8}  verdict")
    for f in figures:
        wanted = FLOORS.get(f.name)
        marks = (number(wanted.floor), number(wanted.goal)) if wanted else ("", "")
        print(f"{f.what:58}{number(f.value):>10} {f.unit:24}{marks[0]:>8}{marks[1]:>8}  {f.verdict()}")
