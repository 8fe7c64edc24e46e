"""The numbers that stand behind a run, from its settings: value, range, status and source."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.experiments.provenance import settings
from sim.experiments.result import Result
from sim.report import words

ORDER = ("assumption", "fitted", "set", "measured")
SAID = {
    "assumption": "assumptions",
    "fitted": "fitted to published figures",
    "set": "set by the user",
    "measured": "measured",
}


@dataclass
class Parameter:
    """A number of the settings."""

    section: str
    name: str
    value: str
    unit: str
    range: str
    status: str
    source: str


def parameters(result: Result) -> list[Parameter]:
    """All parameters, assumptions first."""
    found = list(_leaves(settings(result.config), ()))
    return sorted(found, key=lambda p: (ORDER.index(p.status) if p.status in ORDER else 9, p.section, p.name))


def _leaves(node: Any, path: tuple[str, ...]) -> Iterator[Parameter]:
    if not isinstance(node, Mapping):
        return
    if "value" in node and "status" in node and path:
        low, high = node.get("low"), node.get("high")
        span = f"{_short(low)} to {_short(high)}" if low is not None and high is not None else ""
        section = " · ".join(p.replace("_", " ") for p in path[:-1] if p not in ("economy", "country"))
        unit, source = str(node.get("unit") or ""), str(node.get("source") or "")
        yield Parameter(
            section, path[-1].replace("_", " "), _short(node["value"]), unit, span, str(node["status"]), source
        )
        return
    for key, child in node.items():
        yield from _leaves(child, (*path, str(key)))


def _short(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value:,.4g}".replace("-", "−")


def counted(found: list[Parameter]) -> str:
    """How many numbers there are of each status, in words."""
    counts = Counter(p.status for p in found)
    parts = [f"{counts[s]} {SAID[s]}" for s in ORDER if counts[s]]
    parts = [p.removesuffix("s") if p == "1 assumptions" else p for p in parts]
    return words.listed(parts) if parts else ""
