"""Worlds on several processes: the same results in the same order, whatever the number of processes."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

OnDone = Callable[[int, int], Any]
"""Told how many are done, of how many."""


THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "ARROW_NUM_THREADS")
"""A worker is one thread: threads of its libraries would only wait for each other."""


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


Each = Callable[[Callable[..., Any], Sequence[tuple[Any, ...]]], Iterator[Any]]
"""``each`` with the number of processes settled."""


@contextmanager
def lasting(workers: int) -> Iterator[Each]:
    """``each`` whose processes stay from one list of jobs to the next, for many short lists; Ctrl-C ends them at once.

    Processes start with the first list and do not hear Ctrl-C.
    """
    if workers <= 1:
        yield lambda work, jobs: each(work, jobs, 1)
        return
    pool = opened(workers)
    try:
        yield lambda work, jobs: pool.map(_call, [(work, job) for job in jobs])
    finally:
        close(pool)


def opened(workers: int) -> ProcessPoolExecutor:
    """New processes of one thread each; they start with the first work, and Ctrl-C is the business of their parent."""
    one_thread_each()
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=deaf)


def close(pool: ProcessPoolExecutor) -> None:
    """Let the processes go, at once."""
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


def one_thread_each() -> None:
    """Processes that are started from here on have one thread, unless the environment says more."""
    for name in THREADS:
        os.environ.setdefault(name, "1")


def deaf() -> None:
    """What a new process is told first: Ctrl-C is the business of its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
