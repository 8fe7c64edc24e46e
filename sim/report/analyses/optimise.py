"""The page of an optimisation: what each candidate costs and brings, in the race and with fresh luck."""

from typing import Any

from sim.experiments.compare.statistics import estimate
from sim.report import words
from sim.report.compare.look import BASE, COLOURS, thousands, wrapped
from sim.report.compare.money_words import Money
from sim.report.drawing import GREY, WIDE, Canvas, Figure, Plot, Table, drawings, svg_file
from sim.report.leaf import Numbers, Section, leaf

HEADER = ("candidate", "decent work, race", "decent work, fresh", "equity, fresh", "cost, fresh", "front", "")
HEIGHT = 4.6
CAPTION = (
    "Decent work: additional person-years per 1,000 young people. Equity: {equity}, the same unit. Cost: all payers, "
    "whole country, discounted. 95 % intervals over pairs. Race: the pairs by which it was chosen; fresh: worlds of "
    "other people with other luck. Front: within the budget, and no other is better in all three."
)
ROOM = 0.07
"""Share of the height of the figure that a name needs."""


def interval(mean: float, low: float, high: float) -> str:
    if mean != mean:
        return "–"
    return f"{words.signed(mean)} [{words.signed(low)} to {words.signed(high)}]" if low == low else words.signed(mean)


def cells(result: Any, money: Money) -> list[tuple[str, ...]]:
    """The table in words."""
    rows = []
    for r in result.table().to_dict("records"):
        three = [
            interval(*(r[f"{key}{end}"] for end in ("", "_low", "_high")))
            for key in ("decent_race", "decent_fresh", "equity_fresh")
        ]
        cost = money.amount(r["cost_fresh"] if r["cost_fresh"] == r["cost_fresh"] else r["cost_race"], True)
        rows.append((r["candidate"], *three, cost, "yes" if r["on_front"] else "", r["fate"]))
    return rows


def plot_of(result: Any, money: Money) -> Plot:
    """Cost across, decent work upward: fresh figures with intervals, and a thin line from what the race showed."""
    scale = result.weight * money.factor

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        axes.axhline(0, color=BASE, linewidth=1.2)
        for k in result.course.left:
            s = result.course.scores[k].mean(axis=0)
            axes.plot([s[2] * scale], [s[0]], "x", color=GREY, markersize=5)
        for k in result.survivors:
            race, again = result.course.scores[k].mean(axis=0), result.fresh[k].mean(axis=0)
            e, on = estimate(result.fresh[k][:, 0]), k in result.front
            ink = COLOURS[0] if on else COLOURS[2]
            axes.plot([race[2] * scale, again[2] * scale], [race[0], again[0]], color=GREY, linewidth=0.8)
            axes.plot([race[2] * scale], [race[0]], "o", color=GREY, markerfacecolor="white", markersize=5)
            if e.low == e.low:
                axes.plot([again[2] * scale] * 2, [e.low, e.high], color=ink, linewidth=1.4)
            axes.plot([again[2] * scale], [again[0]], "o" if on else "s", color=ink, markersize=8 if on else 6,
                      markeredgecolor="white")  # fmt: skip
        for k in named(result, axes.get_ylim()):
            again = result.fresh[k].mean(axis=0)
            text = wrapped(result.candidates[k].name, 18 if narrow else 40)
            axes.annotate(text, (again[2] * scale, again[0]), xytext=(8, 6), textcoords="offset points", fontsize=9)
        if result.budget is not None:
            axes.axvline(result.budget * scale, color=COLOURS[1], linewidth=1.4, linestyle=(0, (4, 2)))
            axes.text(result.budget * scale, 0.98, " budget", color="#B3460F", fontsize=9, va="top",
                      transform=axes.get_xaxis_transform())  # fmt: skip
        axes.set_xlabel(f"Cost, all payers, {money.unit}")
        axes.set_ylabel("Person-years per 1,000")
        axes.margins(x=0.22 if not narrow else 0.1, y=0.1)
        thousands(axes, "x")
        axes.grid()

    return plot


def named(result: Any, limits: tuple[float, float]) -> list[int]:
    """Those of the front whose names stand in the figure: the best first, and none so high up as one before it."""
    order = sorted(result.front, key=lambda k: (k != result.best, -float(result.fresh[k][:, 0].mean())))
    found: list[int] = []
    for k in order:
        height = float(result.fresh[k][:, 0].mean())
        if all(abs(height - float(result.fresh[j][:, 0].mean())) > ROOM * (limits[1] - limits[0]) for j in found):
            found.append(k)
    return found


def figure(result: Any, money: Money) -> Figure:
    """The drawing in both widths, with words and numbers."""
    shown = cells(result, money)
    said = [f"{r[0]}: {r[2]} for {r[4]}" for r in shown if r[5]]
    return Figure(
        key="front", title="What money can buy",
        measure="Additional person-years in decent work per 1,000 people of 15 to 29, and what they cost. Filled: "
        "fresh luck, with 95 % interval (round: on the front); hollow: the race; crosses: dropped in the race.",
        alt=f"Marks of cost and decent work. On the front: {'; '.join(said) if said else 'nothing'}.",
        table=Table(list(HEADER), [list(r) for r in shown]),
        **drawings("front", plot_of(result, money), HEIGHT, HEIGHT),
    )  # fmt: skip


def draw(result: Any, config: Any) -> str:
    """The drawing as an SVG file."""
    return svg_file(plot_of(result, Money(config)), (WIDE, HEIGHT))


def page(result: Any, config: Any, about: list[tuple[str, str]], command: str) -> str:
    """The page as HTML."""
    money = Money(config)
    note = CAPTION.format(equity=result.fair.label)
    numbers = Numbers("Candidates", HEADER, cells(result, money), words=(5, 6), note=note, broad=True)
    return leaf(
        "The best package under a budget", about, result.answer(),
        [Section("front", "What money can buy", figure=figure(result, money), tables=[numbers])],
        command,
        care="The best of many always looks better than it is where it was chosen: read the fresh figures. The front "
        "holds points, not certainties: neighbours on it may change places.",
        provenance=[("Candidates", str(len(result.candidates))), ("Money", money.explained)],
    )  # fmt: skip
