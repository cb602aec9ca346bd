"""Chooses the problems that each step trains on."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from paretoscope_worker.runtime.seeds import Stream, derive_seed
from paretoscope_worker.text.problems import Problem


class PromptOrder:
    """Goes through the train split in a new seeded order every epoch; checkpoints save its position, one number."""

    def __init__(self, problems: Sequence[Problem], run_seed: int) -> None:
        self._problems = problems
        self._run_seed = run_seed
        self._taken = 0
        self._order: tuple[int, np.ndarray[Any, np.dtype[np.int64]]] | None = None

    def take(self, count: int) -> list[Problem]:
        """Returns the next `count` problems, across the end of an epoch if necessary."""
        chosen = [self._problem(self._taken + offset) for offset in range(count)]
        self._taken += count
        return chosen

    def state_dict(self) -> dict[str, int]:
        """Returns the number of problems taken so far."""
        return {"taken": self._taken}

    def load_state_dict(self, state: dict[str, int]) -> None:
        """Restores what `state_dict` returned."""
        self._taken = state["taken"]

    def _problem(self, place: int) -> Problem:
        epoch, index = divmod(place, len(self._problems))
        if self._order is None or self._order[0] != epoch:
            generator = np.random.default_rng(derive_seed(self._run_seed, Stream.PROMPTS, epoch))
            self._order = (epoch, generator.permutation(len(self._problems)))
        return self._problems[int(self._order[1][index])]
