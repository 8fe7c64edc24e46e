"""Where the vocabulary (``conf/``) and the sentences (``scenarios/``) lie, and which options they offer.

Reads folder and file names only, so that completion and help stay fast. Installed packages may add options: their
folders ``conf/`` are laid out as ours (``sim.core.outside``). The user's own countries lie in a folder of theirs.
"""

import os
from pathlib import Path

from sim.core import outside
from sim.core.errors import InputError, unknown

PACKAGE = Path(__file__).resolve().parents[1]
OWN = "PASSERELLE_CONF"
"""Environment variable with the folder of the user's own countries, ``conf`` in the working directory unless set."""
POLICY_GROUPS = ("financing", "workplace", "inclusion", "services", "system", "context")
"""Groups of which several options may be chosen; each option adds entries to ``instruments``."""
BESIDE = ("calibration", "evidence", "sweep")
"""Folders of vocabulary that hold no options of a world."""


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


def own() -> Path:
    """Where the user's own countries are written: ``country/<name>.yaml`` in it, as in ``conf()``."""
    return Path(os.environ.get(OWN) or "conf").resolve()


def country_roots() -> list[Path]:
    """``roots``, and the folder of the user's own countries where there is one."""
    found = roots()
    return found if own() in found or not (own() / "country").is_dir() else [*found, own()]


def roots() -> list[Path]:
    """Folders of vocabulary: our own first, then those of other packages."""
    for entry in outside.entries("sim.countries"):
        home = outside.folder(entry)
        if home is None or not (home / "conf" / "country" / f"{entry.name}.yaml").is_file():
            raise InputError(f"{entry}: conf/country/{entry.name}.yaml is missing from the folder of the package.")
    return [conf(), *outside.conf_folders()]


def files(group: str) -> dict[str, Path]:
    """Option -> file, without folders that only hold parts; a name may be used once."""
    found: dict[str, Path] = {}
    homes = country_roots() if group == "country" else roots()
    for folder in [scenarios_folder()] if group == "scenarios" else [root / group for root in homes]:
        for file in sorted(folder.glob("*.yaml")):
            if found.setdefault(file.stem, file) != file:
                raise InputError(f"{group}={file.stem} is offered twice, by {found[file.stem]} and by {file}.")
    return dict(sorted(found.items()))


def options(group: str) -> list[str]:
    """Names of the options of a group."""
    return list(files(group))


def option_file(group: str, option: str) -> Path:
    """The file of an option."""
    known = files(group)
    if option not in known:
        raise unknown(f"option of group {group}", option, known, group)
    return known[option]


def groups() -> dict[str, list[str]]:
    """Every group that has options, with its options."""
    names = _folders(conf())
    for root, entry in outside.conf_folders().items():
        for name in _folders(root):
            if name not in (*names, *POLICY_GROUPS):
                raise unknown("group", name, (*names, *POLICY_GROUPS), f"folder {root} of package {entry.package}")
    found = {name: options(name) for name in sorted({*names, *POLICY_GROUPS})} | {"scenarios": options("scenarios")}
    return {name: words for name, words in found.items() if words}


def _folders(root: Path) -> list[str]:
    found = (d.name for d in root.iterdir() if d.is_dir() and d.name not in BESIDE)
    return sorted(name for name in found if not name.startswith((".", "_")))


def scenario_file(name: str) -> Path:
    """The file of a scenario: a shipped one by its name, the user's own by its path."""
    if name.endswith((".yaml", ".yml")) and Path(name).is_file():
        return Path(name).resolve()
    shipped = options("scenarios")
    if name not in shipped:
        raise unknown("scenario", name, shipped, "scenarios")
    return scenarios_folder() / f"{name}.yaml"


def country_file(name: str) -> Path:
    countries = files("country")
    if name not in countries:
        raise unknown("country", name, countries, "country")
    return countries[name]
