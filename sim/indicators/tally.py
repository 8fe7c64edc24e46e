"""Counting words: how many people of a cell have each of 64 bits set, without looking at single bits.

A cell has 64 counters of one byte. Spread out to bytes, a word of 64 bits is added to them at once, which processors do
in a few instructions. Before a byte can run over, the cell's counters are emptied into its margins.
"""

from typing import Any

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import config, njit, types
from numba.core.extending import intrinsic

from sim.indicators.bits import BITS

FULL = 255
"""Words that a cell's counters can hold."""


def _add_bits(counters: Any, row: int, word: int) -> None:
    """Add bit k of ``word`` to ``counters[row, k]``, k = 0 … 63."""
    counters[row] += ((int(word) >> np.arange(BITS)) & 1).astype(np.uint8)


def _add_bits_at_once(typing: Any, counters: Any, row: Any, word: Any) -> Any:
    """The same, compiled: the word as a vector of 64 truth values, widened to bytes and added to the row."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        table, at, bits = given
        data = context.make_array(signature.args[0])(context, builder, table).data
        start = builder.gep(data, [builder.mul(at, ir.Constant(at.type, BITS))])
        place = builder.bitcast(start, ir.VectorType(ir.IntType(8), BITS).as_pointer())
        ones = builder.zext(builder.bitcast(bits, ir.VectorType(ir.IntType(1), BITS)), place.type.pointee)
        builder.store(builder.add(builder.load(place, align=1), ones), place, align=1)
        return context.get_dummy_value()

    return types.void(counters, types.int64, types.int64), generate


add_bits: Any = _add_bits if config.DISABLE_JIT else intrinsic(_add_bits_at_once)


@njit
def count_words(cell, words, counters, held, margins_of_cell, margins):  # type: ignore[no-untyped-def]
    """Count the ``words`` of a tile of people by ``cell``; ``held`` is the number of words in a cell's counters."""
    for k in range(words.shape[0]):
        c = np.int64(cell[k])
        add_bits(counters, c, words[k])
        held[c] += 1
        if held[c] == FULL:
            empty(c, counters, held, margins_of_cell, margins)


@njit
def empty(c, counters, held, margins_of_cell, margins):  # type: ignore[no-untyped-def]
    """Add the counters of cell ``c`` to its margins, and set them to zero."""
    row = counters[c]
    for t in range(margins_of_cell.shape[1]):
        margin = margins[margins_of_cell[c, t]]
        for k in range(BITS):
            margin[k] += row[k]
    row[:] = 0
    held[c] = 0
