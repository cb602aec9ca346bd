"""What a rollout is, and what every engine that samples one must do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from paretoscope_worker.text.problems import Problem


@dataclass(frozen=True)
class Completion:
    """One completion of a prompt."""

    problem: Problem
    prompt_ids: tuple[int, ...]
    """Token ids of the prompt as the policy read it."""
    token_ids: tuple[int, ...]
    """Token ids the policy wrote, the end of sequence included; never empty."""
    text: str
    """What is scored: the same as text without special tokens, and of a policy that thinks first what follows."""
    truncated: bool
    """Whether it was cut at the limit instead of ending by itself."""
    log_probs: tuple[float, ...] | None = None
    """Log-prob of each token under the engine that drew it, at the sampling temperature; None where that engine is the
    policy itself, or the completion is greedy."""
    thought: str = ""
    """What a policy wrote before its answer, up to `</think>`; all of it if it never came to an answer."""

    @property
    def whole_text(self) -> str:
        """The thought and the answer."""
        return f"{self.thought}\n\n{self.text}" if self.thought and self.text else self.thought + self.text

    @property
    def tokens(self) -> int:
        """Length in tokens, the end of sequence included."""
        return len(self.token_ids)


def split_thought(text: str, *, is_open: bool) -> tuple[str, str]:
    """Parts what a policy wrote into its thought, `</think>` included, and the answer that follows.

    Args:
        text: all it wrote, without special tokens.
        is_open: whether the prompt had opened the thought already.
    """
    thought, end, answer = text.rpartition("</think>")
    if end:
        return thought + end, answer.lstrip()
    return (text, "") if is_open or text.lstrip().startswith("<think>") else ("", text)


@dataclass(frozen=True)
class Sampling:
    """How completions are drawn."""

    temperature: float
    """0 is greedy."""
    max_new_tokens: int
    seed: int
    """The same policy, prompts and seed give the same completions on CPU."""
    first: int = 0
    """Place of the first completion in its rollout, of which others may be sampled elsewhere with the same seed."""


class RolloutEngine(Protocol):
    """Samples completions with the policy as it was at the last push."""

    def generate(
        self, problems: Sequence[Problem], completions_per_prompt: int, sampling: Sampling
    ) -> list[Completion]:
        """Samples G completions of each of B prompts.

        Returns:
            B * G completions; those of one prompt stand together, prompts in their order.
        """
        ...

    def push(self) -> None:
        """Gives the engine the policy's weights as they are now; to be called after every update."""
        ...

    def rest(self) -> None:
        """Frees what the engine holds on the policy's device, until the next push or rollout."""
        ...
