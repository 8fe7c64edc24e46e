"""Speed, memory and start-up of the simulator, all from one run: ``uv run python -m benchmarks``."""

import hashlib
from pathlib import Path

from sim.core.stale import PACKAGE


def _discard_stale_kernels() -> None:
    """Forget compiled kernels of LM-bench when they or what they are made from has changed."""
    here = Path(__file__).parent / "lm_bench"
    files = sorted([*here.glob("*.py"), *(PACKAGE / "core").glob("*.py")])
    now = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    stamp = here / "__pycache__" / "kernels.sha256"
    if stamp.is_file() and stamp.read_text("utf-8") == now:
        return
    for old in stamp.parent.glob("*.nb[ic]"):
        old.unlink(missing_ok=True)
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(now, "utf-8")


_discard_stale_kernels()
