"""What the machine can do: bytes that one core moves a second."""

import time

import numpy as np


def triad(megabytes: int = 256, repeats: int = 5) -> float:
    """Bytes a second of a = b + s · c over arrays larger than any cache: the best of some repeats, processor time."""
    n = max(1000, megabytes * 1_000_000 // 24)
    b, c = np.ones(n), np.ones(n)
    a = np.empty(n)
    best = float("inf")
    for _ in range(repeats):
        start = time.process_time()
        np.multiply(c, 3.0, out=a)
        np.add(a, b, out=a)
        best = min(best, time.process_time() - start)
    return 5 * 8 * n / max(best, 1e-9)  # c, a written; a, b read, a written
