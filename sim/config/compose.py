"""Hydra's compose over ``conf/``: groups and options become one tree. Writes nothing, changes no directory."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from hydra import compose, initialize_config_dir
from hydra.core.config_store import ConfigStore
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override
from hydra.errors import HydraException
from omegaconf import OmegaConf, open_dict
from omegaconf.errors import OmegaConfBaseException

from sim.config import places, policies
from sim.config.memory import Composed, remembered
from sim.config.sentence import Tree, change, remove
from sim.core.errors import InputError, unknown

SCENARIO = "this"
"""Name under which Hydra composes the choices of a scenario: worlds of scenarios that choose the same are one tree."""


class Scenario(NamedTuple):
    """A scenario file, taken apart: header, choices of options, and changes."""

    name: str
    header: Tree
    defaults: list[Any]
    body: Tree


def parse(words: list[str]) -> list[Override]:
    """Read ``key=value`` words in Hydra's grammar; one value each."""
    parsed = []
    for word in words:
        override = parse_any(word)
        if override.is_sweep_override():
            raise InputError(f"{word}: one value at a time; a list is written key=[a,b].")
        parsed.append(override)
    return parsed


def parse_any(word: str) -> Override:
    """Read one ``key=value`` word in Hydra's grammar; it may name several values: ``key=a,b``, ``seed=range(10)``."""
    try:
        return OverridesParser.create().parse_override(word)
    except HydraException:
        raise InputError(f"'{word}' is not of the form key=value. Example: people=20000.") from None


def read_scenario(name: str) -> Scenario:
    """Read a scenario file and check the options that it chooses."""
    file = places.scenario_file(name)
    content = _read_yaml(file)
    header = content.pop("scenario", None) or {}
    for key in ("trial", "band"):  # the design of an experiment, and what others found, change no world
        content.pop(key, None)
    if not isinstance(header, dict):
        raise InputError(f"{file}: scenario: must hold question, source and expect.")
    for key in header:
        if key not in ("question", "source", "expect"):
            raise unknown("scenario key", str(key), ("question", "source", "expect"), str(file))
    defaults = content.pop("defaults", None) or []
    groups = places.groups()
    for key in [key for key in content if key in groups and not isinstance(content[key], dict)]:
        defaults.append({f"override /{key}": content.pop(key)})  # ``country: ghana`` chooses an option
    for entry in defaults:
        for key, option in entry.items() if isinstance(entry, dict) else ():
            check_option(key.removeprefix("override").strip().strip("/"), option, str(file))
    return Scenario(re.sub(r"[^\w-]", "_", file.stem), header, defaults, content)


def _read_yaml(file: Path) -> Tree:
    try:
        content = OmegaConf.to_container(OmegaConf.load(file))
    except (yaml.YAMLError, OmegaConfBaseException, OSError, UnicodeDecodeError) as e:
        raise InputError(f"{file}: {_one_line(e)}") from None
    if not isinstance(content, dict):
        raise InputError(f"{file}: a mapping of keys to values is expected.")
    return {str(k): v for k, v in content.items()}


def check_option(group: str, option: Any, where: str) -> None:
    """A group and its option (or options, in the policy groups) must exist."""
    known = places.groups()
    if group in places.POLICY_GROUPS and group not in known:
        raise InputError(f"{where}: group {group} has no options yet. Groups with options: {', '.join(known)}.")
    if group not in known:
        raise unknown("group", group, known, where)
    several = isinstance(option, list | tuple)
    if several and group not in places.POLICY_GROUPS:
        raise InputError(f"{where}: group {group} takes one option of {', '.join(known[group])}.")
    for word in option if several else [option]:
        if str(word) not in known[group]:
            kind = "country" if group == "country" else f"option of group {group}"
            raise unknown(kind, str(word), known[group], where)


def compose_tree(words: list[str]) -> Composed:
    """Compose groups, then apply the scenario, then the changes of ``words``, in this order."""
    overrides = parse(words)
    groups = places.groups()
    chosen: list[str] = []
    changes: list[Override] = []
    scenario_name = "baseline"
    for override in overrides:
        if override.key_or_group == "scenarios":
            if not isinstance(override.value(), str):
                allowed = ", ".join(groups["scenarios"])
                raise InputError(f"{override.input_line}: one scenario at a time. Allowed: {allowed}.")
            scenario_name = str(override.value())
        elif override.key_or_group in (*groups, *places.POLICY_GROUPS) and not override.is_delete():
            check_option(override.key_or_group, override.value(), override.input_line or "")
            chosen.append((override.input_line or "").lstrip("+"))
        else:
            changes.append(override)
    scenario = read_scenario(scenario_name)
    packages, package_name, changes = _packages(scenario, changes, groups)
    package = policies.chosen(packages, package_name, f"scenario {scenario.name}")
    taken = {o.key_or_group: o.value() for o in overrides if o.key_or_group in places.POLICY_GROUPS}
    options = package.get("options") or {}
    tree, choices = _options(scenario.defaults, policies.with_options(chosen, options, taken))
    _own_behaviour(tree, f"country={choices['country']}")
    baseline = _named(options, tree)
    for key, value in scenario.body.items():
        change(tree, [key], value, f"scenario {scenario.name}", groups)
    policies.check_expected(tree["expected"], packages, f"scenario {scenario.name}")
    policies.add_instruments(tree, package, str(package_name), set(tree["instruments"]) - baseline)
    tree["policies"], tree["policy"] = packages, package_name if package else None
    for override in changes:
        where, path = override.input_line or "", override.key_or_group.split(".")
        if override.is_delete():
            remove(tree, path, where)
        else:
            change(tree, path, override.value(), where, groups)
    return Composed(_resolve(tree), choices, scenario.name, scenario.header)


def _own_behaviour(tree: Tree, where: str) -> None:
    """Numbers of behaviour that differ in the country: ``behaviour: {section.name: leaf}`` of its file."""
    for key, leaf in (tree["country"].pop("behaviour", None) or {}).items():
        section, _, name = str(key).partition(".")
        known = [f"{s}.{n}" for s, leaves in tree["economy"].items() for n in leaves]
        if key not in known:
            raise unknown("number of behaviour", str(key), known, where)
        tree["economy"][section][name] = leaf


def _packages(scenario: Scenario, changes: list[Override], groups: dict[str, list[str]]) -> tuple[Tree, Any, list[Any]]:
    """Packages of the scenario as the command line changes them, the chosen one, and the other changes."""
    found, rest = {"policies": scenario.body.pop("policies", None) or {}}, []
    name = scenario.body.pop("policy", None)
    for override in changes:
        path = override.key_or_group.split(".")
        if path[0] == "policies" and not override.is_delete():
            change(found, path, override.value(), override.input_line or "", groups)
        elif path == ["policy"] and not override.is_delete():
            name = override.value()
        else:
            rest.append(override)
    return policies.read(found["policies"], f"scenario {scenario.name}"), name, rest


def _named(options: Tree, tree: Tree) -> set[str]:
    """Names of the instruments that these options of a package bring."""
    found: set[str] = set()
    for group, chosen in options.items():
        for option in policies.listed(chosen):
            brought = _read_yaml(places.option_file(group, option))
            found |= {str(name) for name in brought.get("instruments", brought) if str(name) in tree["instruments"]}
    return found


def _options(defaults: list[Any], chosen: list[str]) -> tuple[Tree, dict[str, Any]]:
    """Tree of the chosen options before any change of a number: the same for all worlds that differ in numbers only."""
    made = remembered([f"defaults {defaults!r}", *chosen], lambda _: Composed(*_compose(defaults, chosen), "", {}))
    return made.tree, made.choices


def _compose(defaults: list[Any], chosen: list[str]) -> tuple[Tree, dict[str, Any]]:
    ConfigStore.instance().store(SCENARIO, {"defaults": defaults}, "scenarios", "_global_", "scenarios")
    GlobalHydra.instance().clear()
    try:
        with initialize_config_dir(str(places.conf()), version_base="1.3"):
            made = compose("config", [*chosen, *_search_path(), f"scenarios={SCENARIO}"], return_hydra_config=True)
    except (HydraException, OmegaConfBaseException, yaml.YAMLError) as e:
        raise InputError(f"conf: {_one_line(e)}") from None
    choices = OmegaConf.to_container(made.hydra.runtime.choices)
    with open_dict(made):
        made.pop("hydra")
    tree = OmegaConf.to_container(made, resolve=False)
    assert isinstance(tree, dict) and isinstance(choices, dict)
    return {str(k): v for k, v in tree.items()}, {str(k): v for k, v in choices.items()}


def _search_path() -> list[str]:
    """Where Hydra looks for options besides ``conf/``; nothing unless other packages bring some."""
    quoted = [f"'file://{_escaped(root.as_posix())}'" for root in places.country_roots()[1:]]
    return [f"hydra.searchpath=[{','.join(quoted)}]"] if quoted else []


def _escaped(text: str) -> str:
    return text.replace("'", "\\'")


def _resolve(tree: Tree) -> Tree:
    if "${" not in str(tree):
        return tree
    try:
        resolved = OmegaConf.to_container(OmegaConf.create(tree), resolve=True)
    except OmegaConfBaseException as e:
        raise InputError(f"conf: {_one_line(e)}") from None
    assert isinstance(resolved, dict)
    return {str(k): v for k, v in resolved.items()}


def _one_line(error: Exception) -> str:
    """What an error of a library says, in one line."""
    return " ".join(line.strip() for line in str(error).splitlines()[:3] if line.strip())
