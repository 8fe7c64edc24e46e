"""The page of a country: every moment beside its published figure, with operator, source, interval and drift."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sim.config.facts import Facts
from sim.core.errors import InputError
from sim.experiments.standing import FIRST, LAST, Standing, spread
from sim.indicators.registry import all_indicators, wording


class Band(NamedTuple):
    """A published band for a figure that is not an indicator of the panel."""

    label: str
    field: str
    low: float
    high: float
    unit: str
    source: str


BANDS = (
    Band("Return to a year of schooling (all employees, log hourly pay)", "mincer", 0.08, 0.14, "log points",
         "Psacharopoulos & Patrinos 2018; Montenegro & Patrinos 2014"),
    Band("Pay growth over the first 20 years of experience", "growth", 30, 70, "percent",
         "Lagakos et al. 2018, J. Polit. Econ."),
    Band("SD of residual log hourly pay", "residual", 0.38, 0.80, "log points",
         "US cross-sections .39-.45; low-income surveys wider (judgement)"),
)  # fmt: skip

EMPLOYED, STAYED, LOST = "employed_stock_per_quarter_approx", "employed_q1_and_q2", "employed_q1_unemployed_q2"
FLOWS = {
    "employed_stay": ("Employed who are employed a quarter later", STAYED, EMPLOYED),
    "employed_stay_again": ("… of those, employed in the third quarter too", "employed_in_all_three_quarters", STAYED),
    "employed_to_unemployed": ("Employed who are unemployed a quarter later", LOST, EMPLOYED),
    "back_at_work": ("… of those, back at work in the third quarter", f"{LOST}_employed_q3", LOST),
    "still_unemployed": ("… of those, still unemployed in the third quarter", f"{LOST}_unemployed_q3", LOST),
    "unemployed_throughout": (
        "Unemployed in all three quarters, over the employed", "unemployed_in_all_three_quarters", EMPLOYED,
    ),
}  # fmt: skip
"""Quarterly flows: words, and the published counts (``flow_…``) whose ratio they are."""
FACTOR = 1.5
"""A flow is a hit within this factor of the published one."""


def published_flows(facts: Facts) -> dict[str, tuple[float, int, str]]:
    """Quarterly flows from a labour force panel: value, year and source, where the country has one."""
    found = {}
    for name, (_, top, bottom) in FLOWS.items():
        try:
            a, b = facts.value(f"flow_{top}"), facts.value(f"flow_{bottom}")
        except InputError:
            continue
        found[name] = (a.value / b.value, a.year, a.source)
    return found


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A Markdown table; bars inside a cell are escaped."""
    head = list(head)
    body = ("| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in rows)
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *body, ""]


def moment_rows(standing: Standing, fitted: bool) -> tuple[list[list[str]], int]:
    """Rows of the fitted or of the other moments, and how many hit."""
    rows, hits = [], 0
    indicators = all_indicators()
    for t in standing.targets:
        if t.fitted != fitted:
            continue
        key = (t.indicator, t.group)
        mean, se = standing.mean(key)
        drift, _ = spread([r.drifts[key] for r in standing.runs])
        hit = abs(mean - t.value) <= t.tolerance
        hits += hit
        top, bottom = (wording(q) for q in (indicators[t.indicator].numerator, indicators[t.indicator].denominator))
        operator = f"`{t.indicator}` of `{t.group}`: {top} / {bottom}"
        rows.append([
            t.label, f"{100 * t.value:.1f}", f"{100 * mean:.1f} ± {200 * se:.1f}", f"{100 * (mean - t.value):+.1f}",
            f"{100 * t.tolerance:.1f}", "hit" if hit else "**miss**", f"{100 * drift:+.2f}", operator,
            f"{t.year}: {t.source}",
        ])  # fmt: skip
    return rows, hits


def flow_rows(standing: Standing, facts: Facts) -> tuple[list[list[str]], int]:
    """Rows of the quarterly flows, and how many are within the factor."""
    rows, hits = [], 0
    for name, (value, year, source) in published_flows(facts).items():
        mean, se = spread([r.flows[name] for r in standing.runs])
        hit = value / FACTOR <= mean <= value * FACTOR
        hits += hit
        rows.append([FLOWS[name][0], f"{value:.3f}", f"{mean:.3f} ± {2 * se:.3f}", f"{mean / value:.2f}",
                     "hit" if hit else "**miss**", f"{year}: {source}"])  # fmt: skip
    return rows, hits


def band_rows(standing: Standing) -> list[list[str]]:
    """Rows of the earnings figures."""
    rows = []
    for b in BANDS:
        mean, se = spread([getattr(r, b.field) for r in standing.runs])
        hit = b.low <= mean <= b.high
        rows.append([b.label, f"{b.low:g} to {b.high:g}", f"{mean:.3g} ± {2 * se:.2g}", b.unit,
                     "hit" if hit else "**miss**", b.source])  # fmt: skip
    return rows


HEAD = (
    "moment", "published, %", "model, % (± 2 SE)", "gap, points", "tolerance", "", "drift a year, points", "operator",
    "year and source",
)  # fmt: skip
PAY_HEAD = ("figure", "band", "model (± 2 SE)", "unit", "", "source of the band")


def page(config: Any, standing: Standing, command: str) -> str:
    """The whole page in Markdown."""
    country = config.country
    fitted, hit = moment_rows(standing, True)
    others, other_hit = moment_rows(standing, False)
    flows, flow_hit = flow_rows(standing, country.facts)
    lines = [
        f"# {country.name}",
        "",
        f"Means of months {FIRST + 1} to {LAST} over {len(standing.runs)} seeds of {config.people:,} people, each from",
        f"another draw of the population, beside published figures. One agent stands for {config.weight:,.0f} people.",
        "Intervals are two standard errors over seeds; drift is the mean change a year over the ten years.",
        "",
        f"Made by `{command}`.",
        "",
        f"## Fitted moments: {hit} of {len(fitted)} within tolerance",
        "",
        *table(HEAD, fitted),
        f"## Moments that took no part in the fit: {other_hit} of {len(others)} within tolerance",
        "",
        *table(HEAD, others),
    ]
    if flows:
        lines += [
            f"## Quarterly flows: {flow_hit} of {len(flows)} within a factor of {FACTOR}",
            "",
            "Unemployed here counts the available who do not search, as the survey does.",
            "",
            *table(("flow", "published", "model (± 2 SE)", "ratio", "", "year and source"), flows),
        ]
    lines += ["## Pay", "", *table(PAY_HEAD, band_rows(standing))]
    lines += ["## Level constants", "", "Each is fitted to its own moment by `sim calibrate`.", ""]
    rows = [[f"`{n}`", f"{p.value:.4g}", p.unit, p.status, p.source] for n, p in country.constants_table.items()]
    lines += table(("constant", "value", "unit", "status", "source"), rows)
    return "\n".join(lines).rstrip() + "\n"
