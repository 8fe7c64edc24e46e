"""What the comparison with peers says, in a table and as a page."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class Row(NamedTuple):
    """LM-bench on one framework at one size; ``wrong`` names figures that are not those of a correct form."""

    name: str
    version: str
    kept: str
    people: int
    ns: float
    wrong: list[str]


def table(same: Sequence[Row]) -> str:
    """Markdown; a framework whose figures are wrong gets no speed."""
    base = {r.people: r.ns for r in same if r.name == "Passerelle"}
    lines = ["| framework | agents are | workers | ns a worker-month | worker-months a second | Passerelle takes |",
             "|---|---|---:|---:|---:|---:|"]  # fmt: skip
    for r in same:
        speed = (f"{r.ns:,.0f}", f"{1e3 / r.ns:,.2f} m", f"1/{r.ns / base[r.people]:,.0f}" if r.people in base else "–")
        if r.name == "Passerelle":
            speed = (*speed[:2], "1")
        if r.wrong:
            speed = ("not printed", "month 42 differs", "–")
        lines.append(f"| {r.name} {r.version} | {r.kept} | {r.people:,} | {' | '.join(speed)} |")
    return "\n".join(lines)


def other(own: Sequence[tuple[str, float, str]]) -> str:
    lines = ["| model | agent-steps a second | of |", "|---|---:|---|"]
    return "\n".join([*lines, *(f"| {name} | {speed / 1e6:,.2f} m | {said} |" for name, speed, said in own)])


def say(same: Sequence[Row], own: Sequence[tuple[str, float, str]]) -> str:
    return f"{table(same)}\n\nEach on a model of its own, not comparable:\n\n{other(own)}"


def write(same: Sequence[Row], own: Sequence[tuple[str, float, str]], args: Any) -> str:
    """The page."""
    command = (
        f"uv run --group peers python -m benchmarks.peers --people {args.people} --large {args.large} "
        f"--months {args.months} --repeats {args.repeats} --out docs/explanation/peers.md"
    )
    return PAGE.format(command=command, same=table(same), own=other(own), months=args.months, repeats=args.repeats)


PAGE = """<!-- written by benchmarks.peers -->
# Beside other frameworks

How fast is the engine for the same work? LM-bench is a small labour market (ageing, four states, firms, three
applications a month, two rounds of offers). It was written for each framework in the way that its own tutorials show,
by us: people who know a framework better may make it faster. Before a time is printed, the figures of month 42
(states, hires, vacancies, pay) must be those of any correct form within four standard errors; a form that fails
prints no speed.

```text
{command}
```

{same}

Processor time of one core over the first {months} months, set-up left out, forms taking turns, best of {repeats}.
"Objects": one Python object an agent; "arrays": registers in numpy arrays. Where ten times the workers take hardly
longer, what is seen at the smaller size is the fixed cost of a step.

What the table does not say: Mesa and AgentPy are the easiest to write and to read for a small model, and Passerelle's
agents are Mesa agents too, so that such code runs on them. Starsim is made for epidemics; its networks, births and
deaths are not used here, and it draws as Passerelle does, by purpose and agent, which costs time and gives pairs of
worlds. Passerelle's form is compiled, which its first start pays for.

## Models of their own

BAM Engine simulates an economy of households, firms and banks; Passerelle's month has schooling, training, search,
money by payer and survey indicators. The work differs, so that no ratio follows from these figures.

{own}
"""
