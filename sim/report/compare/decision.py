"""The decision table: what a person who decides wants to know of every package, with how each number is computed."""

from dataclasses import dataclass, field
from typing import Any

from sim.experiments.compare.answer import count, interval, signed, verdict
from sim.experiments.compare.outcomes import SPLITS
from sim.experiments.compare.plan import Package
from sim.experiments.compare.statistics import detectable, estimate
from sim.report import words
from sim.report.compare.account_figure import lines as account_lines
from sim.report.compare.money_words import Money
from sim.report.compare.set_lines import lines as set_lines
from sim.report.compare.set_lines import title as set_title

PLURAL = {
    "sex=female": "women", "area=rural": "rural", "disability=moderate_plus": "with a disability",
    "wealth=1": "the poorest fifth",
}  # fmt: skip
"""Groups whose share among those who gain is named."""


@dataclass
class Line:
    """A line of the decision table: one cell a package. ``head``: a heading without cells."""

    label: str
    cells: list[str] = field(default_factory=list)
    how: str = ""

    @property
    def head(self) -> bool:
        return not self.cells


def lines(c: Any) -> list[Line]:
    """The whole table of a comparison."""
    made = [Line("Young people (15–29), decent work"), *_effect_lines(c)]
    sets = [_each(c, *line) for line in set_lines(c)]
    made += [Line(set_title(c)), *sets] if sets else []
    made += [Line("Who"), *_who_lines(c)]
    made += [Line(f"Money, {c.years}, less 5 % a year"), *_money_lines(c, Money(c.plan.baseline))]
    account = [_each(c, *line) for line in account_lines(c)]
    made += [Line("Gross to net, people in the last year"), *account] if account else []
    made += [Line("To bear in mind"), *_care_lines(c)]
    return made


def _each(c: Any, label: str, cell: Any, how: str) -> Line:
    return Line(label, [cell(p) for p in c.packages], how)


def _effect_lines(c: Any) -> list[Line]:
    extra = c.extras.get("brackets")

    def shown(p: Package, text: Any) -> str:
        e = c.effect(p.name)
        return f"not printed: {e.refused}" if e.refused else str(text(e))

    def per_thousand(e: Any) -> str:
        young = c.effect(e.policy).heads * c.weight
        return interval(e.difference.times(1000.0 / young)) if young else "–"

    return [
        _each(
            c, f"Additional person-years in {c.years}", lambda p: shown(p, lambda e: interval(e.difference)),
            "Months in decent work with the package less those without, added over people of 15 to 29 and months since "
            "the start, divided by 12. Mean of the pairs; in brackets its 95 % t interval.",
        ),
        _each(
            c, "In words", lambda p: shown(p, lambda e: verdict(e.difference, c.adjusted[p.name])),
            "Established: the interval does not contain zero and, with several packages, Holm's p-value is below 0.05.",
        ),
        _each(
            c, "Additional people, last year",
            lambda p: shown(p, lambda e: interval(c.last_year(p.name))),
            "Mean of the last twelve months.",
        ),
        _each(
            c, "Person-years per 1,000 young people", lambda p: shown(p, per_thousand),
            "The first line, divided by the young people of the country.",
        ),
        _each(
            c, "First year with a clear difference",
            lambda p: shown(p, lambda e: _year(c.first_clear_year(p.name))),
            "First year of policy in which the interval of that year does not contain zero.",
        ),
        _each(
            c, "Smallest difference it could find", lambda p: f"±{count(detectable(c.effect(p.name).difference))}",
            "A true difference of this size would be found with probability 0.8 (Bloom 1995).",
        ),
        *(
            _each(
                c, f"If {name if name.startswith('supply') else f'{name[:4]} are {name[5:]}'}",
                lambda p, e=by_policy: shown(p, lambda _: interval(e[p.name])), BRACKET,
            )
            for name, by_policy in (extra.found.items() if extra is not None else ())
        ),
    ]  # fmt: skip


BRACKET = (
    "The first line in worlds where jobs respond to jobseekers not at all, and at the upper end of the range of that "
    "response; fewer pairs. How far jobs respond is weakly known and decides how much of a gain is displacement."
)


def _year(year: int | None) -> str:
    return "none" if year is None else f"year {year}"


def _who_lines(c: Any) -> list[Line]:
    return [
        _each(
            c, "People who take part", lambda p: _participants(c, p),
            "Different people who were admitted to training (where the package acts through training) or whom one of "
            "its measures treated, since the start; mean of a world, for the whole country. In brackets: simulated "
            "people, "
            "all pairs.",
        ),
        _each(
            c, "Of the additional person-years", lambda p: _shares(c, p),
            "Only where the total is established: the group's difference over the total.",
        ),
        _each(
            c, "Groups that lose", lambda p: losers(c, p),
            "Groups of young people, and everybody of 30 to 64, whose difference in decent work lies below zero with "
            "95 % confidence. With many groups, one in forty would do so by chance.",
        ),
    ]  # fmt: skip


def _participants(c: Any, p: Package) -> str:
    treated = c.reach[p.name]
    if treated.agents is None:
        return "nobody singly: acts on the whole economy"
    return f"{count(c.worth[p.name].participants)} ({treated.agents:,} simulated)"


def _shares(c: Any, p: Package) -> str:
    e = c.effect(p.name)
    if e.refused or not e.difference.established:
        return "not established"
    made = []
    for group, said in PLURAL.items():
        part = c.effect(p.name, group=group)
        if not part.refused:
            made.append(f"{100 * part.difference.mean / e.difference.mean:.0f}\u00a0% {said}")
    return ", ".join(made)


def losers(c: Any, p: Package) -> str:
    """Groups with an established loss, in words."""
    if not c.reach[p.name].enough:
        return "not printed"
    groups = [g for name, split in SPLITS.items() if name != "sex and area" for g in split]
    found = [e for g in groups if not (e := c.effect(p.name, group=g)).refused and e.difference.sign < 0]
    said = [f"{words.group(e.group).lower()} ({signed(e.difference.mean)})" for e in found]
    older = c.older(p.name)
    if older.sign < 0:
        said.append(f"30 to 64 years ({signed(older.mean)})")
    return "; ".join(said) or "none found"


def _money_lines(c: Any, m: Money) -> list[Line]:
    who = c.who_bears().set_index(["scenario", "party"])

    def parties(p: Package) -> str:
        rows = who.loc[p.name]["by_law"].dropna()
        shown = [
            f"{words.PAYERS.get(k, k.replace('_', ' '))} {m.plain(v, True)}"
            for k, v in rows.items()
            if m.plain(v) != "0"
        ]
        return ", ".join(shown) or "nothing"

    def bearers(p: Package) -> str:
        rows = who.loc[p.name]
        known = {k: r for k, r in rows.iterrows() if r["gain_low"] == r["gain_low"]}
        shown = [
            f"{words.PAYERS.get(str(k), str(k).replace('_', ' '))} {m.plain(r['gain'], True)}"
            for k, r in known.items() if (r["gain_low"] > 0 or r["gain_high"] < 0) and m.plain(r["gain"]) != "0"
        ]  # fmt: skip
        return ", ".join(shown) or "no clear change"

    def pay_back(p: Package) -> str:
        w = c.worth[p.name]
        return f"{m.interval(w.balance)}"

    scaled = [
        _each(c, "Intensity, for equal money", lambda p: "as written" if p.scale == 1.0 else f"times {p.scale:.3g}",
              "Factor on the intensity of every measure that gives the package the cost of the first, found in "
              "pilot pairs."),
    ]  # fmt: skip
    return [
        *(scaled if any(p.scale != 1.0 for p in c.packages) else []),
        _each(c, "Cost, all payers", lambda p: m.interval(c.worth[p.name].total),
              "Spending on training and on measures, administration and leakage included, more than without the "
              "package."),
        _each(c, "Who pays by law", parties, "The same by payer; fees and travel of learners are the households' part, "
              "what they get back taken off. The training fund lives on levies."),
        _each(c, "Who bears it in the end", bearers, "How much better (+) or worse (−) off each party is after all "
        "that "
              "follows in pay, hiring, output and taxes; parties with a clear change only."),
        _each(c, "Cost per participant", lambda p: m.amount(c.worth[p.name].per_participant), "Cost over people who "
        "take part."),
        _each(c, "Cost per completer", lambda p: m.amount(c.worth[p.name].per_completer),
              "Cost over courses and apprenticeships completed since the start, with the package."),
        _each(c, "Cost per additional person-year", lambda p: m.ratio(c.worth[p.name].per_person_year),
              "Discounted cost over discounted additional person-years, with Fieller's interval; not established where "
              "the interval of the person-years contains zero."),
        _each(c, "Public budget, all in all", pay_back,
              "Taxes and contributions that come back, less what government and fund spend; without the tax that "
              "finances it."),
    ]  # fmt: skip


def _care_lines(c: Any) -> list[Line]:
    return [
        _each(c, "What it takes", lambda p: needs(c, p), "Mean monthly change since the start, whole country."),
        _each(c, "How it may fail", lambda p: fails(p), "As documented for its measures."),
        _each(c, "Confidence", lambda p: confidence(c, p), CONFIDENCE),
    ]


CONFIDENCE = (
    "High: trials or surveys say much of all its measures, the effect is established, and it has the same sign in both "
    "brackets of the demand response. Low: little is known of one of them, the effect is not established, or it "
    "changes sign among plausible parameter sets. Else medium."
)


def confidence(c: Any, p: Package) -> str:
    """One word and its reason."""
    known = {i.known for i in p.instruments.values()}
    least = next((k for k in ("none", "weak", "medium", "strong") if k in known), "none")
    e = c.effect(p.name)
    if e.refused or not e.difference.established:
        return "low: no established effect"
    sets, brackets = c.extras.get("ensemble"), c.extras.get("brackets")
    if sets is not None and (over := sets.headline(p.name)) is not None and over.changes_sign:
        return "low: changes sign among plausible parameter sets"
    if brackets is not None and not brackets.same_sign(p.name):
        return "low: depends on how far jobs respond"
    if least in ("none", "weak"):
        return f"low: what is known of its measures is {least if least != 'none' else 'next to nothing'}"
    return "high" if least == "strong" and brackets is not None else "medium"


def fails(p: Package) -> str:
    """Documented failure modes of the measures of a package."""
    said = dict.fromkeys(i.fails for i in p.instruments.values() if i.fails)
    return "; ".join(said) or "–"


def needs(c: Any, p: Package) -> str:
    """What has to be there for it: places, teachers' time, queues."""
    from sim.experiments.compare.worth import series

    said = []
    for name, label in (("places", "places"), ("trainees", "learners in courses"), ("queue", "in queues")):
        pairs = [(series(w[p.name], name), series(w["baseline"], name)) for w in c.worlds]
        if all(a is not None and b is not None for a, b in pairs):
            e = estimate([(a[c.plan.start :] - b[c.plan.start :]).mean() * c.weight for a, b in pairs])
            if e.established and abs(e.mean) >= 1:
                said.append(f"{signed(e.mean)} {label}")
    return ", ".join(said) or "no clear change in places, learners or queues"
