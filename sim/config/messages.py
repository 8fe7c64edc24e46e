"""What pydantic found, in one sentence: place, what is allowed, what was given."""

from typing import Any

from pydantic import BaseModel, ValidationError

from sim.core.errors import nearest

WORDS = {
    "missing": "is missing",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "string_type": "must be text",
    "path_type": "must be the name of a folder",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be above {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be below {lt}",
    "literal_error": "must be one of {expected}",
    "string_pattern_mismatch": "must have the form {pattern}",
}


def sentence(error: ValidationError, model: type[BaseModel], where: str = "") -> str:
    """The first problem in words; an unknown key comes before everything that follows from it."""
    problems = sorted(error.errors(include_url=False), key=lambda p: p["type"] != "extra_forbidden")
    first = problems[0]
    path = [str(word) for word in first["loc"]]
    place = ".".join([*([where] if where else []), *path])
    if first["type"] == "extra_forbidden":
        return f"{place}: unknown key '{path[-1]}'.{_allowed(model, path)}"
    said = WORDS.get(first["type"], first["msg"].removeprefix("Value error, ")).format(**first.get("ctx", {}))
    given = first.get("input")
    shown = f", got '{given}'" if isinstance(given, str | int | float | list) and first["type"] != "missing" else ""
    return f"{place}: {said}{shown}." if place else f"{said}{shown}."


def _allowed(model: type[BaseModel], path: list[str]) -> str:
    """Did-you-mean and the allowed keys of the model to which the path leads."""
    here: Any = model
    for word in path[:-1]:
        kinds = [here.model_fields[word].annotation] if word in here.model_fields else []
        models = [k for kind in kinds for k in (kind, *getattr(kind, "__args__", ()))]
        here = next((k for k in models if isinstance(k, type) and issubclass(k, BaseModel)), None)
        if here is None:
            return ""
    near = nearest(path[-1], here.model_fields)
    return f"{f" Did you mean '{near}'?" if near else ''} Allowed: {', '.join(sorted(here.model_fields))}."
