import pytest

from paretoscope_worker.text.rollout import split_thought


@pytest.mark.parametrize(
    ("text", "is_open", "expected"),
    [
        ("7", False, ("", "7")),
        ("<think>3+4</think>\n\n\\boxed{7}", False, ("<think>3+4</think>", "\\boxed{7}")),
        ("3+4 is \\boxed{8}?</think>\\boxed{7}", True, ("3+4 is \\boxed{8}?</think>", "\\boxed{7}")),
        ("a</think>b</think>c", True, ("a</think>b</think>", "c")),
        ("3+4 is \\boxed{7}", True, ("3+4 is \\boxed{7}", "")),
        ("<think>3+4 is \\boxed{7}", False, ("<think>3+4 is \\boxed{7}", "")),
        ("\n<think>\n", False, ("\n<think>\n", "")),
        ("an answer that mentions <think> is one", False, ("", "an answer that mentions <think> is one")),
        ("", True, ("", "")),
    ],
)
def test_the_answer_is_what_follows_the_thought(text: str, is_open: bool, expected: tuple[str, str]) -> None:
    assert split_thought(text, is_open=is_open) == expected
