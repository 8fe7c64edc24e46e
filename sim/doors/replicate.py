"""``sim replicate [mobility|nsw]``: published work with the simulator's own rules and estimators."""

from pathlib import Path
from typing import Any

from sim.core.errors import CheckError, InputError
from sim.doors import console

COLUMNS = ("by", "figure", "expected", "found", "holds if", "")
WHAT = ("mobility", "nsw")
TITLES = {"mobility": "Moves between occupations", "nsw": "National Supported Work"}


def replicate(args: Any) -> int:
    """Compute the figures, print them, and write the page where a file is named; exit code 3 where one is missed."""
    for name in ("people", "seed"):
        if getattr(args, name) < 1:
            raise InputError(f"--{name} must be at least 1, got {getattr(args, name)}.")
    wanted = [args.what] if args.what else [w for w in WHAT if w != "mobility" or args.network]
    found = {what: _mobility(args) if what == "mobility" else _nsw() for what in wanted}
    if args.json:
        console.as_json({what: [f._asdict() for f in rows] for what, rows in found.items()})
    else:
        for what, rows in found.items():
            console.table(COLUMNS, [cells(f) for f in rows], TITLES[what], COLUMNS[2:4])
    if args.out:
        Path(args.out).write_text(page(found, args.people), "utf-8")
        console.note(f"Wrote {args.out}", args.quiet)
    missed = [f.what for rows in found.values() for f in rows if not f.holds]
    if missed:
        raise CheckError(f"{len(missed)} figures are missed: {', '.join(missed)}.")
    return 0


def _mobility(args: Any) -> list[Any]:
    """The market by rule and by agents; a network of one's own is compared with its own expectations."""
    from sim.experiments.replication import mobility, mobility_agents, network

    made_up = args.network == "one-way"
    if not args.network:
        raise InputError("replicate mobility: --network FILE names the table of moves, or one-way for a made-up one.")
    table = network.one_way() if made_up else network.read_network(args.network)
    by_rule = mobility.both(table, mobility.expected)
    published = not made_up and network.is_published(table)
    reference = mobility.REFERENCE if published else by_rule
    agents = mobility.both(table, mobility_agents.live(args.people, args.seed), mobility_agents.WINDOW)
    rows = mobility.figures("rule", by_rule, reference, 1e-4) if published else []
    return rows + mobility.figures(f"{args.people:,} agents", agents, reference, mobility.TOLERANCE)


def _nsw() -> list[Any]:
    from sim.experiments.replication import nsw

    return nsw.figures()


def cells(f: Any) -> tuple[str, ...]:
    """One row in words."""
    return (f.world, f.what, _short(f.expected), _short(f.found), f.rule, "yes" if f.holds else "no")


def _short(value: float) -> str:
    return f"{value:,.2f}" if abs(value) >= 10 else f"{value:.4g}"


def page(found: dict[str, list[Any]], people: int) -> str:
    """The page in Markdown."""
    from sim.doors import pages

    parts = []
    for what, rows in found.items():
        parts.append(f"## {TITLES[what]}\n\n{ABOUT[what].strip()}")
        parts.append(pages.table(COLUMNS, [cells(f) for f in rows]))
    text = pages.page("Published work, replicated", INTRO.format(people=people), *parts)
    return text.replace("`sim docs`", "`sim replicate --out`")


INTRO = """
Published work computed again with the simulator's own rules, kernels and estimators. How to run it with data of your
own: [Replicate published work](../how-to/replicate-published-work.md).

```text
uv run sim replicate --network asec_network.csv.gz --people {people} --out docs/explanation/replications.md
```
"""
ABOUT = {
    "mobility": """
Del Rio-Chanona, Mealy, Beguerisse-Díaz, Lafond & Farmer (2021, J. R. Soc. Interface 18(174)) let jobseekers aim at the
occupations that their own leads to: those stuck where few posts open stay without work, so unemployment and vacancies
are higher than if every occupation were in reach, and over a cycle of demand the two run in a counter-clockwise loop.

By *rule*: their expected flows, `sim.markets.labour_flows`, as in the exact case D15. By *agents*: the kernels with
which the model's own month matches people and posts (stable slots, the walk to a vacancy, the best of the applicants);
occupations stand where the month has local markets, and employers see nothing of applicants, so that ranks are
draws. Learning, pay, aims, participation and firms are off. Rates of a step of 6.75 weeks: separation .016,
opening .012, adjustment .16, chance of staying in one's occupation .55, target demand = the labour force; 500 steps to
rest, then three cycles of 103 steps and amplitude .065, of which the last is read.

The network is that of 539 United States occupations (Current Population Survey; published with the Canada labour
application, CC BY 4.0), not the 464 of the paper, whose matrix is not public in readable form. *Expected* are the same
equations restated and solved apart from this code on that table; agents must come within 0.3 points of unemployment
and vacancies, with the same signs. Small occupations move in whole persons, which adds a little to both.
""",
    "nsw": """
A real trial of work experience for people in hardship in the United States, 1976-77 (LaLonde 1986; sample of Dehejia &
Wahba 2002; data of the package causaldata). *Found* is what the functions of `sim trial` give when fed with these 445
persons in place of simulated ones. Against survey controls, who were not drawn by lottery, the same contrast has the
wrong sign: a model that is to say what a naive evaluation would see must let people select themselves into training.
""",
}
