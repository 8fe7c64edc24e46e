"""Commands that live many worlds."""

from sim.doors.commands.parser import Command, one_of, words


def add(command: Command) -> None:
    """Commands that live many worlds."""
    _sweep(command)


def _sweep(command: Command) -> None:
    sweep = command("sweep", "sweep:sweep", "live many worlds, each once: resumable, on several processes or machines")
    words(sweep, "[DESIGN] [key=a,b …] [seed=range(10)]", "sweep_words")
    sweep.add_argument("--dry-run", action="store_true", help="only say how many runs, how long and how large")
    sweep.add_argument("--workers", type=int, metavar="N", help="processes (one a processor core; 0: this one)")
    sweep.add_argument("--shard", metavar="K/N", help="only part K of N, for a job array")
    one_of(sweep, "--engine", ("local", "ray"), "processes of this machine, or a Ray cluster (local; extra ray)")
    sweep.add_argument("--address", metavar="A", help="address of a running Ray cluster, such as auto")
    sweep.add_argument("--retry-failed", action="store_true", help="live failed and crashed runs again")
    sweep.add_argument("--keep", choices=("summary", "panel"), help="panel: every month too (as the design says)")
    sweep.add_argument("--sample", choices=("grid", "sobol", "latin_hypercube"), help="how points are chosen")
    sweep.add_argument("--points", type=int, metavar="N", help="points of a sample")
    sweep.add_argument("--name", metavar="NAME", help="name of the sweep, and of its folder")
    sweep.add_argument("--out", metavar="DIR", help="folder of this sweep (outputs/sweeps/NAME)")
    sweep.add_argument("--json", action="store_true", help="print as JSON")
