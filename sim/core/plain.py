"""Rules outside kernels: where Python wants a few numbers of a rule, it runs the rule as ordinary Python.

Compiling a rule of one line takes a tenth of a second in every process; both forms give the same bits.
"""

from typing import Any


def plain(rule: Any) -> Any:
    """The Python function of a compiled rule.

    >>> from sim.core.calendar import age_years
    >>> plain(age_years)(-230, 12)
    20
    """
    return getattr(rule, "py_func", rule)
