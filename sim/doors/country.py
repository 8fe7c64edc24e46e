"""``sim country list|show|new``: what is known of a country, from where, and what is not; and new countries."""

from typing import Any

from sim.config import places
from sim.config.model import Config
from sim.core.errors import InputError, unknown
from sim.doors import console
from sim.doors.options import all_leaves, print_leaves
from sim.doors.words import overrides

FACTS = ("indicator", "latest", "unit", "ages", "year", "figures", "source")


def country(args: Any) -> int:
    """List the countries, or show one."""
    from sim.config.configure import configure

    names = places.options("country")
    if args.action == "list":
        shown = [_line(configure(f"country={name}")) for name in names]
        if args.json:
            console.as_json(shown)
        else:
            console.table(tuple(shown[0]), [tuple(d.values()) for d in shown])
        return 0
    if args.action == "new":
        from sim.doors.country_new import new

        return new(args)
    if args.action != "show":
        raise unknown("action", str(args.action), ("list", "show", "new"), "sim country")
    if not args.name:
        raise InputError(f"sim country {args.action}: name one of {', '.join(names)}.")
    if args.name not in names:
        raise unknown("country", args.name, names, f"sim country {args.action}")
    config = configure(f"country={args.name}", *overrides(args.words))
    return _show(config, args.json)


def _line(config: Config) -> dict[str, Any]:
    about = config.country
    return {
        "country": about.option,
        "name": about.name,
        "iso3": about.iso3,
        "anchor year": about.anchor_year,
        "people of 15-64": f"{about.population:,.0f}",
        "facts": len(about.facts),
        "grade": about.grade,
        "assumptions": sum(leaf["status"] == "assumption" for leaf in _own(config).values()),
    }


def _own(config: Config) -> dict[str, dict[str, Any]]:
    return {key: leaf for key, leaf in all_leaves(config).items() if key.startswith("country.")}


def targets(config: Config) -> list[dict[str, Any]]:
    """Figures that the model is held against; none where the table of them is not installed."""
    try:
        from sim.experiments.targets import targets as published
    except ModuleNotFoundError:
        return []
    return [
        {"indicator": t.indicator, "group": t.group, "value": t.value, "unit": t.unit, "year": t.year,
         "used": "fitted" if t.fitted else "held out" if t.held_out else "compared",
         "figure": "own" if t.own else "filled in", "tolerance": t.tolerance,
         "rule": t.rule, "source": t.source}
        for t in published(config)
    ]  # fmt: skip


def gaps(config: Config) -> list[str]:
    """What rests on no published figure: numbers of status ``assumption``."""
    assumed = {key: leaf for key, leaf in _own(config).items() if leaf["status"] == "assumption"}
    return [f"{key}: {leaf['meaning'] or leaf['source']}" for key, leaf in assumed.items()]


def filled(config: Config) -> list[dict[str, Any]]:
    """Figures that were borrowed, derived or assumed, each with the rule."""
    return [
        {"figure": f"{f.indicator}, {f.sex}, {f.age_band}, {f.education}", "value": console.number(f.value),
         "unit": f.unit, "year": f.year, "how": f.verified, "rule": f.source}
        for f in config.country.facts.all if not f.published
    ]  # fmt: skip


def _latest(config: Config) -> list[tuple[Any, ...]]:
    """One row an indicator: the latest national figure of both sexes, where there is one."""
    rows = []
    for name in config.country.facts.indicators:
        found = config.country.facts.rows(name)
        whole = [f for f in found if (f.sex, f.area, f.education) == ("total", "national", "all")]
        fact = max(whole or found, key=lambda f: f.year)
        value, ages = (console.number(fact.value), fact.age_band) if whole else ("by group", "")
        rows.append((name, value, fact.unit, ages, fact.year, len(found), fact.source))
    return rows


def _show(config: Config, json_wanted: bool) -> int:
    wanted, missing = targets(config), gaps(config)
    if json_wanted:
        rows = [fact._asdict() for fact in config.country.facts.all]
        known = {"numbers": _own(config), "targets": wanted, "filled": filled(config), "gaps": missing, "facts": rows}
        console.as_json({**_line(config), **known})
        return 0
    console.table(tuple(_line(config)), [tuple(_line(config).values())], config.country.name)
    print_leaves(_own(config))
    if wanted:
        short = dict.fromkeys(("value", "tolerance"), console.number)
        shown = [tuple(short.get(k, str)(v) for k, v in t.items()) for t in wanted]
        console.table(tuple(wanted[0]), shown, "Figures the model is held against", ("value", "tolerance"))
    facts = config.country.facts
    if found := filled(config):
        rows = [tuple(d.values()) for d in found]
        console.table(tuple(found[0]), rows, "Figures that nobody published, and their rule")
    console.table(FACTS, _latest(config), f"Facts: {len(facts)} figures in {facts.path.name}", ("latest",))
    console.table(("gap",), [(line,) for line in missing], "Gaps: numbers that rest on no published figure")
    return 0
