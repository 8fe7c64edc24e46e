"""What installed packages add, for ``sim options``: countries, instruments, indicators and phases of the month."""

from typing import Any, NamedTuple

from sim.core import outside
from sim.doors import console

FIELDS = ("name", "value", "meaning")


class Added(NamedTuple):
    """One thing that a package brings."""

    what: str
    name: str
    meaning: str
    package: str


def additions() -> list[Added]:
    """Everything that other packages bring; nothing is loaded when there is none."""
    rows = [Added("country", e.name, "", _package(e)) for e in outside.entries("sim.countries")]
    if outside.entries("sim.instruments"):
        from sim.instruments.registry import kinds, origins  # here, because it loads the columns' libraries

        brought = [(kind, entry) for kind in kinds() for entry in origins([kind])]
        rows += [Added("instrument", kind, first_line(kinds()[kind]), _package(entry)) for kind, entry in brought]
    for entry in outside.entries("sim.indicators"):
        shown = getattr(outside.load(entry), "INDICATORS", ())
        rows += [Added("indicator", i.name, f"{i.label}, {i.unit}", _package(entry)) for i in shown]
    classes = phases()
    rows += [Added("phase", e.name, first_line(classes[e.name]), _package(e)) for e in outside.entries("sim.phases")]
    return rows


def phases() -> dict[str, Any]:
    """Name -> class of the phases that packages bring."""
    if not outside.entries("sim.phases"):
        return {}
    from sim.config.phases import registered

    return registered()


def _package(entry: outside.Entry) -> str:
    return f"{entry.package} {entry.version}"


def first_line(documented: Any) -> str:
    """The first line of a docstring."""
    return (documented.__doc__ or "").strip().partition("\n")[0]


def fields(kind: Any, given: dict[str, Any]) -> list[tuple[str, Any, str]]:
    """Name, value and meaning of the fields of an instrument or a phase."""
    return [(name, given.get(name, f.default), f.description or "") for name, f in kind.model_fields.items()]


def print_fields(title: str, name: str, rows: list[tuple[str, Any, str]], json_wanted: bool) -> None:
    """One table of fields, or the same as JSON."""
    if json_wanted:
        console.as_json({name: {field: {"value": value, "meaning": text} for field, value, text in rows}})
    else:
        console.table(FIELDS, rows, title)


def print_month(json_wanted: bool) -> int:
    """The phases of the month, and those that packages bring."""
    from sim.doors.pages import said
    from sim.model import LabourMarket  # here, because Mesa takes seconds to import

    month = {phase.__name__: " ".join(said(phase)[0].split()) for phase in LabourMarket.MONTH}
    brought = [a for a in additions() if a.what == "phase"]
    if json_wanted:
        console.as_json({"month": month, "packages": {a.name: a.meaning for a in brought}})
        return 0
    console.table(("phase", "what happens"), list(month.items()), "The month; places for after, before and replace")
    rows = [(a.name, a.meaning, a.package) for a in brought]
    if rows:
        console.table(("name", "what happens", "package"), rows, "From packages: phases.NAME.after=PHASE")
    return 0
