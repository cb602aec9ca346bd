"""The problems of a task, in three disjoint splits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict


class Message(TypedDict):
    """One turn of a chat prompt."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Problem:
    """A prompt with its right answer. A string is tokenized as it is; messages go through the chat template."""

    prompt: str | tuple[Message, ...]
    ground_truth: str
    columns: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Other columns of the data, by name; objectives may use them."""


@dataclass(frozen=True)
class Splits:
    """The problems of a task: ``train`` trains the policy, ``validation`` guides the run, ``test`` is only reported."""

    train: Sequence[Problem]
    validation: Sequence[Problem]
    test: Sequence[Problem]


def prompt_text(problem: Problem) -> str:
    """Returns a prompt as readable text: a single message as it is, several messages with their roles."""
    if isinstance(problem.prompt, str):
        return problem.prompt
    if len(problem.prompt) == 1:
        return problem.prompt[0]["content"]
    return "\n\n".join(f"{message['role']}: {message['content']}" for message in problem.prompt)
