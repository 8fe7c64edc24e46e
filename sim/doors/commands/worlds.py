"""Commands that live one world."""

from sim.doors.commands.parser import Command, words


def add(command: Command) -> None:
    """Commands that live one world."""
    _run(command)
    _viz(command)


def _run(command: Command) -> None:
    run = command("run", "run:run", "simulate one world")
    words(run, "[SCENARIO] [key=value …]", "run_words")
    run.add_argument("--json", action="store_true", help="print the indicators as JSON")
    run.add_argument("--all", action="store_true", help="print every figure, not only the main and the published ones")
    run.add_argument("--out", metavar="DIR", help="folder of run folders (outputs/runs)")


def _viz(command: Command) -> None:
    viz = command("viz", "viz:viz", "watch one run in the browser, step by step (extra viz)")
    words(viz, "[SCENARIO] [key=value …]", "run_words")
    viz.add_argument("--port", type=int, default=8765, metavar="N", help="port of the page (8765)")
    viz.add_argument("--no-browser", action="store_true", help="do not open a browser")
