"""The one command of the benchmarks runs and reports everything, at sizes that take no time; no time is judged."""

import json

from benchmarks.floors import FLOORS, Figure, show
from benchmarks.machine import triad
from benchmarks.run import main

TINY = ["--people", "3000", "--months", "1", "--standard", "1000", "2", "--workers", "4000", "--no-start"]


def test_everything_is_measured_and_written(tmp_path, capsys):
    main([*TINY, "--json", str(tmp_path / "figures.json")])
    made = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    names = {figure["name"] for figure in made["figures"]}
    assert names >= FLOORS.keys() - {"warm_start", "cold_start"}
    assert all(figure["value"] > 0 for figure in made["figures"])
    assert {row["phase"] for row in made["phases"]} >= {"search_and_match", "close_the_books", "all"}
    printed = capsys.readouterr().out
    assert "LM-bench, columns against objects" in printed and "search_and_match" in printed


def test_figures_alone_are_printed_as_json(capsys):
    main([*TINY, "--json", "-"])
    assert json.loads(capsys.readouterr().out)["figures"]


def test_a_figure_stands_beside_its_floor(capsys):
    show([Figure("bytes_a_person", "registers", 100, "bytes"), Figure("peak_memory", "memory", 900, "MB")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[-3:] == ["96", "64", "missed"]
    assert "missed" not in lines[2] and "met" not in lines[2].split()


def test_memory_is_moved():
    assert triad(1, 1) > 0
