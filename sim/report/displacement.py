"""What a trial sees beside what everybody gains, where jobs are fixed, given, or grow with search: one drawing."""

from collections.abc import Mapping
from io import StringIO
from typing import Any, NamedTuple

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas

from sim.report.drawing import BLUE, GREY, STYLE, VERMILLION


class Closure(NamedTuple):
    """Percent more jobs: for those offered against the control group, and for everybody if all are offered."""

    seen: float
    seen_half: float
    everybody: float
    everybody_half: float


def closure(result: Any, outcome: str = "employment", horizon: int = 1) -> Closure:
    """Both figures of a trial as percent of what they are measured against."""
    row = result.row(outcome, horizon)
    seen, whole = 100.0 / row["control"], 100.0 / row["without"]
    return Closure(seen * row["itt"], seen * row["half"], whole * row["economy"], whole * row["economy_half"])


def draw(results: Mapping[str, Any]) -> str:
    """An SVG file: for each closure of the market two bars with intervals."""
    found = {name: closure(result) for name, result in results.items()}
    with mpl.rc_context(STYLE):
        canvas = Canvas(figsize=(7.4, 3.0))
        axes = canvas.add_subplot()
        for k, c in enumerate(found.values()):
            bars = ((-0.2, c.seen, c.seen_half, BLUE, ""), (0.2, c.everybody, c.everybody_half, VERMILLION, "////"))
            for shift, value, half, colour, hatch in bars:
                axes.bar(k + shift, value, 0.36, color=colour, hatch=hatch, edgecolor="white")
                axes.errorbar(k + shift, value, yerr=half if half == half else 0.0, color="black", capsize=3)
                axes.text(k + shift, value + 0.9, f"{value:+.1f} %", ha="center", fontweight="bold", color=colour)
        axes.axhline(0.0, color=GREY, linewidth=1)
        axes.set_xticks(range(len(found)), list(found))
        axes.set_ylabel("Percent more in work")
        axes.set_ylim(min(-1.0, *(c.everybody - 1 for c in found.values())), 14)
        names = {"What the trial sees (offered against control)": (BLUE, ""),
                 "Everybody, if all are offered": (VERMILLION, "////")}  # fmt: skip
        patches = [
            mpl.patches.Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=text)
            for text, (colour, hatch) in names.items()
        ]
        canvas.legend(handles=patches, loc="outside lower center", ncols=2, frameon=False)
        out = StringIO()
        canvas.savefig(out, format="svg", facecolor="white", metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
