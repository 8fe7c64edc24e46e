"""The page itself, as ``solara run sim/viz/page.py`` and ``sim viz`` serve it: sliders, Step and Play, four figures."""

import os
from collections.abc import Callable
from typing import Any

import solara
from mesa.visualization import Slider, SolaraViz
from mesa.visualization.utils import update_counter

from sim.config.configure import configure
from sim.viz.figures import PANELS, draw
from sim.viz.words import words
from sim.viz.world import WatchedMarket, policies, settings, warm_up

TEXT = words(os.environ.get("PASSERELLE_LANGUAGE", "en"))
warm_up()


def parameters(people: int, seed: int) -> dict[str, Any]:
    """What can be chosen on the page; a change takes effect with Reset."""
    return {
        "people": Slider(TEXT["people"], people, 1000, max(20_000, people), 1000, dtype=int),
        "seed": Slider(TEXT["seed"], seed, 1, max(100, seed), 1, dtype=int),
        "policy": {"type": "Select", "label": TEXT["policy"], "value": "", "values": ["", *policies()]},
        "intensity": Slider(TEXT["intensity"], 1.0, 0.0, 2.0, 0.25, dtype=float),
    }


@solara.component
def Heading(model: Any) -> None:
    """Where the run stands."""
    update_counter.get()
    facts = {
        "month": model.month, "months": model.config.months, "people": len(model.workers), "seed": model.seed,
        "weight": model.config.weight, "policy": model.policy.replace("_", " ") or TEXT["none"],
    }  # fmt: skip
    with solara.Column(style="padding: 12px 24px 0 24px"):
        solara.Text(TEXT["month"].format(**facts), style={"font-weight": "600"})  # Markdown would ask the internet
        if model.month == 0:
            solara.Info(TEXT["waiting"])


def component(panel: Callable[..., Any]) -> Any:
    """One figure of the page."""

    @solara.component
    def Panel(model: Any) -> None:
        update_counter.get()
        if model.month > 0:
            solara.FigureMatplotlib(draw(panel, model, TEXT), dependencies=[id(model), model.month])

    return Panel


@solara.component
def Page() -> None:
    """Everything: the heading, and below it Mesa's sliders and buttons with our figures."""
    start = solara.use_memo(lambda: configure(*settings()), [])
    first = solara.use_memo(lambda: WatchedMarket(start.people, start.seed), [])
    model = solara.use_reactive(first)
    solara.Style(".v-tabs { display: none }")  # one page needs no tabs
    Heading(model.value)
    SolaraViz(
        model,
        components=[*map(component, PANELS)],
        model_params=parameters(start.people, start.seed),
        name=TEXT["title"],
        play_interval=100,
        render_interval=3,
    )
