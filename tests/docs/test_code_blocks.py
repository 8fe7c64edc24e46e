"""What the documentation shows runs: every command and every Python block of tutorials and how-tos, page by page."""

import re
import shlex
from pathlib import Path

import pytest

from sim.__main__ import main

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = sorted([*DOCS.glob("tutorials/*.md"), *DOCS.glob("how-to/*.md")])
BLOCK = re.compile(r"^```(bash|python)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text("utf-8"))


def run_commands(block: str) -> None:
    for line in block.splitlines():
        words = shlex.split(line, comments=True)
        assert words[:3] == ["uv", "run", "sim"], f"a bash block holds commands of sim only, got: {line}"
        assert main([*words[3:], "--quiet"]) == 0, line


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_block_runs_in_the_order_of_the_page(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PASSERELLE_OUTPUTS", str(tmp_path / "outputs"))
    names: dict[str, object] = {"__name__": page.stem}
    for language, block in blocks(page):
        if language == "bash":
            run_commands(block)
        else:
            exec(compile(block, f"{page.name}", "exec"), names)


def test_the_tutorial_has_commands_and_python():
    languages = {language for language, _ in blocks(DOCS / "tutorials" / "first-run.md")}
    assert languages == {"bash", "python"}
