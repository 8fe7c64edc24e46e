"""Policies compared: paired worlds, the difference with its interval, who gains, who pays, what each job costs.

plan        which worlds: the baseline, one a package, and what they have in common
outcomes    what is counted in every world, every month, by group
world       one world lived, and the aggregates that it leaves
pairs       worlds of one seed on several processes, kept on disk, until the interval is narrow enough
statistics  intervals of paired differences, Holm, detectable effects, ratios
effects     differences by outcome and group
money       who pays by law and who bears it in the end
worth       cost per participant, completer and additional person-year; fiscal pay-back
answer      the sentences that the interval supports
comparison  the result: tables, rows, files
"""

from typing import Any

__all__ = ["Comparison", "compare"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from sim.experiments.compare import comparison

        return getattr(comparison, name)
    raise AttributeError(f"module 'sim.experiments.compare' has no attribute '{name}'")
