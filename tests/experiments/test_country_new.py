"""A country that nobody here has seen, given only as a table, runs and compares policies; errors leave nothing."""

import json
from pathlib import Path

import pytest

import sim
from sim.__main__ import main
from sim.config.facts import COLUMNS, load_facts
from sim.core.errors import InputError
from sim.experiments.country_new.check import read
from sim.experiments.country_new.gaps import moved
from sim.experiments.country_new.neighbour import neighbour

FACTS = Path(__file__).parent / "facts" / "ruritania.csv"
"""Figures of no country: a mixture of two, perturbed, with gaps."""


@pytest.fixture
def away(tmp_path, monkeypatch):
    """A working directory of the user's own, without any country yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PASSERELLE_CONF", raising=False)
    return tmp_path


@pytest.fixture
def spoiled(tmp_path):
    """The table with some lines changed: ``spoiled({"text in the line": ("old", "new")})``."""

    def write(changes):
        lines = FACTS.read_text("utf-8").splitlines()
        for text, (old, new) in changes.items():
            at = next(k for k, line in enumerate(lines) if text in line)
            lines[at] = lines[at].replace(old, new)
        file = tmp_path / "spoiled.csv"
        file.write_text("\n".join(lines) + "\n", "utf-8")
        return file

    return write


def written(folder):
    return sorted(
        str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file() and f.suffix in (".yaml", ".csv")
    )


def test_a_table_becomes_a_country_that_is_listed_shown_run_and_compared(away, capsys):
    assert main(["country", "new", "ruritania", "--facts", str(FACTS), "currency=RUR", "--quiet"]) == 0
    assert written(away) == ["conf/country/facts/ruritania.csv", "conf/country/ruritania.yaml"]
    assert "filled in" in capsys.readouterr().out
    assert main(["country", "list", "--json"]) == 0
    mine = {c["country"]: c for c in json.loads(capsys.readouterr().out)}["ruritania"]
    assert mine["iso3"] == "RUR" and "not calibrated" in mine["grade"]
    assert main(["country", "show", "ruritania", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert len(shown["filled"]) == sum(f["verified"].startswith(("borrowed", "derived")) for f in shown["facts"]) > 10
    assert all(f["rule"] for f in shown["filled"])
    small = ["country=ruritania", "people=600", "months=14", "--quiet"]
    assert main(["run", *small, "checks=true", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)
    assert main(["compare", *small, "--seeds", "2", "--no-brackets", "--workers", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)


def test_its_own_figures_decide_its_law_and_size_and_the_neighbour_only_the_rest(away):
    assert (
        main(["country", "new", "ruritania", "--facts", str(FACTS), "currency=RUR", "neighbour=malawi", "--quiet"]) == 0
    )
    country = sim.configure("country=ruritania", "people=1000").country
    own, malawi = load_facts(FACTS), sim.configure("country=malawi").country
    assert country.population == pytest.approx(own.people(15, 64, 2020))
    assert country.institutions.levy_rate == pytest.approx(own.value("training_levy_rate").value / 100)
    assert country.institutions.tax_rate == malawi.institutions.tax_rate
    assert country.institutions_table["tax_rate"].status == "assumption"
    assert country.constants == malawi.constants


def test_every_problem_is_one_line_with_the_nearest_word_and_nothing_is_written(away, spoiled, capsys):
    file = spoiled({
        "neet_rate,female": ("neet_rate", "neet_rat"), "urban_population_share": (",20", ",140,percent,20"),
        "unemployment_rate_ilostat,total,15-24": ("percent", "per cent"),
        "employment_to_population_ratio_modelled,male,15-24": (",2020,", ",20200,"),
    })  # fmt: skip
    before = written(away)
    assert main(["country", "new", "ruritania", "--facts", str(file), "currency=RUR"]) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert said[0].endswith("4 problems.") and len(said) == 5
    for word in ("Did you mean 'neet_rate'", "Did you mean 'percent'", "year must be", "values expected"):
        assert sum(word in line for line in said) == 1, word
    assert written(away) == before


def test_a_country_whose_people_cannot_be_drawn_leaves_nothing_behind(away, monkeypatch, capsys):
    from sim.experiments.country_new import make

    def fail(option):
        raise InputError("no month could be lived")

    monkeypatch.setattr(make, "_live", fail)
    assert main(["country", "new", "ruritania", "--facts", str(FACTS), "currency=RUR"]) == 2
    assert "no month could be lived" in capsys.readouterr().err and written(away) == []
    assert list((away / "conf").iterdir()) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["ghana"], "is there already"),
        (["Ruritania"], "small letters"),
        (["ruritania", "currancy=RUR"], "Did you mean 'currency'"),
        (["ruritania", "currency=RUR", "neighbour=malavi"], "Did you mean 'malawi'"),
        (["ruritania"], "say in which, as in currency=KES"),
    ],
)
def test_wrong_settings_are_told(away, capsys, words, says):
    assert main(["country", "new", *words, "--facts", str(FACTS)]) == 2
    assert says in capsys.readouterr().err and written(away) == []


def test_without_people_by_age_there_is_no_country(away, tmp_path, capsys):
    rows = [line for line in FACTS.read_text("utf-8").splitlines() if ",population," not in line]
    (tmp_path / "few.csv").write_text("\n".join(rows) + "\n", "utf-8")
    assert main(["country", "new", "ruritania", "--facts", "few.csv", "currency=RUR"]) == 2
    assert "population is missing" in capsys.readouterr().err


def test_a_figure_moved_by_no_distance_stays_and_every_share_stays_a_share():
    assert moved(20.0, 35.0, 35.0)[0] == pytest.approx(20.0, abs=0.01)
    assert all(0 < moved(own, theirs, 50.0)[0] < 100 for own in (0.0, 40.0, 100.0) for theirs in (0.0, 99.9))


@pytest.mark.parametrize(("iso3", "income", "stands_in"), [
    ("KEN", 5_900, "tanzania"), ("SYR", 4_000, "lebanon"), ("CIV", 7_000, "ghana"), ("IND", 11_000, "lebanon"),
])  # fmt: skip
def test_the_region_comes_before_income(iso3, income, stands_in):
    facts, _ = read(FACTS)
    own = [
        f._replace(iso3=iso3, value=income if f.indicator == "gni_per_capita_ppp_current" else f.value) for f in facts
    ]
    assert neighbour(own).country.option == stands_in


def test_the_table_has_the_format_of_the_countries_that_come_with_the_project():
    assert FACTS.read_text("utf-8").splitlines()[0] == ",".join(COLUMNS)
