"""Processes that take work, one at a time each, and whose end is noticed: nothing waits for one that is gone.

A process is started once and kept, because importing the model and loading its compiled rules takes seconds. It is told
to stop through a line of its own, and stops by itself when the process that hired it is gone.
"""

import contextlib
import os
import signal
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import Any

from sim.experiments.pool import deaf, one_thread_each

GONE = "gone"
"""Message that stands for the end of a process."""


@dataclass(eq=False)
class Hand:
    """One process. ``tag`` is its name, used once; ``desk`` is for its employer's notes."""

    tag: str
    process: Any
    talk: Connection
    halt: Connection
    desk: Any = field(default=None)

    def tell(self, message: Any) -> None:
        """Send a message; that the process is gone is seen by ``listen``."""
        with contextlib.suppress(OSError):
            self.talk.send(message)

    def ended(self) -> str:
        """How it ended, in words."""
        code = self.process.exitcode
        if code is not None and code < 0:
            name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
            memory = " (often: out of memory)" if -code == 9 else ""
            return f"its process was ended by signal {name}{memory}"
        return f"its process ended with code {code}"


class Hands:
    """Processes that run ``work(line, tag, *given)``, a function named by module."""

    def __init__(self, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
        self.work, self.given = work, given
        self.hands: list[Hand] = []
        self._context = get_context("spawn")  # a fork would copy threads and half-made compiled code

    def hire(self) -> Hand:
        """Start one more process."""
        one_thread_each()
        tag = uuid.uuid4().hex[:12]
        talk, theirs = self._context.Pipe()
        halt, heard = self._context.Pipe()
        process = self._context.Process(target=begin, args=(self.work, theirs, heard, tag, self.given), daemon=True)
        process.start()
        theirs.close()
        heard.close()
        made = Hand(tag, process, talk, halt)
        self.hands.append(made)
        return made

    def listen(self, seconds: float | None = None) -> Iterator[tuple[Hand, Any]]:
        """Messages that have come, at most ``seconds`` later; what a process said comes before its end."""
        by_line = {hand.talk: hand for hand in self.hands}
        for line in wait(list(by_line), seconds):
            hand = by_line[line]  # type: ignore[index]
            try:
                while hand.talk.poll():
                    yield hand, hand.talk.recv()
            except (EOFError, OSError):
                hand.process.join(5)
                self.hands.remove(hand)
                hand.talk.close()
                hand.halt.close()
                yield hand, GONE

    def stop(self) -> None:
        """Ask all to keep what they have and to go."""
        for hand in self.hands:
            with contextlib.suppress(OSError):
                hand.halt.send("stop")

    def close(self) -> None:
        """Let all go, at once."""
        for hand in self.hands:
            hand.process.kill()
        for hand in self.hands:
            hand.process.join(5)
            hand.talk.close()
            hand.halt.close()
        self.hands = []


class Line:
    """What a process says, and what it is told; several threads may speak."""

    def __init__(self, talk: Connection, halt: Connection) -> None:
        self._talk, self._halt, self._lock = talk, halt, threading.Lock()

    def say(self, message: Any) -> None:
        """Tell the employer; nothing where he is gone."""
        with self._lock, contextlib.suppress(OSError):
            self._talk.send(message)

    def hear(self) -> Any:
        """The next message; None where the employer is gone."""
        try:
            return self._talk.recv()
        except (EOFError, OSError):
            return None

    def at_end(self, keep: Callable[[], Any]) -> None:
        """Call ``keep`` and leave as soon as the employer is gone or says stop, in the middle of any work."""
        employer = parent_process()
        watched: list[Any] = [self._halt, *([employer.sentinel] if employer is not None else [])]

        def watch() -> None:
            wait(watched)
            try:
                keep()
            finally:
                os._exit(0)

        threading.Thread(target=watch, daemon=True).start()


def begin(work: Callable[..., Any], talk: Connection, halt: Connection, tag: str, given: tuple[Any, ...]) -> None:
    """First act of a new process: Ctrl-C is its employer's business, and memory is taken from it before him."""
    deaf()
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("500")
    work(Line(talk, halt), tag, *given)
