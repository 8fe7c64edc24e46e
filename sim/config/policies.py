"""Packages of a scenario: each is a world of its own, compared with the world without it.

    policies:
      vouchers:
        about: one sentence
        instruments:
          voucher: {kind: voucher, start: 12}
      places:
        options: {financing: [public_places_block]}       # ready options, whose numbers instruments: may change
        instruments: {public_places_block: {start: 12}}

``policy=NAME`` puts the instruments of one package into the world.
"""

import copy
from typing import Any

from sim.config import places
from sim.core.errors import InputError, nearest, unknown

Tree = dict[str, Any]
KEYS = ("about", "instruments", "options")
EXPECTED = ("policy", "outcome", "group", "sign", "source")
NOBODY = "baseline"
"""Name of the world without a package; no package may have it."""


def read(written: Any, where: str) -> Tree:
    """The packages of a scenario with their form checked; numbers of instruments are checked where they are used."""
    if not isinstance(written, dict):
        raise InputError(f"{where}: policies must be a mapping of names to packages.")
    for name, package in written.items():
        _check_package(str(name), package, f"{where}: policies.{name}")
    return {str(name): dict(package) for name, package in written.items()}


def _check_package(name: str, package: Any, here: str) -> None:
    if not name.isidentifier():
        raise InputError(f"{here}: a name is made of letters, digits and _.")
    if name == NOBODY:
        raise InputError(f"{here}: '{NOBODY}' is the world without a package; choose another name.")
    if not isinstance(package, dict):
        raise InputError(f"{here}: must be a mapping with instruments or options.")
    for key in package:
        if key not in KEYS:
            raise unknown("key of a package", str(key), KEYS, here)
    instruments, options = package.get("instruments") or {}, package.get("options") or {}
    if not instruments and not options:
        raise InputError(f"{here}: a package needs instruments or options.")
    for key, part in (("instruments", instruments), ("options", options)):
        if not isinstance(part, dict):
            raise InputError(f"{here}.{key}: must be a mapping.")
    for entry, fields in instruments.items():
        if not isinstance(fields, dict):
            raise InputError(f"{here}.instruments.{entry}: must be a mapping of options of an instrument.")
    _check_options(options, f"{here}.options")


def _check_options(options: Tree, here: str) -> None:
    known = places.groups()
    for group, chosen in options.items():
        if group not in places.POLICY_GROUPS:
            raise unknown("group of measures", str(group), places.POLICY_GROUPS, here)
        words = listed(chosen)
        for word in words:
            if word not in known.get(group, []):
                raise unknown(f"option of group {group}", word, known.get(group, []), f"{here}.{group}")
            if words.count(word) > 1:
                raise InputError(f"{here}.{group}: '{word}' is there twice; one package takes a measure once.")


def listed(chosen: Any) -> list[str]:
    """One option or several, as words."""
    return [str(word) for word in chosen] if isinstance(chosen, list | tuple) else [str(chosen)]


def chosen(policies: Tree, name: Any, where: str) -> Tree:
    """The package ``policy=name``; nothing for the world without one."""
    if name is None or name == NOBODY:
        return {}
    if str(name) not in policies:
        if not policies:
            raise InputError(f"policy={name}: {where} has no policies; instruments are given by instruments.NAME=….")
        raise unknown("policy", str(name), [*policies, NOBODY], where)
    return copy.deepcopy(dict(policies[str(name)]))


def with_options(words: list[str], options: Tree, group_of: dict[str, Any]) -> list[str]:
    """Choices of options with those of a package added; ``group_of``: what the command line chose, by group."""
    found = list(words)
    for group, more in options.items():
        before = listed(group_of[group]) if group in group_of else []
        twice = [word for word in listed(more) if word in before]
        if twice:
            raise InputError(f"{group}=[{twice[0]}]: the chosen policy brings this measure already; name it once.")
        found = [word for word in found if not word.startswith(f"{group}=")]
        found.append(f"{group}=[{','.join([*before, *listed(more)])}]")
    return found


def add_instruments(tree: Tree, package: Tree, name: str, baseline: set[str]) -> None:
    """Put the instruments of a package into the world; ``baseline``: names of those that every world has."""
    here = f"policies.{name}.instruments"
    for entry, fields in (package.get("instruments") or {}).items():
        there = tree["instruments"].get(entry)
        if there is None:
            if "kind" not in fields:
                near = nearest(entry, tree["instruments"])
                hint = f" Did you mean '{near}'?" if near else ""
                raise InputError(
                    f"{here}.{entry}: has no kind, and no option of this package is called '{entry}'.{hint}"
                )
            tree["instruments"][entry] = dict(fields)
        elif "kind" in fields or entry in baseline:
            raise InputError(f"{here}.{entry}: this instrument is in the world already; give one of them another name.")
        else:
            tree["instruments"][entry] = there | fields


def check_expected(rows: Any, policies: Tree, where: str) -> None:
    """What the evidence makes us expect: a list of policy, outcome, group, sign and source."""
    if not isinstance(rows, list):
        raise InputError(f"{where}: expected must be a list of {{{', '.join(EXPECTED)}}}.")
    for k, row in enumerate(rows):
        here = f"{where}: expected[{k}]"
        if not isinstance(row, dict):
            raise InputError(f"{here}: must be a mapping of {', '.join(EXPECTED)}.")
        for key in row:
            if key not in EXPECTED:
                raise unknown("key", str(key), EXPECTED, here)
        for key in ("policy", "outcome", "sign"):
            if key not in row:
                raise InputError(f"{here}: '{key}' is missing.")
        if str(row["policy"]) not in policies:
            raise unknown("policy", str(row["policy"]), policies, here)
        if str(row["sign"]) not in ("+", "-", "0", "1", "-1"):
            raise InputError(f"{here}: sign must be + or - or 0, got '{row['sign']}'.")
