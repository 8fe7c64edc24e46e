"""What every column of a sweep means, from the indicators' own words."""

from importlib import import_module
from typing import Any

import pandas as pd

COLUMNS = ["name", "label", "unit", "ages", "description", "source"]
ABOUT = {
    "run_key": ("Run", "", "hash of all that decides the result"),
    "point": ("Point of the design", "", "row number of the table of points, from 0"),
    "seed": ("Seed", "", "luck of the months; of the people at the start too, unless the design keeps them"),
    "group": ("Group of people", "", "all, or traits such as sex=female|age=15-24"),
    "month": ("Month", "months", "month of the run, from 0"),
    "status": ("What came of the run", "", "ok, failed (an error), crashed (ended its process twice), waiting"),
    "seconds": ("Time", "s", "by the clock, on the machine that lived the run"),
    "message": ("Message", "", "error of a run that failed"),
}


def codebook(design: dict[str, Any], factors: list[str]) -> pd.DataFrame:
    """One row a column of the summary: label, unit as shown, ages, formula and definition, source."""
    from sim.experiments.summary import shown_unit
    from sim.indicators.registry import codebook as of_indicators

    rows = [(name, label, unit, "", said, "") for name, (label, unit, said) in ABOUT.items()]
    rows += [
        (key, key, "", "", "factor of the design", design.get("source") or "") for key in factors if key not in ABOUT
    ]
    for r in of_indicators().to_dict("records"):
        formula = r["numerator"] if r["denominator"] == "1" else f"{r['numerator']} / {r['denominator']}"
        edition = " (19th ICLS)" if r["edition"] == "icls19" else ""
        said = " ".join(f"{formula}. {r['doc']}".split())
        rows.append((r["name"], r["label"] + edition, shown_unit(r["unit"])[0], r["ages"], said, r["source"]))
    if measure := design.get("measure"):
        module, _, function = measure.partition(":")
        said = getattr(import_module(module), function).__doc__ or ""
        rows.append((measure, "Further figures", "", "", " ".join(said.split()), measure))
    return pd.DataFrame(rows, columns=COLUMNS)
