"""Runs the processes in which math-verify compares answers, and limits the time of a batch of answers.

A pair that exceeds its time limit stays undecided. After a few such pairs, all further pairs of the batch get a much
shorter limit, which is long enough for nearly every honest pair. The time lost to hostile answers is therefore small,
even if a batch has many. The limits are of processor time, so that a busy machine does not change a verdict.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

Pair = tuple[str, str]
"""An answer and the ground truth."""

PROCESS = Path(__file__).with_name("equality_process.py")
PAIRS_PER_PROCESS = 16
"""Number of pairs for each process; starting another process for fewer pairs takes longer than it saves."""
MOST_PROCESSES = 4


@dataclass(frozen=True)
class TimeLimits:
    """How much processor time the pairs of a batch may take."""

    pair_seconds: float = 3.0
    """Limit of a pair at first."""
    slow_pairs: int = 4
    """Number of undecided pairs in a batch after which the shorter limit applies."""
    short_seconds: float = 0.25
    """The shorter limit."""


@dataclass
class Batch:
    """The undecided pairs among those that are compared together, and the current time limit."""

    limits: TimeLimits
    spent: dict[Pair, float] = field(default_factory=dict)
    """Time limit that each undecided pair had."""
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def seconds(self) -> float:
        """Returns the time limit of the next pair."""
        is_short = len(self.spent) >= self.limits.slow_pairs
        return self.limits.short_seconds if is_short else self.limits.pair_seconds

    def give_up(self, pair: Pair, seconds: float) -> None:
        """Records a pair that was not decided within its time limit."""
        with self._lock:
            self.spent[pair] = seconds

    def is_unsettled(self, pair: Pair) -> bool:
        """Whether a pair is undecided and had only the shorter limit, so that it may be decided in another batch."""
        return self.spent.get(pair, self.limits.pair_seconds) < self.limits.pair_seconds


class EqualityProcesses:
    """Compares pairs in several processes at once. Each process is started when it is first needed."""

    def __init__(self, limits: TimeLimits | None = None, most: int | None = None) -> None:
        self._limits = limits or TimeLimits()
        self._most = most or min(MOST_PROCESSES, os.cpu_count() or 1)
        self._idle: list[EqualityProcess] = []

    @property
    def started(self) -> int:
        """Number of processes that wait for the next pair."""
        return len(self._idle)

    def judge(self, pairs: Sequence[Pair]) -> tuple[Batch, list[bool | None]]:
        """Returns for each pair of a batch whether its sides are equal; None if that was not decided in time."""
        batch = Batch(self._limits)
        at_once = min(self._most, -(-len(pairs) // PAIRS_PER_PROCESS))
        if at_once <= 1:
            return batch, [self._judge_one(batch, pair) for pair in pairs]
        with ThreadPoolExecutor(at_once) as threads:
            return batch, list(threads.map(partial(self._judge_one, batch), pairs))

    def close(self) -> None:
        """Ends the processes."""
        while self._idle:
            self._idle.pop().close()

    def _judge_one(self, batch: Batch, pair: Pair) -> bool | None:
        process = self._idle.pop() if self._idle else EqualityProcess()
        seconds = batch.seconds()
        verdict = process.ask(pair, seconds)
        if verdict is None:
            batch.give_up(pair, seconds)
        if process.is_alive:
            self._idle.append(process)
        else:
            process.close()
        return verdict


class EqualityProcess:
    """A process that compares one pair after another."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(PROCESS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    @property
    def is_alive(self) -> bool:
        """Whether the process is running."""
        return self._process.poll() is None

    def ask(self, pair: Pair, seconds: float) -> bool | None:
        """Returns whether the sides of a pair are equal; None if that took more than `seconds`, or the process died."""
        process = self._process
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both are pipes
        try:
            process.stdin.write(json.dumps([*pair, seconds]) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        if not answer:
            process.kill()
            process.wait()
        return {"1\n": True, "0\n": False}.get(answer)

    def close(self) -> None:
        """Kills the process. Its fork ends when the input closes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
