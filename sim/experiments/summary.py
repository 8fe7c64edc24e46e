"""The table of key figures: mean of the last twelve months beside the published figure, its year and its source."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

LAST_MONTHS = 12
COLUMNS = [
    "indicator", "label", "group", "value", "unit",
    "target", "target_year", "target_source", "gap", "tolerance", "fitted",
]  # fmt: skip
TARGET_COLUMNS = ["indicator", "group", "target", "target_year", "target_source", "target_unit", "tolerance", "fitted"]
HEADLINES = (
    "neet_rate", "enrolment_rate", "participation_rate", "employment_rate", "unemployment_rate", "lu3",
    "informality_rate", "wage_employment_share", "own_account_share", "family_worker_share", "decent_job",
    "job_finding_rate", "separation_rate", "transited", "in_transition", "not_started",
    "months_to_first_job", "months_to_stable_job", "monthly_pay", "tightness",
    "training_places", "training_queue", "completion_rate", "cost_by_payer",
    "cost_by_payer_government", "cost_by_payer_enterprises", "cost_by_payer_social_partners",
    "cost_by_payer_donors", "cost_by_payer_households",
)  # fmt: skip
"""National figures that are shown without a published one beside them, in this order."""
COUNTED = ("persons", "W")
"""Units of numbers of people and sums of money: simulated ones, each of which stands for ``weight``."""
MONTHS_LABELS = {
    "months_to_first_job": "Time from leaving school to the first job",
    "months_to_stable_job": "Time from leaving school to the first stable job",
    "months_to_good_job": "Time from leaving school to the first stable or satisfactory job",
}


def shown_unit(unit: str) -> tuple[str, float]:
    """Unit in which an indicator is shown, and the factor to it: shares in percent.

    >>> shown_unit("share a month"), shown_unit("W an hour")
    (('percent a month', 100.0), ('W an hour', 1.0))
    """
    return (unit.replace("share", "percent", 1), 100.0) if unit.startswith("share") else (unit, 1.0)


def described(indicators: Any) -> pd.DataFrame:
    """Name, label, unit and scale of the indicators of a registry (a mapping by name or a list)."""
    items = indicators.values() if isinstance(indicators, Mapping) else (indicators or ())
    rows = [(i.name, _label(i), *shown_unit(i.unit)) for i in items]
    return pd.DataFrame(rows, columns=["indicator", "label", "unit", "scale"])


def _label(indicator: Any) -> str:
    """The label; two editions of one indicator must not look alike."""
    return f"{indicator.label} (19th ICLS)" if getattr(indicator, "edition", "") == "icls19" else str(indicator.label)


def ratios(panel: pd.DataFrame, indicator: str) -> pd.Series:
    """Numerator over denominator of one indicator, NaN where nobody is counted; aligned with the panel's rows."""
    denominator = panel[f"{indicator}_den"].astype(float)
    return panel[f"{indicator}_num"].astype(float) / denominator.where(denominator > 0)


def indicators_in(panel: pd.DataFrame) -> list[str]:
    return [c[:-4] for c in panel.columns if c.endswith("_num") and f"{c[:-4]}_den" in panel.columns]


def recent_means(panel: pd.DataFrame, last_months: int = LAST_MONTHS) -> pd.DataFrame:
    """Indicator, group, ratio: sum of numerators over sum of denominators of the last months."""
    recent = panel[panel["month"] > panel["month"].max() - last_months]
    sums = recent.drop(columns=["month", "run_key"], errors="ignore").groupby("group", sort=False).sum().reset_index()
    parts = [
        pd.DataFrame({"indicator": name, "group": sums["group"], "ratio": ratios(sums, name)})
        for name in indicators_in(panel)
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["indicator", "group", "ratio"])


def published(targets: Iterable[Any]) -> pd.DataFrame:
    """One row per published figure; the source of one that a rule filled in says so."""
    rows = [
        (
            t.indicator, t.group, t.value, t.year, t.source if t.own else f"filled in: {t.source}", t.unit,
            getattr(t, "tolerance", np.nan), bool(t.fitted),
        )
        for t in targets
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=TARGET_COLUMNS).drop_duplicates(["indicator", "group"])


def in_unit(target: float, given: str, wanted: str) -> float:
    """A published share or percentage in the unit of the indicator.

    >>> in_unit(0.25, "share", "percent"), in_unit(25.0, "percent", "percent"), in_unit(25.0, "percent", "share")
    (25.0, 25.0, 0.25)
    """
    if given.startswith("share") and wanted.startswith("percent"):
        return 100 * target
    if given.startswith("percent") and wanted.startswith("share"):
        return target / 100
    return target


def summarise(
    panel: pd.DataFrame, spells: pd.DataFrame, indicators: Any, targets: Iterable[Any], weight: float = 1.0
) -> pd.DataFrame:
    """Key figures of a run, one row per indicator and group, with published figures where there are any.

    Numbers of people and sums of money are those of the country: simulated ones times ``weight``.
    """
    table = recent_means(panel).merge(described(indicators), on="indicator", how="left")
    table["value"] = table.pop("ratio") * table.pop("scale").fillna(1.0)
    table.loc[table["unit"].isin(COUNTED), "value"] *= weight
    table = table[~table["indicator"].isin(MONTHS_LABELS)]
    months = spells[spells["indicator"].isin(MONTHS_LABELS)].rename(columns={"months": "value"})
    months = months.assign(label=months["indicator"].map(MONTHS_LABELS), unit="months")
    table = pd.concat([table, months[["indicator", "group", "label", "unit", "value"]]], ignore_index=True)
    table["label"] = table["label"].fillna(table["indicator"].str.replace("_", " ").str.capitalize())
    table["unit"] = table["unit"].fillna("")
    table = table.merge(published(targets), on=["indicator", "group"], how="left")
    for column in ("target", "tolerance"):
        table[column] = [
            in_unit(float(t), str(g), str(u)) if pd.notna(t) else np.nan
            for t, g, u in zip(table[column], table["target_unit"], table["unit"], strict=True)
        ]
    table["gap"] = table["value"] - table["target"]
    table["target_year"] = table["target_year"].astype("Int64")
    table["fitted"] = table["fitted"].astype("boolean")
    return table[COLUMNS]
