"""Commands about the program: its options, its documentation, its completion."""

from sim.doors.commands.parser import Command, word


def add(command: Command) -> None:
    """Commands about the program: its options, its documentation, its completion."""
    _options(command)
    _docs(command)
    _completion(command)


def _options(command: Command) -> None:
    options = command("options", "options:options", "every option and number: meaning, unit, range, source")
    word(options, "what", "GROUP|SECTION|KEY", "option_words")
    options.add_argument("--json", action="store_true", help="print as JSON")


def _docs(command: Command) -> None:
    docs = command("docs", "docs:docs", "write pages of the documentation from the code, or build the site")
    docs.add_argument("--figure", metavar="RUN", help="draw docs/figures/stages.svg from a run folder instead")
    docs.add_argument("--check", action="store_true", help="write nothing; exit code 3 if a page is out of date")
    docs.add_argument("--out", metavar="DIR", help="folder of the documentation (docs)")
    docs.add_argument("--site", metavar="DIR", nargs="?", const="site", help="build the site in DIR (site) instead")


def _completion(command: Command) -> None:
    completion = command("completion", "completion:completion", "print the code that completes words in a shell")
    completion.add_argument("shell", choices=("bash", "zsh", "fish", "powershell"), nargs="?", default="bash")
