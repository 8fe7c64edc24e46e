"""``sim exact [CASE …]``: what theory says in closed form against what the simulator's own code gives."""

import math
from pathlib import Path
from typing import Any

from sim.doors import console

FAILED = 3
COLUMNS = ("case", "figure", "played by", "where", "expected", "simulated", "error", "errors apart", "")
NUMBERS = ("expected", "simulated", "error", "errors apart")


def exact(args: Any) -> int:
    """Work the cases, print the comparisons, write the page where a file is named; exit code 3 if one fails."""
    from sim.experiments.exact import registry

    names = [registry.named(case) for case in args.cases] or list(registry.names())
    worked: dict[str, list[Any]] = {}
    for name in names:
        console.note(f"{name} {registry.title(registry.find(name))}", args.quiet)
        worked[name] = list(registry.checks(name))
    found = [check for checks in worked.values() for check in checks]
    console.table(COLUMNS, [_row(check) for check in found], "Theory and simulation", NUMBERS)
    failed = [check for check in found if not check.passes]
    said = f"{len(found) - len(failed)} of {len(found)} comparisons agree."
    console.note(said if not failed else f"{said} Beyond tolerance: {', '.join(_name(c) for c in failed)}.", args.quiet)
    if args.out:
        file = Path(args.out)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write_page(worked, args.cases), "utf-8")
        console.note(f"Wrote {file}", args.quiet)
    return FAILED if failed else 0


def _name(check: Any) -> str:
    return f"{check.case} {check.what} ({check.parameters})"


def figure(value: float) -> str:
    """A figure with enough digits to see a difference.

    >>> figure(0.0740741), figure(681.0207), figure(19443687.2)
    ('0.074074', '681.021', '19,443,687')
    """
    if value != value:
        return "–"
    if value == 0.0 or abs(value) >= 10_000:
        return f"{value:,.0f}"
    digits = max(0, 5 - max(0, math.floor(math.log10(abs(value))) + 1) + (1 if abs(value) >= 1 else 0))
    return f"{value:.{max(digits, 0)}f}" if abs(value) >= 0.001 else f"{value:.3g}"


def _apart(check: Any) -> str:
    return f"{check.errors:+.2f}" if check.standard_error > 0 else "exact"


def _cells(check: Any) -> tuple[str, ...]:
    error = f"{check.standard_error:.2g}" if check.standard_error > 0 else "–"
    return (figure(check.expected), figure(check.simulated), error, _apart(check))


def _row(check: Any) -> tuple[str, ...]:
    head = (check.case, check.what, check.kind, check.parameters)
    return (*head, *_cells(check), "" if check.passes else "BEYOND")


# ---- the page


INTRO = """
Results that theory gives in closed form, and what the simulator's own code gives in their place. *Month*: whole months
under an option of [`conf/theory`](../../conf/theory/none.yaml), which chooses the phases of the month, its people and
the rules of matching and pay; *rule*: one rule of the model alone; *estimator*: a way in which results are read.
Figures must agree within four standard errors of Monte Carlo (a right code fails one comparison in 16,000), exact ones
within rounding. Seeds are fixed, so the page comes out the same every time.

```text
{command}
```"""


def write_page(worked: dict[str, list[Any]], cases: list[str]) -> str:
    """The page in Markdown, a section a case."""
    from sim.doors import pages
    from sim.experiments.exact import registry

    command = " ".join(["uv run sim exact", *cases, "--out docs/reference/exact.md"])
    summary = []
    for name, checks in worked.items():
        apart = [abs(c.errors) for c in checks if c.standard_error > 0]
        kinds = ", ".join(dict.fromkeys(c.kind for c in checks))
        agree = sum(c.passes for c in checks)
        largest = f"{max(apart):.1f}" if apart else "–"
        summary.append((name, registry.title(registry.find(name)), kinds, f"{agree} of {len(checks)}", largest))
    columns = ("case", "", "played by", "agree", "most errors apart")
    parts = [pages.table(columns, summary), *(_section(name, checks) for name, checks in worked.items())]
    text = pages.page("Exact cases", INTRO.format(command=command), *parts)
    return text.replace("`sim docs`", "`sim exact --out`")


def _section(name: str, checks: list[Any]) -> str:
    from sim.doors import pages
    from sim.experiments.exact import registry

    module = registry.find(name)
    body = (module.__doc__ or "").strip().split("\n", 2)[2:]
    columns = ("figure", "played by", "where", "expected", "simulated", "error", "errors apart")
    rows = [
        (f"{c.what}{'' if c.passes else ' **beyond tolerance**'}", c.kind, c.parameters, *_cells(c)) for c in checks
    ]
    return "\n\n".join([f"## {name} {registry.title(module)}", *(b.strip() for b in body), pages.table(columns, rows)])
