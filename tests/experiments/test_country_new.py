"""A country that nobody here has seen, given only as a table, runs and compares policies; errors leave nothing."""

import json
import re
from pathlib import Path

import pytest

import sim
from sim.__main__ import main
from sim.config.facts import COLUMNS, Facts, load_facts
from sim.config.model import NO_CURRENCY
from sim.core.errors import InputError
from sim.experiments.country_new import make
from sim.experiments.country_new.check import read
from sim.experiments.country_new.gaps import COMPLETED, YOUNG, filled, moved, needs
from sim.experiments.country_new.neighbour import neighbour
from sim.experiments.targets import targets
from sim.report.compare.money_words import Money

DOCS = Path(__file__).resolve().parents[2] / "docs"
FACTS = Path(__file__).parent / "facts" / "ruritania.csv"
"""Figures of no country: a mixture of two, perturbed, with gaps."""


@pytest.fixture
def away(tmp_path, monkeypatch):
    """A working directory of the user's own, without any country yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PASSERELLE_CONF", raising=False)
    return tmp_path


@pytest.fixture
def untried(monkeypatch):
    """No month is lived: for what does not depend on it."""
    monkeypatch.setattr(make, "_live", lambda option: None)


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
    for words in (["run", "checks=true"], ["compare", "--seeds", "2", "--no-brackets", "--workers", "1"]):
        assert main([words[0], *small, *words[1:], "--json"]) == 0
        said = capsys.readouterr()
        assert json.loads(said.out) and "Warning: Ruritania is not calibrated" in said.err


def test_its_own_figures_decide_its_law_and_size_and_the_neighbour_only_the_rest(away, untried):
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


def few(indicator, **values):
    """The figures of the table without those of an indicator, and in their place those given: ``male_primary=90``."""
    facts, _ = read(FACTS)
    like = next(f for f in facts if f.indicator == indicator)
    rows = [like._replace(sex=k.split("_", 1)[0], education=k.split("_", 1)[1], value=v) for k, v in values.items()]
    return Facts([*(f for f in facts if f.indicator != indicator), *rows], FACTS)


def completion(facts, beside="ethiopia"):
    other = sim.configure(f"country={beside}").country
    made = {
        (f.sex, f.education): f
        for f in filled(facts, 2020, other.facts, other.anchor_year, other.iso3)
        if f.indicator == "completion_rate"
    }
    given = {(f.sex, f.education): f for f in facts.rows("completion_rate")}
    return {(sex, level): (given | made)[sex, level] for sex in ("male", "female") for level in COMPLETED}


@pytest.mark.parametrize("beside", ["ethiopia", "tanzania", "lebanon"])
@pytest.mark.parametrize(
    "given",
    [{"male_upper_secondary": 59.5, "total_primary": 90.5}, {"female_lower_secondary": 20.0}, {"total_primary": 35.0}],
)
def test_nobody_completes_a_level_without_the_one_below_it(given, beside):
    found = completion(few("completion_rate", **given), beside)
    for sex in ("male", "female"):
        primary, lower, upper = (found[sex, level].value for level in COMPLETED)
        assert primary >= lower >= upper > 0


def test_a_published_figure_of_the_other_sex_goes_before_the_neighbours_own():
    upper = "upper_secondary"
    women = completion(few("completion_rate", male_upper_secondary=22.0))["female", upper]
    theirs = [sim.configure("country=ethiopia").country.facts.near("completion_rate", 2020, sex=sex, age_band=YOUNG,
              area="national", education=upper).value for sex in ("male", "female")]  # fmt: skip
    assert "completion_rate, male" in women.source and women.verified.startswith("borrowed from ETH: distance")
    assert women.value == moved(22.0, theirs[1], theirs[0])[0]


@pytest.mark.parametrize(("words", "currency", "per_w"), [([], NO_CURRENCY, 1), (["pay=25000"], "RUR", 25_000)])
def test_money_is_local_only_where_something_says_what_it_buys(away, untried, tmp_path, capsys, words, currency, per_w):
    rows = [line for line in FACTS.read_text("utf-8").splitlines() if ",statutory_minimum_wage_monthly," not in line]
    (tmp_path / "unpaid.csv").write_text("\n".join(rows) + "\n", "utf-8")
    assert main(["country", "new", "ruritania", "--facts", "unpaid.csv", "currency=RUR", *words]) == 0
    assert ("is not used: nothing says what it buys" in capsys.readouterr().err) == (currency == NO_CURRENCY)
    config = sim.configure("country=ruritania", "people=600")
    assert config.country.currency == currency and config.country.institutions.lcu_per_w == per_w
    assert Money(config).amount(2.0) == ("2.0 W" if currency == NO_CURRENCY else "50,000 RUR")


def test_a_mean_pay_below_the_minimum_wage_is_refused(away, untried, capsys):
    for pay, says in (("20", "below the minimum wage"), ("much", "mean monthly pay of employees in local money")):
        assert main(["country", "new", "ruritania", "--facts", str(FACTS), "currency=RUR", f"pay={pay}"]) == 2
        assert says in capsys.readouterr().err and written(away) == []


def test_a_state_of_an_earlier_country_is_not_taken_for_that_of_the_new_one(away, capsys):
    left = away / "conf" / "country" / "state" / "ruritania.parquet"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"earlier")
    assert main(["country", "new", "ruritania", "--facts", str(FACTS), "currency=RUR"]) == 2
    assert "is left from an earlier ruritania" in capsys.readouterr().err and written(away) == []


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


def test_the_example_of_the_documentation_becomes_a_country_beside_tanzania(away, untried, capsys):
    assert main(["country", "new", "kenya", "--facts", str(DOCS / "examples" / "KEN.csv"), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["neighbour"], made["anchor_year"], made["given"]) == ("tanzania", 2021, 72) and made["notes"] == []
    held = targets(sim.configure("country=kenya", "people=600"))
    assert sum(t.own for t in held if t.fitted) == 10 and sum(t.fitted for t in held) == 17


def test_the_page_names_every_figure_that_a_country_may_give():
    page = (DOCS / "how-to" / "extend-country.md").read_text("utf-8").replace("…", "completion_rate_by_wealth")
    assert {need.cell.indicator for need in needs()} - set(re.findall(r"[a-z_0-9]+", page)) == set()
