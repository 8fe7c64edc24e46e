"""Libraries that a run needs late or never are loaded at their first use, so that it starts at once.

``import mesa`` also loads pandas, networkx and scipy, which takes longer than a simulated decade. A library named in
``LATER`` stands in ``sys.modules`` without its content until somebody reads an attribute of it or imports something
below it; then it is loaded as usual, and from then on it is the ordinary module.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from threading import RLock
from types import ModuleType
from typing import Any

LATER = ("pandas", "networkx", "mesa.discrete_space", "mesa.experimental.continuous_space")


class _Postponed(ModuleType):
    """A module whose code has not run; reading an attribute that it lacks makes it run."""

    def __getattr__(self, name: str) -> Any:
        loader = self.__dict__.get("__postponed__")
        if loader is not None and not loader.run(self):
            raise AttributeError(f"module '{self.__name__}' has no attribute '{name}' yet")  # asked for while it runs
        return ModuleType.__getattribute__(self, name)


class _Loader:
    """Stands before the real loader of one module."""

    def __init__(self, real: Any) -> None:
        self.real, self.lock, self.running = real, RLock(), False

    def create_module(self, spec: ModuleSpec) -> Any:
        return self.real.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        vars(module).pop("__path__", None)  # so that importing something below it makes it run
        module.__dict__["__postponed__"] = self
        module.__class__ = _Postponed

    def run(self, module: ModuleType) -> bool:
        """Run the module's code, once, while other threads wait; False where this thread is doing so already."""
        with self.lock:
            if self.running or "__postponed__" not in vars(module):
                return not self.running
            self.running = True
            spec = module.__spec__
            assert spec is not None
            spec.loader = module.__loader__ = self.real
            if spec.submodule_search_locations is not None:
                module.__path__ = spec.submodule_search_locations
            try:
                self.real.exec_module(module)
            except BaseException:
                sys.modules.pop(spec.name, None)
                raise
            finally:
                self.running = False
            del module.__dict__["__postponed__"]
            module.__class__ = ModuleType
            return True


class _Finder:
    """Finds the modules of ``LATER`` as Python would, and puts a ``_Loader`` before their loaders."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        if name not in LATER:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is not None:
                spec.loader = _Loader(spec.loader)  # type: ignore[assignment]
                return spec
        return None


def postpone() -> None:
    """From now on load the modules of ``LATER`` late; what has been imported before stays as it is."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
