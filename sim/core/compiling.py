"""How kernels of this package are compiled where numba's own way would cost time or bits.

``float(x)`` of a four-byte number is a double, as it is in Python. And a row is never negative: Python counts negative
places from the end, for which numba adds a comparison and a choice to every read and write of an array; in a month that
was a seventh of the time. Literal places (``a[-1]``) still count from the end, and so do all in functions of others.

A rule that only looks at arrays of its caller counts no references to them: the caller holds them while it runs. In
loops over people this counting cost more than many a rule.

With ``NUMBA_BOUNDSCHECK=1`` a negative row raises an IndexError. Neighbouring numbers of a person are worked on at once
(LLVM's pass for straight-line code, which changes no bit), unless ``NUMBA_SLP_VECTORIZE`` says otherwise.
"""

import os
from collections.abc import Iterator
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import config, types
from numba.core import ir as steps
from numba.core.typed_passes import NativeLowering
from numba.core.typing.builtins import Float
from numba.core.typing.templates import signature
from numba.np import arrayobj

_OURS = "_ZN3sim"
"""How the compiled names of functions of this package begin."""

_narrow = Float.generic
_from_the_end = arrayobj.fix_integer_index
_lower = NativeLowering.run_pass

_LOOKS = {"getattr", "getitem", "static_getitem", "cast", "phi", "getiter", "iternext", "pair_first", "build_tuple"}
"""Operations whose result, if it is an array, is an array of the caller or a part of one."""
_PLACES = (types.Integer, types.SliceType, types.IntEnumMember)


def _double(self: Any, args: Any, kws: Any) -> Any:
    return signature(types.float64, types.float32) if args[0] == types.float32 else _narrow(self, args, kws)


def _place(context: Any, builder: Any, kind: Any, place: Any, size: Any) -> Any:
    """The place in an array: as it is, but for literals and for functions of others."""
    if isinstance(place, ir.Constant) or not builder.function.name.startswith(_OURS):
        return _from_the_end(context, builder, kind, place, size)
    return context.cast(builder, place, kind, types.intp)


def _arrays_made(state: Any) -> Iterator[Any]:
    """Assignments by which a function comes to own an array: by calls, sums, copies and lists of places."""
    models = state.targetctx.data_model_manager
    for block in state.func_ir.blocks.values():
        for step in block.find_insts(steps.Assign):
            value = step.value
            if not models[state.typemap[step.target.name]].contains_nrt_meminfo():
                continue
            if isinstance(value, steps.Expr) and not _looks(value, state.typemap):
                yield step


def _looks(value: Any, typemap: Any) -> bool:
    """Whether an operation only looks at an array, or at a slice of it."""
    if value.op == "getitem":
        place = typemap[value.index.name]
        return all(isinstance(p, _PLACES) for p in (place if isinstance(place, types.BaseTuple) else (place,)))
    return value.op in _LOOKS


def _lowered(self: Any, state: Any) -> Any:
    """Translate a function; without counting of references, where it neither makes nor returns an array."""
    models = state.targetctx.data_model_manager
    owns = models[state.return_type].contains_nrt_meminfo() or any(True for _ in _arrays_made(state))
    if owns or not str(state.func_id.func.__module__).startswith("sim."):
        return _lower(self, state)
    counting = state.targetctx
    state.targetctx = counting.subtarget(enable_nrt=False)
    state.targetctx.__dict__.pop("nrt", None)  # kept from the other
    try:
        return _lower(self, state)
    finally:
        state.targetctx = counting


if "NUMBA_SLP_VECTORIZE" not in os.environ:
    config.SLP_VECTORIZE = 1
Float.generic = _double
arrayobj.fix_integer_index = _place
NativeLowering.run_pass = _lowered
