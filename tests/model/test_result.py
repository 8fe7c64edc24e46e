"""From a run of the real model to its folder and back."""

import json

import numpy as np
import pandas as pd
import pytest

import sim

WORDS = ("people=1000", "months=14")


@pytest.fixture(scope="module")
def result():
    return sim.run(sim.configure(*WORDS))


@pytest.fixture(scope="module")
def folder(result, tmp_path_factory):
    return result.save(tmp_path_factory.mktemp("runs") / result.run_key)


def test_the_folder_holds_everything(folder):
    tables = {f"{t}.parquet" for t in ("panel", "summary", "ledger", "flows", "spells", "curves", "series")}
    assert {f.name for f in folder.iterdir()} == tables | {"config.yaml", "manifest.json", "report.html"}
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert (manifest["status"], manifest["months_done"], manifest["people"]) == ("complete", 14, 1000)
    assert manifest["country"]["currency"] == "GHS" and manifest["country"]["lcu_per_w"] > 0


def test_opened_again_it_is_the_same_result(result, folder):
    again = sim.open(folder)
    assert again.run_key == result.run_key and not again.partial()
    for name in ("panel", "summary", "ledger", "flows", "spells", "series"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(result, name), check_dtype=False)
    assert (again.config.people, again.config.seed) == (1000, 1)


def test_the_panel_has_a_row_for_every_month_and_group_and_shares_are_shares(result):
    panel = result.panel
    assert len(panel) == 14 * panel["group"].nunique() and not panel.duplicated(["month", "group"]).any()
    top, bottom = panel["neet_rate_num"], panel["neet_rate_den"]
    assert (top <= bottom).all() and (top >= 0).all()
    month = panel[panel["month"] == 13].set_index("group")
    assert month.loc[["sex=female", "sex=male"], "neet_rate_den"].sum() == month.loc["all", "neet_rate_den"]


def test_the_table_has_published_figures_with_year_and_source_first(result):
    table = result.table()
    published = table["target"].notna().to_numpy()
    assert published.sum() >= 15 and np.all(published[: published.sum()])
    assert table.loc[published, "target_source"].str.len().min() > 3
    assert table.loc[published, "target_year"].between(2000, 2026).all()
    assert len(result.table(everything=True)) > len(table)
    assert set(result.indicators()) >= {"neet_rate", "unemployment_rate", "informality_rate"}


def test_persons_and_money_of_the_table_are_those_of_the_country(result):
    places = result.panel.query("group == 'all' and month >= 2")
    simulated = places["training_places_num"].mean()
    shown = result.indicators()["training_places"]
    assert shown == pytest.approx(simulated * result.config.weight)


def test_stages_add_up_to_a_hundred(result):
    values = result.indicators()
    assert sum(values[n] for n in ("transited", "in_transition", "not_started")) == pytest.approx(100)
