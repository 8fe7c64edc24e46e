"""Pages of countries: every moment beside its published figure, with operator, tolerance, source and interval."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sim.config.facts import Facts
from sim.core.errors import InputError
from sim.experiments.compare.statistics import Estimate
from sim.experiments.standing import LAST, LATER, NOW, STOCK, Standing, over_seeds
from sim.experiments.targets import Target
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


ENOUGH_FITTED, ENOUGH_OTHERS = 0.9, 0.7
"""Shares of the fitted and of the other moments that a validated country meets."""


def fitted(t: Target) -> bool:
    return t.fitted


def others(t: Target) -> bool:
    return not t.fitted


def aside(t: Target) -> bool:
    return t.held_out


def telling(t: Target) -> bool:
    return t.telling


def grade(standing: Standing) -> str:
    """A: fitted and other moments are met, and no figure is filled in; B: met, some are filled in; C: not met.

    Met: at least nine tenths of the fitted and seven tenths of the other moments within their tolerance.
    """
    (a, of), (b, rest) = standing.score(fitted), standing.score(others)
    if of == 0 or rest == 0 or a < ENOUGH_FITTED * of or b < ENOUGH_OTHERS * rest:
        return "C"
    return "B" if any(not f.published for f in standing.config.country.facts.all) else "A"


def ratio(score: tuple[int, int]) -> str:
    """
    >>> ratio((16, 17))
    '16 of 17'
    """
    return f"{score[0]} of {score[1]}"


def percent(e: Estimate, digits: int = 1) -> str:
    """Mean and interval of a share, in percent.

    >>> percent(Estimate(0.5, 0.49, 0.51, 0.005, 20))
    '50.0 [49.0 to 51.0]'
    """
    if e.low != e.low:
        return f"{100 * e.mean:.{digits}f}"
    return f"{100 * e.mean:.{digits}f} [{100 * e.low:.{digits}f} to {100 * e.high:.{digits}f}]"


def moment_rows(standing: Standing, which: Callable[[Target], bool]) -> list[list[str]]:
    """One row a moment that ``which`` takes."""
    rows, indicators = [], all_indicators()
    for t in filter(which, standing.targets):
        mean, key = standing.moment(t), (t.indicator, t.group)
        drift = over_seeds([r.drifts[key] for r in standing.runs]).mean
        top, bottom = (wording(q) for q in (indicators[t.indicator].numerator, indicators[t.indicator].denominator))
        rows.append([
            t.label, f"{100 * t.value:.1f}", percent(mean), f"{100 * (mean.mean - t.value):+.1f}",
            f"{100 * t.tolerance:.1f} ({t.rule})",
            ("hit" if standing.hit(t) else "**miss**") + ("" if t.telling else ", says little"),
            f"{100 * standing.moment(t, True).mean:.1f}", f"{100 * drift:+.2f}",
            f"`{t.indicator}` of `{t.group}`: {top} / {bottom}", str(t.year), t.source,
            *([] if t.fitted else ["held out" if t.held_out else "open"]),
        ])  # fmt: skip
    return rows


def flow_rows(standing: Standing, facts: Facts) -> tuple[list[list[str]], int]:
    """Rows of the quarterly flows, and how many are within the factor."""
    rows, hits = [], 0
    for name, (value, year, source) in published_flows(facts).items():
        e = over_seeds([r.flows[name] for r in standing.runs])
        hit = value / FACTOR <= e.mean <= value * FACTOR
        hits += hit
        rows.append([FLOWS[name][0], f"{value:.3f}", f"{e.mean:.3f}", f"{e.mean / value:.2f}",
                     "hit" if hit else "**miss**", f"{year}: {source}"])  # fmt: skip
    return rows, hits


def band_rows(standing: Standing) -> list[list[str]]:
    """Rows of the earnings figures."""
    rows = []
    for b in BANDS:
        e = over_seeds([getattr(r, b.field) for r in standing.runs])
        hit = b.low <= e.mean <= b.high
        rows.append([b.label, f"{b.low:g} to {b.high:g}", f"{e.mean:.3g} [{e.low:.3g} to {e.high:.3g}]", b.unit,
                     "hit" if hit else "**miss**", b.source])  # fmt: skip
    return rows


def stock_rows(standing: Standing) -> list[list[str]]:
    """Schooling of the adults at the start beside the attainment that the facts give."""
    country, rows = standing.config.country, []
    for k, word in enumerate(STOCK):
        cell = {"age_band": "25+", "education": word}
        try:
            fact = country.facts.near("education_attainment_cumulative", country.anchor_year, **cell)
        except InputError:
            continue
        start = over_seeds([r.stock[k] for r in standing.runs])
        rows.append([word.replace("_", " "), f"{fact.value:.1f}", percent(start), f"{fact.year}: {fact.source}"])
    return rows


HEAD = (
    "moment", "published, %", "model, % [95 %]", "gap, points", "tolerance, points (rule)", "", "later, %",
    "drift a year, points", "operator", "year", "source",
)  # fmt: skip
PAY_HEAD = ("figure", "band", "model [95 %]", "unit", "", "source of the band")
RULE = """
A moment is a hit if the mean over seeds is within the tolerance, which follows from the figures alone: the largest
of two points, two standard errors of a survey of the country's size (design effect 2), and the gap to another source
of the same figure within a year. Where that is half of the figure or more, a hit says little, and the row says so."""


def page(standing: Standing, command: str) -> str:
    """The page of one country in Markdown."""
    config, country = standing.config, standing.config.country
    flows, flow_hit = flow_rows(standing, country.facts)
    filled = [f for f in country.facts.all if not f.published]
    lines = [
        f"# {country.name}, {country.anchor_year}",
        "",
        f"Grade {grade(standing)}: {ratio(standing.score(fitted))} fitted moments within tolerance,",
        f"{ratio(standing.score(others))} of the others, {ratio(standing.score(aside))} of those held out of all fits.",
        f"Of all on which a hit says something: {ratio(standing.score(telling))}. Three years on, "
        f"{ratio(standing.score(fitted, True))} fitted moments are still as near to the same figures.",
        "",
        f"Means of months 1 to {NOW}, the anchor year and the next, over {len(standing.runs)} seeds of",
        f"{config.people:,} people, each from another draw of the population; *later*: months {LATER + 1} to {LAST}.",
        f"One agent stands for {config.weight:,.0f} people. Intervals are 95 % over",
        "seeds; drift is the mean change a year over five years: younger cohorts go further at school.",
        RULE,
        "",
        f"Made by `{command}`.",
        "",
        f"## Fitted moments: {ratio(standing.score(fitted))} within tolerance",
        "",
        *table(HEAD, moment_rows(standing, fitted)),
        f"## Moments that took no part in the fit: {ratio(standing.score(others))} within tolerance",
        "",
        "Nothing of this country is fitted to them. *Held out*: kept out of fits of the common behaviour too.",
        "",
        *table((*HEAD, "use"), moment_rows(standing, others)),
    ]
    if flows:
        lines += [
            f"## Quarterly flows: {flow_hit} of {len(flows)} within a factor of {FACTOR}",
            "",
            "The common behaviour was chosen with these flows in view, so they are counted neither above nor below.",
            "Unemployed here counts the available who do not search, as the survey does.",
            "",
            *table(("flow", "published", "model", "ratio", "", "year and source"), flows),
        ]
    lines += ["## Schooling of people of 25 and older", "", "Given to the model, and what it starts with.", ""]
    lines += table(("level", "published, %", "model at the start, %", "year and source"), stock_rows(standing))
    lines += ["## Pay", "", *table(PAY_HEAD, band_rows(standing))]
    if filled:
        lines += ["## Figures filled in by rule", "", *table(FILLED_HEAD, filled_rows(filled))]
    lines += ["## Level constants", "", "Each is fitted to its own moment by `sim calibrate`.", ""]
    rows = [[f"`{n}`", f"{p.value:.4g}", p.unit, p.status, p.source] for n, p in country.constants_table.items()]
    lines += table(("constant", "value", "unit", "status", "source"), rows)
    return "\n".join(lines).rstrip() + "\n"


FILLED_HEAD = ("figure", "of whom", "value", "year", "how", "rule")


def filled_rows(filled: Iterable[Any]) -> list[list[str]]:
    """What nobody published, each with the rule that filled it in."""
    return [
        [f.indicator, f"{f.sex}, {f.age_band}, {f.area}, {f.education}", f"{f.value:g} {f.unit}", str(f.year),
         f.verified, f.source] for f in filled
    ]  # fmt: skip
