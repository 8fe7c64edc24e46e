"""A trial in words: the tables of the terminal and of the page, in points, W and months."""

from typing import Any

from sim.experiments.trial.evidence import EVERYBODY
from sim.experiments.trial.outcomes import OUTCOMES

COLUMNS = ("outcome", "months", "control", "offered", "effect of the offer", "on the treated", "least seen",
           "placebo", "if all are offered")  # fmt: skip
SATURATION = ("share", "eligible", "per person offered", "per eligible not offered", "seen by a trial",
              "others", "whole market", "per person offered ")  # fmt: skip
BY_SHARE = (
    "Each person against the own twin in the world without the policy. Others (everybody not eligible) and whole "
    "market: per eligible person. Seen by a trial: offered less not offered, inside these markets."
)
EVIDENCE = ("evidence", "outcome", "months", "published band", "simulated", "")


def title(result: Any) -> str:
    design = result.design
    return f"{design.name}: offered by lottery to {100 * design.share:.0f} % of the eligible, {design.seeds} replicates"


def label(outcome: str) -> str:
    return OUTCOMES[outcome].label


def scale_of(outcome: str) -> float:
    """Shares are shown in points, logs in log points × 100."""
    return 100.0 if OUTCOMES[outcome].unit in ("share", "log points") else 1.0


def figure(outcome: str, value: float, half: float | None = None, *, signed: bool = False) -> str:
    """A level or an effect in the unit of the outcome, with half its interval.

    >>> figure("employment", 0.305), figure("employment", 0.012, 0.004, signed=True)
    ('30.5', '+1.2 ± 0.4')
    """
    if value != value:
        return "–"
    by = scale_of(outcome)
    digits = 3 if outcome == "income" else 1 if by == 100.0 else 2
    text = f"{by * value:{'+' if signed else ''}.{digits}f}"
    return text if half is None or half != half else f"{text} ± {by * half:.{digits}f}"


def cells(r: dict[str, Any]) -> tuple[str, ...]:
    name = r["outcome"]
    half = r["half"] if r["half"] == r["half"] else r["half_within"]
    return (
        label(name), str(r["horizon"]), figure(name, r["control"]), figure(name, r["offered"]),
        figure(name, r["itt"], half, signed=True), figure(name, r["tot"], r["tot_half"], signed=True),
        figure(name, r["least"]), figure(name, r["placebo"], r["placebo_half"], signed=True),
        figure(name, r["economy"], r["economy_half"], signed=True),
    )  # fmt: skip


def share_cells(r: dict[str, Any]) -> tuple[str, ...]:
    name = r["outcome"]
    keys = ("treated", "untreated", "seen", "others", "total", "per_offered")
    effects = [figure(name, r[k], r[f"{k}_half"], signed=True) for k in keys]
    return (f"{100 * r['share']:.0f} %", f"{r['eligible']:,.0f}", *effects)


def band_cells(r: dict[str, Any]) -> tuple[str, ...]:
    unit = {"pp": "points", "pct": "%", "years": "years", "sign": ""}[r["unit"]]
    ends = (
        f"{r['low']:g} to {r['high']:g} {unit}" if r["unit"] != "sign" else ("above 0" if r["low"] == 0 else "below 0")
    )
    said = "hit" if r["hit"] else "miss, interval reaches the band" if r["interval_touches"] else "miss"
    return (
        r["evidence"],
        label(r["outcome"]) + ("" if r["group"] == EVERYBODY.describe() else f" {{{r['group']}}}"),
        str(r["horizon"]),
        ends,
        f"{r['simulated']:+.1f} ± {r['half']:.1f}",
        said,
    )


def remarks(result: Any) -> list[str]:
    """What has to be known to read the table."""
    last = result.everybody().iloc[-1]
    last_employment = result.row("employment", max(result.design.horizons))
    month, low, half = result.lock_in()
    taken = "by the log of who was treated" if result.logged else "the offer can be used by everybody who takes it up"
    return [
        "Points for shares (log points × 100 for pay), W a month for income. Effect of the offer: offered less "
        "control less placebo, ± half the 95 % interval over replicates.",
        "Placebo: the same lottery in the same world without the policy. Least seen: smallest true effect that would "
        "be found 4 times in 5.",
        f"In a world {result.eligible:,.0f} eligible; {last['n_offered']:,.0f} offered, {last['n_control']:,.0f} "
        f"control, {last['treated']:,.0f} treated ({taken}). "
        f"Attrition none; {result.gone:,.0f} died, left the country or turned 65.",
        f"From persons within the worlds alone: employment ± {figure('employment', last_employment['half_within'])} "
        f"after {last_employment['horizon']} months.",
        f"Lowest effect on employment: {figure('employment', low, half, signed=True)} points in month {month}.",
        "If all are offered: change of everybody's total against the world without, per person offered. A trial cannot "
        "see it: who is not offered may lose what the offered gain.",
    ]  # fmt: skip
