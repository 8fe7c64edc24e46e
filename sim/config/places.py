"""Where the vocabulary (``conf/``) and the sentences (``scenarios/``) lie, and which options they offer.

Reads folder and file names only, so that completion and help stay fast.
"""

from pathlib import Path

from sim.core.errors import InputError, unknown

PACKAGE = Path(__file__).resolve().parents[1]
POLICY_GROUPS = ("financing", "workplace", "inclusion", "services", "system", "context")
"""Groups of which several options may be chosen; each option adds entries to ``instruments``."""


def _folder(installed: str, checkout: str) -> Path:
    for folder in (PACKAGE / installed, PACKAGE.parent / checkout):
        if folder.is_dir():
            return folder
    raise InputError(f"{checkout}/ not found beside the package at {PACKAGE}: the installation is incomplete.")


def conf() -> Path:
    """The folder of vocabulary: in the wheel beside the code, in a checkout at its root."""
    return _folder("_conf", "conf")


def scenarios_folder() -> Path:
    return _folder("_scenarios", "scenarios")


def options(group: str) -> list[str]:
    """Names of the options of a group, without folders that only hold parts."""
    folder = scenarios_folder() if group == "scenarios" else conf() / group
    return sorted(f.stem for f in folder.glob("*.yaml"))


def groups() -> dict[str, list[str]]:
    """Every group that has options, with its options."""
    names = sorted(d.name for d in conf().iterdir() if d.is_dir() and not d.name.startswith((".", "_")))
    found = {name: options(name) for name in [*names, "scenarios"]}
    return {name: words for name, words in found.items() if words}


def scenario_file(name: str) -> Path:
    """The file of a scenario: a shipped one by its name, the user's own by its path."""
    if name.endswith((".yaml", ".yml")) and Path(name).is_file():
        return Path(name).resolve()
    shipped = options("scenarios")
    if name not in shipped:
        raise unknown("scenario", name, shipped, "scenarios")
    return scenarios_folder() / f"{name}.yaml"


def country_file(name: str) -> Path:
    countries = options("country")
    if name not in countries:
        raise unknown("country", name, countries, "country")
    return conf() / "country" / f"{name}.yaml"
