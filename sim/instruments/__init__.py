"""Policy instruments: one small file each, found by themselves. An instrument declares changes of levers, no more."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.instruments.base import Instrument


def build(written: Mapping[str, Any]) -> "dict[str, Instrument]":
    """The instruments of a configuration, by name, checked."""
    from sim.instruments.registry import parse

    return parse(written)
