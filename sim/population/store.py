"""From drawn arrays to the rows of the model's stores."""

from types import SimpleNamespace
from typing import Any

from sim.core.columns import columns_of


def fill(m: Any, kind: type, drawn: SimpleNamespace) -> None:
    """Allocate a row for each element; every array named like a column is stored, the rest is left out.

    An array leaves ``drawn`` as soon as it is stored, so that a large population is not held twice.
    """
    store = m.store(kind)
    if store.n:
        raise RuntimeError(f"populate needs an empty model, but {kind.__name__} rows were in use")
    for name, column in columns_of(kind).items():
        values = getattr(drawn, name, None)
        if values is None:
            continue
        if not store.n:
            store.allocate(len(values))
        store.arrays[name][: store.n] = column.fit(values, store.n)
        delattr(drawn, name)
