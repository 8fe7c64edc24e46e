"""How kernels of this package are compiled where numba's own way would cost time or bits.

``float(x)`` of a four-byte number is a double, as it is in Python. And a row is never negative: Python counts negative
places from the end, for which numba adds a comparison and a choice to every read and write of an array; in a month that
was a seventh of the time. Literal places (``a[-1]``) still count from the end, and so do all in functions of others.

With ``NUMBA_BOUNDSCHECK=1`` a negative row raises an IndexError. Neighbouring numbers of a person are worked on at once
(LLVM's pass for straight-line code, which changes no bit), unless ``NUMBA_SLP_VECTORIZE`` says otherwise.
"""

import os
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import config, types
from numba.core.typing.builtins import Float
from numba.core.typing.templates import signature
from numba.np import arrayobj

_OURS = "_ZN3sim"
"""How the compiled names of functions of this package begin."""

_narrow = Float.generic
_from_the_end = arrayobj.fix_integer_index


def _double(self: Any, args: Any, kws: Any) -> Any:
    return signature(types.float64, types.float32) if args[0] == types.float32 else _narrow(self, args, kws)


def _place(context: Any, builder: Any, kind: Any, place: Any, size: Any) -> Any:
    """The place in an array: as it is, but for literals and for functions of others."""
    if isinstance(place, ir.Constant) or not builder.function.name.startswith(_OURS):
        return _from_the_end(context, builder, kind, place, size)
    return context.cast(builder, place, kind, types.intp)


if "NUMBA_SLP_VECTORIZE" not in os.environ:
    config.SLP_VECTORIZE = 1
Float.generic = _double
arrayobj.fix_integer_index = _place
