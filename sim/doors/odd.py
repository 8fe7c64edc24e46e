"""The ODD protocol page: prose from ``odd.md.j2``, with variables, schedule and submodels printed from the code."""

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from sim.doors.pages import HEAD, said, table

TEMPLATE = Path(__file__).with_name("odd.md.j2")
ROOMS = ("agents", "finance", "schooling", "training", "markets", "services")
"""Rooms whose rules the phases share."""


def odd() -> str:
    """The whole page."""
    from jinja2 import Environment, StrictUndefined

    from sim.config.configure import configure
    from sim.config.facts import COLUMNS

    config = configure()
    text = Environment(undefined=StrictUndefined, keep_trailing_newline=True).from_string(TEMPLATE.read_text("utf-8"))
    return text.render(
        head=HEAD,
        patterns=patterns(config),
        markets=f"{config.parameters.population.markets:g}",
        entities=entities(),
        markets_table=_attributes("sim.agents.territory:Territory"),
        averages=_attributes("sim.agents.averages:Averages"),
        schedule=schedule(),
        initialisation=initialisation(),
        facts=", ".join(f"`{c}`" for c in COLUMNS),
        submodels=submodels(),
        shared=shared(),
    )


def patterns(config: Any) -> str:
    """Published figures that the model is held against, of the default country."""
    from sim.experiments.targets import targets

    rows = [(t.label, "fitted" if t.fitted else "compared") for t in targets(config)]
    return table(("pattern", "use"), rows)


# ---- entities


def entities() -> str:
    """A table of variables for each kind of agent."""
    from sim.agents.firm import Firm
    from sim.agents.household import Household
    from sim.agents.provider import TrainingProvider
    from sim.agents.worker import Worker
    from sim.core.columns import columns_of

    names = {Worker: "People", Household: "Households", Firm: "Firms", TrainingProvider: "Training programmes"}
    parts = []
    for kind, name in names.items():
        rows = [(f"`{c}`", column.unit, meaning(column)) for c, column in columns_of(kind).items()]
        parts.append(f"### {name}\n\n{said(kind)[0]}\n\n{table(('variable', 'unit', 'meaning'), rows)}")
    return "\n\n".join(parts)


def meaning(column: Any) -> str:
    """What a column says, with the words of its codes."""
    codes = ", ".join(f"{int(e)} {e.name.lower().replace('_', ' ')}" for e in column.enum) if column.enum else ""
    return ". ".join(filter(None, ((column.__doc__ or "").rstrip("."), codes)))


def _attributes(place: str) -> str:
    """Fields of a dataclass with the comments that stand beside them, or with its docstring."""
    module, _, name = place.partition(":")
    described = getattr(import_module(module), name)
    comments = dict(re.findall(r"^    (\w+): .*?# (.*)$", inspect.getsource(described), re.MULTILINE))
    if not comments:
        return "\n\n".join(said(described))
    return table(("variable", "meaning"), [(f"`{f.name}`", comments.get(f.name, "")) for f in fields(described)])


# ---- the month


def phases() -> tuple[Callable[..., Any], ...]:
    """All phases of the month and its close."""
    from sim.model import LabourMarket

    return (*LabourMarket.MONTH, LabourMarket.close_the_books)


def schedule() -> str:
    """The phases in their order, each with its first sentence and a link to its submodel."""
    rows = [(n, f"[`{p.__name__}`](#{p.__name__})", said(p)[0], _file(p)) for n, p in enumerate(phases(), 1)]
    return table(("", "phase", "what happens", "code"), rows)


def _file(phase: Callable[..., Any]) -> str:
    return f"`{phase.__module__.replace('.', '/')}.py`"


def submodels() -> str:
    """What each phase does: its docstring, that of its module, and the rules that stand in it."""
    return "\n\n".join(f"### `{phase.__name__}`\n\n{_submodel(phase)}" for phase in phases())


def _submodel(phase: Callable[..., Any]) -> str:
    parts = said(phase)
    if phase.__module__ != "sim.model":
        module = import_module(phase.__module__)
        parts += [*_fenced(said(module)), f"Code: {_file(phase)}", rules(module, but=phase.__name__)]
    return "\n\n".join(filter(None, parts))


def _fenced(paragraphs: Iterable[str]) -> list[str]:
    """Paragraphs, indented formulas as code."""
    return [f"```text\n{inspect.cleandoc(p)}\n```" if p.startswith("    ") else p for p in paragraphs]


def rules(module: Any, but: str = "") -> str:
    """Table of the documented public functions of a module."""
    found = []
    for name, made in vars(module).items():
        own = getattr(made, "__module__", None) == module.__name__ and callable(made) and not isinstance(made, type)
        if own and not name.startswith("_") and name != but and inspect.getdoc(made):
            found.append((f"`{name}`", " ".join(said(made))))
    return table(("rule", "what it says"), found) if found else ""


def shared() -> str:
    """The modules with rules in which no phase stands."""
    taken = {phase.__module__ for phase in phases()}
    parts = []
    for room in ROOMS:
        package = import_module(f"sim.{room}")
        for info in iter_modules(package.__path__, f"sim.{room}."):
            module = import_module(info.name)
            if info.name not in taken and (found := rules(module)):
                text = "\n\n".join(_fenced(said(module)))
                parts.append(f"#### `{info.name.removeprefix('sim.').replace('.', '/')}`\n\n{text}\n\n{found}")
    return "\n\n".join(parts)


def initialisation() -> str:
    """First paragraphs of the modules that make the first population."""
    package = import_module("sim.population")
    rows = [
        (f"`{info.name}`", " ".join(said(import_module(info.name))[0].split()))
        for info in iter_modules(package.__path__, "sim.population.")
    ]
    return table(("module", "what it draws"), rows)
