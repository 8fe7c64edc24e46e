"""The behaviour of the tutorial, agent by agent, and that of the how-to, a kernel, give the same bits."""

import re
from pathlib import Path

import numpy as np

import sim

DOCS = Path(__file__).resolve().parents[2] / "docs"


def market(page: str):
    """The model that the first blocks of a page define, up to the one that runs it."""
    blocks = re.findall(r"^```python\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    names = {"__name__": "page"}
    for block in blocks:
        if "WearyMarket(" in block.replace("class WearyMarket(", ""):
            break
        exec(compile(block, page, "exec"), names)
    return names["WearyMarket"]


def test_agents_of_the_tutorial_and_the_kernel_of_the_how_to_give_the_same_bits():
    config = sim.configure("people=500", "months=10", "checks=true")
    by_agent = market("tutorials/a-new-behaviour.md")(config)
    by_kernel = market("how-to/write-a-kernel.md")(config)
    by_agent.run_for(10)
    by_kernel.run_for(10)
    assert sum(by_kernel.series["gave_up"]) > 0
    for name in by_kernel.people._fields:
        assert getattr(by_kernel.people, name).tobytes() == getattr(by_agent.people, name).tobytes(), name
    assert np.array_equal(by_agent.flow_history, by_kernel.flow_history)


def test_the_script_of_the_tutorial_has_about_thirty_lines():
    script = re.search(r"^```python\n(.*?)^```", (DOCS / "tutorials/a-new-behaviour.md").read_text(), re.S | re.M)
    lines = [line for line in script[1].splitlines() if line.strip()]
    assert 20 <= len(lines) <= 32
