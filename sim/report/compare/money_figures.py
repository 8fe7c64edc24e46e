"""Figures of money: who pays by law and who bears it, what it buys, and where it goes."""

from typing import Any

import numpy as np

from sim.experiments.compare import money, tables
from sim.experiments.compare.effects import DISCOUNT, headline
from sim.finance.ledger import group_name as beneficiaries
from sim.report import words
from sim.report.compare.look import BASE, colour, how, ink, marker, thousands, wrapped
from sim.report.compare.money_words import Money
from sim.report.drawing import Canvas, Figure, Table, drawings

PARTIES = words.PAYERS | {"training_fund": "Training fund", "providers": "Training providers"}


def payers(c: Any) -> Figure | None:
    """Figure 6: by law and in the end, party by party."""
    m, table = Money(c.plan.baseline), c.who_bears()
    known = table.fillna(0.0)
    parties = [p for p in PARTIES if (known.loc[known["party"] == p, ["by_law", "gain"]].abs().to_numpy() > 0).any()]
    if not parties:
        return None
    cell = {(r.scenario, r.party): r for r in table.itertuples()}

    def plot(canvas: Canvas, narrow: bool) -> None:
        count = len(c.packages)
        grid = np.ravel(canvas.subplots(count, 1, sharex=True, squeeze=False))
        for k, (axes, p) in enumerate(zip(grid, c.packages, strict=True)):
            for row, party in enumerate(parties):
                r = cell[p.name, party]
                if r.by_law == r.by_law:
                    axes.barh(
                        row - 0.19,
                        -r.by_law * m.factor,
                        height=0.34,
                        color=colour(k),
                        label="Pays by law" if row == 0 else None,
                    )
                if r.gain == r.gain:
                    look = {"facecolor": "white", "edgecolor": colour(k), "hatch": "////"}
                    axes.barh(
                        row + 0.19,
                        r.gain * m.factor,
                        height=0.34,
                        label="Worse or better off in the end" if row == 0 else None,
                        **look,
                    )
                    axes.plot(
                        [r.gain_low * m.factor, r.gain_high * m.factor], [row + 0.19] * 2, color=BASE, linewidth=1.1
                    )
            axes.axvline(0, color=BASE, linewidth=1.2)
            axes.set_yticks(range(len(parties)), [wrapped(PARTIES[x], 12) if narrow else PARTIES[x] for x in parties])
            axes.invert_yaxis()
            axes.set_title(p.label)
            axes.grid(axis="x")
            thousands(axes, "x")
            axes.locator_params(axis="x", nbins=4 if narrow else 7)
        grid[-1].set_xlabel(
            f"{m.unit}; left: worse off" if narrow else f"{m.unit}: to the left worse off, to the right better off"
        )
        handles, labels = grid[0].get_legend_handles_labels()
        canvas.legend(handles, labels, loc="outside upper left", ncols=1 if narrow else 2, frameon=False)

    rows, said = [], []
    for p in c.packages:
        for x in parties:
            r = cell[p.name, x]
            by_law = m.amount(r.by_law, True) if r.by_law == r.by_law else "–"
            gain = (
                f"{m.amount(r.gain, True)} [{m.plain(r.gain_low, True)} to {m.plain(r.gain_high, True)}]"
                if r.gain == r.gain
                else "–"
            )
            rows.append([f"{p.label}: {PARTIES[x].lower()}", by_law, gain])
        law = max(parties, key=lambda x: _number(cell[p.name, x].by_law))
        said.append(f"{p.label}: by law most is paid by {PARTIES[law].lower()}, {m.amount(cell[p.name, law].by_law)}")
    size = len(parties) * len(c.packages)
    return how(
        Figure(
            key="payers", title="Who pays by law, and who bears it in the end",
            measure=f"Money within {c.years}, discounted at 5 % a year, whole country. Full bar: what a party pays "
            "more for training and measures; hatched bar: how "
            f"much better or worse off it is after all that follows, with its 95 % interval. {m.explained}",
            alt="Bars. " + ". ".join(said) + ".", table=Table(["", "Pays by law", "Better (+) or worse (−) off"], rows),
            note="Households: income from all work after taxes, less what training and search cost, plus benefits. "
            "Enterprises: what is left before "
            "profits are taken out. Government: taxes and levies less spending, pay of its staff included.",
            **drawings("payers", plot, 1.0 + 0.52 * size, 1.3 + 0.56 * size),
        ),
        "From the ledger: every payment has a payer, a payee and a purpose. By law: purposes that are training or a "
        "measure, administration and leakage included. In the end: "
        "all money received less all money paid, without consumption and without the payments that only close the "
        "books.",
    )  # fmt: skip


def _number(value: float) -> float:
    return value if value == value else -np.inf


def money_flow(c: Any) -> Table | None:
    """Figure 7 as a table: payer, purpose, payee and whom it is for."""
    m, rows = Money(c.plan.baseline), []
    for p in c.packages:
        found = money.use_of_money(c.plan, c.worlds, p.name)
        sums: dict[tuple[str, str, str, str], float] = {}
        for (payer, purpose, payee, group), amount in found.items():
            sex = beneficiaries(group).split("|")[0]
            who = words.group(sex) if "=" in sex else "nobody singly"
            key = (payer, purpose, payee, who)
            sums[key] = sums.get(key, 0.0) + amount * c.weight
        whole = sum(abs(v) for v in sums.values())
        for (payer, purpose, payee, who), amount in sorted(sums.items(), key=lambda item: -abs(item[1])):
            if abs(amount) >= 0.002 * whole:
                said = [PARTIES.get(x, x.replace("_", " ").capitalize()) for x in (payer, payee)]
                rows.append([p.label, said[0], purpose.replace("_", " "), said[1], who, m.amount(amount, True)])
    header = ["Package", "Payer", "For", "Payee", "On behalf of", "More than without"]
    return Table(header, rows) if rows else None


def plane(c: Any) -> Figure | None:
    """Figure 8: cost against additional person-years, a mark a pair, an ellipse a package."""
    shown = [(k, p) for k, p in enumerate(c.packages) if c.reach[p.name].enough]
    if not shown:
        return None
    m = Money(c.plan.baseline)
    points = {}
    for _, p in shown:
        cost = money.total_cost(c.changes[p.name]) * c.weight * m.factor
        points[p.name] = (headline(c.plan, c.worlds, p.name, rate=DISCOUNT) * c.weight, cost)

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        for k, p in shown:
            x, y = points[p.name]
            axes.plot(x, y, marker(k), color=colour(k), markersize=4, alpha=0.45, linestyle="")
            axes.plot(*ellipse(x, y), color=colour(k), linewidth=1.3)
            axes.plot(
                [x.mean()],
                [y.mean()],
                marker(k),
                color=colour(k),
                markersize=10,
                markeredgecolor="white",
                label=p.label,
            )
        axes.axvline(0, color=BASE, linewidth=1)
        axes.axhline(0, color=BASE, linewidth=1)
        axes.set_xlabel("Additional person-years in decent work" if not narrow else "Additional person-years")
        axes.set_ylabel(f"Cost, {m.unit}")
        thousands(axes)
        thousands(axes, "x")
        axes.locator_params(axis="x", nbins=4 if narrow else 7)
        axes.grid()
        canvas.legend(loc="outside upper left", ncols=1 if narrow else 3, frameon=False)

    rows = [
        [p.label, m.amount(c.worth[p.name].total.mean), words.number(points[p.name][0].mean(), 0)] for _, p in shown
    ]
    said = [
        f"{p.label}: mean cost {m.amount(c.worth[p.name].total.mean)}, {words.number(points[p.name][0].mean(), 0)} "
        "person-years"
        for _, p in shown
    ]
    return how(
        Figure(
            key="plane", title="What each package costs and what it brings",
            measure=f"Small marks: single pairs; large mark: their mean; ellipse: nine of ten pairs. Both "
            f"discounted at 5 % a year over {c.years}.",
            alt="Scatter. " + ". ".join(said) + ".", table=Table(["Package", "Cost", "Person-years, discounted"], rows),
            note="Below and to the right is better.", **drawings("plane", plot, 4.2, 3.9),
        ),
        "Cost: what all payers together spend more on training and measures. The ellipse is that of a normal "
        "distribution with the spread of the pairs.",
    )  # fmt: skip


def ellipse(x: np.ndarray, y: np.ndarray, radius: float = 2.146) -> tuple[np.ndarray, np.ndarray]:
    """Outline that holds nine of ten of a normal cloud: radius² = χ²(0.9, 2)."""
    angle = np.linspace(0, 2 * np.pi, 90)
    scale = np.array([max(x.std(), 1e-12), max(y.std(), 1e-12)])
    cov = np.cov(x / scale[0], y / scale[1]) if len(x) > 1 else np.eye(2)
    values, vectors = np.linalg.eigh(cov)
    circle = np.stack([np.cos(angle), np.sin(angle)]) * radius
    out = vectors @ (np.sqrt(np.maximum(values, 0))[:, None] * circle)
    return x.mean() + out[0] * scale[0], y.mean() + out[1] * scale[1]


def unit_cost(c: Any) -> Figure | None:
    """Figure 9: cost of an additional person-year, cheapest first, and in words where it is not established."""
    m = Money(c.plan.baseline)
    found = sorted(((k, p, c.worth[p.name].per_person_year) for k, p in enumerate(c.packages)),
                   key=lambda row: row[2].value if not row[2].said else np.inf)  # fmt: skip
    if all(r.said for _, _, r in found):
        return None

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        for row, (k, _, r) in enumerate(found):
            if r.said:
                axes.text(0.02, row, f"  {r.said}", transform=axes.get_yaxis_transform(), va="center", color=ink(k))
                continue
            axes.plot([r.low * m.factor, r.high * m.factor], [row, row], color=colour(k), linewidth=3)
            axes.plot([r.value * m.factor], [row], marker(k), color=colour(k), markersize=10, markeredgecolor="white")
            at = (r.value * m.factor, row)
            axes.annotate(m.amount(r.value), at, xytext=(0, 11), textcoords="offset points", ha="center", color=ink(k))
        axes.set_yticks(range(len(found)), [wrapped(p.label, 18) for _, p, _ in found])
        axes.set_ylim(len(found) - 0.4, -0.7)
        axes.set_xlim(left=0)
        axes.margins(x=0.15)
        axes.set_xlabel(f"{m.unit} a person-year" if narrow else f"{m.unit} for a person-year in decent work")
        thousands(axes, "x")
        axes.locator_params(axis="x", nbins=4 if narrow else 7)
        axes.grid(axis="x")

    rows = [[p.label, m.ratio(r), m.ratio(c.worth[p.name].public_per_person_year)] for _, p, r in found]
    return how(
        Figure(
            key="unit_cost", title="What an additional year in decent work costs",
            measure=f"Cost of all payers over additional person-years of young people in decent work, both "
            f"discounted, with 95 % interval. {m.explained}",
            alt="Dots with intervals. " + ". ".join(f"{p.label}: {m.ratio(r)}" for _, p, r in found) + ".",
            table=Table(["Package", "All payers", "Government and training fund"], rows),
            **drawings("unit_cost", plot, 0.9 + 0.85 * len(found), 1.0 + 0.85 * len(found)),
        ),
        "Mean cost over mean effect with Fieller's interval. Where the interval of the effect contains zero there "
        "is no ratio: cost and effect are then read separately.",
    )  # fmt: skip


def households(c: Any) -> Table | None:
    """What moves household income, by package."""
    m, table = Money(c.plan.baseline), tables.households(c)
    rows = []
    for r in table.itertuples():
        span = f"[{m.plain(r.gain_low, True)} to {m.plain(r.gain_high, True)}]"
        rows.append([c.plan.package(r.scenario).label, r.source.capitalize(), f"{m.amount(r.gain, True)} {span}"])
    return Table(["Package", "Source", "Change of household income"], rows) if rows else None


def spending(c: Any) -> Table | None:
    """By payer and purpose."""
    m, table = Money(c.plan.baseline), c.who_pays()
    rows = [
        [c.plan.package(r.scenario).label, PARTIES.get(r.payer, r.payer), r.purpose.replace("_", " ").capitalize(),
         f"{m.amount(r.amount, True)} [{m.plain(r.low, True)} to {m.plain(r.high, True)}]"]
        for r in table.itertuples() if m.plain(r.amount) != "0"
    ]  # fmt: skip
    return Table(["Package", "Payer", "For", "More than without"], rows) if rows else None
