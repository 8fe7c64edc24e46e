"""Configuration: Hydra composes, one frozen pydantic model validates.

places      where the vocabulary (conf/) and the sentences (scenarios/) lie
compose     groups and options -> one tree
sentence    a scenario and key=value changes, applied to the tree with their checks
parameters  which named tuple describes which section
facts       the table of published figures of a country
parameter   a number with unit, range, status and source
limit       what an option of the group theory takes of the month and puts in its place
model       the validated, frozen Config
"""

from typing import Any

__all__ = ["Config", "Facts", "configure", "load_facts"]


def __getattr__(name: str) -> Any:
    if name == "configure":
        from sim.config.configure import configure

        return configure
    if name == "Config":
        from sim.config.model import Config

        return Config
    if name in ("Facts", "load_facts"):
        from sim.config import facts

        return getattr(facts, name)
    raise AttributeError(f"module 'sim.config' has no attribute '{name}'")
