"""The processes in which math-verify compares answers, and the patience that a batch of answers has with them.

A pair that takes too long is given up. The first few in a batch get the full time; then the batch has lost its patience
and each further pair gets a moment, in which nearly every honest one is decided. So a batch of hostile answers costs a
bounded time, however many there are. Times are those of the processor: a busy machine changes no verdict.
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
"""An answer and the truth."""

PROCESS = Path(__file__).with_name("equality_process.py")
PAIRS_PER_PROCESS = 16
"""Starting another process pays off only for more pairs than this."""
MOST_PROCESSES = 4


@dataclass(frozen=True)
class Patience:
    """How long pairs may take."""

    pair_seconds: float = 3.0
    """Longest for a pair at first."""
    slow_pairs: int = 4
    """Pairs of a batch that may take that long without being decided."""
    moment_seconds: float = 0.25
    """Longest for a pair after that."""


@dataclass
class Batch:
    """Pairs that are compared together, and what was spent on those that came to nothing."""

    patience: Patience
    spent: dict[Pair, float] = field(default_factory=dict)
    """Seconds that each undecided pair got."""
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def is_patient(self) -> bool:
        """Whether the next pair gets the full time."""
        return len(self.spent) < self.patience.slow_pairs

    def seconds(self) -> float:
        """Returns how long the next pair may take."""
        return self.patience.pair_seconds if self.is_patient else self.patience.moment_seconds

    def give_up(self, pair: Pair, seconds: float) -> None:
        """Counts a pair that was not decided."""
        with self._lock:
            self.spent[pair] = seconds

    def was_hurried(self, pair: Pair) -> bool:
        """Whether a pair is undecided that got a moment only."""
        return self.spent.get(pair, self.patience.pair_seconds) < self.patience.pair_seconds


class EqualityProcesses:
    """Compares pairs in a few processes at once; each is started when it is first needed."""

    def __init__(self, patience: Patience | None = None, most: int | None = None) -> None:
        self._patience = patience or Patience()
        self._most = most or min(MOST_PROCESSES, os.cpu_count() or 1)
        self._idle: list[EqualityProcess] = []

    @property
    def started(self) -> int:
        """Processes that wait for the next pair."""
        return len(self._idle)

    def judge(self, pairs: Sequence[Pair]) -> tuple[Batch, list[bool | None]]:
        """Says for each pair of a batch whether its sides are equal; None where that took too long."""
        batch = Batch(self._patience)
        at_once = min(self._most, -(-len(pairs) // PAIRS_PER_PROCESS))
        if at_once <= 1:
            return batch, [self._judge_one(batch, pair) for pair in pairs]
        with ThreadPoolExecutor(at_once) as threads:
            return batch, list(threads.map(partial(self._judge_one, batch), pairs))

    def close(self) -> None:
        """Ends the processes, if there are any."""
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
    """One process that compares pairs, one after the other."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(PROCESS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked again."""
        return self._process.poll() is None

    def ask(self, pair: Pair, seconds: float) -> bool | None:
        """Says whether the two sides of a pair are equal; None if that took more seconds, or the process died."""
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
        """Ends the process; what it forked ends with its input."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
