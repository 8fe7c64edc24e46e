"""``sim options [GROUP | SECTION | KEY]``: every option and every number, with its meaning, unit, range and source."""

from typing import Any

from sim.config import places
from sim.config.parameters import meanings
from sim.core.errors import InputError, nearest
from sim.doors import additions, console

SETTINGS = {
    "seed": "luck of the months; same seed, same bits",
    "population_seed": "luck of the people at the start",
    "people": "simulated people of 15-64; set by size",
    "months": "length of the run",
    "zoom": "{markets: n, weight: w}: a sample of local markets",
    "holdout": "share of winners of a lottery for a place who are barred for good, to be compared",
    "checks": "identities of people, links and money after every month",
    "instruments": "policies in this world, by name",
    "phases": "phases of the month that other packages bring, by name",
    "out": "folder of run folders",
}
COLUMNS = ("name", "value", "unit", "range", "status", "meaning", "source")


def options(args: Any) -> int:
    """Print one level: everything, a group, a section, a policy, or one number."""
    from sim.config.configure import configure

    config = configure()
    word, groups, leaves = args.what, places.groups(), all_leaves(config)
    if not word:
        return _everything(config, groups, leaves, args.json)
    if word in groups:
        return _group(word, groups[word], args.json)
    if word == "phases":
        return additions.print_month(args.json)
    if word in SETTINGS:
        return _setting(word, getattr(config, word), args.json)
    if chosen := choose(word, leaves):
        return _leaves(chosen, args.json)
    for group in places.POLICY_GROUPS:
        if word in groups.get(group, []):
            return _policy(group, word, args.json)
    if kind := additions.phases().get(word):
        additions.print_fields(f"phases.{word}.NAME=value", word, additions.fields(kind, {}), args.json)
        return 0
    if named := {key: leaf for key, leaf in leaves.items() if key.rsplit(".", 1)[1] == word}:
        return _leaves(named, args.json)
    raise _unknown(word, groups, leaves)


def choose(word: str, leaves: dict[str, Any]) -> dict[str, Any]:
    """Numbers of a section (``search`` or ``economy.search``), or one number by its key."""
    for place in (word, f"economy.{word}", f"country.{word}"):
        found = {key: leaf for key, leaf in leaves.items() if key == place or key.startswith(place + ".")}
        if found:
            return found
    return {}


def _unknown(word: str, groups: dict[str, list[str]], leaves: dict[str, Any]) -> Exception:
    """A short list of what may be asked for; the nearest match is looked for among all numbers too."""
    sections = {key.split(".")[1] for key in leaves}
    names = {key.rsplit(".", 1)[1] for key in leaves}
    shown = {*groups, *sections, *SETTINGS}
    options = {o for g in places.POLICY_GROUPS for o in groups.get(g, [])}
    near = nearest(word, {*shown, *names, *leaves, *options, *additions.phases()})
    hint = f" Did you mean '{near}'?" if near else ""
    return InputError(f"sim options: nothing is called '{word}'.{hint} There are: {', '.join(sorted(shown))}.")


def all_leaves(config: Any) -> dict[str, dict[str, Any]]:
    """Dotted key -> value, unit, low, high, status, meaning, source of every number of a configuration."""
    tables = {f"economy.{name}": section for name, section in config.economy.items()}
    tables["country.constants"] = config.country.constants_table
    tables["country.institutions"] = config.country.institutions_table
    found = {}
    for place, section in tables.items():
        said = meanings(place.rsplit(".", 1)[1])
        for name, leaf in section.items():
            found[f"{place}.{name}"] = leaf.model_dump() | {"meaning": leaf.note or said.get(name, "")}
    return found


def print_leaves(leaves: dict[str, dict[str, Any]]) -> None:
    """One table a section, titled with the words that go before the name in ``key=value``."""
    for section in dict.fromkeys(key.rsplit(".", 1)[0] for key in leaves):
        rows = [
            (name, console.number(d["value"]), d["unit"], span(d), d["status"], d["meaning"], d["source"])
            for (place, name), d in ((key.rsplit(".", 1), d) for key, d in leaves.items())
            if place == section
        ]
        console.table(COLUMNS, rows, f"{section}.NAME=value", ("value",))


def span(leaf: dict[str, Any]) -> str:
    """Range in words: ``0 to 1``, open ends left out."""
    low, high = leaf["low"], leaf["high"]
    return f"{'' if low is None else f'{low:g}'} to {'' if high is None else f'{high:g}'}".strip()


def _leaves(leaves: dict[str, dict[str, Any]], json_wanted: bool) -> int:
    if json_wanted:
        console.as_json(leaves)
    else:
        print_leaves(leaves)
    return 0


def _setting(word: str, value: Any, json_wanted: bool) -> int:
    if json_wanted:
        console.as_json({word: value, "meaning": SETTINGS[word]})
    else:
        console.table(("key", "now", "meaning"), [(word, "" if value is None else value, SETTINGS[word])])
    return 0


def _policy(group: str, option: str, json_wanted: bool) -> int:
    """The fields of the instruments, and of the phases, that an option of a policy group adds."""
    from sim.config.configure import configure
    from sim.instruments.registry import kinds  # here, because it loads the columns' libraries

    config = configure(f"{group}=[{option}]")
    added = [("instruments", name, kinds()[entry["kind"]], entry) for name, entry in config.instruments.items()]
    added += [("phases", name, additions.phases()[name], entry) for name, entry in config.phases.items()]
    for place, name, kind, entry in added:
        title = f"{group}=[{option}] · {place}.{name}.NAME=value"
        additions.print_fields(title, name, additions.fields(kind, entry), json_wanted)
    return 0


def describe(group: str, option: str) -> str:
    """First line of comment, or the question of a scenario, in the file of an option."""
    file = places.option_file(group, option)
    lines = [line.strip() for line in file.read_text("utf-8").splitlines()]
    question = next((line.partition(":")[2].strip() for line in lines if line.startswith("question:")), "")
    comments = [line.lstrip("# ") for line in lines if line.startswith("#") and "@package" not in line]
    return question or (comments[0] if comments else "")


def _group(group: str, words: list[str], json_wanted: bool) -> int:
    said = {word: describe(group, word) for word in words}
    if json_wanted:
        console.as_json(said)
    else:
        console.table(("option", "meaning"), [(f"{group}={word}", text) for word, text in said.items()])
    return 0


def _everything(config: Any, groups: dict[str, list[str]], leaves: dict[str, Any], json_wanted: bool) -> int:
    if json_wanted:
        brought = {"packages": [a._asdict() for a in added]} if (added := additions.additions()) else {}
        console.as_json({"groups": groups, "settings": SETTINGS, "numbers": leaves, **brought})
        return 0
    rows = [(name, ", ".join(words)) for name, words in groups.items()]
    console.table(("group", "options"), rows, "Groups: key=option (sim run NAME chooses a scenario)")
    values = {key: getattr(config, key) for key in SETTINGS}
    now = [(key, "" if values[key] is None else values[key], text) for key, text in SETTINGS.items()]
    console.table(("key", "now", "meaning"), now, "Settings: key=value")
    if added := additions.additions():
        console.table(additions.Added._fields, [tuple(a) for a in added], "From other packages")
    print_leaves(leaves)
    return 0
