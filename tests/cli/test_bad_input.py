"""Wrong input: one message with place, allowed values and nearest match; exit code 2; nothing written."""

from pathlib import Path

import pytest

from sim.__main__ import main
from sim.config import places

FACTS = places.conf() / "country" / "facts" / "GHA.csv"

BAD = [
    # unknown key
    (["run", "econmy.search.applications=4"], ["'econmy'", "Did you mean 'economy'", "Allowed:"]),
    (["run", "economy.search.aplications=4"], ["'aplications'", "Did you mean 'applications'", "Allowed:"]),
    (["run", "month=12"], ["'month'", "Did you mean 'months'"]),
    (["run", "+wages=3"], ["'wages'", "Allowed:"]),
    (["run", "seed.luck=3"], ["'seed' is a single value"]),
    (["run", "economy.search=3"], ["'economy.search' is a section", "applications"]),
    (["run", "zoom={market:3,weight:2}"], ["zoom.market", "Did you mean 'markets'"]),
    (["run", "country.constants.hom_m=1"], ["country.constants"]),
    # wrong type
    (["run", "people=many"], ["people: must be a whole number, got 'many'"]),
    (["run", "people=20000.5"], ["people: must be a whole number"]),
    (["run", "months=true"], ["months: must be a whole number"]),
    (["run", "checks=perhaps"], ["checks: must be true or false"]),
    (["run", "economy.search.applications=several"], ["economy.search.applications must be a number", "0 to 20"]),
    (["run", "economy.search.applications=true"], ["economy.search.applications must be a number"]),
    (["run", "instruments.stipend=3"], ["instruments.stipend", "mapping"]),
    # out of range
    (["run", "people=-5"], ["people: must be at least 100, got '-5'"]),
    (["run", "months=0"], ["months: must be at least 1"]),
    (["run", "seed=-1"], ["seed: must be at least 0"]),
    (["run", "zoom={markets:3,weight:70}"], ["zoom.weight: must be at most 50"]),
    (["run", "economy.search.applications=300"], ["economy.search.applications must lie in 0 to 20", "got 300"]),
    (["run", "people=99000000"], ["above", "size=national"]),
    # a share above 1
    (["run", "economy.search.network_share=1.2"], ["economy.search.network_share must lie in 0 to 1 ", "got 1.2"]),
    (["run", "inclusion=[stipend]", "instruments.stipend.take_up=1.2"], ["instruments.stipend.take_up", "1.2"]),
    (
        ["run", "inclusion=[stipend]", "instruments.stipend.paid_by={government:0.9,donors:0.3}"],
        ["must add up to 1", "1.2"],
    ),
    # unknown country, scenario, option
    (["run", "country=gana"], ["unknown country 'gana'", "Did you mean 'ghana'", "ghana, lebanon"]),
    (["run", "basline"], ["unknown scenario 'basline'", "Did you mean 'baseline'", "Allowed:"]),
    (["run", "scenarios=basline"], ["unknown scenario 'basline'", "Did you mean 'baseline'"]),
    (["run", "size=quik"], ["Did you mean 'quick'", "large, national, quick, standard"]),
    (["run", "inclusion=[stipnd]"], ["Did you mean 'stipend'"]),
    (["run", "size=[quick,large]"], ["takes one option"]),
    (["run", "system=[x]"], ["unknown option of group system 'x'", "trainer_quality"]),
    # contradictory or unknown target groups
    (
        ["run", "inclusion=[stipend]", "instruments.stipend.target={employed:true,unemployed:true}"],
        ["instruments.stipend", "contradict"],
    ),
    (["run", "inclusion=[stipend]", "instruments.stipend.target={age:30-20}"], ["instruments.stipend", "30-20"]),
    (["run", "inclusion=[stipend]", "instruments.stipend.target={sexe:female}"], ["instruments.stipend", "'sex'"]),
    (["run", "instruments.mine.kind=stipnd"], ["instruments.mine.kind", "Did you mean 'stipend'"]),
    # the sentence itself
    (["run", "baseline", "levy_grant"], ["one scenario at a time"]),
    (["run", "baseline", "scenarios=baseline"], ["given twice"]),
    (["run", "seed=1,2"], ["one value at a time"]),
    (["run", "seed=[1"], ["not of the form key=value"]),
    (["run", "~seed"], ["only an entry of instruments can be removed"]),
    (["run", "~instruments.stipend"], ["no instruments"]),
    (["run", "--jsn"], ["unknown argument '--jsn'", "Did you mean '--json'"]),
    (["run", "--out"], ["--out", "--help"]),
    (["rnu"], ["unknown command 'rnu'", "Did you mean 'run'"]),
    (["options", "serch"], ["'serch'", "Did you mean 'search'"]),
    (["options", "aplications"], ["Did you mean 'applications'"]),
    (["options", "search", "pay"], ["unknown argument 'pay'"]),
    (["country", "shwo"], ["unknown action 'shwo'", "Did you mean 'show'"]),
    (["country", "show"], ["ghana"]),
    (["country", "show", "gana"], ["Did you mean 'ghana'"]),
    (["calibrate", "gana"], ["Did you mean 'ghana'"]),
    (["calibrate"], ["name one country"]),
    (["check", "date"], ["Did you mean 'data'"]),
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refuse(argv: list[str], says: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = main(argv)
    out, err = capsys.readouterr()
    assert code == 2, err
    assert out == ""
    assert len(err.strip().splitlines()) == 1, err
    assert "Traceback" not in err
    for words in says:
        assert words in err


@pytest.mark.parametrize(("argv", "says"), BAD, ids=lambda v: " ".join(v) if isinstance(v, list) else "")
def test_wrong_words_give_one_message_and_write_nothing(argv, says, here, capsys):
    refuse(argv, says, capsys)
    assert list(here.iterdir()) == []


def _missing_column(lines: list[str]) -> list[str]:
    return [lines[0].replace("unit,", ""), *lines[1:]]


def _duplicate(lines: list[str]) -> list[str]:
    return [*lines, lines[-1]]


def _negative_population(lines: list[str]) -> list[str]:
    at = next(i for i, line in enumerate(lines) if ",population," in line)
    cells = lines[at].split(",")
    cells[7] = "-" + cells[7]
    return [*lines[:at], ",".join(cells), *lines[at + 1 :]]


def _duplicate_population(lines: list[str]) -> list[str]:
    return [*lines, next(line for line in lines if ",population," in line)]


def _share_above_one(lines: list[str]) -> list[str]:
    at = next(i for i, line in enumerate(lines) if ",neet_rate," in line)
    cells = lines[at].split(",")
    cells[7] = "130"
    return [*lines[:at], ",".join(cells), *lines[at + 1 :]]


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (_missing_column, ["column 'unit' is missing", "Columns:"]),
        (_duplicate, ["duplicate of line"]),
        (_duplicate_population, ["duplicate of line", "population"]),
        (_negative_population, ["population must not be negative"]),
        (_share_above_one, ["between 0 and 100 percent", "130"]),
    ],
)
def test_a_wrong_facts_file_gives_one_message_and_writes_nothing(edit, says, here, capsys):
    file = here / "facts.csv"
    file.write_text("\n".join(edit(FACTS.read_text("utf-8").splitlines())) + "\n", "utf-8")
    refuse(["run", f"country.facts={file}"], [*says, "facts.csv"], capsys)
    assert list(here.iterdir()) == [file]


def test_a_folder_of_something_else_is_refused_before_the_run(here, capsys):
    import sim

    mine = here / "runs" / sim.configure("people=500").run_key
    mine.mkdir(parents=True)
    (mine / "letter.txt").write_text("keep me")
    refuse(["run", "people=500", "--out", str(here / "runs")], ["not a run folder", "untouched"], capsys)
    assert [f.name for f in mine.iterdir()] == ["letter.txt"]


def test_debug_adds_the_traceback(here, capsys):
    assert main(["run", "people=many", "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err
