"""Derives a separate seed for each use of random numbers from the run's seed, so that no use affects another."""

from enum import IntEnum

import numpy as np


class Stream(IntEnum):
    """A use of random numbers. Changing the numbers below would change what existing configs reproduce."""

    PROMPTS = 0
    ROLLOUT = 1
    VALIDATION = 2
    TEST = 3
    INFLUENCE = 4


def derive_seed(run_seed: int, stream: Stream, index: int = 0) -> int:
    """Returns the seed of one stream at one step or epoch, from 0 to 2**63 - 1."""
    state = np.random.SeedSequence([run_seed, stream, index]).generate_state(1, np.uint64)[0]
    return int(state >> np.uint64(1))
