"""``Scalars`` as kernels see them: one address, from which each number is read once, because it never changes."""

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.core.datamodel import models
from numba.core.extending import infer_getattr, lower_getattr_generic, register_model, unbox
from numba.core.typing.templates import AttributeTemplate

from sim.core.structs import unbox_address


class ScalarsType(types.Type):
    """The compiler's type of a ``Scalars``: the name of its class and the names of its numbers."""

    def __init__(self, name: str, fields: tuple[str, ...]) -> None:
        self.places = {field: place for place, field in enumerate(fields)}
        super().__init__(f"{name}({', '.join(fields)})")


register_model(ScalarsType)(models.OpaqueModel)
unbox(ScalarsType)(unbox_address)


@infer_getattr
class _Attribute(AttributeTemplate):
    key = ScalarsType

    def generic_resolve(self, struct: ScalarsType, name: str) -> Any:
        return types.float64 if name in struct.places else None


@lower_getattr_generic(ScalarsType)
def _number(context: Any, builder: Any, struct: ScalarsType, table: Any, name: str) -> Any:
    """Read a number from the table; it is declared unchanging."""
    numbers = builder.bitcast(table, ir.DoubleType().as_pointer())
    value = builder.load(builder.gep(numbers, [ir.Constant(ir.IntType(64), struct.places[name])]))
    value.set_metadata("invariant.load", builder.module.add_metadata([]))
    return value
