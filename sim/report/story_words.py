"""A story in words: who is followed and why, the months side by side, and the thousand people like her."""

from typing import Any

from sim.experiments.story.tale import CLEAN, LEAST, OUTCOMES
from sim.experiments.story.words import STATES, described
from sim.report import words

WORLDS = ("without", "with")


def opening(made: Any, policy: str) -> list[str]:
    """Who, and how the person was chosen."""
    who = described(made.without, made.person)
    group = made.group.replace(": ", " ") + ", reached by the policy" * made.reached_only
    of = f"{len(made.values):,} simulated people ({group})"
    return [
        f"Simulated person: {who}.",
        f"Chosen as quantile {made.quantile:g} of {of} by {OUTCOMES[made.outcome]} without the policy; nobody is "
        "chosen by hand.",
        f"The policy ({policy}) reached {made.reached:,} people of the group in the months that were lived.",
    ]


def closing(made: Any) -> list[str]:
    """When the lives part, and what that means."""
    parted = made.parted()
    if parted is None:
        first = f"The two lives are the same for all {made.months} months: the policy did not touch this person."
        if not made.reached_only and made.reached >= LEAST:
            first += " With --reached the story follows one of those whom it reached."
    else:
        first = f"The two lives differ from month {parted} on."
    return [
        first,
        f"One possible life: both worlds have the same luck, so for about {CLEAN} months what differs is the policy. "
        "Later, worlds part by chance as well, because a job that one person takes another has to find elsewhere.",
    ]


def side_by_side(made: Any) -> list[tuple[str, str, str, str]]:
    """Rows of month, events without, events with the policy, and a mark where they differ."""
    told: list[dict[int, list[str]]] = [{}, {}]
    for k, found in enumerate(made.events()):
        for event in found:
            told[k].setdefault(event.month, []).append(event.text)
    rows = []
    for month in sorted({*told[0], *told[1]}):
        left, right = ("; ".join(t.get(month, [])) for t in told)
        later = " (by chance as well)" if month > CLEAN and left != right else ""
        rows.append((str(month), left, right, f"differs{later}" if left != right else ""))
    return rows or [("–", "nothing changes", "nothing changes", "")]


def thousand(made: Any) -> tuple[list[str], list[tuple[str, ...]]]:
    """States by horizon, without and with the policy."""
    counts = made.counts()
    header = ["state", *(f"month {h} {world}" for h in counts for world in WORLDS)]
    names = {state.name.lower(): label for state, label in STATES.items()}
    names |= {"gone": "Left the model", "decent": "of all, in a decent job"}
    rows = []
    for name, text in names.items():
        rows.append((text, *(words.number(side[name], 0) for pair in counts.values() for side in pair)))
    moved = [cell for h in counts for cell in ("", words.number(made.moved(h), 0))]
    return header, [*rows, ("In another state than the own twin", *moved)]
