"""What every instrument and every option must keep, found by scanning."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import yaml

from sim.agents.firm import Firm
from sim.agents.provider import TrainingProvider
from sim.agents.worker import Worker
from sim.core.columns import columns_of
from sim.core.errors import InputError
from sim.core.levers import LEVERS, Lever
from sim.core.policy import compile
from sim.instruments.registry import kinds, parse

CONF = Path(__file__).parents[2] / "conf"
GROUPS = ("financing", "workplace", "inclusion", "services", "system", "context")
OPTIONS = sorted(f for group in GROUPS for f in (CONF / group).glob("*.yaml"))


def columns(agent_type, n=300):
    made = agent_type.Columns(*(c.empty(n) for c in columns_of(agent_type).values()))
    next(iter(made))[:] = np.arange(n) + 1
    return made


def world():
    people = columns(Worker)
    people.birth[:] = -12 * (15 + np.arange(300) % 50)
    people.sex[:] = np.arange(300) % 2
    return SimpleNamespace(
        people=people, firms=columns(Firm), providers=columns(TrainingProvider),
        month=0, seed=3, territory=None, memory={},
    )  # fmt: skip


def read(option):
    return parse(yaml.safe_load(option.read_text()))


def default(kind):
    return parse({kind: {"kind": kind}})


@pytest.mark.parametrize("kind", kinds())
def test_every_instrument_moves_a_lever_by_default(kind):
    assert len(compile(default(kind), 0)) >= 1
    assert kinds()[kind].__doc__ and all(f.description for n, f in kinds()[kind].model_fields.items() if n != "kind")


@pytest.mark.parametrize("kind", kinds())
def test_zero_intensity_and_an_empty_target_are_no_rows(kind):
    zero = compile(parse({kind: {"kind": kind, "intensity": 0.0}}), 0)
    assert len(zero) == 0
    assert not zero.appropriations.any()
    late = compile(parse({kind: {"kind": kind, "start": 12}}), 11)
    assert len(late) == 0


@pytest.mark.parametrize("kind", kinds())
def test_more_take_up_reaches_a_superset(kind):
    m, rows = world(), np.arange(300)
    for lever in {row.lever for row in default_rows(kind)}:
        spec = LEVERS[Lever(lever)]
        if spec.bearer in ("economy", "sector"):
            continue
        base = 0.5 if np.isfinite(spec.high) else 1.0
        reached = [
            compile(parse({kind: {"kind": kind, "take_up": share}}), 0).values(Lever(lever), base, m, rows) != base
            for share in (0.3, 0.7)
        ]
        assert (reached[0] <= reached[1]).all()


def default_rows(kind):
    table = compile(default(kind), 0)
    return [row for lever in Lever for row in table.rows(lever)]


@pytest.mark.parametrize("kind", kinds())
def test_payer_shares_sum_to_one(kind):
    (made,) = default(kind).values()
    assert sum(made.shares) == pytest.approx(1.0)


def test_the_order_of_instruments_does_not_matter_to_the_bit():
    m, rows = world(), np.arange(300)
    made = {kind: default(kind)[kind] for kind in kinds()} | {"again": default("stipend")["stipend"]}
    seen = set()
    names = list(made)
    turned = [names[n:] + names[:n] for n in range(len(names))]
    for order in [*turned, *(names[::-1] for names in turned)]:
        table = compile({n: made[n] for n in order}, 0)
        seen.add(b"".join(table.values(lever, 0.1, m, rows).tobytes() for lever in Lever))
    assert len(seen) == 1


@pytest.mark.parametrize("option", OPTIONS, ids=lambda f: f.stem)
def test_every_option_is_documented_and_valid(option):
    text = option.read_text()
    first, second = text.splitlines()[:2]
    assert first == "# @package instruments"
    assert second.startswith("# ") and len(second) > 20
    assert "_target_" not in text
    for name, made in read(option).items():
        assert made.kind in kinds()
        assert len(compile({name: made}, made.start + made.ramp)) >= 1


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"kind": "stipnd"}, "Did you mean 'stipend'"),
        ({"kind": "stipend", "amuont": 1}, "Did you mean 'amount'"),
        ({"kind": "stipend", "amount": 5}, r"instruments\.s\.amount: .* got 5"),
        ({"kind": "stipend", "take_up": 1.2}, r"instruments\.s\.take_up"),
        ({"kind": "stipend", "target": {"age": "30-20"}}, r"instruments\.s\.target\.age: '30-20'"),
        ({"kind": "stipend", "paid_by": {"government": 0.9, "enterprises": 0.3}}, "must add up to 1, got 1.2"),
        ({"kind": "stipend", "paid_by": {"goverment": 1.0}}, "Did you mean 'government'"),
        ({"kind": "stipend", "start": 5, "end": 3}, "end must come after start"),
        ({"amount": 1}, "must be a mapping with a kind"),
    ],
)
def test_wrong_input_gets_one_clear_message(entry, message):
    with pytest.raises(InputError, match=message) as error:
        parse({"s": entry})
    assert "\n" not in str(error.value)
