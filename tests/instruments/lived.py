"""Small models that have lived with a policy, kept so that tests of one kind of policy can share them."""

from functools import cache

import sim


@cache
def lived(*words: str, months: int = 12, people: int = 2000):
    """A model of Ghana after ``months`` with identities checked every month."""
    model = sim.LabourMarket(sim.configure(f"people={people}", f"months={months}", "checks=true", *words))
    model.run_for(months)
    return model


def paid(model, purpose: str) -> dict[str, float]:
    """W paid for a purpose by payer."""
    table = model.ledger.table()
    rows = table[table["purpose"] == purpose]
    return {payer: amount for payer, amount in rows.groupby("payer", observed=True)["amount"].sum().items() if amount}
