"""Columns as one compiled struct: what kernels receive, ``people.pay[i]``.

A struct is handed on as a single pointer, so that small rules can take ``(people, i)`` without cost; a tuple of
seventy arrays would be taken apart, and reference-counted, at every call.
"""

import sys
from collections import namedtuple
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import numpy as np
from llvmlite import ir
from numba import config, njit, types
from numba.core import cgutils
from numba.core.extending import lower_getattr_generic
from numba.experimental import structref


class Columns(structref.StructRefProxy):  # type: ignore[misc]
    """Arrays by name, readable in Python (``people.pay``) and in kernels; fields are set once.

    A kernel may write into the arrays and hand on the struct, but must not return or keep one of its arrays.
    """

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


_DATA = 3
"""Place of the data pointer in numba's record of a piece of memory (count, destructor, its argument, data, size)."""


def _register(struct_type: type) -> None:
    """Make ``struct_type`` known to the compiler, with columns lent rather than shared.

    A column that is read from a struct carries no owner, so that nothing is reference-counted where ``people.pay[i]``
    stands in a loop (the caller holds the struct, and the struct holds the arrays); and its address is declared
    unchanging, so that the compiler reads it once for the whole loop.
    """
    structref.register(struct_type)  # its own way of reading is replaced by the one below

    @lower_getattr_generic(struct_type)  # type: ignore[untyped-decorator]
    def read(context: Any, builder: Any, struct: Any, value: Any, name: str) -> Any:
        def load(pointer: Any) -> Any:
            loaded = builder.load(pointer)
            loaded.set_metadata("invariant.load", builder.module.add_metadata([]))
            return loaded

        word, pointer = ir.IntType(64), cgutils.voidptr_t
        record = ir.LiteralStructType([word, pointer, pointer, pointer, word]).as_pointer()
        owner = cgutils.create_struct_proxy(struct)(context, builder, value=value).meminfo
        data = load(cgutils.gep(builder, builder.bitcast(owner, record), 0, _DATA))
        payload = struct.get_data_type()
        model = context.data_model_manager[payload]
        data = builder.bitcast(data, model.get_value_type().as_pointer())
        field = cgutils.gep(builder, data, 0, model._fields.index(name))
        column = struct.field_dict[name]
        found = cgutils.create_struct_proxy(column)(context, builder, ref=field)
        lent = cgutils.create_struct_proxy(column)(context, builder)
        for part in found._datamodel._fields:
            pointed = found._get_ptr_by_name(part)
            if part in ("meminfo", "parent"):
                setattr(lent, part, cgutils.get_null_value(pointed.type.pointee))
            elif part in ("shape", "strides"):
                sizes = [load(cgutils.gep(builder, pointed, 0, d)) for d in range(column.ndim)]
                setattr(lent, part, cgutils.pack_array(builder, sizes))
            else:
                setattr(lent, part, load(pointed))
        return lent._getvalue()


def struct_of(name: str, fields: Sequence[str], module: str) -> Any:
    """The class of a struct with array ``fields``; it stands in ``module`` under ``name``, so that code is cached."""
    home = sys.modules[module]
    if config.DISABLE_JIT:
        made = namedtuple(name, list(fields))  # type: ignore[misc]
        made.__module__ = module
        setattr(home, name, made)
        return made
    names = {"__module__": module, "__qualname__": f"{name}Type"}
    struct_type = type(f"{name}Type", (_ColumnsType,), names)
    _register(struct_type)
    setattr(home, f"{name}Type", struct_type)  # where pickled signatures look for it
    made = type(name, (Columns,), {"__module__": module, "__qualname__": name, "_fields": tuple(fields)})
    setattr(home, name, made)
    structref.define_proxy(made, struct_type, list(fields))

    @njit(cache=True)
    def make(*arrays):  # type: ignore[no-untyped-def]
        return made(*arrays)

    made._make = staticmethod(make)  # type: ignore[attr-defined]
    return made
