"""All commands. Nothing heavy is imported before a command is chosen."""

import argparse

from sim import __version__
from sim.doors.commands import about, checks, countries, many, people, policies, questions, worlds
from sim.doors.commands.parser import Parser

EXAMPLES = """examples:
  sim run                                     Ghana without a policy: 20,000 people, 120 months
  sim run people=5000 months=24 seed=2        key=value changes anything that `sim options` shows
  sim compare                                 Ghana: two packages against the world without, in 20 pairs of worlds
  sim sweep country=ghana,malawi seed=range(5)
                                              many worlds, each kept once; sim sweep alone lists ready designs
  sim options search                          the numbers of one process, with range and source
  sim exact D01                               theory against simulation, here unemployment in the long run
  sim country show ghana                      what is known of a country, and what is not
"""


def build() -> Parser:
    """The parser with all commands; each names its function as ``module:function`` under ``sim.doors``."""
    parser = Parser(
        prog="sim",
        description="Passerelle: who moves from school to work, under which training policy, and who pays.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"passerelle {__version__}")
    shared = Parser(add_help=False)
    shared.add_argument("--debug", action="store_true", help="show the traceback of an error")
    shared.add_argument("--quiet", action="store_true", help="no messages and no progress on stderr")
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser)

    def command(name: str, target: str, text: str) -> Parser:
        made = commands.add_parser(name, help=text, description=text, parents=[shared])
        made.set_defaults(target=target, parser=parser)
        return made

    for group in (worlds, policies, people, many, questions, countries, checks, about):
        group.add(command)
    return parser
