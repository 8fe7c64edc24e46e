"""What a run leaves: tables for people and for programs, and where they come from."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.summary import HEADLINES

SHOWN = ["label", "group", "value", "unit", "target", "gap", "target_year", "target_source", "fitted"]
RANK = {name: i for i, name in enumerate(HEADLINES)}


@dataclass
class Result:
    """One simulated world.

    ``panel``: numerators and denominators by month and group. ``summary``: means of the last twelve months beside
    published figures (numbers of persons and sums of money: of the whole country). ``ledger``: every payment, in W, by
    month, purpose, payer, payee and group. ``flows``: persons by month, origin and destination.
    ``spells``: median months to first jobs; ``curves``: the share still waiting.
    ``series``: other monthly figures of the model. ``manifest``: versions, hashes, seed, times, command.
    """

    config: Any
    panel: pd.DataFrame
    summary: pd.DataFrame
    ledger: pd.DataFrame
    flows: pd.DataFrame
    spells: pd.DataFrame
    curves: pd.DataFrame
    series: pd.DataFrame
    manifest: dict[str, Any] = field(default_factory=dict)
    folder: Path | None = None

    @property
    def run_key(self) -> str:
        return str(self.manifest["run_key"])

    def partial(self) -> bool:
        """True when the run was interrupted: all tables end with the last complete month."""
        return self.manifest.get("status") != "complete"

    def table(self, everything: bool = False) -> pd.DataFrame:
        """The key figures: those with a published one, group by group, then the main ones without.

        ``everything``: all national figures.
        """
        rows = self.summary[self.summary["value"].notna() | self.summary["target"].notna()]
        published = rows["target"].notna()
        others = rows[~published & (rows["group"] == "all")]
        if not everything:
            others = others[others["indicator"].isin(HEADLINES)].sort_values("indicator", key=lambda c: c.map(RANK))
        return pd.concat([rows[published], others], ignore_index=True)

    def indicators(self) -> dict[str, float | None]:
        """National means of the last twelve months by name; None where nobody is counted."""
        national = self.summary[self.summary["group"] == "all"]
        return {
            n: None if pd.isna(v) else float(v) for n, v in zip(national["indicator"], national["value"], strict=True)
        }

    def save(self, folder: str | Path | None = None, *, report: bool = True) -> Path:
        """Write the run folder (default ``outputs/runs/<run_key>/``) and return its path."""
        from sim.experiments.store import save

        self.folder = save(self, folder, report=report)
        return self.folder

    def _repr_html_(self) -> str:
        m = self.manifest
        where = m.get("country", {}).get("name", "")
        months = f"{m.get('months_done')} months · seed {m.get('seed')}"
        head = f"{where} · {m.get('scenario')} · {m.get('people'):,} people · {months}"
        shown = self.table()[SHOWN].rename(columns=lambda c: c.replace("_", " "))
        note = " · <strong>interrupted</strong>" if self.partial() else ""
        return f"<p>{head}{note}</p>" + shown.to_html(index=False, na_rep="", float_format=lambda v: f"{v:,.1f}")
