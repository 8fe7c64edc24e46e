"""``sim country page NAME``: run a country over many seeds and write its page of moments."""

import os
from pathlib import Path
from typing import Any

from sim.doors import console

PAGES = Path("docs/countries")


def write_page(args: Any, config: Any) -> int:
    """Run ``args.seeds`` seeds, write ``docs/countries/<name>.md`` (or into ``--out``) and say where it is."""
    from sim.experiments.country_page import page
    from sim.experiments.standing import LAST, stand

    name, seeds = config.country.option, int(args.seeds)
    console.note(f"{config.country.name}: {seeds} seeds, {config.people:,} people, {LAST} months each.", args.quiet)
    standing = stand(
        config, seeds, processes=min(seeds, os.cpu_count() or 1),
        done=lambda n: console.note(f"  seed {n} of {seeds} done", args.quiet),
    )  # fmt: skip
    folder = Path(args.out) if args.out else PAGES
    folder.mkdir(parents=True, exist_ok=True)
    words = "" if config.people == 20_000 else f" people={config.people}"
    path = folder / f"{name}.md"
    path.write_text(page(config, standing, f"sim country page {name} --seeds {seeds}{words}"), encoding="utf-8")
    console.say(str(path))
    return 0
