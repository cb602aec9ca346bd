from collections.abc import Callable

import pytest

from paretoscope_worker.objectives.clarity import Clarity, is_clear, is_clear_as_published
from paretoscope_worker.text.rollout import Completion

CLEAR = [
    "1) 7+4=11\n2) 11-3=8\n\\boxed{8}",
    "1. Add.\n2. Subtract.\n\\boxed{8}",
    "(a) Add.\n(b) Subtract.\n\\boxed{8}",
    "i. Add.\nii. Subtract.\n\\boxed{8}",
    "- Add.\n- Subtract.\n\\boxed{8}",
    "• Add.\n• Subtract.\n\\boxed{8}",
    "**Step 1:** add. **Step 2:** subtract. \\boxed{8}",
    "### 1. Add\n### 2. Subtract\n\\boxed{8}",
    "1. Add 7 and 4. 2. Take 3 away. \\boxed{8}",
    "first 7+4=11 next 11-3=8 \\boxed{8}",
    "First, add. Then subtract: \\boxed{8}",
]
UNCLEAR = [
    "\\boxed{8}",
    "7+4=11\n11-3=8\n\\boxed{8}",
    "1) 7+4=11\n\\boxed{8}",
    "first 7+4=11 \\boxed{8}",
    "1) 7+4=11\n2) 11-3=8\n8",
    "1) 7+4=11\n2) 11-3=8\n\\boxed{}",
    "1) 7+4=11\n2) 11-3=8\n\\boxed{8",
    "The sum is 11. The difference is 8. \\boxed{8}",
    "3.5 and 2.5 make 6. \\boxed{6}",
    "-5 + 3\n-2 - 1\n\\boxed{-3}",
    "strengthen it, thence the nextdoor firstborn \\boxed{8}",
]


@pytest.mark.parametrize("text", CLEAR)
def test_a_boxed_answer_with_two_steps_is_clear(text: str) -> None:
    assert is_clear(text)


@pytest.mark.parametrize("text", UNCLEAR)
def test_fewer_than_two_steps_or_no_boxed_answer_is_not_clear(text: str) -> None:
    assert not is_clear(text)


CLEAR_AS_PUBLISHED = [
    *CLEAR[:7],
    *CLEAR[8:],
    "So x = 5. Therefore y is 7. \\boxed{7}",
    "It is (a) or (b). \\boxed{7} or \\boxed{",
    "Step 1: add. Step 2: subtract. \\boxed{8}",
    "one - two - three \\boxed{8}",
]
UNCLEAR_AS_PUBLISHED = [
    "\\boxed{8}",
    "1) 7+4=11\n2) 11-3=8\n8",
    "1) 7+4=11\n2) 11-3=8\n\\boxed{ }",
    "first 7+4=11 \\boxed{8}",
    "7+4=11\n11-3=8\n\\boxed{8}",
]


@pytest.mark.parametrize("text", CLEAR_AS_PUBLISHED)
def test_the_published_pattern_takes_any_numeral_before_a_mark_for_a_step(text: str) -> None:
    assert is_clear_as_published(text)


@pytest.mark.parametrize("text", UNCLEAR_AS_PUBLISHED)
def test_the_published_pattern_asks_for_two_steps_and_a_box_too(text: str) -> None:
    assert not is_clear_as_published(text)


def test_the_pattern_is_a_setting(write: Callable[..., Completion]) -> None:
    text = "So x = 5. Therefore y is 7. \\boxed{7}"
    assert Clarity("clarity").rewards([write(text)]) == [0.0]
    assert Clarity("clarity", "published").rewards([write(text)]) == [1.0]


def test_reward_is_1_or_0_and_shown_as_it_is(write: Callable[..., Completion]) -> None:
    clarity = Clarity("clarity")
    completions = [write(CLEAR[0]), write(UNCLEAR[0])]
    rewards = clarity.rewards(completions)
    assert rewards == [1.0, 0.0]
    assert clarity.values(completions, rewards) == rewards
