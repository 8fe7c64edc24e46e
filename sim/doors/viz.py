"""``sim viz [key=value …]``: watch one run in the browser."""

import importlib.util
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from sim.core.errors import InputError
from sim.doors import console
from sim.doors.words import overrides

EXTRA = ("solara", "altair", "ipyvuetify")
"""Some of what the extra brings, without which the page does not come up."""


def viz(args: Any) -> int:
    """Check the words, start the server, wait until it is stopped with Ctrl-C."""
    from sim.config.configure import configure

    if missing := [name for name in EXTRA if importlib.util.find_spec(name) is None]:
        raise InputError(
            f"sim viz needs the extra 'viz', which is not installed: {', '.join(missing)} is missing. "
            "Start it with: uv run --extra viz sim viz"
        )
    words = overrides(args.words)
    if not any(word.split("=")[0] in ("people", "size") for word in words):
        words.append("people=5000")
    configure(*words)  # wrong words are refused here, in the terminal
    console.note(f"http://localhost:{args.port} shows the page in a minute; Ctrl-C here ends it.", args.quiet)
    return serve(words, args.port, open_browser=not args.no_browser)


def serve(words: list[str], port: int, *, open_browser: bool) -> int:
    """Run solara on the page; the words travel in the environment."""
    from sim.viz.world import SETTINGS

    page = Path(importlib.util.find_spec("sim.viz.page").origin)  # type: ignore[union-attr,arg-type]
    command = [sys.executable, "-m", "solara", "run", str(page), "--host", "localhost", "--port", str(port)]
    command += ["--open" if open_browser else "--no-open", "--production", "--no-check-version"]
    environment = os.environ | {SETTINGS: shlex.join(words)}
    if sys.platform != "win32":
        os.execve(command[0], command, environment)  # this process becomes the server: ending it ends the server
    return subprocess.call(command, env=environment)
