"""A design as a file of ``conf/sweep``: question, factors, seeds, and how points are chosen."""

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, ValidationError

from sim.config import places
from sim.config.messages import sentence
from sim.config.parameter import Frozen
from sim.core.errors import InputError, unknown
from sim.experiments.sweep.factors import stepped
from sim.experiments.sweep.points import Kind

Keep = Literal["summary", "panel"]


class Design(Frozen):
    """What a file of ``conf/sweep`` may say."""

    question: str
    """What the sweep is to answer."""
    source: str = ""
    """Where the ranges of the factors come from."""
    words: list[str] = Field(default_factory=list)
    """What all runs share, as on the command line: ``people=5000``, ``scenarios=NAME``."""
    factors: dict[str, Any] = Field(default_factory=dict)
    """Key -> list of values, ``{low, high, whole, log}``, ``{sets: {name: {key: value}}}``, or ``{table: FILE}``."""
    design: Kind = "grid"
    points: Annotated[int, Field(strict=True, ge=1)] | None = None
    """Points of a sample; a grid has as many as its factors make."""
    draw: int = 1
    """Luck of the sample: the same draw, the same points."""
    seeds: int | str | list[int] = 1
    """At every point: so many seeds from 1 on, ``range(a,b)``, or a list."""
    same_people: bool = False
    """True: only the luck of the months differs between seeds; false: the people at the start too."""
    keep: Keep = "summary"
    """``panel`` keeps every month as well."""
    window: Annotated[int, Field(strict=True, ge=1)] = 12
    """Months at the end over which the summary is taken."""
    measure: str | None = None
    """Further figures of a run: ``module:function``, given the model that has lived, gives name -> number."""


def folder() -> Path:
    return places.conf() / "sweep"


def names() -> list[str]:
    """Shipped designs."""
    return sorted(file.stem for file in folder().glob("*.yaml"))


def file_of(name: str) -> Path:
    """The file of a design: a shipped one by its name, the user's own by its path."""
    own = name.endswith((".yaml", ".yml"))
    file = Path(name) if own else folder() / f"{name}.yaml"
    if not file.is_file():
        if not own and name in places.options("scenarios"):
            raise InputError(f"sim sweep: {name} is a scenario; write scenarios={name} and what is varied.")
        raise unknown("design", name, names(), "sim sweep")
    return file


def read(name: str) -> tuple[str, Design]:
    """Name and content of a design."""
    file = file_of(name)
    try:
        content = yaml.safe_load(file.read_text("utf-8"))
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as e:
        raise InputError(f"{file}: {' '.join(str(e).split())}") from None
    if not isinstance(content, dict):
        raise InputError(f"{file}: a mapping of keys to values is expected.")
    try:
        return file.stem, Design(**{str(k): v for k, v in content.items()})
    except ValidationError as e:
        raise InputError(sentence(e, Design, str(file))) from None


def seeds_of(given: int | str | list[int], where: str) -> list[int]:
    """The seeds that a design asks for.

    >>> seeds_of(3, ""), seeds_of("range(5,7)", "")
    ([1, 2, 3], [5, 6])
    """
    if isinstance(given, list):
        made = given
    elif isinstance(given, int):
        made = list(range(1, given + 1))
    else:
        text = given.strip().removeprefix("range(").removesuffix(")")
        try:
            limits = [int(part) for part in text.split(",")]
            made = stepped(*((0, *limits, 1) if len(limits) == 1 else (*limits, 1) if len(limits) == 2 else limits))
        except (ValueError, TypeError):
            raise InputError(f"{where}: seeds: a number, range(a,b) or a list is expected, got '{given}'.") from None
    if not made or len(set(made)) < len(made):
        raise InputError(f"{where}: seeds: at least one, and each once, got {given}.")
    return made
