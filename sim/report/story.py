"""The page of a story: swim lanes of two lives, the months in words, and a thousand people as small squares."""

from typing import Any

import numpy as np

from sim.experiments.story.tale import CLEAN
from sim.experiments.story.watch import State
from sim.experiments.story.words import STATES, described
from sim.report import story_words
from sim.report.drawing import BLUE, Canvas, Figure, Table, drawings
from sim.report.leaf import Numbers, Section, leaf

COLOURS = {
    State.FORMAL_JOB: "#0072B2",
    State.INFORMAL_JOB: "#56B4E9",
    State.OWN_WORK: "#009E73",
    State.TRAINING: "#E69F00",
    State.SCHOOL: "#f0c987",
    State.SEARCH: "#D55E00",
    State.CARE: "#CC79A7",
    State.OUTSIDE: "#9a9a9a",
}
"""In the order of the squares; the numbers stand beside them."""
LANES = (
    State.SCHOOL, State.TRAINING, State.SEARCH, State.OWN_WORK, State.INFORMAL_JOB, State.FORMAL_JOB, State.CARE,
    State.OUTSIDE,
)  # fmt: skip
CSS = """
.tag { display: inline-block; border: 2px solid var(--blue); padding: .1rem .6rem; font-weight: 600; }
.thousands { display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin-block: .8rem; }
.thousands figure { flex: 1 1 18rem; max-width: 23rem; margin: 0; }
.thousands svg { width: 100%; height: auto; display: block; }
.swatch { display: inline-block; width: .9rem; height: .9rem; vertical-align: -0.1rem; margin-inline-end: .4rem; }
.keys { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; padding: 0; list-style: none; max-width: none; }
"""


def page(made: Any, config: Any, policy: str, command: str) -> str:
    """The page as HTML."""
    horizons = list(made.counts())
    header, rows = story_words.thousand(made)
    months = Numbers(
        "The months in words", ("month", "without", f"with {policy}", ""), story_words.side_by_side(made),
        words=(1, 2, 3), broad=True,
    )  # fmt: skip
    group = [
        f"Everybody of the group that the person was chosen from ({len(made.values):,} simulated people), counted for "
        "1,000. The last line of the table says how many stand elsewhere than their own twin in the other world: most "
        "of them by chance, some better and some worse; what the policy does is the difference of the counts."
    ]
    sections = [
        Section("lanes", "Two lives", (), lanes(made, policy), tables=[months]),
        Section(
            "thousand", "What happened to 1,000 people like this one", group, html=squares(made, horizons[-1]),
            tables=[Numbers("Of 1,000 people, where they are", header, rows, broad=True)],
        ),
    ]  # fmt: skip
    about = [
        ("Country", config.country.name), ("Policy", policy), ("Group", made.group),
        ("Quantile", f"{made.quantile:g} by {made.outcome}"), ("Months", str(made.months)), ("Seed", str(config.seed)),
    ]  # fmt: skip
    return leaf(
        "One simulated person, two worlds", about, [*story_words.opening(made, policy), story_words.closing(made)[0]],
        sections, command, care=story_words.closing(made)[1], more_css=CSS, provenance=[("Run", config.run_key)],
    )  # fmt: skip


def spells(states: np.ndarray) -> list[tuple[int, int, int]]:
    """Stretches of one state: (state, first month, months)."""
    found: list[tuple[int, int, int]] = []
    for month, state in enumerate(states):
        if found and found[-1][0] == state:
            found[-1] = (int(state), found[-1][1], found[-1][2] + 1)
        else:
            found.append((int(state), month, 1))
    return found


def lanes(made: Any, policy: str) -> Figure:
    """A lane a state; upper bar without, lower bar with the policy; months after the twelfth are shaded."""
    sides = made.lanes()
    last = made.months + 1

    def plot(canvas: Canvas, narrow: bool) -> None:
        axes = canvas.add_subplot()
        if last > CLEAN + 1:
            axes.axvspan(CLEAN + 0.5, last - 0.5, color="#fff3cd", zorder=0)
            axes.text(
                CLEAN + 0.8,
                -0.62,
                "chance too" if narrow else "worlds part by chance as well",
                fontsize=8.5,
                va="center",
                color="#6b5600",
            )
        styles = (
            {"facecolor": "#b5b5b5", "hatch": "////", "edgecolor": "#6e6e6e"},
            {"facecolor": BLUE, "edgecolor": BLUE},
        )
        for side, (states, style) in enumerate(zip(sides, styles, strict=True)):
            for state, first, length in spells(states):
                if state >= 0:
                    row = LANES.index(State(state)) + (-0.38 if side == 0 else 0.02)
                    axes.broken_barh([(first - 0.5, length)], (row, 0.36), linewidth=0.5, zorder=3, **style)
        axes.set_yticks(range(len(LANES)), [STATES[s] for s in LANES])
        axes.set_ylim(len(LANES) - 0.5, -0.9)
        axes.set_xlim(-0.5, last - 0.5)
        axes.set_xticks(range(0, last, 12 if narrow or last > 37 else 6))
        axes.set_xlabel(f"Months since the {'start' if narrow else 'policy started (0: the month before)'}")
        axes.grid(axis="x")
        axes.tick_params(left=False)
        for y in range(len(LANES) - 1):
            axes.axhline(y + 0.5, color="#e6e6e6", linewidth=0.8)

    said = []
    for name, states in zip(("without the policy", f"with {policy}"), sides, strict=True):
        parts = [f"{STATES[State(s)].lower()} {n} month{'' if n == 1 else 's'}" for s, _, n in spells(states) if s >= 0]
        said.append(f"{name}: {', then '.join(parts)}")
    return Figure(
        key="lanes", title="Two lives",
        measure=f"Simulated person: {described(made.without, made.person)}. Grey, hatched: without the policy; blue: "
        f"with {policy}. Same luck in both worlds.",
        alt="Swim lanes. " + ". ".join(said) + ".", table=Table([], []), **drawings("lanes", plot, 4.2, 4.6),
    )  # fmt: skip


# ---- a thousand squares

COLUMNS, SIDE, STEP = 40, 8, 10


def whole(counts: dict[str, float]) -> dict[State, int]:
    """Counts by state as whole numbers that sum to at most 1,000; the largest remainders are rounded up."""
    exact = {state: counts[state.name.lower()] for state in COLOURS}
    found = {state: int(value) for state, value in exact.items()}
    missing = round(sum(exact.values())) - sum(found.values())
    for state in sorted(exact, key=lambda s: found[s] - exact[s])[:missing]:
        found[state] += 1
    return found


def squares(made: Any, horizon: int) -> str:
    """Two arrays of 1,000 squares, and their key."""
    drawn = []
    for name, counts in zip(("Without the policy", "With the policy"), made.counts()[horizon], strict=True):
        numbers = whole(counts)
        said = ", ".join(f"{STATES[s].lower()} {n}" for s, n in numbers.items() if n)
        size, text = f"{COLUMNS * STEP} {1000 // COLUMNS * STEP}", f"Of 1,000 people: {words_of(said)}"
        drawn.append(
            f"<figure><figcaption>{words_of(name)}, month {horizon}</figcaption>"
            f'<svg viewBox="0 0 {size}" role="img" aria-label="{text}">{paths(numbers)}</svg></figure>'
        )
    keys = "".join(
        f'<li><span class="swatch" style="background:{colour}"></span>{STATES[state]}</li>'
        for state, colour in COLOURS.items()
    )
    return (
        f'<p class="tag">Simulated people</p><div class="thousands">{"".join(drawn)}</div><ul class="keys">{keys}</ul>'
    )


def words_of(text: str) -> str:
    """Text that may stand in HTML."""
    from html import escape

    return escape(text)


def paths(numbers: dict[State, int]) -> str:
    """One path a state: squares in reading order, who has left the model stays blank."""
    found, place = [], 0
    for state, number in numbers.items():
        marks = []
        for k in range(place, place + number):
            marks.append(f"M{k % COLUMNS * STEP + 1} {k // COLUMNS * STEP + 1}h{SIDE}v{SIDE}h-{SIDE}z")
        place += number
        if marks:
            found.append(f'<path fill="{COLOURS[state]}" d="{"".join(marks)}"/>')
    return "".join(found)
