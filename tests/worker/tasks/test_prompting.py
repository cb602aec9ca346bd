from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.schema.tasks import FileTask
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.tasks.prompting import make_prompt

SUFFIX = r"Answer in \boxed{}."


def prompt(question: Any, suffix: str = "", **settings: Any) -> Any:
    return make_prompt(question, FileTask(path="data", **settings), suffix, "file, row 3")


def user(content: str) -> dict[str, str]:
    return {"role": "user", "content": content}


def test_a_question_is_a_users_message_or_plain_text() -> None:
    assert prompt("3+4=") == (user("3+4="),)
    assert prompt("3+4=", as_chat=False) == "3+4="


def test_a_system_prompt_comes_first() -> None:
    system = {"role": "system", "content": "Add."}
    assert prompt("3+4=", system_prompt="Add.") == (system, user("3+4="))
    assert prompt("3+4=", system_prompt="Add.", as_chat=False) == "Add.\n\n3+4="
    assert prompt([user("3+4=")], system_prompt="Add.") == (system, user("3+4="))
    own = {"role": "system", "content": "Subtract."}
    assert prompt([own, user("3+4=")], system_prompt="Add.") == (own, user("3+4="))


def test_the_suffix_follows_the_last_message_once() -> None:
    assert prompt("3+4?", SUFFIX) == (user(f"3+4? {SUFFIX}"),)
    assert prompt("3+4?\n", SUFFIX) == (user(f"3+4? {SUFFIX}"),)
    assert prompt("3+4?", f"\n{SUFFIX}") == (user(f"3+4?\n{SUFFIX}"),)
    assert prompt("3+4?", SUFFIX, as_chat=False) == f"3+4? {SUFFIX}"
    chat = [user("hi"), {"role": "assistant", "content": "hi"}, user("3+4?")]
    assert prompt(chat, SUFFIX) == (*chat[:2], user(f"3+4? {SUFFIX}"))


@given(st.text(), st.text(min_size=1).filter(lambda suffix: suffix.strip()))
def test_asking_twice_adds_the_suffix_once(question: str, suffix: str) -> None:
    once = prompt(question, suffix, as_chat=False)
    assert prompt(once, suffix, as_chat=False) == once
    assert once.startswith(question.rstrip()) or once.startswith(question)


def test_what_else_a_message_holds_is_left_out() -> None:
    assert prompt([user("3+4=") | {"name": "Ann"}]) == (user("3+4="),)


@pytest.mark.parametrize("question", [None, 7, [], [7], [{"role": "wizard", "content": "x"}], [{"role": "user"}], {}])
def test_neither_text_nor_chat_is_refused_with_its_place(question: Any) -> None:
    with pytest.raises(TaskDataError, match="file, row 3: the prompt is"):
        prompt(question)


def test_a_chat_that_shall_be_text_is_refused() -> None:
    with pytest.raises(TaskDataError, match=r"row 3.*Set task\.as_chat to true"):
        prompt([user("3+4=")], as_chat=False)
