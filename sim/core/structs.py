"""Columns as one compiled struct: what kernels receive, ``people.pay[i]``.

A kernel gets the address of a table with the place and length of every column. Small rules can therefore take
``(people, i)`` without cost: nothing is copied and nothing is reference-counted, and the compiler reads the place of
a column once for a whole loop.
"""

import sys
from collections import namedtuple
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import config, typeof, types
from numba.core.datamodel import models
from numba.core.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    register_model,
    unbox,
)
from numba.core.typing.templates import AttributeTemplate
from numba.np.arrayobj import make_array, populate_array

import sim.core.compiling  # noqa: F401 - kernels are compiled its way

_WORDS = 3
"""Words of a column in the table: address, rows, width."""


class ColumnsType(types.Type):
    """The compiler's type of a struct: its name, and the names and array types of its columns."""

    def __init__(self, name: str, fields: tuple[tuple[str, Any], ...]) -> None:
        self.places = {column: (place, kind) for place, (column, kind) in enumerate(fields)}
        super().__init__(f"{name}({', '.join(f'{column}: {kind}' for column, kind in fields)})")


class Columns:
    """Arrays by name, readable in Python (``people.pay``) and in kernels; fields are set once.

    A kernel writes into the arrays, but returns none of them: they belong to the caller.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _uncut: "Columns"
    _rows: int
    _types: ClassVar[dict[tuple[Any, ...], ColumnsType]] = {}

    def __init__(self, *arrays: np.ndarray, **named: np.ndarray) -> None:
        given = arrays if arrays else tuple(named[name] for name in self._fields)
        self.__dict__.update(zip(self._fields, given, strict=True))
        table = [(a.ctypes.data, a.shape[0], a.shape[1] if a.ndim == 2 else 1) for a in given]
        self._table = np.array(table, np.int64)
        self._address = self._table.ctypes.data
        kinds = (type(self).__name__, *((a.dtype.char, a.ndim, a.flags.c_contiguous) for a in given))
        if kinds not in self._types:
            fields = tuple((name, typeof(a)) for name, a in zip(self._fields, given, strict=True))
            if any(kind.layout != "C" for _, kind in fields):
                raise ValueError("columns must be contiguous arrays")
            self._types[kinds] = ColumnsType(type(self).__name__, fields)
        self._numba_type_ = self._types[kinds]

    def __iter__(self) -> Iterator[np.ndarray]:
        return (getattr(self, name) for name in self._fields)

    def __getattr__(self, name: str) -> Any:
        """A column of a struct that has been cut: cut, too, when it is first asked for in Python."""
        if name not in self._fields:
            raise AttributeError(name)
        column = self.__dict__[name] = getattr(self._uncut, name)[: self._rows]
        return column

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(self)  # an address means nothing in another process

    def first(self, rows: int) -> "Columns":
        """The same columns cut to their first ``rows`` rows."""
        table = self._table.copy()
        table[:, 1] = rows
        part = object.__new__(type(self))
        part._uncut, part._rows = self, rows
        part._table, part._address, part._numba_type_ = table, table.ctypes.data, self._numba_type_
        return part


def first_rows(columns: Any, rows: int) -> Any:
    """A struct cut to its first ``rows`` rows, compiled or not."""
    return columns.first(rows) if isinstance(columns, Columns) else type(columns)(*(a[:rows] for a in columns))


register_model(ColumnsType)(models.OpaqueModel)


@infer_getattr
class _Attribute(AttributeTemplate):
    key = ColumnsType

    def generic_resolve(self, struct: ColumnsType, name: str) -> Any:
        return struct.places[name][1] if name in struct.places else None


@unbox(ColumnsType)
def unbox_address(struct: types.Type, thing: Any, c: Any) -> Any:
    """Hand the address of the table to the kernel."""
    number = c.pyapi.object_getattr_string(thing, "_address")
    address = c.pyapi.long_as_voidptr(number)
    c.pyapi.decref(number)
    return NativeValue(address, is_error=c.pyapi.c_api_error())


@lower_getattr_generic(ColumnsType)
def _column(context: Any, builder: Any, struct: ColumnsType, table: Any, name: str) -> Any:
    """The array of a column, made from the table; what the table says is declared unchanging."""
    place, kind = struct.places[name]
    word = ir.IntType(64)
    words = builder.bitcast(table, word.as_pointer())

    def read(k: int) -> Any:
        value = builder.load(builder.gep(words, [ir.Constant(word, place * _WORDS + k)]))
        value.set_metadata("invariant.load", builder.module.add_metadata([]))
        return value

    array = make_array(kind)(context, builder)
    size = context.get_abi_sizeof(context.get_data_type(kind.dtype))
    shape = [read(1 + d) for d in range(kind.ndim)]
    item = ir.Constant(word, size)
    strides = [item] if kind.ndim == 1 else [builder.mul(shape[1], item), item]
    data = builder.inttoptr(read(0), array.data.type)
    populate_array(array, data=data, shape=shape, strides=strides, itemsize=item, meminfo=None)
    return array._getvalue()


def struct_of(name: str, fields: Sequence[str], module: str) -> Any:
    """The class of a struct with array ``fields``, at home in ``module`` under ``name``."""
    made = _plain(name, fields) if config.DISABLE_JIT else type(name, (Columns,), {"_fields": tuple(fields)})
    made.__module__ = module
    setattr(sys.modules[module], name, made)
    return made


def _plain(name: str, fields: Sequence[str]) -> type:
    """The same for rules that run without compilation."""
    return namedtuple(name, list(fields))
