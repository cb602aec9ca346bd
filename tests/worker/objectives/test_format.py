from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.schema import objectives as schema
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.format import Format
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion

from .events import Events


def rewards(text: str, **settings: object) -> list[float | None]:
    completion = Completion(Problem("", ""), (1,), (2,), text, False)
    return Format(schema.Format.model_validate(settings), Faults()).rewards([completion])


@pytest.mark.parametrize(
    "text",
    [
        "<think>7+4</think><answer>11</answer>",
        "\n<think>\n7+4\nis 11\n</think>\n\n<answer>\n11\n</answer>\n",
    ],
)
def test_left_out_the_pattern_is_thinking_and_then_an_answer(text: str) -> None:
    assert rewards(text) == [1.0]


@pytest.mark.parametrize("text", ["", "11", "<answer>11</answer>", "so <think>a</think><answer>b</answer>"])
def test_another_form_earns_nothing(text: str) -> None:
    assert rewards(text) == [0.0]


def test_the_whole_completion_must_match_or_any_part_of_it() -> None:
    assert rewards("so 12 it is", pattern=r"\d+") == [0.0]
    assert rewards("so 12 it is", pattern=r"\d+", match="anywhere") == [1.0]
    assert rewards("a\nb", pattern="a.b") == [1.0]


@given(st.text(alphabet="ab\n(.*[", max_size=12), st.text(alphabet="ab\n(.*[", max_size=6))
def test_an_escaped_text_is_found_exactly_where_it_stands(text: str, part: str) -> None:
    escaped = "".join(f"\\x{ord(character):02x}" for character in part) or "(?:)"
    assert rewards(text, pattern=escaped, match="anywhere") == [float(part in text)]


def test_catastrophic_backtracking_ends_in_time_without_a_reward(write: Callable[..., Completion]) -> None:
    events = Events()
    faults = Faults(events)
    slow = Format(schema.Format(name="slow", pattern=r"(a|aa)+[bc]"), faults)
    assert slow.rewards([write("aab"), write("a" * 60 + "!")]) == [1.0, None]
    faults.report(3)
    ((step, level, kind, message),) = events.told
    assert (step, level, kind) == (3, "warning", "pattern_too_slow")
    assert "1 of 2 completions" in message
