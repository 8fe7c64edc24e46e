"""From drawn arrays to the rows of the model's stores."""

from types import SimpleNamespace
from typing import Any

from sim.core.columns import columns_of


def fill(m: Any, kind: type, drawn: SimpleNamespace) -> None:
    """Allocate a row for each element; every array named like a column is stored, the rest is left out."""
    arrays = vars(drawn)
    values = {name: arrays[name] for name in columns_of(kind) if name in arrays}
    count = len(next(iter(values.values())))
    rows = m.store(kind).allocate(count, **values)
    if count and (rows[0] != 0 or rows[-1] != count - 1):
        raise RuntimeError(f"populate needs an empty model, but {kind.__name__} rows were in use")
