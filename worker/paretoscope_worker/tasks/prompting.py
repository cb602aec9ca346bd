"""Turns a question into a prompt: a chat message or plain text, with the task's system prompt and suffix."""

from typing import Any, cast

from paretoscope.schema.tasks import AskedTask
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.text.problems import Message

ROLES = frozenset({"system", "user", "assistant"})


def make_prompt(question: object, task: AskedTask, suffix: str, place: str) -> str | tuple[Message, ...]:
    """Turns a question, which is text or a list of chat messages, into a prompt.

    Raises:
        TaskDataError: the question is neither, or it is a chat but `task.as_chat` is false.
    """
    if isinstance(question, str):
        return _from_text(question, task, suffix)
    messages = as_messages(question)
    if messages is None:
        raise TaskDataError(
            f"{place}: the prompt is {question!r:.80}, neither text nor a list of chat messages ({{role, content}}). "
            "Correct the data, or name another column."
        )
    if not task.as_chat:
        raise TaskDataError(f"{place}: the prompt is a list of chat messages. Set task.as_chat to true.")
    if task.system_prompt and messages[0]["role"] != "system":
        messages = (_message("system", task.system_prompt), *messages)
    *others, last = messages
    return (*others, _message(last["role"], _with_suffix(last["content"], suffix)))


def as_messages(value: object) -> tuple[Message, ...] | None:
    """Returns the role and content of each chat message; None if the value is not a list of chat messages."""
    if not isinstance(value, list) or not value or not all(_is_message(message) for message in value):
        return None
    return tuple(_message(message["role"], message["content"]) for message in value)


def _from_text(question: str, task: AskedTask, suffix: str) -> str | tuple[Message, ...]:
    text = _with_suffix(question, suffix)
    if not task.as_chat:
        return f"{task.system_prompt}\n\n{text}" if task.system_prompt else text
    system = (_message("system", task.system_prompt),) if task.system_prompt else ()
    return (*system, _message("user", text))


def _with_suffix(text: str, suffix: str) -> str:
    if not suffix or text.rstrip().endswith(suffix.strip()):
        return text
    return f"{text}{suffix}" if suffix[0].isspace() else f"{text.rstrip()} {suffix}"


def _message(role: str, content: str) -> Message:
    return cast(Message, {"role": role, "content": content})


def _is_message(message: Any) -> bool:
    return isinstance(message, dict) and message.get("role") in ROLES and isinstance(message.get("content"), str)
