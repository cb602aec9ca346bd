"""A reward function that logs, as those of TRL do."""

from collections.abc import Callable, Sequence
from typing import Any


async def length(
    completions: Sequence[str],
    trainer_state: Any,
    log_metric: Callable[[str, float], None],
    log_extra: Callable[[str, Sequence[Any]], None],
    **_: Any,
) -> list[float]:
    """Rewards the number of characters."""
    log_metric("characters", sum(map(len, completions)) / len(completions))
    log_metric("updates", trainer_state.global_step)
    log_extra("characters", [len(text) for text in completions])
    return [float(len(text)) for text in completions]
