"""Put the page of a comparison together: the answer first, then the table, the figures, assumptions and provenance."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2

from sim.experiments.compare.answer import SURE
from sim.experiments.compare.store import provenance
from sim.report import words
from sim.report.assumptions import counted, parameters
from sim.report.compare import (
    account_figure,
    bracket_figure,
    effect_figures,
    gains_figure,
    money_tables,
    payers_figure,
    rates_figure,
    stages_figure,
    worth_figures,
)
from sim.report.compare.decision import lines
from sim.report.compare.money_words import Money

HERE = Path(__file__).parent
FIGURES = (
    effect_figures.effect,
    effect_figures.path,
    bracket_figure.figure,
    gains_figure.gains,
    account_figure.figure,
    stages_figure.stages,
    rates_figure.rates,
    effect_figures.waiting,
    payers_figure.payers,
    worth_figures.plane,
    worth_figures.unit_cost,
)
"""Each returns None when the comparison lacks its data."""


def page(c: Any) -> str:
    """The report of a comparison as HTML."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    made = {f.key: f for f in (build(c) for build in FIGURES) if f is not None}
    found = parameters(SimpleNamespace(config=c.plan.baseline))  # type: ignore[arg-type]
    about = provenance(c)
    return environment.get_template("page.html.j2").render(
        css=(HERE.parent / "page.css").read_text("utf-8") + (HERE / "page.css").read_text("utf-8"),
        title=title(c), question=c.plan.baseline.about.get("question", ""), about=heading(c), answer=c.answer(),
        interrupted=c.pairs.interrupted, packages=packages(c), lines=lines(c), figures=made,
        spending=money_tables.spending(c), flow=money_tables.money_flow(c), households=money_tables.households(c),
        differences=differences(c), expected=expectations(c), parameters=found, counted=counted(found),
        measures=measures(c), notes=c.notes, sure=list(SURE.values()), command=about["command"],
        provenance=provenance_rows(c, about), money=Money(c.plan.baseline), years=c.years, pairs=c.replicates,
        country=c.plan.baseline.country.name, key=c.plan.key,
    )  # fmt: skip


def title(c: Any) -> str:
    names = [p.label.lower() for p in c.packages]
    return f"{c.plan.baseline.country.name}: {' or '.join(names) if len(names) < 4 else f'{len(names)} packages'}"


def heading(c: Any) -> list[tuple[str, str]]:
    base = c.plan.baseline
    return [
        ("Scenario", base.scenario.replace("_", " ")),
        ("Pairs of worlds", str(c.replicates)),
        ("People of 15 to 64 in a world", f"{base.people:,}, each stands for {base.weight:,.0f}"),
        ("Policy", f"{c.years}, from month {c.plan.start}"),
        ("Facts of", str(base.country.anchor_year)),
    ]


def packages(c: Any) -> list[dict[str, str]]:
    """What each package is, in words, with the factor on its intensity where money was made equal."""
    made = []
    for p in c.packages:
        scale = f"All intensities times {p.scale:.3g}, so that all packages cost the same." if p.scale != 1.0 else ""
        parts = "; ".join(
            f"{name.replace('_', ' ')} ({type(i).__doc__.splitlines()[0].rstrip('.')})"
            for name, i in p.instruments.items()
        )
        made.append({"name": p.label, "about": p.about, "parts": parts, "scale": scale})
    return made


def measures(c: Any) -> list[list[str]]:
    """Every number of every measure: package, measure, number, value."""
    rows = []
    for p in c.packages:
        for name, i in p.instruments.items():
            for key in type(i).model_fields:
                if key == "kind":
                    continue
                value = getattr(i, key)
                text = value.describe() if hasattr(value, "describe") else _plain(value)
                meaning = type(i).model_fields[key].description or ""
                rows.append([p.label, name.replace("_", " "), key.replace("_", " "), text, meaning])
    return rows


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k.replace('_', ' ') if isinstance(k, str) else k} {v:g}" for k, v in value.items()) or "–"
    return "–" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def differences(c: Any) -> list[list[str]]:
    """Indicators of the last twelve months, nationally: both worlds and the difference."""
    table = c.indicators()
    if not len(table):
        return []
    from sim.indicators.registry import all_indicators

    known, rows = all_indicators(), []
    for r in table[table["group"] == "all"].itertuples():
        share = known[r.indicator].unit.startswith("share")
        scale, digits = (100.0, 2) if share else (1.0, 3)
        if known[r.indicator].unit in ("persons", "W"):
            scale, digits = c.weight, 0
        cells = [f"{scale * v:,.{digits}f}".replace("-", "−") for v in (r.baseline, r.policy)]
        change = [f"{scale * v:+,.{digits}f}".replace("-", "−") for v in (r.difference, r.low, r.high)]
        unit = "percent" if share else known[r.indicator].unit
        rows.append([
            known[r.indicator].label, c.plan.package(r.scenario).label, unit, *cells, f"{change[0]} [{change[1]} to "
            f"{change[2]}]",
        ])  # fmt: skip
    return rows


def expectations(c: Any) -> list[list[str]]:
    return [
        [c.plan.package(r.policy).label, r.outcome.replace("_", " "), words.group(r.group), r.sign,
         effect_figures.expected_cells(r), r.found, r.source]
        for r in c.expected().itertuples()
    ]  # fmt: skip


def provenance_rows(c: Any, about: dict[str, Any]) -> list[tuple[str, str]]:
    versions = ", ".join(f"{k} {v}" for k, v in about["versions"].items() if v)
    return [
        ("Comparison", about["compare_key"]), ("Status", about["status"]),
        ("Seeds", f"{about['seeds'][0]} to {about['seeds'][1]}, of luck and of people"),
        *((f"World {name.replace('_', ' ')}, SHA-256", digest) for name, digest in about["worlds"].items()),
        ("Country facts, SHA-256", str(about["facts_sha256"])),
        ("Locked dependencies, SHA-256", str(about["lock_sha256"])),
        ("Versions", versions), ("Python", f"{about['python']} on {about['platform']}"), ("Written", about["written"]),
    ]  # fmt: skip
