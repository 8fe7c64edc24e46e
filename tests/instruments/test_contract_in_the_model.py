"""What all instruments together must keep in a model that lives: nothing from nothing, in any order, for the target."""

import hashlib
from functools import cache

import numpy as np
import pytest
import yaml
from test_all_instruments import OPTIONS, read

import sim
from sim.config import places
from sim.core.groups import Target
from sim.core.levers import LEVERS
from sim.core.policy import compile
from sim.instruments.registry import kinds

PEOPLE, MONTHS = 1000, 15
STORES = ("people", "firms", "providers", "households")


def ready():
    """Every ready-made instrument as it is written, by name."""
    found = {}
    for group in places.POLICY_GROUPS:
        for file in places.files(group).values():
            found |= yaml.safe_load(file.read_text())
    return found


def lived(instruments=None, months=MONTHS):
    config = sim.configure(f"people={PEOPLE}", f"months={months}").changed(instruments=instruments or {})
    model = sim.LabourMarket(config)
    model.run_for(months)
    return model


def bits(model):
    """Hash of all columns, of the counts and of the balances of all accounts."""
    digest = hashlib.sha256()
    for store in STORES:
        columns = getattr(model, store)
        for name in columns._fields:
            digest.update(np.ascontiguousarray(getattr(columns, name)).tobytes())
    digest.update(model.recorder.counts.tobytes())
    digest.update(np.array(model.ledger.balances).tobytes())
    return digest.hexdigest()


@cache
def baseline():
    return bits(lived())


@pytest.mark.parametrize(
    "nothing",
    [{"intensity": 0.0}, {"target": "nobody"}, {"budget": 0.0}, {"start": MONTHS}, {"offered": 0.0, "take_up": 0.0}],
    ids=["intensity 0", "nobody", "budget 0", "not yet begun", "offered to nobody"],
)
def test_every_instrument_without_force_is_the_baseline_to_the_bit(nothing):
    chosen = ready()
    if "offered" in nothing:  # neither law for the economy nor money set aside waits for somebody to take it up
        chosen = {n: e for n, e in chosen.items() if not _moves_the_economy(n, e) and "budget" not in e}
    assert bits(lived({name: entry | nothing for name, entry in chosen.items()})) == baseline()


def _moves_the_economy(name, entry):
    from sim.instruments.registry import parse

    table = compile(parse({name: entry}), 0)
    return any(LEVERS[lever].bearer in ("economy", "sector") for lever in LEVERS if table.has(lever))


def test_the_order_in_which_instruments_are_written_does_not_matter():
    chosen = ready()
    backwards = dict(reversed(chosen.items()))
    forth, back = lived(chosen), lived(backwards)
    assert bits(forth) == bits(back) != baseline()


WOMEN = {"sex": "female", "age": "20-29"}


def for_women(inclusion_error):
    """All instruments of persons, for women of 20 to 29; what they log of treated people, and the people."""
    chosen = {
        name: entry | {"target": WOMEN, "inclusion_error": inclusion_error, "exclusion_error": 0.0}
        for name, entry in ready().items()
        if Target.parse(WOMEN).describes("person") and "target" in entry
    }
    model = lived(chosen, months=24)
    log = model.treated.table()
    log = log[log["by"].isin({entry["kind"] for entry in chosen.values()})]
    people, rows = model.people, {int(pid): i for i, pid in enumerate(model.people.pid) if pid}
    log = log[log["pid"].isin(rows)]
    i = log["pid"].map(rows).to_numpy()
    years = (log["month"] - people.birth[i].astype(int)) // 12
    return log.assign(meant=(people.sex[i] == 1) & (years >= 20) & (years <= 29))


def test_only_the_target_group_is_treated():
    """Women of 20 to 29 are the target of everything: nobody else is treated by an instrument of persons."""
    log = for_women(inclusion_error=0.0)
    assert log["by"].nunique() >= 5 and len(log) >= 100
    assert log["meant"].all(), log[~log["meant"]]


def test_others_are_treated_by_error_only():
    """With an inclusion error of a tenth, those who are not meant are treated too, at less than half the rate.

    Four of five people are not meant: without the error none of them is treated, with one of 1 they would be treated
    about four times as often as those who are meant.
    """
    log = for_women(inclusion_error=0.1)
    meant, others = int(log["meant"].sum()), int((~log["meant"]).sum())
    assert meant >= 100 and 0 < others < 2 * meant


@pytest.mark.parametrize("kind", kinds())
def test_every_instrument_says_what_it_shows_and_how_it_fails(kind):
    made = kinds()[kind]
    if made.row:
        assert made.shows.partition(":")[0] in ("series", "paid", "indicator")
        assert made.sign in (-1, 1)
        assert made.fails and made.seen


@pytest.mark.parametrize("option", OPTIONS, ids=lambda f: f.stem)
def test_every_number_of_an_option_has_a_source_or_says_assumption(option):
    """A number written in an option is either commented or described with a source or range in the instrument."""
    (made,) = read(option).values()
    fields = type(made).model_fields
    for line in option.read_text().splitlines()[2:]:
        name, _, value = line.strip().partition(":")
        number = value.split("#")[0].strip()
        if name in fields and number.replace(".", "", 1).isdigit():
            assert "#" in line or "assumption" in (fields[name].description or ""), line
