"""``sim uncertainty COUNTRY``: the page of what is measured, borrowed and assumed, and which conclusions hang on it."""

from pathlib import Path
from typing import Any

from sim.core.errors import InputError
from sim.doors import console
from sim.doors.words import split_country
from sim.experiments import uncertainty as known
from sim.experiments.country_page import table

FOLDER = Path("docs/countries")
CONCLUSIONS = {
    "young_decent": "in decent work", "young_employed": "in work", "young_employees": "employees",
    "young_informal": "in informal jobs", "young_unemployed": "unemployed", "young_neet": "not working, not learning",
}  # fmt: skip


def uncertainty(args: Any) -> int:
    """Count, compare over the ensemble, write the page."""
    from sim.config.configure import configure

    words = split_country(args.words)
    config = configure(*words)
    name = config.country.option
    sets, how = known.made_how(name)
    found = None
    if sets is not None and not args.no_compare:
        found = _compared(args, words)
    elif sets is None and not args.no_compare:
        raise InputError(
            f"{name} has no ensemble yet: `sim calibrate {name} --behaviour` makes one; --no-compare leaves out the "
            "conclusions."
        )
    changes = [w for w in args.words if "=" in w]
    command = " ".join(["sim uncertainty", name, *changes, *(["--no-compare"] if args.no_compare else [])])
    folder = Path(args.out) if args.out else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}-uncertainty.md"
    file.write_text(page(config, sets, how, found, command), encoding="utf-8")
    console.say(str(file))
    return 0


def _compared(args: Any, words: list[str]) -> Any:
    from sim.experiments.compare.comparison import SCENARIO, compare

    console.note("Living two ways to pay over the ensemble; what has been lived is only read.", args.quiet)
    with console.progress("pairs", args.quiet) as told:
        found = compare(
            f"scenarios={SCENARIO}", *words, "ensemble=on", seeds=2, workers=args.workers, bracketed=False, on_pair=told
        )
    if found.pairs.interrupted:
        raise KeyboardInterrupt
    return found


def page(config: Any, sets: Any, how: dict[str, Any], found: Any, command: str) -> str:
    """The whole page in Markdown."""
    country = config.country
    lines = [
        f"# {country.name}: what is known, and what hangs on the rest", "", f"Made by `{command}`.", "",
        *_figures(config), *_numbers(config),
    ]  # fmt: skip
    if sets is not None:
        lines += _behaviour(sets, how)
    if found is not None:
        lines += _conclusions(found)
    return "\n".join(lines).rstrip() + "\n"


def _figures(config: Any) -> list[str]:
    counts, all_of = known.facts(config), len(config.country.facts)
    lines = ["## Figures", "", f"{all_of} figures about the country, anchor year {config.country.anchor_year}.", ""]
    said = {"published": "read in a publication or computed from published data"}
    said |= {"borrowed": "taken from another country or year", "derived": "computed from others by a rule"}
    said |= {"assumption": "assumed"}
    lines += table(("kind", "figures", "share", "meaning"), [
        (kind, str(counts[kind]), f"{100 * counts[kind] / all_of:.0f} %", said[kind]) for kind in known.KINDS
    ])  # fmt: skip
    gaps = known.gaps(config)
    if gaps:
        lines += ["Figures that nobody published, and the rule by which they were filled in:", ""]
        lines += table(("indicator", "figures", "kind", "rule"), [(f"`{g[0]}`", str(g[1]), *g[2:]) for g in gaps])
    return lines


def _numbers(config: Any) -> list[str]:
    lines = ["## Numbers of the model", ""]
    rows = [
        (part, *(str(counts[s]) for s in known.STATUSES), str(counts.total()))
        for part, counts in known.statuses(config).items()
    ]
    lines += table(("part", *known.STATUSES, "all"), rows)
    lines += [
        "Measured: read in a source. Fitted: solved from published figures. Assumption: a value in a stated range,",
        "with its reason; for behaviour all are in the [list of parameters](../reference/parameters.md). Those of the",
        "country itself:", "",
    ]  # fmt: skip
    own = [
        (f"`{key}`", f"{p.value:g}", p.unit, f"{p.low:g} to {p.high:g}", p.source)
        for part, key, p in known.numbers(config)
        if part != known.PARTS[2] and p.status == "assumption" and p.low is not None and p.high is not None
    ]
    return [*lines, *table(("number", "value", "unit", "range", "why"), own)]


def _behaviour(sets: Any, how: dict[str, Any]) -> list[str]:
    lines = ["## Behaviour that the figures do not rule out", ""]
    about = [f"* {line}" for line in sets.header]
    lines += [f"{len(sets)} parameter sets, each with level constants of its own (`ensemble=on` in `sim compare`):", ""]
    lines += [*about, ""]
    if not how:
        return lines
    best, start = how["best"], how["start"]
    lines += [
        f"{how['points']} points of {len(how['parameters'])} parameters were lived. Distance of the fitted moments "
        f"from their figures (1: as far as declared errors let one expect), as found and in fresh worlds: "
        f"{_n(best['distance'])} and {_n(best['distance_fresh'])} at the best point, {_n(start['distance'])} and "
        f"{_n(start['distance_fresh'])} with the numbers as shipped; moments held out of the fit "
        f"{_n(best['held_out'])} and {_n(start['held_out'])}.", "",
    ]  # fmt: skip
    lines += table(("wave", "points so far", "prior ranges not ruled out", "set aside: no point meets them"), [
        (str(k), str(w["points"]), f"{100 * w['share']:.1f} %", ", ".join(w["beyond"]) or "–")
        for k, w in enumerate(how["waves"], 1)
    ])  # fmt: skip
    lines += [
        "What is left of each range (middle nine tenths), the moment that tells most about it, the share of that",
        "moment's variance that the parameter makes alone, the size of this in declared errors, and the parameter with",
        "which it is confused most:", "",
    ]  # fmt: skip
    lines += table(("parameter", "left", "of the prior range", "told by", "share", "signal", "confused with", ""), [
        (f"`{p['name']}`", f"{p['low']:.3g} to {p['high']:.3g}", f"{100 * min(p['range_left'], 1):.0f} %", p["moment"],
         f"{100 * p['share']:.0f} %", f"{p['signal']:.2f}", _partner(p), p["word"])
        for p in how["parameters"]
    ])  # fmt: skip
    return lines


def _partner(p: dict[str, Any]) -> str:
    return f"{p['partner'].rpartition('.')[2]} {p['correlation']:+.2f}" if p["partner"] else "–"


def _n(value: Any) -> str:
    return "–" if value is None else f"{value:.2f}"


def _conclusions(found: Any) -> list[str]:
    from sim.experiments.compare.answer import interval
    from sim.experiments.compare.sets import verdict

    over, base = found.extras["ensemble"], found.plan.baseline
    rows = []
    for (policy, outcome), p in over.found.items():
        if outcome in CONCLUSIONS:
            chance, parameters, both = (interval(e).partition(" ")[2] for e in (p.by_chance, p.by_parameters, p.both))
            inside = parameters if p.between > 0 else "not told from chance"
            said = f"{over.labels[policy]}: {CONCLUSIONS[outcome]}"
            rows.append(
                (said, interval(p.by_chance).partition(" ")[0], chance, inside, both, verdict(p, "more", "fewer"))
            )
    turned = [r[0] for r in rows if "sign changes" in r[5]]
    return [
        "## Which conclusions change sign", "",
        f"The question of `{base.scenario}` ({base.about.get('question', '')}) in {found.replicates} pairs of worlds "
        f"of {base.people:,} people over the sets; both packages cost the same. Young people of 15 to 29, additional "
        f"person-years in {found.years}, whole country. *Chance*: luck of the pairs, 95 %. *Parameters*: where 95 % of "
        "plausible sets lie, luck apart. *Both*: where the effect lies if the true parameters are one such set.", "",
        *table(("conclusion", "mean", "chance", "parameters", "both", "does the sign hold?"), rows),
        f"Of {len(rows)} conclusions {len(turned)} change sign inside the ensemble"
        + (f": {'; '.join(turned)}." if turned else "."),
    ]  # fmt: skip
