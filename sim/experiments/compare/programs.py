"""A comparison for programs: rows of differences, money by payer, and a summary of every package."""

from typing import TYPE_CHECKING, Any

from sim.experiments.compare.plan import Package
from sim.experiments.compare.statistics import detectable

if TYPE_CHECKING:
    from sim.experiments.compare.comparison import Comparison


def rows(c: "Comparison") -> list[dict[str, Any]]:
    """``scenario, indicator, group, baseline, policy, difference, low, high, replicates`` and what goes with it."""
    made = c.indicators().to_dict("records")
    for e in c.effects:
        d = e.difference
        made.append({
            "scenario": e.policy, "group": e.group,
            "indicator": f"{e.outcome}_{'person_years' if e.unit == 'person-years' else 'sum'}",
            "baseline": e.baseline, "policy": e.with_policy if not e.refused else None,
            "difference": None if e.refused else d.mean, "low": None if e.refused else d.low,
            "high": None if e.refused else d.high, "replicates": d.pairs, "unit": e.unit,
            "detectable": detectable(d), "refused": e.refused or None,
        })  # fmt: skip
    return made


def everything(c: "Comparison") -> dict[str, Any]:
    """Everything, for programs."""
    who = c.who_pays()
    return {
        "compare_key": c.plan.key, "country": c.plan.baseline.country.option,
        "scenario": c.plan.baseline.scenario, "people": int(c.plan.baseline.people),
        "months": int(c.plan.baseline.months), "start": c.plan.start, "replicates": c.replicates,
        "interrupted": c.pairs.interrupted, "answer": c.answer(),
        "policies": {p.name: summary(c, p) for p in c.packages}, "rows": rows(c),
        "money": who[["scenario", "payer", "purpose", "amount", "low", "high"]].to_dict("records"),
        "bearers": c.who_bears().to_dict("records"), "expected": c.expected().to_dict("records"),
        "notes": c.notes,
    } | {name: extra.as_json() for name, extra in c.extras.items() if hasattr(extra, "as_json")}  # fmt: skip


def summary(c: "Comparison", package: Package) -> dict[str, Any]:
    e, w, treated = c.effect(package.name), c.worth[package.name], c.reach[package.name]
    return {
        "about": package.about, "scale": package.scale, "treated_agents": treated.agents,
        "additional_person_years": None if e.refused else e.difference._asdict(), "refused": e.refused or None,
        "p_holm": c.adjusted[package.name], "detectable": detectable(e.difference),
        "in_last_year": None if e.refused else c.last_year(package.name)._asdict(),
        "total_cost": w.total._asdict(), "public_cost": w.public._asdict(),
        "cost_per_participant": w.per_participant, "cost_per_completer": w.per_completer,
        "cost_per_additional_person_year": w.per_person_year._asdict(),
        "fiscal_balance": w.balance._asdict(),
    }  # fmt: skip
