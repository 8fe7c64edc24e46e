"""Figure 6: who pays by law, and who bears it in the end."""

from functools import partial
from typing import Any

import numpy as np

from sim.report.compare.look import BASE, colour, how, thousands, wrapped
from sim.report.compare.money_words import PARTIES, Money
from sim.report.drawing import Canvas, Figure, Table, drawings


def payers(c: Any) -> Figure | None:
    """Figure 6: by law and in the end, party by party."""
    m, table = Money(c.plan.baseline), c.who_bears()
    known = table.fillna(0.0)
    parties = [p for p in PARTIES if (known.loc[known["party"] == p, ["by_law", "gain"]].abs().to_numpy() > 0).any()]
    if not parties:
        return None
    cell = {(r.scenario, r.party): r for r in table.itertuples()}
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
            **drawings("payers", partial(_draw, c=c, m=m, parties=parties, cell=cell),
                       1.0 + 0.52 * size, 1.3 + 0.56 * size),
        ),
        "From the ledger: every payment has a payer, a payee and a purpose. By law: purposes that are training or a "
        "measure, administration and leakage included. In the end: "
        "all money received less all money paid, without consumption and without the payments that only close the "
        "books.",
    )  # fmt: skip


def _draw(canvas: Canvas, narrow: bool, c: Any, m: Money, parties: list[str], cell: dict[tuple[str, str], Any]) -> None:
    """Two bars a party, one panel a package."""
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
                axes.plot([r.gain_low * m.factor, r.gain_high * m.factor], [row + 0.19] * 2, color=BASE, linewidth=1.1)
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


def _number(value: float) -> float:
    return value if value == value else -np.inf
