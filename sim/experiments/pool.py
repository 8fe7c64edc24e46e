"""Worlds on several processes: the same results in the same order, whatever the number of processes."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

OnDone = Callable[[int, int], Any]
"""Told how many are done, of how many."""


def quietly(done: int, of: int) -> None:
    """Tell nobody."""


def _call[T](packed: tuple[Callable[..., T], tuple[Any, ...]]) -> T:
    work, given = packed
    return work(*given)


def each[T](work: Callable[..., T], jobs: Sequence[tuple[Any, ...]], workers: int) -> Iterator[T]:
    """``work(*job)`` for every job, one after the other here or in ``workers`` new processes; in the order of jobs."""
    packed = [(work, job) for job in jobs]
    if workers <= 1 or len(jobs) < 2:
        yield from map(_call, packed)
        return
    with ProcessPoolExecutor(min(workers, len(jobs)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(_call, packed)
