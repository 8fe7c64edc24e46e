"""A sentence over the vocabulary: what a scenario or ``key=value`` changes in the composed tree.

Every change is checked where it is made: a key must exist, a number with a unit (a leaf) keeps its unit, range and
place, and says from then on that it was set.
"""

from collections.abc import Iterable
from typing import Any

from sim.core.errors import InputError, unknown

Tree = dict[str, Any]
FREE = ("instruments", "phases", "policies", "zoom")
"""Keys under which a change may bring new keys; the validated model knows which of them it accepts."""
LEAF_KEYS = ("value", "unit", "low", "high", "status", "source", "note")


def is_leaf(node: Any) -> bool:
    """Whether a node is a number with its unit, range, status and source."""
    return isinstance(node, dict) and "value" in node and "unit" in node


def change(tree: Tree, path: list[str], value: Any, where: str, groups: Iterable[str] = ()) -> None:
    """Set ``tree[path]``; a mapping is merged key by key. ``where`` names the scenario or the override."""
    if path[0] in FREE:
        return _merge_free(tree, path, value)
    node, name = _parent(tree, path, where, groups), path[-1]
    here = ".".join(path)
    if is_leaf(node) and name == "value":
        return _set_leaf(node, value, ".".join(path[:-1]), where)
    old = node[name]
    if is_leaf(old):
        if not isinstance(value, dict):
            return _set_leaf(old, value, here, where)
        _only(value, LEAF_KEYS, here, where)
        node[name] = old | {k: v for k, v in value.items() if k != "value"}
        return _set_leaf(node[name], value["value"], here, where) if "value" in value else None
    if isinstance(old, dict) and isinstance(value, dict):
        for key, part in value.items():
            change(tree, [*path, str(key)], part, where, groups)
        return None
    if isinstance(old, dict):
        names = ", ".join(list(old)[:12])
        raise InputError(f"{where}: '{here}' is a section, not a value. Write {here}.NAME=…; names: {names}.")
    node[name] = value
    return None


def _parent(tree: Tree, path: list[str], where: str, groups: Iterable[str]) -> Tree:
    """The node that holds the last word of the path; every word on the way must exist."""
    node: Any = tree
    for i, word in enumerate(path):
        if not isinstance(node, dict):
            raise InputError(f"{where}: '{'.'.join(path[:i])}' is a single value and has no part '{word}'.")
        allowed = set(node) if not is_leaf(node) else set(LEAF_KEYS)
        if word not in allowed:
            place = ".".join(path[:i])
            kind = f"{place} key" if place else "key"
            raise unknown(kind, word, allowed | (set() if i else set(groups)), where)
        if i == len(path) - 1:
            return node
        node = node[word]
    raise InputError(f"{where}: empty key.")


def _only(value: Tree, allowed: tuple[str, ...], here: str, where: str) -> None:
    for key in value:
        if key not in allowed:
            raise unknown(f"{here} key", str(key), allowed, where)


def _set_leaf(leaf: Tree, value: Any, here: str, where: str) -> None:
    low, high, unit = leaf.get("low"), leaf.get("high"), leaf["unit"]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"{where}: {here} must be a number ({_range(low, high, unit)}), got '{value}'.")
    if (low is not None and value < low) or (high is not None and value > high) or value != value:
        raise InputError(f"{where}: {here} must lie in {_range(low, high, unit)}, got {value:g}.")
    if value != leaf["value"]:
        leaf.update(value=float(value), status="set", source=f"set by {where}")


def _range(low: Any, high: Any, unit: str) -> str:
    ends = f"{'-∞' if low is None else f'{low:g}'} to {'∞' if high is None else f'{high:g}'}"
    return f"{ends} {unit}".strip()


def _merge_free(tree: Tree, path: list[str], value: Any) -> None:
    node = tree
    for word in path[:-1]:
        if not isinstance(node.get(word), dict):
            node[word] = {}
        node = node[word]
    old = node.get(path[-1])
    if isinstance(old, dict) and isinstance(value, dict):
        for key, part in value.items():
            _merge_free(old, [str(key)], part)
    else:
        node[path[-1]] = value


def remove(tree: Tree, path: list[str], where: str) -> None:
    """``~instruments.NAME``: take an instrument out of the world."""
    if path[0] != "instruments" or len(path) < 2:
        raise InputError(f"{where}: only an entry of instruments can be removed (~instruments.NAME).")
    if not tree["instruments"]:
        raise InputError(f"{where}: this world has no instruments.")
    node = _parent(tree, path, where, ())
    del node[path[-1]]
