"""The command lines of the analyses: what each asks, and its options."""

from typing import Any

Options = dict[str, dict[str, Any]]

FILES: Options = {
    "--workers": {"type": int, "default": 2, "metavar": "N", "help": "worlds at a time (2)"},
    "--json": {"action": "store_true", "help": "print everything as JSON"},
    "--csv": {"metavar": "DIR", "help": "also write the tables as CSV into this folder"},
    "--out": {"metavar": "FILE", "help": "page with the figure (outputs/COMMAND/KEY.html)"},
}
OUTCOME: Options = {
    "--outcome": {"metavar": "NAME[:GROUP]", "help": "indicator, mean of the last 12 months, or decent_person_years"},
}
SENSITIVITY: Options = OUTCOME | {
    "--effect": {"action": "store_true", "help": "of the package, in paired worlds, instead of the level"},
    "--method": {"choices": ("morris", "sobol", "pawn"), "default": "morris", "metavar": "morris|sobol|pawn",
                 "help": "morris screens, sobol shares out the variance, pawn compares distributions (morris)"},
    "--points": {"type": int, "metavar": "N", "help": "trajectories (10), base points (64) or points (150)"},
    "--seeds": {"type": int, "default": 2, "metavar": "N", "help": "worlds a point, the same luck at all points (2)"},
    "--seed": {"type": int, "default": 1, "metavar": "N", "help": "luck of the design itself (1)"},
}  # fmt: skip
DISCOVER: Options = OUTCOME | {
    "--below": {"type": float, "default": 0.0, "metavar": "X", "help": "what counts as a failure: below X (0)"},
    "--level": {"action": "store_true", "help": "of the outcome itself, instead of the package's effect on it"},
    "--points": {"type": int, "default": 100, "metavar": "N", "help": "points of the design (100)"},
    "--fresh": {"type": int, "metavar": "N", "help": "points at which the boxes are checked (half as many)"},
    "--seeds": {"type": int, "default": 2, "metavar": "N", "help": "pairs of worlds a point (2)"},
    "--seed": {"type": int, "default": 1, "metavar": "N", "help": "luck of the design itself (1)"},
}
ROBUSTNESS: Options = {
    "--points": {"type": int, "default": 5, "metavar": "N", "help": "sets of numbers, where ranges are given (5)"},
    "--seeds": {"type": int, "default": 6, "metavar": "N", "help": "pairs of worlds a package and future (6)"},
    "--least": {"type": float, "default": 0.0, "metavar": "X",
                "help": "effect that is enough, person-years per 1,000 young people (0)"},
    "--shock": {"type": int, "metavar": "MONTH", "help": "month in which shocks begin (when policy begins)"},
}  # fmt: skip
OPTIMISE: Options = {
    "--among": {"action": "append", "metavar": "GROUP=a,b", "help": "measures to choose among; again for more groups"},
    "--most": {"type": int, "default": 2, "metavar": "N", "help": "measures at once (2)"},
    "--intensities": {"default": "0.5,1,2", "metavar": "X,X", "help": "how strongly each may act (0.5,1,2)"},
    "--budget": {"type": float, "metavar": "M",
                 "help": "millions of the country's money, all payers, discounted, from the start of policy on"},
    "--equity": {"metavar": "GROUP|gap:SPLIT", "help": "whose gain counts as equity (the group that is worst off)"},
    "--candidates": {"type": int, "default": 40, "metavar": "N", "help": "combinations at most (40)"},
    "--seeds": {"type": int, "default": 16, "metavar": "N", "help": "pairs of worlds in the last round (16)"},
    "--fresh": {"type": int, "default": 16, "metavar": "N", "help": "fresh pairs for those who are left (16)"},
}  # fmt: skip

COMMANDS: dict[str, tuple[str, str, Options]] = {
    "sensitivity": (
        "which of some numbers matter, and which cannot be told from luck (extra analysis)",
        "[SCENARIO] key=low..high …",
        SENSITIVITY | FILES,
    ),
    "discover": (
        "in which part of some ranges a package fails, with boxes checked at fresh points",
        "[SCENARIO] key=low..high …",
        DISCOVER | FILES,
    ),
    "robustness": (
        "which package does well whatever comes: regret over shocks, countries and numbers",
        "[SCENARIO] key=a,b … key=low..high …",
        ROBUSTNESS | FILES,
    ),
    "optimise": (
        "the best package under a budget: a race in paired worlds, and a second look with fresh luck",
        "[SCENARIO] [key=value …] --among GROUP=a,b",
        OPTIMISE | FILES,
    ),
}
