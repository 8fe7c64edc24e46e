"""Commands: data to stdout, messages to stderr, exit codes, completion, and a quick start."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

import sim
from sim.__main__ import main
from sim.config import places


class World:
    """A stand-in for the simulation: keeps what it was asked, and saves one file."""

    def __init__(self, stop_after: int | None = None, status: str = "complete") -> None:
        self.stop_after, self.status = stop_after, status
        self.months: list[int] = []

    def __call__(self, config, on_month=None):
        for month in range(1, (self.stop_after if self.stop_after is not None else config.months) + 1):
            self.months.append(month)
            on_month(month)
        if self.stop_after == 0:
            raise KeyboardInterrupt
        return Outcome(config, self.status, len(self.months))


class Outcome(SimpleNamespace):
    def __init__(self, config, status: str, done: int) -> None:
        super().__init__(config=config, manifest={"status": status, "months_done": done, "run_key": config.run_key})

    def partial(self) -> bool:
        return self.manifest["status"] != "complete"

    def table(self, everything: bool = False) -> pd.DataFrame:
        row = {"indicator": "neet_rate", "label": "NEET, 15-24", "group": "all", "value": 25.04, "unit": "percent",
               "target": 26.0, "target_year": 2022, "target_source": "A survey", "gap": -0.96}  # fmt: skip
        return pd.DataFrame([row, row | {"indicator": "pay", "label": "Pay", "target": None, "target_year": None}])

    def indicators(self) -> dict[str, float]:
        return {"neet_rate": 25.04, "nobody": float("nan")}

    def save(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "manifest.json").write_text(json.dumps(self.manifest))
        return folder


@pytest.fixture
def world(tmp_path, monkeypatch):
    """Replace the simulation by a stand-in and work in an empty folder."""
    import sim.experiments.runs as runs

    monkeypatch.chdir(tmp_path)

    def use(made: World) -> World:
        monkeypatch.setattr(runs, "run", made)
        return made

    return use


def test_run_prints_figure_target_year_and_source_and_names_the_folder(world, capsys):
    made = world(World())
    assert main(["run", "people=500", "months=3"]) == 0
    out, err = capsys.readouterr()
    for words in ("NEET, 15-24", "25.0 %", "26.0 %", "2022", "A survey"):
        assert words in out
    key = sim.configure("people=500", "months=3").run_key
    assert f"outputs/runs/{key}/" in err and f"outputs/runs/{key}" not in out
    assert made.months == [1, 2, 3]
    assert Path("outputs/runs", key, "manifest.json").is_file()


def test_run_json_prints_one_object_and_null_where_nobody_is_counted(world, capsys):
    world(World())
    assert main(["run", "baseline", "--json", "people=500", "months=3", "seed=7"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"run_key", "scenario", "country", "people", "months", "seed", "indicators"}
    assert printed["scenario"] == "baseline" and printed["country"] == "ghana"
    assert (printed["people"], printed["months"], printed["seed"]) == (500, 3, 7)
    assert printed["indicators"] == {"neet_rate": 25.04, "nobody": None}


def test_quiet_says_nothing_on_stderr(world, capsys):
    world(World())
    assert main(["run", "people=500", "months=3", "--quiet", "--out", "elsewhere"]) == 0
    assert capsys.readouterr().err == ""
    assert list(Path("elsewhere").glob("*/manifest.json"))


def test_an_interrupted_run_keeps_its_months_and_says_so(world, capsys):
    world(World(stop_after=5, status="interrupted"))
    assert main(["run", "people=500", "months=12"]) == 130
    err = capsys.readouterr().err
    assert "Interrupted: the first 5 of 12 months were kept in outputs/runs/" in err
    (manifest,) = Path("outputs/runs").glob("*/manifest.json")
    assert json.loads(manifest.read_text())["status"] == "interrupted"


def test_an_interrupted_run_never_replaces_a_complete_one(world, capsys):
    world(World())
    assert main(["run", "people=500", "months=12"]) == 0
    world(World(stop_after=5, status="interrupted"))
    assert main(["run", "people=500", "months=12"]) == 130
    assert "The complete run of the same settings" in capsys.readouterr().err
    (manifest,) = Path("outputs/runs").glob("*/manifest.json")
    assert json.loads(manifest.read_text())["status"] == "complete"


def test_interrupted_before_the_first_month_nothing_is_kept(world, tmp_path, capsys):
    world(World(stop_after=0))
    assert main(["run", "people=500"]) == 130
    assert "nothing was kept" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_unexpected_error_is_told_in_one_line_with_exit_code_1(world, capsys):
    def broken(config, on_month=None):
        raise ZeroDivisionError("no firms")

    world(broken)
    assert main(["run", "people=500", "--quiet"]) == 1
    err = capsys.readouterr().err
    assert "ZeroDivisionError: no firms" in err and "--debug" in err and "Traceback" not in err


def test_options_show_every_number_with_its_range(capsys):
    assert main(["options"]) == 0
    out = capsys.readouterr().out
    config = sim.configure()
    for name in [*config.economy, *places.groups(), *config.economy["search"]]:
        assert name in out


def test_options_of_a_section_a_number_a_group_a_policy_and_a_setting(capsys):
    for word, says in (
        ("search", "applications"),
        ("economy.search.applications", "0 to 20"),
        ("applications", "economy.search.NAME"),
        ("size", "size=quick"),
        ("scenarios", "scenarios=baseline"),
        ("stipend", "amount"),
        ("months", "120"),
    ):
        assert main(["options", word]) == 0
        assert says in capsys.readouterr().out


def test_options_as_json(capsys):
    assert main(["options", "search", "--json"]) == 0
    leaf = json.loads(capsys.readouterr().out)["economy.search.applications"]
    assert set(leaf) >= {"value", "unit", "low", "high", "status", "source", "meaning"}


def test_country_list_and_show(capsys):
    assert main(["country", "list"]) == 0
    assert "Ghana" in capsys.readouterr().out
    assert main(["country", "show", "ghana"]) == 0
    out = capsys.readouterr().out
    for words in ("GHA", "neet_rate", "levy_rate", "Gaps"):
        assert words in out
    assert main(["country", "show", "ghana", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert set(shown) >= {"facts", "numbers", "targets", "gaps"} and len(shown["facts"]) > 500


def test_check_prints_a_line_for_each_check_and_fails_with_3(capsys, tmp_path, monkeypatch):
    with monkeypatch.context() as few:  # that all options compose is tested where options are
        few.setattr(places, "groups", lambda: {"size": ["quick"], "services": ["hiring_subsidy", "startup_grant"]})
        assert main(["check", "conf"]) == 0
    assert main(["check", "data"]) == 0
    said = capsys.readouterr().out
    assert "ok   conf: size: quick" in said and "ok   conf: services: hiring_subsidy, startup_grant" in said
    assert "ok   data: GHA.csv" in said
    (tmp_path / "country" / "facts").mkdir(parents=True)
    (tmp_path / "country" / "facts" / "XXX.csv").write_text("country,iso3\n")
    monkeypatch.setattr(places, "conf", lambda: tmp_path)
    assert main(["check", "data"]) == 3
    out, err = capsys.readouterr()
    assert "BAD  data" in out and "'indicator' is missing" in out and "1 check failed" in err


def test_help_and_version(capsys):
    assert main([]) == 0 and main(["--help"]) == 0 and main(["run", "--help"]) == 0
    assert main(["--version"]) == 0
    assert sim.__version__ in capsys.readouterr().out


def complete(line: str, tmp_path: Path) -> list[str]:
    """What a shell would offer for ``line``."""
    out = tmp_path / "words"
    env = os.environ | {
        "_ARGCOMPLETE": "1", "_ARGCOMPLETE_IFS": "\n", "_ARGCOMPLETE_STDOUT_FILENAME": str(out),
        "_ARGCOMPLETE_COMP_WORDBREAKS": " \t\n\"'><=;|&(:", "COMP_LINE": line, "COMP_TYPE": "9",
        "COMP_POINT": str(len(line)),
    }  # fmt: skip
    subprocess.run([sys.executable, "-m", "sim"], env=env, check=True, timeout=60)
    return out.read_text().split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("sim ru", "run"),
        ("sim run base", "baseline"),
        ("sim run country=gh", "ghana"),
        ("sim run economy.search.appl", "economy.search.applications="),
        ("sim options sea", "search"),
        ("sim country show gh", "ghana"),
    ],
)
def test_the_shell_completes_commands_scenarios_options_and_keys(line, offered, tmp_path):
    assert offered in complete(line, tmp_path)


def test_completion_knows_every_number_of_the_default_world():
    from sim.config.parameters import sections
    from sim.doors.completion import section_keys

    config = sim.configure()
    numbers = {f"economy.{s}.{n}" for s in sections() for n in config.economy[s]}
    numbers |= {f"country.constants.{n}" for n in config.country.constants_table}
    assert numbers <= set(section_keys())


@pytest.mark.parametrize(
    "code",
    [
        "import sim; from sim.__main__ import main; main(['--help'])",
        "from sim.__main__ import main; main(['options'])",
        "from sim.__main__ import main; main(['country', 'list'])",
        "import sim; sim.configure('people=5000')",
        "from sim.doors.completion import run_words; run_words('eco')",
    ],
)
def test_a_quick_start_imports_no_mesa_pandas_or_numba(code):
    check = f"{code}\nimport sys\nprint([m for m in ('mesa', 'pandas', 'numba') if m in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr.strip().splitlines()[-1] == "[]"


def test_python_m_sim_is_the_same_command():
    done = subprocess.run([sys.executable, "-m", "sim", "run", "seed=-1"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "seed: must be at least 0" in done.stderr


def interrupted_after(seconds: float, tmp_path: Path) -> tuple[int, str]:
    """Exit code and messages of a long run that gets Ctrl-C."""
    words = ["run", "people=2000", "months=1200", "--out", str(tmp_path / "runs")]
    process = subprocess.Popen([sys.executable, "-m", "sim", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=120)
    finally:
        process.kill()
    return process.returncode, said.decode()


def test_ctrl_c_before_the_first_month_keeps_nothing(tmp_path):
    code, said = interrupted_after(1.2, tmp_path)
    assert code == 130 and "nothing was kept" in said and "Traceback" not in said
    assert not list(tmp_path.rglob("*.*"))


WRAPPED = """
import os, signal, sys, sim.doors.run
from sim.__main__ import program

def library(args):
    try:
        os.kill(os.getpid(), signal.SIGINT)
        signal.pause()
    except KeyboardInterrupt:
        raise ImportError("half loaded")

signal.signal(signal.SIGINT, signal.default_int_handler)
sim.doors.run.run = library
sys.argv = ["sim", "run"]
sys.exit(program())
"""


def test_ctrl_c_of_which_a_library_makes_another_error_is_still_an_interruption():
    done = subprocess.run([sys.executable, "-c", WRAPPED], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (130, "Interrupted: nothing was kept.\n")


@pytest.mark.slow
def test_ctrl_c_later_keeps_the_months_that_are_complete(tmp_path):
    code, said = interrupted_after(30, tmp_path)
    assert code == 130 and "of 1200 months were kept in" in said
    (manifest,) = tmp_path.rglob("manifest.json")
    kept = json.loads(manifest.read_text())
    assert kept["status"] == "interrupted" and 0 < kept["months_done"] < 1200


def test_passerelle_outputs_names_the_folder_of_results(world, tmp_path, monkeypatch):
    monkeypatch.setenv("PASSERELLE_OUTPUTS", str(tmp_path / "elsewhere"))
    world(World())
    assert main(["run", "people=500", "months=3"]) == 0
    assert list((tmp_path / "elsewhere" / "runs").glob("*/manifest.json")) and not Path("outputs").exists()
    assert main(["run", "people=500", "months=3", "--out", "here"]) == 0
    assert list(Path("here").glob("*/manifest.json"))


@pytest.mark.slow
def test_the_wheel_runs_without_the_repository(tmp_path):
    """Built, installed beside the packages of this environment, and run from an empty folder."""
    root = Path(__file__).parents[2]
    subprocess.run(["uv", "build", "--wheel", "--out-dir", str(tmp_path), str(root)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    target = tmp_path / "installed"
    install = ["uv", "pip", "install", "--no-deps", "--target", str(target), "--python", sys.executable, str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    (tmp_path / "work").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "sim", "run", "people=2000", "months=2"],
        cwd=tmp_path / "work", env=os.environ | {"PYTHONPATH": str(target)},
        capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (target / "sim" / "_conf").is_dir() and list((tmp_path / "work" / "outputs" / "runs").glob("*/report.html"))
