"""The page of a trial: the effect month by month, published bands, and pilot against scale-up in one chart."""

from typing import Any

import numpy as np

from sim.experiments.trial.outcomes import OUTCOMES
from sim.report import trial_words, words
from sim.report.drawing import BLUE, GREEN, GREY, INK, VERMILLION, Canvas, Figure, Table, drawings, end_labels
from sim.report.leaf import Numbers, Section, leaf

LINES = {"employment": (BLUE, "-"), "wage_employment": (VERMILLION, (0, (6, 2)))}


def page(result: Any, by_share: Any, command: str) -> str:
    """The page as HTML."""
    sections = [
        Section("effects", "Effect of the offer, month by month", figure=path(result), tables=[effects(result)])
    ]
    if len(result.evidence):
        sections.append(
            Section("evidence", "Beside published trials", EVIDENCE, bands(result), tables=[evidence(result)])
        )
    if by_share is not None:
        sections += saturation(by_share)
    return leaf(
        f"Trial: {result.design.name.replace('_', ' ')}", about(result), brief(result, by_share), sections, command,
        care="A trial compares people inside one economy. It cannot see what those who are not offered lose or gain; "
        "the change of everybody's total can, and stands beside it.",
        provenance=[("Run", result.design.config.run_key), ("Scenario", result.design.config.scenario)],
    )  # fmt: skip


EVIDENCE = [
    "The grey bar is what published trials found, the point what the same contrast gives here, with its 95 % interval. "
    "Nothing in the model was set to meet these bars: a miss is printed as a miss."
]


def about(result: Any) -> list[tuple[str, str]]:
    design = result.design
    last = result.everybody().iloc[-1]
    return [
        ("Country", design.config.country.name),
        ("Offered to", f"{100 * design.share:.0f} % of {design.instrument.target.describe()}"),
        ("From month", str(design.start)),
        ("Replicates", str(design.seeds)),
        ("Simulated people", words.number(design.config.people, 0)),
        ("Offered, control", f"{words.number(last['n_offered'], 0)}, {words.number(last['n_control'], 0)} a world"),
    ]


def brief(result: Any, by_share: Any) -> list[str]:
    """Three or four sentences, worded by the intervals."""
    design, said = result.design, []
    last = max(design.horizons)
    for outcome in LINES:
        row = result.row(outcome, last)
        said.append(
            f"{OUTCOMES[outcome].label}, after {last} months: {_worded(row['itt'], row['half'])} for those offered."
        )
    row = result.row("employment", last)
    said.append(
        f"Everybody counted, if all are offered: {_worded(row['economy'], row['economy_half'])} for each 100 offered."
    )
    month, low, half = result.lock_in()
    if low + (half if half == half else 0.0) < 0.0:
        said.append(f"Lowest point in month {month}: {words.signed(100 * low)} points of employment (lock-in).")
    return said


def _worded(value: float, half: float) -> str:
    text = f"{words.signed(100 * value)} points (± {words.number(100 * half)})"
    return text if half == half and abs(value) > half else f"no clear difference, {text}"


def effects(result: Any) -> Numbers:
    """All outcomes and horizons."""
    rows = [trial_words.cells(r) for r in result.everybody().to_dict("records")]
    note = " ".join(trial_words.remarks(result))
    return Numbers("All outcomes", trial_words.COLUMNS, rows, note=note, broad=True)


def evidence(result: Any) -> Numbers:
    """Bands with their sources."""
    rows = [
        (*trial_words.band_cells(r), r["source"] + (f" ({r['note']})" if r["note"] else ""))
        for r in result.evidence.to_dict("records")
    ]
    return Numbers("Published bands and sources", (*trial_words.EVIDENCE, "source"), rows, words=(1, 5, 6), broad=True)


def path(result: Any) -> Figure:
    """Contrast on employment and on wage employment in every month, with bands; diamonds: everybody's total."""
    design = result.design
    lines = {name: result.monthly(name) for name in LINES}
    months = np.arange(1, max(design.horizons) + 1)

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes, labels = canvas.add_subplot(), []
        axes.axhline(0.0, color=GREY, linewidth=1)
        for name, (means, halves) in lines.items():
            colour, dash = LINES[name]
            low, high = 100 * (means - halves), 100 * (means + halves)
            axes.fill_between(months, low, high, color=colour, alpha=0.15, linewidth=0)
            axes.plot(months, 100 * means, color=colour, linewidth=2.2, linestyle=dash)
            labels.append((100 * float(means[-1]), OUTCOMES[name].label, colour))
        whole = [100 * result.row("employment", h)["economy"] for h in design.horizons]
        axes.plot(design.horizons, whole, "D", color=INK, markersize=6, markerfacecolor="white", markeredgewidth=1.6)
        axes.set_xlabel("Months since the offer")
        axes.set_ylabel("Points")
        axes.set_xlim(0, months[-1])
        axes.grid(axis="y")
        low, high = axes.get_ylim()
        end_labels(axes, labels, float(months[-1]), gap=(high - low) * 0.09)

    said = [
        f"{OUTCOMES[name].label}: {words.signed(100 * lines[name][0][h - 1])} after {h} months"
        for name in LINES
        for h in design.horizons
    ]
    return Figure(
        key="path", title="Effect of the offer",
        measure="Those offered less the control group less placebo, in points, with the 95 % interval over replicates. "
        "Diamonds: change of everybody's employment for each 100 offered, if all the eligible are offered.",
        alt="Line chart. " + "; ".join(said) + ".", table=Table([], []), **drawings("path", plot, 3.5, 3.3),
    )  # fmt: skip


def bands(result: Any) -> Figure:
    """Published bands as bars, simulated figures as points."""
    rows = result.evidence.to_dict("records")

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        ends = [v for r in rows for v in (r["simulated"] - r["half"], r["simulated"] + r["half"], r["low"], r["high"])]
        finite = [v for v in ends if np.isfinite(v)]
        low, high = min([0.0, *finite]), max([0.0, *finite])
        room = 0.08 * (high - low or 1.0)
        axes.set_xlim(low - room, high + room)
        for k, r in enumerate(rows):
            left, right = max(r["low"], low - room), min(r["high"], high + room)
            axes.barh(k, right - left, left=left, height=0.5, color="#c4ccd4")
            colour = BLUE if r["hit"] else VERMILLION
            axes.errorbar(
                r["simulated"], k, xerr=r["half"] if r["half"] == r["half"] else None, fmt="o" if r["hit"] else "X",
                color=colour, markersize=8, capsize=4, linewidth=2,
            )  # fmt: skip
        axes.axvline(0.0, color=GREY, linewidth=1)
        names = [f"{r['evidence']} {OUTCOMES[r['outcome']].label.split(',')[0]}, month {r['horizon']}" for r in rows]
        axes.set_yticks(range(len(rows)), [n.replace(" ", "\n", 1) if narrow else n for n in names])
        axes.invert_yaxis()
        axes.set_xlabel("Points, or percent of the control mean")
        axes.tick_params(left=False)

    said = [f"{r['evidence']}: {'hit' if r['hit'] else 'miss'}, {words.signed(r['simulated'])}" for r in rows]
    return Figure(
        key="bands", title="Published trials",
        measure="Grey: published band. Blue point: inside it; red cross: outside.",
        alt="Bar chart. " + "; ".join(said) + ".", table=Table([], []),
        **drawings("bands", plot, 1.1 + 0.55 * len(rows), 1.3 + 0.7 * len(rows)),
    )  # fmt: skip


# ---- pilot against scale-up

CURVES = {
    "treated": ("Offered", BLUE, "o", "-"),
    "untreated": ("Not offered", VERMILLION, "s", (0, (6, 2))),
    "per_offered": ("Whole market, per person offered", GREEN, "D", (0, (1, 1.2))),
}


def saturation(by_share: Any) -> list[Section]:
    """Chart and tables for the last horizon, outcome by outcome."""
    last = max(by_share.design.horizons)
    tables = [
        Numbers(
            f"{OUTCOMES[name].label} after {last} months", trial_words.SATURATION,
            [trial_words.share_cells(r) for r in by_share.rows(name, last)], broad=True,
        )
        for name in ("employment", "wage_employment", "regular_job", "income")
    ]  # fmt: skip
    text = [
        "The same offer in local markets where a small or a large share of the eligible gets it. If the line of those "
        "offered falls, or those not offered lose, as the share grows, a pilot promises more than a scale-up can keep.",
        trial_words.BY_SHARE,
    ]
    return [
        Section(
            "saturation", "Pilot against scale-up", text, scale_up(by_share, "wage_employment", last), tables=tables
        )
    ]


def scale_up(by_share: Any, outcome: str, horizon: int) -> Figure:
    """Effect per person by share offered: the offered, the eligible who are not, and the whole market."""
    rows = by_share.rows(outcome, horizon)
    shares = np.array([100 * r["share"] for r in rows])

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        axes.axhline(0.0, color=GREY, linewidth=1)
        for k, (name, (text, colour, mark, dash)) in enumerate(CURVES.items()):
            means = np.array([100 * r[name] for r in rows])
            halves = np.nan_to_num(np.array([100 * r[f"{name}_half"] for r in rows]))
            axes.errorbar(
                shares + 1.2 * (k - 1), means, yerr=halves, color=colour, marker=mark, linestyle=dash, linewidth=2,
                capsize=3, elinewidth=1, label=text,
            )  # fmt: skip
        axes.set_xticks(shares)
        axes.set_xlabel("Share of the eligible offered in the local market, %")
        axes.set_ylabel("Points")
        axes.grid(axis="y")
        axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=1 if narrow else 3)

    said = [
        f"share {100 * r['share']:.0f} %: offered {words.signed(100 * r['treated'])}, not offered "
        f"{words.signed(100 * r['untreated'])}, whole market {words.signed(100 * r['per_offered'])}"
        for r in rows
    ]
    return Figure(
        key="scale", title="Pilot against scale-up",
        measure=f"{OUTCOMES[outcome].label} after {horizon} months, points for each person, with 95 % intervals.",
        alt="Line chart by share offered. " + "; ".join(said) + ".", table=Table([], []),
        **drawings("scale", plot, 3.9, 4.3),
    )  # fmt: skip
