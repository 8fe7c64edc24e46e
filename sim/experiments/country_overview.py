"""The table of all countries: how many of their moments are met, and which are missed."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from sim.experiments.country_page import (
    ENOUGH_FITTED,
    ENOUGH_OTHERS,
    RULE,
    aside,
    fitted,
    grade,
    others,
    ratio,
    table,
    telling,
)
from sim.experiments.standing import Standing

HEAD = (
    "country", "year", "grade", "fitted", "three years on", "not fitted", "of them held out", "hits that say something",
    "filled in", "seeds", "fitted moments missed", "other moments missed",
)  # fmt: skip
ROWS = "overview.json"
"""Rows of the countries validated so far, beside the pages."""


def overview_row(s: Standing) -> list[str]:
    """One row: a country over its seeds; gaps in points."""
    country = s.config.country
    missed = [t for t in s.targets if not s.hit(t)]
    gaps = {t: f"{t.label} ({100 * (s.moment(t).mean - t.value):+.1f})" for t in missed}
    return [
        country.name, str(country.anchor_year), grade(s), ratio(s.score(fitted)), ratio(s.score(fitted, True)),
        ratio(s.score(others)), ratio(s.score(aside)), ratio(s.score(telling)),
        str(sum(not f.published for f in country.facts.all)), str(len(s.runs)),
        "; ".join(gaps[t] for t in missed if t.fitted) or "none",
        "; ".join(gaps[t] for t in missed if not t.fitted) or "none",
    ]  # fmt: skip


def remember(folder: Path, standings: Iterable[Standing]) -> dict[str, list[str]]:
    """Rows of all countries validated into ``folder`` so far, with these in place of their older ones."""
    file = folder / ROWS
    rows = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    rows |= {s.config.country.option: overview_row(s) for s in standings}
    file.write_text(json.dumps(dict(sorted(rows.items())), indent=1, ensure_ascii=False) + "\n", "utf-8")
    return dict(sorted(rows.items()))


def overview(rows: dict[str, Sequence[str]], command: str) -> str:
    """The table of all countries in Markdown, each with a link to its page."""
    linked = [[f"[{row[0]}]({option}.md)", *row[1:]] for option, row in rows.items()]
    lines = [
        "# Countries against their figures",
        "",
        f"Grade A: at least {ENOUGH_FITTED:.0%} of the fitted and {ENOUGH_OTHERS:.0%} of the other moments within",
        "tolerance, and all figures published; B: the same, with figures filled in by rule; C: not reached.",
        RULE,
        "",
        f"Made by `{command}`.",
        "",
        *table(HEAD, linked),
    ]
    return "\n".join(lines).rstrip() + "\n"
