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
    longest_prompt_tokens: int
    """Length of the longest prompt that was kept."""
    left_out: dict[str, int]
    """Number of problems left out of each split; splits that lost none are not in it."""


def keep_short_prompts(splits: Splits, encode: Encode, max_prompt_tokens: int | None) -> Fitting:
    """Keeps the problems whose prompt has at most `max_prompt_tokens` tokens; None keeps all.

    Raises:
        TaskDataError: a split would be empty.
    """
    kept: dict[str, list[Problem]] = {}
    left_out: dict[str, int] = {}
    longest = 0
    for name in ("train", "validation", "test"):
        problems: Sequence[Problem] = getattr(splits, name)
        lengths = [len(ids) for ids in encode(problems)]
        fits = [max_prompt_tokens is None or length <= max_prompt_tokens for length in lengths]
        kept[name] = [problem for problem, fit in zip(problems, fits, strict=True) if fit]
        longest = max([longest, *(length for length, fit in zip(lengths, fits, strict=True) if fit)])
        if not kept[name]:
            raise TaskDataError(
                f"All {len(problems)} prompts of the {name} split are longer than task.max_prompt_tokens "
                f"({max_prompt_tokens}); the shortest has {min(lengths)} tokens. Raise max_prompt_tokens."
            )
        if len(kept[name]) < len(problems):
            left_out[name] = len(problems) - len(kept[name])
    return Fitting(Splits(**kept), longest, left_out)
