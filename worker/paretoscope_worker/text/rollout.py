"""Completions, and the interface of the engines that sample them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from paretoscope_worker.text.problems import Problem


@dataclass(frozen=True)
class Completion:
    """One completion of a prompt."""

    problem: Problem
    prompt_ids: tuple[int, ...]
    """Token ids of the prompt that the policy read."""
    token_ids: tuple[int, ...]
    """Token ids that the policy wrote, including the end of sequence; never empty."""
    text: str
    """Decoded text without special tokens. It is rewarded. If the policy thinks first, this is only the answer."""
    truncated: bool
    """Whether the completion was cut at the limit before it ended."""
    log_probs: tuple[float, ...] | None = None
    """Log-prob of each token under the engine that sampled it, at the sampling temperature. None if that engine is the
    policy itself or the completion is greedy."""
    thought: str = ""
    """Text before the answer, up to `</think>`; the whole text if there is no answer."""

    @property
    def whole_text(self) -> str:
        """The thought and the answer."""
        return f"{self.thought}\n\n{self.text}" if self.thought and self.text else self.thought + self.text

    @property
    def tokens(self) -> int:
        """Length in tokens, including the end of sequence."""
        return len(self.token_ids)


def split_thought(text: str, *, is_open: bool) -> tuple[str, str]:
    """Splits the text of a completion into the thought, including `</think>`, and the answer that follows.

    Args:
        text: the whole text, without special tokens.
        is_open: whether the prompt ends inside an open thought.
    """
    thought, end, answer = text.rpartition("</think>")
    if end:
        return thought + end, answer.lstrip()
    return (text, "") if is_open or text.lstrip().startswith("<think>") else ("", text)


@dataclass(frozen=True)
class Sampling:
    """How completions are sampled."""

    temperature: float
    """0 is greedy decoding."""
    max_new_tokens: int
    seed: int
    """On a CPU, the same policy, prompts and seed give the same completions."""
    first: int = 0
    """Index of the first completion in the rollout; other processes may sample other completions with the same seed."""


class RolloutEngine(Protocol):
    """Samples completions with the weights of the last push."""

    def generate(
        self, problems: Sequence[Problem], completions_per_prompt: int, sampling: Sampling
    ) -> list[Completion]:
        """Samples G completions of each of B prompts.

        Returns:
            B * G completions in the order of the prompts; the completions of one prompt follow each other.
        """
        ...

    def push(self) -> None:
        """Gives the engine the current weights of the policy. It must be called after every update."""
        ...

    def rest(self) -> None:
        """Frees the engine's memory on the policy's device until the next push or rollout."""
        ...
