"""The random number generators of the process: they are seeded together and saved in checkpoints.

Paretoscope itself draws with a separate seed for each use. The generators of the process serve the code that it calls,
such as a model's dropout or a user's objective.
"""

import random
from typing import Any

import numpy as np
import torch


def seed_all(seed: int) -> None:
    """Seeds the generators of Python, NumPy and torch, including those of GPUs."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def random_state() -> dict[str, Any]:
    """Returns the state of all generators, in types that `torch.load` reads without running code."""
    name, keys, *rest = np.random.get_state()
    return {
        "python": random.getstate(),
        "numpy": (name, np.asarray(keys).tolist(), *rest),
        "torch": torch.get_rng_state(),
        "cuda": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
    }


def restore_random_state(state: dict[str, Any]) -> None:
    """Restores what `random_state` returned. If the number of GPUs differs, their generators are not changed."""
    random.setstate(state["python"])
    np.random.set_state(state["numpy"])
    torch.set_rng_state(state["torch"])
    if torch.cuda.is_available() and len(state["cuda"]) == torch.cuda.device_count():
        torch.cuda.set_rng_state_all(state["cuda"])
