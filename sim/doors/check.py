"""``sim check [conf|data|install]``: does everything compose, are the facts sound, does the installation work."""

import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from sim.config import places
from sim.core import outside
from sim.core.errors import CheckError, InputError, unknown
from sim.doors import console

PACKAGES = ("mesa", "numpy", "numba", "pandas", "pyarrow", "pydantic", "hydra-core", "rich", "jinja2", "matplotlib")


def check(args: Any) -> int:
    """Run the checks and print one line each; a problem ends with exit code 3."""
    checks: dict[str, Callable[[], Iterator[str]]] = {"conf": conf, "data": data, "install": install}
    if args.what and args.what not in checks:
        raise unknown("check", args.what, checks, "sim check")
    problems = []
    for name in [args.what] if args.what else list(checks):
        lines = checks[name]()
        while True:
            try:
                console.say(f"ok   {name}: {next(lines)}")
            except StopIteration:
                break
            except InputError as e:
                problems.append(f"{name}: {e}")
                console.say(f"BAD  {name}: {e}")
                break
    if problems:
        raise CheckError(f"{len(problems)} check{'s' if len(problems) > 1 else ''} failed.")
    return 0


def conf() -> Iterator[str]:
    """Every option of every group composes and validates, those that combine all at once, and every scenario."""
    from sim.config.configure import configure

    for group, words in places.groups().items():
        worlds = [f"[{','.join(words)}]"] if group in places.POLICY_GROUPS else words
        for world in worlds:
            configure(f"{group}={world}")
        yield f"{group}: {', '.join(words)}"


def data() -> Iterator[str]:
    """Every facts file has its columns, values in range, and no duplicates."""
    from sim.config.facts import load_facts

    for file in (f for root in places.roots() for f in sorted((root / "country" / "facts").glob("*.csv"))):
        facts = load_facts(file)
        yield f"{file.name}: {len(facts)} figures on {len(facts.indicators)} indicators, sha256 {facts.sha256[:12]}"


def install() -> Iterator[str]:
    """Interpreter, packages, compiled kernels, folders."""
    if not (3, 12) <= sys.version_info[:2] < (3, 14):
        raise InputError(f"Python 3.12 or 3.13 is needed, this is {platform.python_version()}.")
    yield f"Python {platform.python_version()} on {platform.platform()}"
    yield f"vocabulary {places.conf()}, scenarios {places.scenarios_folder()}"
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            raise InputError(f"package {name} is not installed; `uv sync` installs everything.") from None
    yield ", ".join(found)
    if others := outside.packages(outside.all_entries()):
        yield f"extended by {', '.join(f'{name} {version}' for name, version in others.items())}"
    from sim.core.draws import Purpose, key, uniform, word

    draw = uniform(word(key(1, Purpose.PERTURB, 0), 1))
    if not 0 <= draw < 1:
        raise InputError(f"a compiled draw is {draw}, outside 0 to 1.")
    yield "kernels compile"
