"""The work of all processes: who lives which runs, and what happens when a process is gone.

The runs of a process that is gone, but for those it had kept, are given to others. The one that it was living is
suspected: it is lived again at the end, alone, so that a run that only lacked memory gets all there is. If its process
ends again, the run is recorded as crashed.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.core.errors import PasserelleError
from sim.experiments.compiled import first_time
from sim.experiments.crew import GONE, Hand, Hands
from sim.experiments.sweep import shards
from sim.experiments.sweep.desk import MEMORY, Desk, Task, attend
from sim.experiments.sweep.spec import Spec

MOST = 50
"""Runs that a process is given at once, at most."""
STARTS = 5
"""Processes that may end before they are ready, one after the other."""
GRACE = 20.0
"""Seconds that processes have to keep what they hold after Ctrl-C."""


@dataclass
class Notes:
    """What a process was given: ``line`` still to live, ``held`` not yet kept."""

    line: deque[Spec] = field(default_factory=deque)
    held: dict[str, Spec] = field(default_factory=dict)
    ready: bool = False
    busy: bool = False
    keeping: bool = False


class Drive:
    """One sweep on several processes of this machine."""

    def __init__(self, task: Task, folder: Path, workers: int, on_run: Callable[[int], Any]) -> None:
        self.crew = Hands(attend, (task, folder))
        self.task, self.folder, self.workers, self.on_run = task, folder, workers, on_run
        self.queue: deque[Spec] = deque()
        self.alone: deque[Spec] = deque()
        self.suspected: dict[str, Spec] = {}
        self.desk = Desk(task, folder, shards.new_tag(), lambda message: None)
        self.done: set[str] = set()
        self.cold = first_time()  # then one process compiles, and the others find it done
        self.writing, self.lost_starts = 0.0, 0

    def run(self, specs: list[Spec]) -> None:
        """Live all runs; Ctrl-C keeps what is done and goes on as KeyboardInterrupt."""
        self.queue.extend(specs)
        try:
            while self.queue or self.alone or any(h.desk.held for h in self.crew.hands):
                self.give()
                for hand, message in self.crew.listen():
                    self.hear(hand, message)
        except KeyboardInterrupt:
            self.stop()
            raise
        finally:
            self.crew.close()
            self.desk.keep()

    def give(self) -> None:
        """Hire who is missing and give everybody something to do."""
        most = 1 if self.cold and not self.done else self.workers
        wanted = min(most, len(self.queue) + sum(h.desk.busy for h in self.crew.hands))
        while len(self.crew.hands) < max(wanted, 1 if self.alone else 0):
            self.crew.hire().desk = Notes()
        resting = [h for h in self.crew.hands if h.desk.ready and not h.desk.busy]
        for hand in resting:
            if self.queue:
                many = max(1, min(MOST, len(self.queue) // (4 * self.workers)))
                self.hand_over(hand, [self.queue.popleft() for _ in range(min(many, len(self.queue)))])
            elif hand.desk.held and not hand.desk.keeping:
                hand.desk.keeping = True
                hand.tell("keep")
        if not self.queue and self.alone and resting and not any(h.desk.held for h in self.crew.hands):
            self.hand_over(resting[0], [self.alone.popleft()])

    def hand_over(self, hand: Hand, specs: list[Spec]) -> None:
        notes = hand.desk
        notes.line.extend(specs)
        notes.held |= {s.key: s for s in specs}
        notes.busy = True
        hand.tell(specs)

    def hear(self, hand: Hand, message: Any) -> None:
        """One message of a process."""
        notes = hand.desk
        if message == GONE:
            return self.bury(hand)
        match message[0]:
            case "ready":
                notes.ready, self.lost_starts = True, 0
            case "did":
                _, key, status = message
                spec = notes.line.popleft()
                if status == MEMORY:
                    notes.held.pop(key)
                    self.suspect(spec, "out of memory")
                else:
                    self.note(key)
            case "kept":
                self.writing += message[2]
                notes.keeping = False
                for key in message[1]:
                    notes.held.pop(key, None)
            case "idle":
                notes.busy = False
            case "broken":
                raise PasserelleError(f"a process of the sweep cannot go on:\n{message[1].strip()}")
        return None

    def note(self, key: str) -> None:
        self.done.add(key)
        self.on_run(len(self.done))

    def bury(self, hand: Hand) -> None:
        """A process is gone: what it had not kept goes to others, what it was living is suspected."""
        notes = hand.desk
        if not notes.ready:
            self.lost_starts += 1
            if self.lost_starts >= STARTS:
                raise PasserelleError(f"the processes of the sweep do not start: {hand.ended()}.")
        kept = {r.run_key for r in shards.records(self.folder, f"part-{hand.tag}-*")} if notes.held else set()
        left = {key: spec for key, spec in notes.held.items() if key not in kept}
        self.done -= set(left)
        culprit = notes.line[0] if notes.line and notes.busy else None
        if culprit is not None:
            left.pop(culprit.key, None)
            self.suspect(culprit, hand.ended())
        self.queue.extendleft(reversed(left.values()))

    def suspect(self, spec: Spec, why: str) -> None:
        """A run ended its process: once more, alone, and then no more."""
        if spec.key in self.suspected:
            self.desk.take(self.desk.crash(spec, why))
            self.note(spec.key)
        else:
            self.suspected[spec.key] = spec
            self.alone.append(spec)

    def stop(self) -> None:
        """Ctrl-C: everybody keeps what is complete; a second Ctrl-C waits for nobody."""
        self.crew.stop()
        end = time.monotonic() + GRACE
        while self.crew.hands and time.monotonic() < end:
            for hand, message in self.crew.listen(0.5):
                if message != GONE and message[0] == "kept":
                    self.hear(hand, message)
