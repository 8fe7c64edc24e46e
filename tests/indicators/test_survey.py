"""The survey counts everybody once, whatever the order of people, tiles and cells."""

import numpy as np
from registers import PARAMETERS, crowd, observed

from sim.indicators.bits import BITS, Op, Value
from sim.indicators.groups import CELLS, MARGINS, MARGINS_OF_CELL, cell_of, cells_of
from sim.indicators.operators import answers
from sim.indicators.situation import Fact, code, put
from sim.indicators.survey import SLOTS, TILE, slot
from sim.indicators.tally import FULL, count_words, empty


def test_bits_are_counted_as_they_are_set_beyond_what_a_counter_holds():
    r = np.random.default_rng(1)
    words, cell = r.integers(0, 2**62, 5000), r.integers(0, 4, 5000)  # 1,250 people a cell
    assert len(words) / 4 > 4 * FULL
    counters, held = np.zeros((CELLS, BITS), np.uint8), np.zeros(CELLS, np.int64)
    margins = np.zeros((len(MARGINS), BITS), np.int64)
    count_words(cell.astype(np.uint16), words, counters, held, MARGINS_OF_CELL, margins)
    for c in range(4):
        empty(c, counters, held, MARGINS_OF_CELL, margins)
    bits = (words[:, None] >> np.arange(BITS)) & 1
    expected = np.zeros_like(margins)
    for c in range(4):
        expected[MARGINS_OF_CELL[c]] += bits[cell == c].sum(axis=0)
    assert np.array_equal(margins, expected)


def test_cells_of_a_tile_are_the_cells_of_its_people():
    people, month = crowd(3000), 7
    cells = np.empty(3000, np.uint16)
    cells_of(people.sex, people.birth, people.area, people.level, people.disability, people.wealth, month, cells)
    traits = zip(people.sex, people.birth, people.area, people.level, people.disability, people.wealth, strict=True)
    assert cells.tolist() == [cell_of(s, (month - int(b)) // 12, a, v, d, w) for s, b, a, v, d, w in traits]


def test_the_order_of_people_does_not_matter():
    people, shuffled = crowd(TILE + 500), crowd(TILE + 500)
    order = np.random.default_rng(2).permutation(TILE + 500)
    for before, after in zip(people, shuffled, strict=True):
        after[:] = before[order]
    assert np.array_equal(observed(people), observed(shuffled))
    assert np.array_equal(people.status[order], shuffled.status)


def test_free_rows_are_not_counted():
    people = crowd(100)
    people.pid[::2] = 0
    assert observed(people).sum(axis=0)[Op.PERSON] == 50
    assert (people.status[::2] == 0).all()


def test_a_situation_keeps_every_fact_apart():
    facts = sorted(Fact)
    assert len({int(f) for f in facts}) == len(facts)
    s = put(5, Fact.LEVEL) | put(4, Fact.CONTRACT) | put(7, Fact.FAMILY) | put(10, Fact.JOB)
    assert [code(s, f, b) for f, b in ((Fact.LEVEL, 3), (Fact.CONTRACT, 3), (Fact.FAMILY, 3), (Fact.JOB, 4))] == [
        5, 4, 7, 10,
    ]  # fmt: skip
    assert 0 <= slot(put(1, max(Fact)) | s) < SLOTS


def test_nobody_answers_where_nobody_lives():
    assert answers(np.int64(0), PARAMETERS) == 0
    assert answers(np.int64(1), PARAMETERS) & 1 == 1


def test_hours_are_summed_over_the_employed():
    people = crowd(2000)
    total = observed(people).sum(axis=0)
    employed = ((people.status >> np.uint64(Op.EMPLOYED_13)) & np.uint64(1)).astype(bool)
    assert total[Value.HOURS] == 1_000_000 * int(people.hours[employed].sum())
