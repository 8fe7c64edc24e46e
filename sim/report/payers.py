"""Who paid for training: the final payers, by year and in all.

The training fund is not a final payer: what it spends is charged to those who filled it, in proportion to what each
had paid in so far; the levy is the enterprises' money, also where the treasury collects it and passes it on. Grants to
enterprises lower what enterprises paid themselves. The pay of apprentices is pay for work and is not counted; nor are
the costs of providers, which are what these payments cover.
"""

import numpy as np
import pandas as pd

from sim.experiments.result import Result
from sim.report import words
from sim.report.drawing import BLUE, GREEN, ORANGE, PURPLE, VERMILLION, Canvas, Figure, Table, drawings

PURPOSES = {
    "fee": "Course fees",
    "public_places": "Public training places",
    "donor_places": "Places paid by donors",
    "seat": "Places outside the queue",
    "stipend": "Stipends",
    "apprentice_fee": "Fees of apprentices to masters",
    "staff_training": "Courses for staff",
    "travel_and_care": "Travel and child care for training",
    "grant": "Training grants to enterprises",
    "tax_credit": "Tax credits for staff courses",
    "voucher": "Vouchers for course fees",
    "account": "Learning accounts",
    "co_financing": "Co-financing",
}
"""Purposes of the ledger that are spending on training; grants are what enterprises get back."""
COLOURS = {
    "government": (BLUE, ""),
    "enterprises": (ORANGE, "///"),
    "social_partners": (PURPLE, "xx"),
    "donors": (GREEN, "--"),
    "households": (VERMILLION, "\\\\\\"),
}


def fund_sources(ledger: pd.DataFrame) -> pd.DataFrame:
    """Year × final payer: share of each in all that the training fund had received by the end of that year."""
    paid_in = ledger[(ledger["payee"] == "training_fund") & ledger["payer"].isin(words.PAYERS)]
    from_levy = paid_in["purpose"].isin(["levy", "earmark"])
    paid_in = paid_in.assign(payer=paid_in["payer"].where(~from_levy, "enterprises"))
    by_year = paid_in.pivot_table(index="year", columns="payer", values="amount", aggfunc="sum", fill_value=0.0)
    years = range(1, int(ledger["year"].max()) + 1) if len(ledger) else range(0)
    so_far = by_year.reindex(index=years, columns=list(words.PAYERS), fill_value=0.0).cumsum()
    so_far.loc[so_far.sum(axis=1) <= 0, "enterprises"] = 1.0
    return so_far.div(so_far.sum(axis=1), axis=0)


def paid(ledger: pd.DataFrame) -> pd.DataFrame:
    """W by year, purpose and final payer."""
    plain_words = {c: ledger[c].astype(str) for c in ("purpose", "payer", "payee")}
    ledger = ledger.assign(year=ledger["month"] // 12 + 1, **plain_words)
    rows = ledger[ledger["purpose"].isin(PURPOSES) & (ledger["payee"] != "training_fund")]
    direct = rows[rows["payer"].isin(words.PAYERS)]
    fund = rows[rows["payer"] == "training_fund"].groupby(["year", "purpose"], as_index=False)["amount"].sum()
    shares = fund_sources(ledger).stack().rename("share").reset_index()
    shares.columns = ["year", "payer", "share"]
    charged = fund.merge(shares, on="year")
    charged["amount"] *= charged.pop("share")
    grants = rows[rows["purpose"].isin(["grant", "tax_credit"]) & (rows["payee"] == "enterprises")]
    back = grants.assign(payer="enterprises", amount=-grants["amount"])
    columns = ["year", "purpose", "payer", "amount"]
    parts = pd.concat([direct[columns], charged[columns], back[columns]], ignore_index=True)
    return parts.groupby(["year", "purpose", "payer"], as_index=False)["amount"].sum()


def training_money(result: Result) -> pd.DataFrame:
    """W of the whole country by year (rows) and payer (columns)."""
    weight = float(result.manifest.get("weight") or 1.0)
    table = paid(result.ledger).groupby(["year", "payer"])["amount"].sum().unstack(fill_value=0.0)
    return table.reindex(columns=list(words.PAYERS), fill_value=0.0) * weight


def money(amount: float, result: Result) -> str:
    """Amount in the country's currency of the anchor year where its value is known, else in W."""
    about = result.manifest.get("country", {})
    factor = about.get("lcu_per_w")
    if not factor:
        return f"{words.large(amount)} W"
    return f"{words.large(amount * float(factor))} {about.get('currency', 'LCU')}"


def payers(result: Result) -> Figure | None:
    """Spending on training by final payer and year, with totals."""
    table = training_money(result)
    totals = table.sum()
    if table.empty or totals.abs().sum() == 0:
        return None
    factor = float(result.manifest.get("country", {}).get("lcu_per_w") or 1.0)
    power, unit = _axis_unit(result, table.sum(axis=1).max() * factor)
    shown = [p for p in words.PAYERS if abs(totals[p]) > 0]

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes, base = canvas.add_subplot(), np.zeros(len(table))
        for p in shown:
            values = table[p].clip(lower=0).to_numpy() * factor / power
            colour, hatch = COLOURS[p]
            look = {"color": colour, "hatch": hatch, "edgecolor": "white", "label": words.PAYERS[p]}
            axes.bar(table.index, values, bottom=base, width=0.78, **look)
            base = base + values
        step = 1 if len(table) <= (6 if narrow else 14) else 2 if len(table) <= 24 else 5
        axes.set_xticks(list(table.index)[::step])
        axes.set_xlabel("Year of the run")
        axes.set_ylabel(f"{unit} a year")
        axes.grid(axis="y")
        style = {"frameon": False, "handlelength": 1.4, "columnspacing": 1.2}
        canvas.legend(loc="outside upper left", ncols=2 if narrow else 5, **style)

    whole = totals.sum()
    shares = 100 * totals / whole
    said = [f"{words.PAYERS[p]} {words.number(shares[p], 0)} %" for p in sorted(shown, key=lambda p: -totals[p])]
    last = int(table.index[-1])
    rows = [
        [f"Year {y}", *(money(row[p], result) for p in shown), money(row.sum(), result)] for y, row in table.iterrows()
    ]
    rows.append(["All years", *(money(totals[p], result) for p in shown), money(whole, result)])
    rows.append(["Share", *(f"{words.number(shares[p])} %" for p in shown), "100 %"])
    return Figure(
        key="payers",
        title="Who paid for training",
        measure="Spending on training in the whole country by who bears it in the end, per year of the run. "
        + _value_of_w(result),
        alt=f"Stacked bars for years 1 to {last}. Over the run {money(whole, result)} in all: {words.listed(said)}.",
        table=Table(["", *(words.PAYERS[p] for p in shown), "All"], rows),
        note="What the training fund spends is charged to those who filled it. Counted: fees, public and donor places, "
        "stipends, fees of apprentices, courses for staff less grants, travel and child care for training. Not "
        "counted: pay of apprentices, and time.",
        **drawings("payers", plot, 3.6, 3.8),
    )


def _axis_unit(result: Result, highest: float) -> tuple[float, str]:
    """Power of ten and words for an axis that goes up to ``highest``."""
    about = result.manifest.get("country", {})
    unit = about.get("currency", "LCU") if about.get("lcu_per_w") else "W"
    for power, word in ((1e9, "Billion"), (1e6, "Million"), (1e3, "Thousand")):
        if highest >= power:
            return power, f"{word} {unit}"
    return 1.0, unit


def _value_of_w(result: Result) -> str:
    about = result.manifest.get("country", {})
    if about.get("lcu_per_w"):
        value = f"{words.number(about['lcu_per_w'], 0)} {about.get('currency', 'LCU')}"
        return f"1 W, the mean monthly pay of an employee, is {value} of {about.get('anchor_year', 'the anchor year')}."
    return "1 W is the mean monthly pay of an employee at the start."


def by_purpose(result: Result) -> Table | None:
    """All years by purpose and payer, in W of the whole country."""
    weight = float(result.manifest.get("weight") or 1.0)
    table = paid(result.ledger).groupby(["purpose", "payer"])["amount"].sum().unstack(fill_value=0.0) * weight
    if table.empty:
        return None
    shown = [p for p in words.PAYERS if p in table.columns and table[p].abs().sum() > 0]
    rows = [
        [said, *(words.large(a) if a else "·" for a in table.loc[u, shown]), words.large(table.loc[u, shown].sum())]
        for u, said in PURPOSES.items()
        if u in table.index
    ]
    return Table(["What for (W)", *(words.PAYERS[p] for p in shown), "All"], rows)
