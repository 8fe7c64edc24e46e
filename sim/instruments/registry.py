"""Which instruments there are: every class in this folder with a ``kind``, and those of other packages.

Another package brings its own by an entry point of the group ``sim.instruments`` that names a module.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated, Any, Union, get_args

from pydantic import Field, TypeAdapter, ValidationError

import sim.instruments
from sim.core import outside
from sim.core.errors import InputError, unknown
from sim.instruments.base import Instrument


def _modules() -> list[tuple[Any, outside.Entry | None]]:
    names = {f"sim.instruments.{found.name}" for found in iter_modules(sim.instruments.__path__)}
    own = map(import_module, sorted(names - {__name__, "sim.instruments.base"}))
    return [*((module, None) for module in own), *((outside.load(e), e) for e in outside.entries("sim.instruments"))]


@cache
def _found() -> dict[str, tuple[type[Instrument], outside.Entry | None]]:
    """Kind -> class, and the entry point that brought it, if it is not ours."""
    found: dict[str, tuple[type[Instrument], outside.Entry | None]] = {}
    for module, entry in _modules():
        for made in list(vars(module).values()):
            if isinstance(made, type) and issubclass(made, Instrument) and "kind" in made.model_fields:
                (kind,) = get_args(made.model_fields["kind"].annotation)
                if found.setdefault(kind, (made, entry))[0] is not made:
                    raise InputError(f"two instruments call themselves '{kind}': {found[kind][0]} and {made}.")
    return dict(sorted(found.items()))


@cache
def kinds() -> dict[str, type[Instrument]]:
    """Kind -> class, sorted by kind."""
    return {kind: made for kind, (made, _) in _found().items()}


def origins(wanted: Iterable[str]) -> list[outside.Entry]:
    """Entry points that brought these kinds; our own have none."""
    brought = [_found()[kind][1] for kind in wanted if kind in _found()]
    return [entry for entry in brought if entry is not None]


@cache
def adapter() -> TypeAdapter[Any]:
    """Validator of any instrument, told apart by its ``kind``."""
    union: Any = Annotated[Union[tuple(kinds().values())], Field(discriminator="kind")]  # noqa: UP007
    return TypeAdapter(union)


def parse(written: Mapping[str, Any], where: str = "instruments") -> dict[str, Instrument]:
    """The instruments of a configuration, by name; one clear message for what cannot be used."""
    made: dict[str, Instrument] = {}
    for name, entry in written.items():
        if isinstance(entry, Instrument):
            made[name] = entry
            continue
        if not isinstance(entry, Mapping) or "kind" not in entry:
            raise InputError(f"{where}.{name}: must be a mapping with a kind; kinds: {', '.join(kinds())}.")
        if entry["kind"] not in kinds():
            raise unknown("kind of instrument", str(entry["kind"]), kinds(), f"{where}.{name}.kind")
        try:
            made[name] = adapter().validate_python(dict(entry))
        except ValidationError as error:
            raise InputError("\n".join(_message(e, f"{where}.{name}", entry["kind"]) for e in error.errors())) from None
    return made


def _message(error: Any, where: str, kind: str) -> str:
    path = [str(part) for part in error["loc"] if part != kind]
    place = ".".join([where, *path])
    if error["type"] == "extra_forbidden":
        return str(unknown(f"option of {kind}", path[-1], kinds()[kind].model_fields, where))
    text = f"{place}: {error['msg']}"
    if error["type"] == "target":
        return str(error["msg"]).replace("target", place, 1)
    if error["type"] in ("paid_by", "payer", "period"):
        return text
    if error["type"] == "missing":
        return f"{place}: this option is needed."
    return f"{text}, got {error['input']!r}."
