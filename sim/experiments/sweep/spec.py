"""One run of a sweep, as it is handed to the process that lives it."""

from typing import Any, NamedTuple


class Spec(NamedTuple):
    """Key of a run, the composed configuration that it starts from, and the values put into it."""

    key: str
    base: int
    values: dict[str, Any]
    people: int
    months: int
