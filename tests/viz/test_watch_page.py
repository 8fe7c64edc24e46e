"""The page to watch one run: what it draws, what it says without its extra, and that Step, Play and Reset work."""

import importlib.util
import inspect
import os
import pickle
import socket
import subprocess
import sys

import pytest
from browser import CHROMIUM, Browser

from sim.__main__ import main
from sim.doors import viz
from sim.viz.figures import PANELS, draw, rate
from sim.viz.words import WORDS, words
from sim.viz.world import SETTINGS, WatchedMarket, policies

EXTRA = all(importlib.util.find_spec(name) for name in viz.EXTRA)


@pytest.fixture(scope="module")
def world():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTINGS, "months=2")
        model = WatchedMarket(people=500, seed=3, policy="stipend", intensity=0.5)
    model.step()
    return model


def test_the_choices_of_the_page_make_the_model(world):
    assert (world.config.people, world.seed, world.config.months) == (500, 3, 2)
    assert world.config.instruments["stipend"]["intensity"] == 0.5
    kinds = {p.kind for p in inspect.signature(WatchedMarket).parameters.values()}
    assert kinds == {inspect.Parameter.POSITIONAL_OR_KEYWORD}  # what SolaraViz asks of a model
    assert "stipend" in policies()


def test_every_figure_is_drawn_and_changes_nothing(world):
    before = pickle.dumps(world)
    for panel in PANELS:
        figure = draw(panel, world, words())
        assert figure.axes[0].get_title(loc="left") and figure.axes[0].get_legend()
    assert pickle.dumps(world) == before
    assert rate(world, "employment_rate").shape == (1,) and 30 < rate(world, "employment_rate")[0] < 90


def test_the_run_ends_with_its_last_month(world):
    assert world.running
    world.step()
    assert not world.running and world.month == 2


def test_a_language_that_lacks_a_word_falls_back_to_english(monkeypatch):
    monkeypatch.setitem(WORDS, "fr", {"rates": "Taux"})
    assert words("fr") == WORDS["en"] | {"rates": "Taux"} and words("xx") == WORDS["en"]


def test_without_the_extra_the_door_says_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setattr(viz.importlib.util, "find_spec", lambda name: None)
    assert main(["viz"]) == 2
    assert "uv run --extra viz sim viz" in capsys.readouterr().err


@pytest.mark.skipif(not EXTRA, reason="needs the extra viz")
def test_wrong_words_are_refused_in_the_terminal(monkeypatch, capsys):
    monkeypatch.setattr(viz, "serve", lambda *_, **__: pytest.fail("the server was started"))
    assert main(["viz", "peeple=3"]) == 2
    assert "people" in capsys.readouterr().err


@pytest.fixture
def address():
    """A server of the page on a free port, with a small world and two years."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "sim", "viz", "people=1000", "months=24", "--no-browser", "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, env=os.environ, text=True)
    yield f"http://localhost:{port}"
    server.kill()
    said = server.communicate(timeout=60)[1]
    assert "Traceback" not in said and "Could not load URL" not in said, (
        said
    )  # offline: nothing comes from the internet


@pytest.mark.browser
@pytest.mark.skipif(not EXTRA or CHROMIUM is None, reason="needs the extra viz and Chromium")
def test_step_play_and_reset_in_a_browser(address, tmp_path):
    Browser.wait(lambda: Browser.answers(address), 600)
    page = Browser(address, tmp_path / "profile")
    try:
        Browser.wait(lambda: "Month 0 of 24" in page.text(), 240)
        assert page.click("Step")
        Browser.wait(lambda: "Month 3 of 24" in page.text(), 120)
        Browser.wait(lambda: page.pictures() == len(PANELS), 60)
        assert page.click("▶")
        Browser.wait(lambda: "Month 24 of 24" in page.text(), 240)
        text = page.text()
        assert "error" not in text.lower() and words()["title"] in text
        assert page.picture(tmp_path / "page.png").stat().st_size > 50_000
        assert page.click("Reset")
        Browser.wait(lambda: "Month 0 of 24" in page.text(), 120)
    finally:
        page.close()
