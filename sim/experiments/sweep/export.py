"""Results of a sweep for other programs: CSV, Stata, SPSS, Parquet, and labelled arrays for xarray and netCDF."""

import re
from pathlib import Path
from typing import Any

import pandas as pd

from sim.core import extras
from sim.core.errors import unknown

SUFFIXES = (".csv", ".dta", ".sav", ".nc", ".parquet")
STATA, SPSS = 32, 64
"""Longest name of a variable."""


def export(swept: Any, file: Path, group: str = "all") -> Path:
    """Write the summary of a group; the ending of the file's name says in which format."""
    if file.suffix not in SUFFIXES:
        raise unknown("ending", file.suffix, SUFFIXES, str(file))
    file.parent.mkdir(parents=True, exist_ok=True)
    table = swept.by_group(group)
    if file.suffix == ".csv":
        table.to_csv(file, index=False)
    elif file.suffix == ".parquet":
        table.to_parquet(file, index=False)
    elif file.suffix == ".nc":
        to_xarray(swept, groups=[group]).to_netcdf(file, engine="scipy")
    else:
        with_labels(swept, table, file)
    return file


def with_labels(swept: Any, table: pd.DataFrame, file: Path) -> None:
    """Stata and SPSS: short names, and the meaning of each variable as its label."""
    library = extras.load("pyreadstat", "analysis", "Stata and SPSS")
    book = pd.read_csv(swept.folder / "codebook.csv", keep_default_na=False).set_index("name")
    longest = STATA if file.suffix == ".dta" else SPSS
    names = short_names(list(table.columns), longest)
    labels = {}
    for old, new in names.items():
        about = book.loc[old] if old in book.index else None
        unit = f" ({about['unit']})" if about is not None and about["unit"] else ""
        labels[new] = ((about["label"] if about is not None else old) + unit)[: 80 if longest == STATA else 256]
    made = table.rename(columns=names)
    write = library.write_dta if file.suffix == ".dta" else library.write_sav
    write(made, str(file), column_labels=labels, file_label=swept.name[:64])


def short_names(columns: list[str], longest: int) -> dict[str, str]:
    """Names that Stata and SPSS accept, each once.

    >>> list(short_names(["search.cost", "search_cost", "economy.labour_demand.supply_response"], 32).values())
    ['search_cost', 'search_cost_2', 'labour_demand_supply_response']
    """
    made: dict[str, str] = {}
    for column in columns:
        name = re.sub(r"\W", "_", column)
        while len(name) > longest and "_" in name:
            name = name.partition("_")[2]
        name = (name if name[:1].isalpha() else f"v_{name}")[:longest]
        base, n = name, 1
        while name in made.values():
            n += 1
            name = f"{base[: longest - len(str(n)) - 1]}_{n}"
        made[column] = name
    return made


def to_xarray(swept: Any, groups: list[str] | None = None, months: list[str] | None = None) -> Any:
    """Figures by run and group, with the factors along the runs; ``months``: indicators month by month instead."""
    xarray = extras.load("xarray", "analysis", "labelled arrays")
    about = swept.plan.drop_duplicates("run_key").set_index("run_key")
    wanted = swept.groups() if groups is None else groups
    if months is not None:
        tables = {name: {group: swept.months(name, group) for group in wanted} for name in months}
        arrays = {
            name: xarray.concat([xarray.DataArray(t.to_numpy().T, dims=("run", "month")) for t in of.values()], "group")
            for name, of in tables.items()
        }
        first = next(iter(next(iter(tables.values())).values()))
        keys, coordinates = list(first.columns), {"month": first.index.to_numpy(), "group": wanted}
    else:
        frames = [swept.by_group(group).drop_duplicates("run_key").set_index("run_key") for group in wanted]
        keys, coordinates = list(frames[0].index), {"group": wanted}
        names = [c for c in frames[0].columns if c not in about.columns]
        arrays = {
            name: xarray.concat([xarray.DataArray(f[name].to_numpy(float), dims="run") for f in frames], "group")
            for name in names
        }
    factors = {name: ("run", about.loc[keys, name].to_numpy()) for name in about.columns}
    made = xarray.Dataset(arrays, coords={"run": keys, **coordinates, **plain_text(factors)})
    book = pd.read_csv(swept.folder / "codebook.csv", keep_default_na=False).set_index("name")
    for name in made.data_vars:
        if name in book.index:
            made[name].attrs = {"long_name": book.loc[name, "label"], "units": book.loc[name, "unit"]}
    made.attrs = {"title": swept.name, "source": f"Passerelle {swept.manifest['versions'].get('passerelle')}"}
    return made


def plain_text(coordinates: dict[str, Any]) -> dict[str, Any]:
    """Words as fixed-width text, which netCDF holds."""
    return {n: (d, v.astype(str) if v.dtype.kind not in "biuf" else v) for n, (d, v) in coordinates.items()}
