"""Tables of money: where it goes, what moves household income, who spends on what."""

from typing import Any

from sim.experiments.compare import money, tables
from sim.finance.ledger import group_name as beneficiaries
from sim.report import words
from sim.report.compare.money_words import PARTIES, Money
from sim.report.drawing import Table


def money_flow(c: Any) -> Table | None:
    """Figure 7 as a table: payer, purpose, payee and whom it is for."""
    m, rows = Money(c.plan.baseline), []
    for p in c.packages:
        found = money.use_of_money(c.plan, c.worlds, p.name)
        sums: dict[tuple[str, str, str, str], float] = {}
        for (payer, purpose, payee, group), amount in found.items():
            sex = beneficiaries(group).split("|")[0]
            who = words.group(sex) if "=" in sex else "nobody singly"
            key = (payer, purpose, payee, who)
            sums[key] = sums.get(key, 0.0) + amount * c.weight
        whole = sum(abs(v) for v in sums.values())
        for (payer, purpose, payee, who), amount in sorted(sums.items(), key=lambda item: -abs(item[1])):
            if abs(amount) >= 0.002 * whole:
                said = [PARTIES.get(x, x.replace("_", " ").capitalize()) for x in (payer, payee)]
                rows.append([p.label, said[0], purpose.replace("_", " "), said[1], who, m.amount(amount, True)])
    header = ["Package", "Payer", "For", "Payee", "On behalf of", "More than without"]
    return Table(header, rows) if rows else None


def households(c: Any) -> Table | None:
    """What moves household income, by package."""
    m, table = Money(c.plan.baseline), tables.households(c)
    rows = []
    for r in table.itertuples():
        span = f"[{m.plain(r.gain_low, True)} to {m.plain(r.gain_high, True)}]"
        rows.append([c.plan.package(r.scenario).label, r.source.capitalize(), f"{m.amount(r.gain, True)} {span}"])
    return Table(["Package", "Source", "Change of household income"], rows) if rows else None


def spending(c: Any) -> Table | None:
    """By payer and purpose."""
    m, table = Money(c.plan.baseline), c.who_pays()
    rows = [
        [c.plan.package(r.scenario).label, PARTIES.get(r.payer, r.payer), r.purpose.replace("_", " ").capitalize(),
         f"{m.amount(r.amount, True)} [{m.plain(r.low, True)} to {m.plain(r.high, True)}]"]
        for r in table.itertuples() if m.plain(r.amount) != "0"
    ]  # fmt: skip
    return Table(["Package", "Payer", "For", "More than without"], rows) if rows else None
