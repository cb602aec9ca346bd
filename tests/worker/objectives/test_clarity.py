from collections.abc import Callable

import pytest

from paretoscope_worker.objectives.clarity import Clarity, is_clear
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


def test_reward_is_1_or_0_and_shown_as_it_is(write: Callable[..., Completion]) -> None:
    clarity = Clarity("clarity")
    completions = [write(CLEAR[0]), write(UNCLEAR[0])]
    rewards = clarity.rewards(completions)
    assert rewards == [1.0, 0.0]
    assert clarity.values(completions, rewards) == rewards
