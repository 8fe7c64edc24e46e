"""The headline for the default response of jobs and for both brackets."""

from typing import Any

from sim.experiments.compare.answer import interval, signed
from sim.report.compare.look import BASE, colour, how, marker, thousands, wrapped
from sim.report.drawing import Canvas, Figure, Table, drawings

SAID = {"default": "Default", "jobs fixed": "Jobs fixed", "supply creates jobs": "Supply creates jobs"}


def figure(c: Any) -> Figure | None:
    """A dot with its interval for each package and response."""
    extra = c.extras.get("brackets")
    shown = [(k, p) for k, p in enumerate(c.packages) if c.reach[p.name].enough]
    if extra is None or not shown:
        return None
    every = {"default": extra.default} | extra.found

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes, y, ticks = canvas.add_subplot(), 0.0, []
        for k, p in shown:
            for name in SAID:
                e = every[name][p.name]
                face = colour(k) if name == "default" else "white"
                axes.plot([e.low, e.high], [y, y], color=colour(k), linewidth=2.4)
                axes.plot([e.mean], [y], marker(k), color=colour(k), markerfacecolor=face, markersize=9)
                label = f"{p.label}: {SAID[name].lower()}"
                ticks.append((y, wrapped(label, 20) if narrow else label))
                y += 1.0
            y += 0.5
        axes.axvline(0, color=BASE, linewidth=1.2)
        axes.set_yticks([t for t, _ in ticks], [n for _, n in ticks])
        axes.set_ylim(y - 0.9, -0.7)
        axes.set_xlabel("Additional person-years")
        axes.locator_params(axis="x", nbins=4 if narrow else 7)
        thousands(axes, "x")
        axes.grid(axis="x")

    rows = [
        [p.label, *(f"{interval(every[name][p.name])}, {every[name][p.name].pairs} pairs" for name in SAID)]
        for _, p in shown
    ]
    said = [
        f"{p.label}: " + ", ".join(f"{SAID[n].lower()} {signed(every[n][p.name].mean)}" for n in SAID) for _, p in shown
    ]
    return how(
        Figure(
            key="brackets", title="If jobs respond less, or more",
            measure=f"Additional person-years of young people in decent work within {c.years} under three answers "
            "to a question that nobody can answer well: "
            "do more and better jobseekers make firms hire more? With 95 % intervals.",
            alt="Dots with intervals. " + ". ".join(said) + ".", table=Table(["Package", *SAID.values()], rows),
            note="Jobs fixed: firms do not hire more because hires are better or posts fill faster, demand does not "
            "follow household income, and prices "
            "stay. Supply creates jobs: the response is 3, the upper end of its range, in place of the default.",
            **drawings("brackets", plot, 1.0 + 0.45 * 3.5 * len(shown), 1.1 + 0.62 * 3.5 * len(shown)),
        ),
        "The same comparison in worlds with other numbers in economy.labour_demand.supply_response, "
        "economy.demand.income_* and economy.demand.price_capacity, with "
        "fewer pairs.",
    )  # fmt: skip
