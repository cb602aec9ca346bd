"""Answers about the completions that were kept from evaluations."""

from paretoscope.schema.answers.base import Answer, Numbers
from paretoscope.schema.records import Extra, Split


class CompletionView(Answer):
    """One completion and its rewards."""

    prompt: str
    """Text of the prompt."""
    completion: str
    """Text that the policy wrote."""
    ground_truth: str | None
    """Right answer; null if the task has none."""
    rewards: Numbers
    """Reward of each objective; higher is better."""
    tokens: int
    """Length in tokens."""
    truncated: bool
    """Whether it was cut at the token limit."""
    extra: dict[str, Extra]
    """What reward functions logged about it, by column."""


class CompletionsAnswer(Answer):
    """The completions that were kept from one evaluation."""

    step: int | None
    """Step of the evaluation; null if no evaluation has completions."""
    split: Split
    """Split of the evaluation."""
    steps: list[int]
    """All steps with completions of this split."""
    completions: list[CompletionView]
    """Completions in the order of prompts, which is the same at every step."""
    next_cursor: str | None
    """Cursor of the next page; null on the last page."""
