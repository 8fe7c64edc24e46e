"""Whether the rules have been compiled on this machine before."""

import os
from pathlib import Path

from sim.config import places


def first_time() -> bool:
    """Whether no compiled kernel is stored yet."""
    if os.environ.get("NUMBA_DISABLE_JIT") == "1":
        return False
    stores = [places.PACKAGE, *([Path(os.environ["NUMBA_CACHE_DIR"])] if "NUMBA_CACHE_DIR" in os.environ else [])]
    return not any(next(store.rglob("*.nbi"), None) for store in stores)
