"""Numbers by name as one compiled struct: what rules receive as parameters, ``p.hazard_quit``.

A rule that is handed a named tuple copies all its numbers at every call. A ``Scalars`` goes to a kernel as one address,
like the columns, and the compiler reads each number once for a whole loop, because it is declared unchanging.
"""

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any, ClassVar, Self, dataclass_transform

import numpy as np


@cache
def _compiled_type(name: str, fields: tuple[str, ...]) -> Any:
    from sim.core.scalar_types import ScalarsType  # here, because light commands read parameters and need no compiler

    return ScalarsType(name, fields)


@dataclass_transform(frozen_default=True)
class Scalars:
    """Base of a fixed set of numbers (doubles), declared like a named tuple and never changed.

    >>> class Prices(Scalars):
    ...     bread: float
    ...     milk: float
    >>> Prices(bread=2, milk=3)._replace(milk=4.0)
    Prices(bread=2.0, milk=4.0)
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _address: int
    _numbers: np.ndarray

    def __init_subclass__(cls) -> None:
        cls._fields = tuple(name for name in cls.__annotations__ if not name.startswith("_"))

    def __init__(self, *given: float, **named: float) -> None:
        values = dict(zip(self._fields, given, strict=False)) | named
        if len(given) + len(named) != len(self._fields) or set(values) != set(self._fields):
            raise TypeError(f"{type(self).__name__} takes the numbers {', '.join(self._fields)}")
        numbers = np.array([float(values[name]) for name in self._fields], np.float64)
        self.__dict__.update(zip(self._fields, numbers.tolist(), strict=True))
        self.__dict__.update(_numbers=numbers, _address=numbers.ctypes.data)

    @cached_property  # asked at every call of a kernel
    def _numba_type_(self) -> Any:
        """What kernels take it for."""
        return _compiled_type(f"{type(self).__module__}.{type(self).__qualname__}", self._fields)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} does not change: use _replace({name}=…)")

    def __iter__(self) -> Iterator[float]:
        return (self.__dict__[name] for name in self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._numbers.tobytes() == other._numbers.tobytes()

    def __hash__(self) -> int:
        return self._hash

    @cached_property  # asked every month by tables that are kept
    def _hash(self) -> int:
        return hash((type(self), tuple(self)))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{k}={v}' for k, v in self._asdict().items())})"

    def _asdict(self) -> dict[str, float]:
        """Name -> number."""
        return {name: self.__dict__[name] for name in self._fields}

    def _replace(self, **changed: float) -> Self:
        """The same numbers but for those named."""
        return type(self)(**(self._asdict() | changed))
