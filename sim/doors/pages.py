"""Pages written from the code itself: what they say is what runs."""

import argparse
import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

HEAD = "<!-- Written by `sim docs`; change the code, not this page. -->"
STEP = re.compile(r"^Step \d+(?:, [\w, ]+)?: ")


def page(title: str, intro: str, *parts: str) -> str:
    """A page: heading, introduction, parts."""
    return "\n\n".join([HEAD, f"# {title}", intro.strip(), *(p.strip() for p in parts)]) + "\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table in Markdown; bars inside cells are escaped."""
    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    lines += [f"| {' | '.join(_cell(c) for c in row)} |" for row in rows]
    return "\n".join(lines)


def _cell(content: Any) -> str:
    return re.sub(r"\s+", " ", "" if content is None else str(content)).replace("|", "\\|").strip()


def said(documented: Any) -> list[str]:
    """Paragraphs of a docstring without the number of its step; code marks as in Markdown."""
    text = STEP.sub("", inspect.getdoc(documented) or "").replace("``", "`")
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    return [p if p.startswith("    ") else p[0].upper() + p[1:] for p in paragraphs]


# ---- numbers


def parameters() -> str:
    """Every number of the rules, with unit, range, status and source; names of a country's own numbers."""
    from sim.config.configure import configure
    from sim.config.parameters import meanings, sections
    from sim.doors import console
    from sim.doors.options import span

    config, parts = configure(), []
    columns = ("name", "value", "unit", "range", "status", "meaning", "source")
    for name, section in config.economy.items():
        text, words = said(sections()[name]), meanings(name)
        rows = [
            (f"`{n}`", console.number(d.value), d.unit, span(d.model_dump()), d.status, d.note or words[n], d.source)
            for n, d in section.items()
        ]
        parts.append(f"## `economy.{name}`\n\n{text[0] if text else ''}\n\n{table(columns, rows)}")
    for name in ("constants", "institutions"):
        leaves, words = getattr(config.country, f"{name}_table"), meanings(name)
        rows = [(f"`{n}`", d.unit, words.get(n, d.note)) for n, d in leaves.items()]
        parts.append(f"## `country.{name}`\n\n{OWN[name]}\n\n{table(('name', 'unit', 'meaning'), rows)}")
    intro = """
Change any of these with `key=value`, as in `sim run economy.search.applications=6`: see
[change a parameter](../how-to/change-a-parameter.md). W is the mean monthly pay of employees in the country's anchor
year. **measured**: taken from the source. **fitted**: chosen so that the model meets published figures.
**assumption**: no source decides it; vary it over its range before you rely on what it moves."""
    return page("Parameters", intro, *parts)


OWN = {
    "constants": "Levels of a country, fitted to its published figures. `sim country show NAME` prints them.",
    "institutions": "Law, public money and growth of a country, each with its source. `sim country show NAME`.",
}

# ---- figures and registers


def indicators() -> str:
    """The data dictionary of the panel."""
    from sim.indicators.groups import AGES, TRAITS
    from sim.indicators.registry import codebook

    rows = [
        (f"`{d['name']}`", d["label"], d["unit"], d["ages"], f"{d['numerator']} / {d['denominator']}",
         d["edition"], " ".join(filter(None, (d["doc"], f"*{d['source']}*" if d["source"] else ""))))
        for d in codebook().to_dict("records")
    ]  # fmt: skip
    traits = "; ".join(f"`{name}` {', '.join(words)}" for name, words in TRAITS.items())
    intro = f"""
A run stores **counts**, numerator and denominator, by month and group (columns `<name>_num` and `<name>_den` of
`panel.parquet`); a rate is their ratio, and months or groups are added up before dividing. People are read at the end
of the month, after every phase. Editions name the resolution of the International Conference of Labour Statisticians
that a figure follows: `icls13` (most published series) or `icls19`.

Groups: `all`; `sex=female`, `sex=male`; `age=` {", ".join(AGES)}; {traits}; and sex crossed with age or with area,
such as `sex=female|age=15-24`."""
    columns = ("name", "label", "unit", "ages", "what is divided by what", "edition", "definition and source")
    return page("Indicators", intro, table(columns, rows))


def registers() -> str:
    """The columns of people, households, firms and programmes."""
    from sim.agents.firm import Firm
    from sim.agents.household import Household
    from sim.agents.provider import TrainingProvider
    from sim.agents.worker import Worker
    from sim.core.columns import columns_of

    parts = []
    for kind, name in ((Worker, "people"), (Household, "households"), (Firm, "firms"), (TrainingProvider, "providers")):
        rows = [
            (
                f"`{c}`", f"{column.dtype} × {column.width}" if column.width else column.dtype, column.bytes,
                column.unit, " · ".join(filter(None, (column.__doc__, _codes(column.enum)))),
            )
            for c, column in columns_of(kind).items()
        ]  # fmt: skip
        heading = f"## `model.{name}`: {kind.__name__}"
        whole = f"{said(kind)[0]} A row takes {sum(c.bytes for c in columns_of(kind).values())} bytes."
        parts.append(f"{heading}\n\n{whole}\n\n{table(('column', 'type', 'bytes', 'unit', 'meaning'), rows)}")
    intro = """
What the model knows of each person, household, firm and training programme. One register is one array; a row belongs
to one agent for as long as it is in the model. `model.people.pay` is the array, `model.workers` the same people as Mesa
agents (`worker.pay`). Dates are run months, 0 the first. W is the mean monthly pay of employees in the anchor year."""
    return page("Registers", intro, *parts)


def _codes(enum: Any) -> str:
    return ", ".join(f"{int(e)} {e.name.lower()}" for e in enum) if enum else ""


# ---- the command line


def cli(parser: argparse.ArgumentParser) -> str:
    """Commands, words and options of ``sim``."""
    commands = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    parts = []
    for name, command in commands.choices.items():
        rows = [(f"`{_shown(a)}`", a.help) for a in command._actions if a.help or not a.option_strings]
        words = " ".join(a.metavar or a.dest for a in command._actions if not a.option_strings)
        heading = f"## `{f'sim {name} {words}'.strip()}`"
        parts.append(f"{heading}\n\n{(command.description or '').capitalize()}.\n\n{table(('', ''), rows)}")
    return page("Command line", CLI, *parts)


def _shown(action: argparse.Action) -> str:
    name = ", ".join(action.option_strings)
    return f"{name} {action.metavar or ''}".strip() if name else str(action.metavar or action.dest)


CLI = """
`uv run sim COMMAND` in a checkout, `sim COMMAND` where the package is installed, `python -m sim COMMAND` anywhere.
Results go to stdout, messages and progress to stderr. Words are completed by TAB after
`eval "$(sim completion bash)"` (or zsh, fish, powershell).

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | unexpected error; the same command with `--debug` shows where |
| 2 | wrong input: one message says what, where, what is allowed, and the nearest match; nothing was written |
| 3 | a check or a calibration failed |
| 130 | interrupted; a message says which months were kept |"""


def odd() -> str:
    """The ODD protocol."""
    from sim.doors import odd

    return odd.odd()


def levers() -> str:
    """What policy may move."""
    from sim.doors import policy_pages

    return policy_pages.levers()


def instruments() -> str:
    """The catalogue of instruments."""
    from sim.doors import policy_pages

    return policy_pages.instruments()


def scenarios() -> str:
    """The scenario library."""
    from sim.doors import scenario_page

    return scenario_page.scenarios()


PAGES: dict[str, Callable[[], str]] = {
    "explanation/odd.md": odd,
    "reference/parameters.md": parameters,
    "reference/indicators.md": indicators,
    "reference/registers.md": registers,
    "reference/levers.md": levers,
    "reference/instruments.md": instruments,
    "reference/scenarios.md": scenarios,
}
"""File under ``docs/`` -> what writes it."""


def all_pages(parser: argparse.ArgumentParser) -> dict[str, str]:
    """File under ``docs/`` -> content of every page that the code writes; ``parser`` is the command line's."""
    return {name: write() for name, write in PAGES.items()} | {"reference/cli.md": cli(parser)}
