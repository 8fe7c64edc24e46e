"""The result of a search in words and tables, and as the files that keep it: the ensemble, and how it was made."""

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sim.core.whole import write_text
from sim.experiments.ensemble import Ensemble, write
from sim.experiments.plausible.identify import Known, identify
from sim.experiments.plausible.matching import CUT
from sim.experiments.plausible.moments import Moment
from sim.experiments.plausible.search import CHECKS, LEAST_MEMBERS, Found, Set

UNITS = {"level": 100.0, "stock": 100.0, "flow": 1.0, "pay": 1.0, "trial": 1.0}


def as_ensemble(name: str, space: Any, sets: list[Set], header: tuple[str, ...]) -> Ensemble:
    """The sets with their values, levels included; what is the same in all of them stands in the country's file."""
    first = sets[0].lived.solved
    moved = [name for name in first if any(s.lived.solved[name] != first[name] for s in sets)]
    members = tuple(
        space.values(s.lived.task.point) | {name: s.lived.solved[name] for name in moved} for s in sets
    )  # fmt: skip
    notes = tuple(
        {"distance": s.near, "distance_fresh": s.fresh_near, "distance_held_out": s.held_out} for s in sets
    )  # fmt: skip
    return Ensemble(name, members, header, notes)


def header(config: Any, command: str, made: dict[str, Any], checks: int = CHECKS) -> tuple[str, ...]:
    """Where an ensemble comes from, one fact a line; ``checks``: the fresh worlds in which each set was lived."""
    about = {
        "country": config.country.option,
        "made by": command,
        "written": datetime.now(UTC).date().isoformat(),
        "facts": config.country.facts.sha256[:16],
        "distance": "root mean square gap of the fitted moments in declared standard deviations: in the world in which "
        f"the set was found, in {checks} fresh worlds, and of the moments held out of the fit there",
    }
    return tuple(f"{word}: {said}" for word, said in (about | made).items())


def facts_of(found: Found) -> dict[str, Any]:
    """What a search has to say of itself."""
    return {
        "points lived": found.lived,
        "share of the prior ranges not ruled out": f"{found.waves[-1].share:.4g}",
        "set aside, no point meets them": ", ".join(found.region.beyond) or "nothing",
        "status": "complete" if found.complete else "the budget ended first: the best so far",
    }


def record(found: Found, known: list[Known]) -> dict[str, Any]:
    """Everything about a search that the ensemble itself does not hold, for the page of uncertainty."""
    noise = {m.name: math.sqrt(e.noise) for m, e in zip(found.region.moments, found.region.emulators, strict=True)}
    return {
        "points": found.lived, "seconds": round(found.seconds), "seconds_a_point": found.cost,
        "sizes": vars(found.sizes),
        "complete": found.complete, "beyond": list(found.region.beyond),
        "waves": [vars(w) | {"beyond": list(w.beyond)} for w in found.waves],
        "start": _numbers(found.start), "best": _numbers(found.best),
        "parameters": [k._asdict() | {"word": k.word} for k in known],
        "moments": [_moment(m, found, noise) for m in found.moments],
    }  # fmt: skip


def _numbers(s: Set) -> dict[str, float]:
    return {"distance": s.near, "distance_fresh": s.fresh_near, "held_out": s.held_out, "worst": s.worst}


def _moment(m: Moment, found: Found, noise: dict[str, float]) -> dict[str, Any]:
    shown = [s.fresh.get(m.name, math.nan) for s in found.members]
    known = [v for v in shown if math.isfinite(v)]
    return {
        "name": m.name, "label": m.label, "kind": m.kind, "fitted": m.fitted, "value": m.value,
        "tolerance": m.tolerance, "weight": m.weight, "sd_figure": math.sqrt(m.observed),
        "sd_model": math.sqrt(m.discrepancy), "sd_luck": noise.get(m.name),
        "start": found.start.fresh.get(m.name), "best": found.best.fresh.get(m.name),
        "low": min(known, default=None), "high": max(known, default=None),
    }  # fmt: skip


def save(found: Found, config: Any, name: str, folder: Path, command: str) -> Path:
    """Write ``<name>.csv``, the ensemble, and ``<name>.json``, how it was made."""
    known = identify(found.problem.space, found.region, found.left)
    keep_record(record(found, known), folder / f"{name}.json")
    about = header(config, command, facts_of(found))
    return write(as_ensemble(name, found.problem.space, found.members, about), folder / f"{name}.csv")


def keep_record(content: dict[str, Any], file: Path) -> None:
    """Numbers as JSON with six digits; what is not a number becomes null."""
    write_text(file, json.dumps(_short(content), indent=1, ensure_ascii=False) + "\n")


def _short(content: Any) -> Any:
    if isinstance(content, dict):
        return {k: _short(v) for k, v in content.items()}
    if isinstance(content, list | tuple):
        return [_short(v) for v in content]
    if isinstance(content, float):
        return float(f"{content:.6g}") if math.isfinite(content) else None
    return content


# ---- in words


def sentences(found: Found) -> list[str]:
    """What was found, in a few sentences."""
    last, start, best = found.waves[-1], found.start, found.best
    said = [
        f"{found.lived} points lived; {_percent(last.share)} of the prior ranges is not ruled out (largest "
        f"implausibility above {CUT:g}).",
        f"Distance of the fitted moments (1: as far as declared errors let one expect): {best.near:.2f} where the "
        f"descent ended, {best.fresh_near:.2f} in fresh worlds; numbers as shipped {start.near:.2f}, "
        f"{start.fresh_near:.2f} in fresh worlds. Moments held out: {best.held_out:.2f} against {start.held_out:.2f}.",
        f"{len(found.members)} sets are kept, each lived in {CHECKS} fresh worlds.",
    ]
    if found.region.beyond:
        said.append(f"Set aside, since no point meets them: {', '.join(found.region.beyond)}.")
    if len(found.members) < LEAST_MEMBERS:
        said.append(f"Fewer than {LEAST_MEMBERS} sets: give more time (--budget).")
    return said


def _percent(share: float) -> str:
    """
    >>> _percent(0.123), _percent(0.0)
    ('12.3 %', 'less than 0.1 %')
    """
    return "less than 0.1 %" if share < 0.001 else f"{100 * share:.1f} %"


def wave_rows(found: Found) -> list[tuple[str, ...]]:
    """Points so far, share left, moments set aside, distance of the best."""
    return [
        (str(k), str(w.points), _percent(w.share), f"{w.best:.2f}", ", ".join(w.beyond) or "–")
        for k, w in enumerate(found.waves, 1)
    ]


WAVES = ("wave", "points so far", "not ruled out", "nearest", "set aside")
KNOWN = ("parameter", "prior range", "left", "range left", "told by", "alone makes", "signal", "confused with", "")


def known_rows(space: Any, known: list[Known]) -> list[tuple[str, ...]]:
    """One row a parameter."""
    return [
        (
            d.label, f"{d.low:g} to {d.high:g}", f"{k.low:.3g} to {k.high:.3g}", f"{100 * min(k.range_left, 1):.0f} %",
            k.moment, f"{100 * k.share:.0f} %", f"{k.signal:.1f}",
            f"{k.partner.rpartition('.')[2]} {k.correlation:+.2f}" if k.partner else "–", k.word,
        )
        for d, k in zip(space.dimensions, known, strict=True)
    ]  # fmt: skip


MOMENTS = ("moment", "in the fit", "figure", "as shipped", "descent", "sets", "met by shipped")


def moment_rows(found: Found) -> list[tuple[str, ...]]:
    """Figure beside what fresh worlds show; stocks in percent, flows as shares, pay and trials in their own unit."""
    rows = []
    for m in found.moments:
        shown = [s.fresh.get(m.name, math.nan) for s in found.members]
        known = [v for v in shown if math.isfinite(v)]
        start, best = (s.fresh.get(m.name, math.nan) for s in (found.start, found.best))
        ends = f"{said(m, min(known))} to {said(m, max(known))}" if known else "–"
        hit = "–" if not math.isfinite(start) else "yes" if abs(start - m.value) <= m.tolerance else "no"
        rows.append(
            (m.label, "yes" if m.fitted else "held out", said(m, m.value), said(m, start), said(m, best), ends, hit)
        )
    return rows


def said(m: Moment, value: float) -> str:
    """A moment in the unit in which it is published."""
    if not math.isfinite(value):
        return "–"
    return f"{math.exp(value):.3f}" if m.kind == "flow" else f"{UNITS[m.kind] * value:.3g}"
