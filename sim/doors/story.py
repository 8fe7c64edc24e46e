"""``sim story [SCENARIO] [policy=NAME] [key=value …]``: one simulated person in two worlds with the same luck."""

from pathlib import Path
from typing import Any

from sim.core.errors import InputError
from sim.doors import console
from sim.doors.words import overrides


def story(args: Any) -> int:
    """Live both worlds, print what happened, and write the page."""
    from sim.core.groups import Target
    from sim.experiments.story.tale import tell
    from sim.instruments import build

    without, with_it, policy = both_worlds(args.words)
    check(args)
    group = Target.parse(traits(args.group), "--group")
    start = min(instrument.start for instrument in build(with_it.instruments).values())
    made = tell(
        without, with_it, group, start=start, months=args.months, quantile=args.quantile, outcome=args.outcome,
        reached_only=args.reached,
    )  # fmt: skip
    if args.json:
        console.as_json(as_data(made, policy))
    else:
        show(made, policy)
    file = write_page(args, made, with_it, policy)
    console.note(f"Page with charts: {file}", args.quiet)
    return 0


def check(args: Any) -> None:
    """Numbers of the command line."""
    if not 0.0 <= args.quantile <= 100.0:
        raise InputError(f"--quantile lies between 0 and 100, got {args.quantile:g}.")
    if not 1 <= args.months <= 120:
        raise InputError(f"--months lies between 1 and 120, got {args.months}.")


def traits(text: str) -> dict[str, Any]:
    """``sex=female,young_child=true,age=15-24`` as a mapping."""
    found: dict[str, Any] = {}
    for part in filter(None, text.split(",")):
        name, sign, value = part.partition("=")
        if not sign or not value:
            raise InputError(f"--group: traits are written name=value with commas, got '{part}'. Example: sex=female.")
        found[name.strip()] = {"true": True, "false": False}.get(value.strip(), value.strip())
    return found


def both_worlds(words: list[str]) -> tuple[Any, Any, str]:
    """The world without the policy, the one with it, and what the policy is called."""
    from sim.config.configure import configure

    with_it = configure(*overrides(words))
    name = getattr(with_it, "policy", None)
    if name:
        without = configure(*overrides([w for w in words if not w.startswith("policy=")]), "policy=baseline")
    else:
        without = with_it.changed(instruments={})
    if with_it.instruments == without.instruments:
        raise InputError(
            "story: both worlds are the same. Name a policy: policy=NAME of a scenario, an option such as "
            "inclusion=[stipend], or instruments.NAME.kind=…."
        )
    return without, with_it, str(name or ", ".join(with_it.instruments)).replace("_", " ")


# ---- the terminal


def show(made: Any, policy: str) -> None:
    """Events side by side, then the thousand."""
    from sim.report import story_words as say

    for line in say.opening(made, policy):
        console.say(line)
    console.say()
    console.table(("month", "without", f"with {policy}", ""), say.side_by_side(made), "Simulated person")
    for line in say.closing(made):
        console.say(line)
    console.say()
    header, rows = say.thousand(made)
    console.table(
        header, rows, f"What happened to 1,000 people like this one ({len(made.values):,} simulated)", header[1:]
    )


# ---- files


def as_data(made: Any, policy: str) -> dict[str, Any]:
    """Everything as plain data."""
    from sim.experiments.story.words import STATES, described

    lanes = made.lanes()
    told = made.events()
    names = {int(state): name for state, name in STATES.items()} | {-1: "not in the model"}
    return {
        "simulated_person": True,
        "policy": policy,
        "group": made.group,
        "people_in_group": len(made.values),
        "reached_by_policy": made.reached,
        "chosen_by": {"outcome": made.outcome, "quantile": made.quantile, "value": float(made.values[made.person])},
        "who": described(made.without, made.person),
        "months": made.months,
        "first_month_that_differs": made.parted(),
        "without": {"states": [names[int(s)] for s in lanes[0]], "events": [e._asdict() for e in told[0]]},
        "with": {"states": [names[int(s)] for s in lanes[1]], "events": [e._asdict() for e in told[1]]},
        "of_1000": {
            str(h): {"without": a, "with": b, "in_another_state": made.moved(h)} for h, (a, b) in made.counts().items()
        },
    }


def write_page(args: Any, made: Any, config: Any, policy: str) -> Path:
    """The page in one file that needs nothing else."""
    import shlex

    from sim.experiments.store import runs_folder
    from sim.report.story import page

    usual = runs_folder(config).parent / "stories" / f"{config.run_key}.html"
    file = Path(args.out) if args.out else usual
    options = ["--group", args.group, "--quantile", f"{args.quantile:g}", "--outcome", args.outcome,
               "--months", str(args.months), *(["--reached"] if args.reached else [])]  # fmt: skip
    command = shlex.join(["uv", "run", "sim", "story", *args.words, *options])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page(made, config, policy, command), "utf-8")
    return file
