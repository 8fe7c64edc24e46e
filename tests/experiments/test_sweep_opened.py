"""What is read back of a sweep: factors beside figures, every run once, and the same in other programs."""

import json

import numpy as np
import pandas as pd
import pytest

import sim
from sim.core.errors import InputError
from sim.experiments.sweep import plan, sweep


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """Eight runs with their months; two of them lived twice, first without."""
    folder = tmp_path_factory.mktemp("sweeps") / "small"
    given = ("people=1000", "months=6", "economy.search.applications=1,2")
    sweep(plan(*given, "seed=range(2)", work="fake_sweep:good"), workers=0, out=folder)
    sweep(plan(*given, "seed=range(4)", work="fake_sweep:good", keep="panel"), workers=0, out=folder)
    return sim.open(folder)


def test_factors_stand_beside_the_figures_and_every_run_is_there_once(done):
    assert done.factors == ["economy.search.applications", "seed"]
    table = done.summary
    assert len(table) == 8 and table["run_key"].is_unique
    means = table.groupby("economy.search.applications")["x"].mean()
    assert means[2] - means[1] == pytest.approx(1.0)  # the same luck, one application more
    assert done.groups() == ["all", "sex=female"] and done.by_group("sex=female")["x"].mean() != table["x"].mean()
    with pytest.raises(InputError, match="Did you mean 'sex=female'"):
        done.by_group("sex=femal")


def test_sql_sees_the_same_tables(done):
    pytest.importorskip("duckdb")
    found = done.query(
        """SELECT seed, count(*) AS n, sum(x) AS x FROM summary WHERE "group" = 'all' GROUP BY seed ORDER BY seed"""
    )
    assert found["n"].tolist() == [2, 2, 2, 2]
    np.testing.assert_allclose(found["x"], done.summary.groupby("seed")["x"].sum(), rtol=1e-12)
    assert done.query("SELECT count(*) AS n FROM panel")["n"][0] == 8 * 3 * 2
    assert len(done.panel.filter("month = 2 AND \"group\" = 'all'").df()) == 8
    assert done.query("SELECT status FROM runs")["status"].tolist() == ["ok"] * 8


def test_other_programs_read_the_same_figures(done, tmp_path):
    pytest.importorskip("pyreadstat")
    xarray = pytest.importorskip("xarray")
    import pyreadstat

    np.testing.assert_array_equal(pd.read_csv(done.export(tmp_path / "x.csv"))["x"], done.summary["x"])
    stata, about = pyreadstat.read_dta(done.export(tmp_path / "x.dta"))
    np.testing.assert_array_equal(stata["x"], done.summary["x"])
    assert "economy_search_applications" in stata and "Seed" in about.column_labels
    np.testing.assert_array_equal(pyreadstat.read_sav(done.export(tmp_path / "x.sav"))[0]["x"], done.summary["x"])
    cube = xarray.open_dataset(done.export(tmp_path / "x.nc"))
    np.testing.assert_array_equal(cube["x"].sel(group="all"), done.summary["x"])
    assert done.to_xarray(months=["x"])["x"].shape == (2, 8, 3)
    with pytest.raises(InputError, match=r"unknown ending '\.xls'"):
        done.export(tmp_path / "x.xls")


def test_the_package_lists_every_file_and_every_column(done):
    package = json.loads((done.folder / "datapackage.json").read_text())
    for resource in package["resources"]:
        files = sorted(f"{resource['name']}/{f.name}" for f in (done.folder / resource["name"]).glob("*.parquet"))
        assert resource["path"] == files
    fields = {f["name"] for f in package["resources"][1]["schema"]["fields"]}
    assert {"run_key", "group", "x"} <= fields
    graph = {e["@id"]: e for e in json.loads((done.folder / "ro-crate-metadata.json").read_text())["@graph"]}
    assert all((done.folder / part["@id"]).is_file() for part in graph["./"]["hasPart"])
    assert len(graph["./"]["mentions"]) == 2 and graph["#job-1"]["result"] == {"@id": "./"}
    book = pd.read_csv(done.folder / "codebook.csv", keep_default_na=False).set_index("name")
    assert book.loc["unemployment_rate", "unit"] == "percent" and book.loc["unemployment_rate", "description"]


def test_what_is_not_a_sweep_is_said_to_be_none(tmp_path):
    with pytest.raises(InputError, match=r"not a run folder"):
        sim.open(tmp_path)
