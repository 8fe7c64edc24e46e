"""Words for the shell: sub-commands come from the parser; scenarios, options and dotted keys from file names.

Reads files by hand, so that a press of TAB costs no more than starting Python.
"""

import re
from typing import Any

from sim.config import places

SHELLS = ("bash", "zsh", "fish", "powershell")
KEYS = ("seed", "population_seed", "people", "months", "zoom", "holdout", "checks", "out")
NAME = re.compile(r"^(\w+):", re.MULTILINE)
NESTED = re.compile(r"^  (\w+):", re.MULTILINE)


def completion(args: Any) -> int:
    """Print the line of code that teaches a shell to complete ``sim``."""
    from argcomplete import shellcode

    print(shellcode(["sim"], shell=args.shell))
    return 0


def section_keys() -> list[str]:
    """Dotted keys of all numbers, from the files of ``conf/economy/parts`` and the countries."""
    found = []
    for file in sorted((places.conf() / "economy" / "parts").glob("*.yaml")):
        found += [f"economy.{file.stem}.{name}" for name in NAME.findall(file.read_text("utf-8"))]
    for file in sorted((places.conf() / "country").glob("*.yaml")):
        for block in re.split(r"^(?=\w+:)", file.read_text("utf-8"), flags=re.MULTILINE):
            if block.startswith(("constants:", "institutions:")):
                found += [f"country.{block.partition(':')[0]}.{name}" for name in NESTED.findall(block)]
    return sorted(set(found))


def run_words(prefix: str = "", **_: Any) -> list[str]:
    """What may follow ``sim run``: scenarios, ``group=option``, ``key=``."""
    words = list(places.options("scenarios"))
    words += [f"{group}={option}" for group, options in places.groups().items() for option in options]
    words += [f"{key}=" for key in (*KEYS, *section_keys())]
    return [w for w in words if w.startswith(prefix)]


def sweep_words(prefix: str = "", **_: Any) -> list[str]:
    """Ready designs, then what may be varied."""
    designs = [file.stem for file in sorted((places.conf() / "sweep").glob("*.yaml"))]
    return [*(w for w in designs if w.startswith(prefix)), *(w for w in run_words(prefix) if "=" in w)]


def option_words(prefix: str = "", **_: Any) -> list[str]:
    """What may follow ``sim options``: groups, sections, keys."""
    keys = section_keys()
    sections = {k.rsplit(".", 1)[0].removeprefix("economy.") for k in keys}
    return [w for w in sorted({*places.groups(), *KEYS, *sections, *keys}) if w.startswith(prefix)]


def country_words(prefix: str = "", **_: Any) -> list[str]:
    """Countries by name."""
    return [w for w in places.options("country") if w.startswith(prefix)]


def calibrate_words(prefix: str = "", **_: Any) -> list[str]:
    """What may follow ``sim calibrate``: a country, then changes."""
    return [*country_words(prefix), *(w for w in run_words(prefix) if "=" in w)]


def exact_words(prefix: str = "", **_: Any) -> list[str]:
    """Exact cases by name."""
    files = (places.PACKAGE / "experiments" / "exact").glob("d[0-9]*_*.py")
    return [w for w in sorted("D" + file.stem.split("_")[0][1:] for file in files) if w.startswith(prefix)]


def effect_words(prefix: str = "", **_: Any) -> list[str]:
    """Ready-made instruments, then changes."""
    ready = [name for group in places.POLICY_GROUPS for name in places.options(group)]
    return [*(w for w in ready if w.startswith(prefix)), *(w for w in run_words(prefix) if "=" in w)]


def validate_words(prefix: str = "", **_: Any) -> list[str]:
    """Rows of evidence, then changes."""
    file = places.conf() / "evidence" / "evidence.csv"
    rows = [line.partition(",")[0] for line in file.read_text("utf-8").splitlines()[1:]]
    return [*(w for w in rows if w.startswith(prefix)), *(w for w in run_words(prefix) if "=" in w)]
