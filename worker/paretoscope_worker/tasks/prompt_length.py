"""Leaves out prompts that are too long for the run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.text.problems import Problem, Splits

Encode = Callable[[Sequence[Problem]], Sequence[Sequence[int]]]


@dataclass(frozen=True)
class Fitting:
    """The problems whose prompts are short enough."""

    splits: Splits
    lengths: list[int]
    """Length in tokens of each prompt that was kept, of all splits."""
    shortest_limit: int
    """Smallest `max_prompt_tokens` that leaves a prompt in each split."""
    left_out: dict[str, int]
    """Number of problems left out of each split; splits that lost none are not in it."""

    @property
    def longest_prompt_tokens(self) -> int:
        """Length of the longest prompt that was kept."""
        return max(self.lengths)


def keep_short_prompts(splits: Splits, encode: Encode, max_prompt_tokens: int | None) -> Fitting:
    """Keeps the problems whose prompt has at most `max_prompt_tokens` tokens; None keeps all.

    Raises:
        TaskDataError: a split would be empty.
    """
    kept: dict[str, list[Problem]] = {}
    left_out: dict[str, int] = {}
    kept_lengths: list[int] = []
    shortest_limit = 0
    for name in ("train", "validation", "test"):
        problems: Sequence[Problem] = getattr(splits, name)
        lengths = [len(ids) for ids in encode(problems)]
        fits = [max_prompt_tokens is None or length <= max_prompt_tokens for length in lengths]
        kept[name] = [problem for problem, fit in zip(problems, fits, strict=True) if fit]
        kept_lengths += [length for length, fit in zip(lengths, fits, strict=True) if fit]
        shortest_limit = max(shortest_limit, min(lengths))
        if not kept[name]:
            raise TaskDataError(
                f"All {len(problems)} prompts of the {name} split are longer than task.max_prompt_tokens "
                f"({max_prompt_tokens}); the shortest has {min(lengths)} tokens. Raise max_prompt_tokens."
            )
        if len(kept[name]) < len(problems):
            left_out[name] = len(problems) - len(kept[name])
    return Fitting(Splits(**kept), kept_lengths, shortest_limit, left_out)
