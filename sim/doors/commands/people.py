"""Commands that look at people one by one: a trial, and a story."""

from sim.doors.commands.parser import Command, one_of, words


def add(command: Command) -> None:
    """Commands that look at people one by one: a trial, and a story."""
    _trial(command)
    _story(command)


def _trial(command: Command) -> None:
    trial = command("trial", "trial:trial", "draw people by lottery, and compare those offered with the others")
    words(trial, "[SCENARIO] [policy=NAME] [key=value …]", "run_words")
    trial.add_argument("--of", metavar="NAME", help="instrument that the lottery offers, where there are several")
    trial.add_argument("--share", type=float, metavar="S", help="share of the eligible to whom it is offered (0.5)")
    trial.add_argument("--horizons", metavar="M,M", help="months after the start at which one looks (6,12,24,48)")
    trial.add_argument("--saturation", metavar="P,P", help="shares offered in different local markets, in percent")
    trial.add_argument("--seeds", type=int, metavar="N", help="replicates, each with people and luck of its own (10)")
    trial.add_argument("--workers", type=int, default=2, metavar="N", help="replicates at a time (2)")
    trial.add_argument("--json", action="store_true", help="print everything as JSON")
    trial.add_argument("--csv", metavar="DIR", help="also write the tables as CSV into this folder")
    trial.add_argument("--out", metavar="FILE", help="page of the trial (outputs/trials/KEY.html)")


def _story(command: Command) -> None:
    story = command("story", "story:story", "follow one simulated person in two worlds with the same luck")
    words(story, "[SCENARIO] [policy=NAME] [key=value …]", "run_words")
    story.add_argument("--group", default="age=15-24", metavar="TRAITS", help="sex=female,area=rural,age=15-24 …")
    story.add_argument("--quantile", type=float, default=50.0, metavar="Q", help="0 least lucky to 100 luckiest (50)")
    one_of(story, "--outcome", ("income", "decent", "employed"), "what the group is ordered by (income)")
    story.add_argument("--reached", action="store_true", help="only people whom the policy treats")
    story.add_argument("--months", type=int, default=24, metavar="N", help="months of the story (24)")
    story.add_argument("--json", action="store_true", help="print everything as JSON")
    story.add_argument("--out", metavar="FILE", help="page of the story (outputs/stories/KEY.html)")
