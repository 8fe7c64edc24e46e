"""The page of the scenario library, written from the files of scenarios."""

from typing import Any

from sim.config import places
from sim.config.compose import read_scenario
from sim.doors.pages import page, table

INTRO = """
A scenario is one policy question: a country, packages of instruments that answer it, who pays for each, and what the
evidence makes us expect, written down before the run. `sim compare gha_levy_debate` runs the packages in paired worlds
and prints hit or miss; `sim run gha_levy_debate policy=levy_for_grants` shows one world. Amounts without a source are
design values, marked *assumption* in the file. How far to trust a country: [the fit](../countries/overview.md)."""


def scenarios() -> str:
    """Every scenario file: question, source, packages with payers, expected signs."""
    found = {name: read_scenario(name) for name in places.options("scenarios")}
    asked = {name: s for name, s in found.items() if s.body.get("policies")}
    index = [(f"[`{name}`](#{name})", _country(s), s.header["question"]) for name, s in asked.items()]
    parts = [_part(name, s) for name, s in asked.items()]
    return page("Scenarios", INTRO, table(("scenario", "country", "question"), index), *parts)


def _country(scenario: Any) -> str:
    """Option of the country that a scenario chooses."""
    chosen = [value for entry in scenario.defaults if isinstance(entry, dict) for value in entry.values()]
    return str(chosen[0]) if chosen else "ghana"


def _part(name: str, scenario: Any) -> str:
    """One scenario: what is asked, what is compared, what is expected."""
    head, body = scenario.header, scenario.body
    money = "scaled to equal money" if body.get("equal_money") else "money as written"
    every = body.get("instruments") or {}
    rows = [
        (f"`{n}`", p.get("about", ""), _instruments(p), _payers({**every, **(p.get("instruments") or {})}))
        for n, p in body["policies"].items()
    ]
    expected = [
        (f"`{e['policy']}`", f"`{e['outcome']}`", str(e.get("group", "all")), e["sign"], e.get("source", ""))
        for e in body.get("expected") or []
    ]
    return "\n\n".join([
        f"## {name}",
        f"{head['question']} *Source:* {head['source']}. *Expected:* {head['expect']}. {_size(body)}, {money}.",
        table(("package", "what it is", "instruments", "payers"), rows),
        table(("package", "outcome", "group", "sign", "because"), expected),
    ])  # fmt: skip


def _size(body: dict[str, Any]) -> str:
    """Months, and whom one agent stands for where that is special."""
    words = f"{body.get('months', 120)} months"
    zoom = body.get("zoom")
    return f"{words}, {zoom['markets']} local markets with one agent for {zoom['weight']} people" if zoom else words


def _instruments(package: dict[str, Any]) -> str:
    """Kinds of the instruments of a package, inline ones and ready options."""
    kinds = [e.get("kind", name) for name, e in (package.get("instruments") or {}).items()]
    ready = [str(o) for chosen in (package.get("options") or {}).values() for o in _listed(chosen)]
    return ", ".join(f"`{kind}`" for kind in dict.fromkeys([*ready, *kinds]))


def _listed(chosen: Any) -> list[Any]:
    return list(chosen) if isinstance(chosen, list | tuple) else [chosen]


def _payers(instruments: dict[str, Any]) -> str:
    """Everybody who pays for an instrument of a package, by law."""
    from sim.instruments.registry import kinds

    found: dict[str, None] = {}
    for entry in instruments.values():
        kind = kinds().get(str(entry.get("kind")))
        usual = kind.model_fields["paid_by"].default if kind else {"government": 1.0}
        found |= dict.fromkeys(p for p, share in (entry.get("paid_by") or usual).items() if share)
    return ", ".join(found)
