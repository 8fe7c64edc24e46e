"""Put a page together: figures, key figures, assumptions, provenance, in one file that needs nothing else."""

from pathlib import Path
from typing import Any

import jinja2
import pandas as pd

from sim.experiments.result import Result
from sim.report import words
from sim.report.assumptions import counted, parameters
from sim.report.fit import fit, hits, key_figures, with_targets
from sim.report.moves import entry_bars, matrix
from sim.report.payers import by_purpose, payers
from sim.report.rates import informality, neet
from sim.report.stages import stages
from sim.report.waiting import median_of, waiting

HERE = Path(__file__).parent
FIGURES = (stages, neet, informality, waiting, entry_bars, payers)
"""In the order of the page; each returns None when the result lacks its data."""


def page(result: Result) -> str:
    """The report of one run as HTML."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made = {f.key: f for f in (build(result) for build in FIGURES) if f is not None}
    header, rows = matrix(result)
    found = parameters(result)
    return environment.get_template("page.html.j2").render(
        css=(HERE / "page.css").read_text("utf-8"),
        title=title(result),
        about=about(result),
        partial=result.partial(),
        brief=brief(result),
        figures=made,
        fit=fit(result),
        key_figures=key_figures(result),
        other_figures=key_figures(result, others=True),
        moves_header=header,
        moves=rows,
        purposes=by_purpose(result) if "payers" in made else None,
        parameters=found,
        counted=counted(found),
        provenance=provenance(result),
        command=result.manifest.get("command", ""),
    )


def title(result: Result) -> str:
    name = result.manifest.get("country", {}).get("name", "")
    return f"From school to work: {name}" if name else "From school to work"


def about(result: Result) -> list[tuple[str, str]]:
    """The line under the heading: what was simulated."""
    m, weight = result.manifest, result.manifest.get("weight")
    people = words.number(m.get("people"), 0)
    if weight:
        people += f", each stands for {words.number(weight, 0 if weight >= 10 else 1)}"
    months = f"{m.get('months_done')} of {m.get('months')}" if result.partial() else str(m.get("months_done"))
    year = m.get("country", {}).get("anchor_year")
    return [
        ("Scenario", str(m.get("scenario", "")).replace("_", " ")),
        ("People of 15 to 64", people),
        ("Months", months),
        ("Facts of", str(year) if year else "–"),
        ("Seed", str(m.get("seed"))),
    ]


def brief(result: Result) -> list[str]:
    """Up to four sentences that carry the result."""
    said = [_rate(result, "neet_rate", "people of 15 to 24 are neither in work nor in education or training")]
    said.append(_rate(result, "informality_rate", "people in work have an informal job"))
    said.append(_medians(result))
    said.append(_fit(result))
    return [s for s in said if s]


def _value(result: Result, indicator: str, group: str) -> float:
    rows = result.summary[(result.summary["indicator"] == indicator) & (result.summary["group"] == group)]
    return float(rows["value"].iloc[0]) if len(rows) else float("nan")


def _rate(result: Result, indicator: str, what: str) -> str:
    value = _value(result, indicator, "all")
    if pd.isna(value):
        return ""
    women, men = (_value(result, indicator, g) for g in ("sex=female", "sex=male"))
    known = pd.notna(women) and pd.notna(men)
    split = f" ({words.number(women, 0)} of 100 women, {words.number(men, 0)} of 100 men)" if known else ""
    return f"{words.number(value, 0)} of 100 {what}{split}."


def _medians(result: Result) -> str:
    first, stable = (median_of(result, i, "all") for i in ("months_to_first_job", "months_to_stable_job"))
    if pd.isna(first):
        return ""
    then = f"a stable one within {words.in_unit(stable, 'months')}"
    if pd.isna(stable):
        then = "a stable one not within the time seen"
    soon = "at once or by the end of the same month" if first == 0 else f"within {words.in_unit(first, 'months')}"
    return f"Half of those who leave school have a first job {soon}, {then}."


def _fit(result: Result) -> str:
    table = with_targets(result)
    if table.empty:
        return ""
    met, tests = hits(table), ~table["fitted"].fillna(False).astype(bool)
    free = ""
    if tests.any():
        free = f" {int(tests.sum())} were not used to set the model; {int((met & tests).sum())} of these are met."
    return f"The run meets {int(met.sum())} of {len(table)} published figures within their tolerance.{free}"


def provenance(result: Result) -> list[tuple[str, str]]:
    """Names and values for the table at the end of the page."""
    m: dict[str, Any] = result.manifest
    speed = m.get("worker_months_per_second")
    hashes = [("Settings", "config_sha256"), ("Country facts", "facts_sha256"), ("Locked dependencies", "lock_sha256")]
    return [
        ("Run", str(m.get("run_key"))),
        ("Status", str(m.get("status"))),
        ("Started", str(m.get("started", "–"))),
        ("Time", f"{words.number(m.get('seconds'))} seconds"),
        ("Speed", f"{words.large(speed)} person-months a second, compiling included" if speed else "–"),
        ("Versions", ", ".join(f"{k} {v}" for k, v in m.get("versions", {}).items() if v)),
        ("Python", f"{m.get('python')} on {m.get('platform')}"),
        *((f"{name}, SHA-256", str(m[key])) for name, key in hashes if m.get(key)),
    ]
