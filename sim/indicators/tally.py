"""Counting words: how many people of a cell have each of 64 bits set, without looking at single bits.

Words wait in a block of their cell until it is full. A full block is added to *planes*: bit k of plane j is digit j of
the binary count of bit k, so one logical operation works on 64 counters (carry-save addition, as in Harley–Seal
population counts; Muła, Kurz & Lemire 2018, Comput. J. 61(1)). Digits become numbers once, at the end.
"""

from numba import njit

BLOCK = 16
"""Words of a block; ``absorb`` is written for sixteen."""
PLANES = 28
"""Digits of a count: fewer than 2^28 people a cell."""


@njit(inline="always")
def digit_and_carry(a, b, c):  # type: ignore[no-untyped-def]
    """Sum of three bits in each place: its digit, and what is carried to the next one."""
    either = a ^ b
    return either ^ c, (a & b) | (either & c)


@njit(inline="always")
def add_pair(digit, block, q):  # type: ignore[no-untyped-def]
    """Add the words of pair ``q`` of the block to ``digit``."""
    return digit_and_carry(digit, block[2 * q], block[2 * q + 1])


@njit
def absorb(block, planes):  # type: ignore[no-untyped-def]
    """Add the sixteen words of ``block`` to the counts in ``planes``: ones, twos, fours, eights, and the rest."""
    ones, a = add_pair(planes[0], block, 0)
    ones, b = add_pair(ones, block, 1)
    ones, c = add_pair(ones, block, 2)
    ones, d = add_pair(ones, block, 3)
    ones, e = add_pair(ones, block, 4)
    ones, f = add_pair(ones, block, 5)
    ones, g = add_pair(ones, block, 6)
    planes[0], h = add_pair(ones, block, 7)
    twos, a = digit_and_carry(planes[1], a, b)
    twos, c = digit_and_carry(twos, c, d)
    twos, e = digit_and_carry(twos, e, f)
    planes[1], g = digit_and_carry(twos, g, h)
    fours, a = digit_and_carry(planes[2], a, c)
    planes[2], e = digit_and_carry(fours, e, g)
    planes[3], carry = digit_and_carry(planes[3], a, e)
    level = 4
    while carry != 0:
        planes[level], carry = planes[level] ^ carry, planes[level] & carry
        level += 1


@njit
def count_words(cell, words, blocks, waiting, planes):  # type: ignore[no-untyped-def]
    """Count the ``words`` of a tile of people by ``cell``."""
    for k in range(words.shape[0]):
        c = cell[k]
        at = waiting[c]
        blocks[c, at] = words[k]
        waiting[c] = at + 1
        if at + 1 == BLOCK:
            absorb(blocks[c], planes[c])
            waiting[c] = 0


@njit
def write_counts(blocks, waiting, planes, cells):  # type: ignore[no-untyped-def]
    """Add what waits in blocks and planes to the first 64 columns of ``cells``."""
    for c in range(cells.shape[0]):
        blocks[c, waiting[c] :] = 0
        absorb(blocks[c], planes[c])
        row = cells[c]
        for level in range(PLANES):
            digits = planes[c, level]
            if digits != 0:
                for k in range(64):
                    row[k] += ((digits >> k) & 1) << level
