"""Columns as one compiled struct: what kernels receive, ``people.pay[i]``.

A struct is handed on as a single pointer, so that small rules can take ``(people, i)`` without cost; a tuple of
seventy arrays would be taken apart, and reference-counted, at every call.
"""

import sys
from collections import namedtuple
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import numpy as np
from numba import config, njit, types
from numba.experimental import structref


class Columns(structref.StructRefProxy):  # type: ignore[misc]
    """Arrays by name, readable in Python (``people.pay``) and in kernels; fields are set once."""

    _fields: ClassVar[tuple[str, ...]] = ()
    _make: ClassVar[Any] = None

    def __new__(cls, *arrays: np.ndarray, **named: np.ndarray) -> "Columns":
        given = arrays if arrays else tuple(named[name] for name in cls._fields)
        made = cls._make(*given)
        made.__dict__.update(zip(cls._fields, given, strict=True))
        return made

    def __iter__(self) -> Iterator[np.ndarray]:
        return (self.__dict__[name] for name in self._fields)


class _ColumnsType(types.StructRef):  # type: ignore[misc]
    def preprocess_fields(self, fields: Any) -> tuple[tuple[str, Any], ...]:
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


def struct_of(name: str, fields: Sequence[str], module: str) -> Any:
    """The class of a struct with array ``fields``; it stands in ``module`` under ``name``, so that code is cached."""
    home = sys.modules[module]
    if config.DISABLE_JIT:
        made = namedtuple(name, list(fields))  # type: ignore[misc]
        made.__module__ = module
        setattr(home, name, made)
        return made
    names = {"__module__": module, "__qualname__": f"{name}Type"}
    struct_type = structref.register(type(f"{name}Type", (_ColumnsType,), names))
    setattr(home, f"{name}Type", struct_type)  # where pickled signatures look for it
    made = type(name, (Columns,), {"__module__": module, "__qualname__": name, "_fields": tuple(fields)})
    setattr(home, name, made)
    structref.define_proxy(made, struct_type, list(fields))

    @njit(cache=True)
    def make(*arrays):  # type: ignore[no-untyped-def]
        return made(*arrays)

    made._make = staticmethod(make)  # type: ignore[attr-defined]
    return made
