from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pytest

from paretoscope.schema.tasks import ArithmeticTask
from paretoscope_worker.objectives.accuracy import Accuracy
from paretoscope_worker.tasks.arithmetic import arithmetic_splits
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion

DATA = Path(__file__).parents[2] / "data" / "math500"


@pytest.fixture(scope="module")
def accuracy() -> Accuracy:
    return Accuracy("accuracy")


@pytest.mark.parametrize(
    ("text", "ground_truth"),
    [
        (r"\boxed{7}", "7"),
        (r"first \boxed{3}, but \boxed{7}", "7"),
        (r"\boxed{07}", "7"),
        (r"\boxed{1,234}", "1234"),
        (r"\boxed{0.5}", r"\frac12"),
        (r"\boxed{x=3}", "3"),
        (r"\boxed{\dfrac{1}{2}}", r"\frac{1}{2}"),
        (r"\boxed{(8, -2)}", "(8,-2)"),
        (r"\boxed{Evelyn}", r"\text{Evelyn}"),
        (r"\boxed{1+2x}", "2x+1"),
        (r"\boxed{90^\circ}", "90"),
    ],
)
def test_a_mathematically_equal_answer_is_right(
    accuracy: Accuracy, write: Callable[..., Completion], text: str, ground_truth: str
) -> None:
    assert accuracy.rewards([write(text, ground_truth)]) == [1.0]


@pytest.mark.parametrize(
    ("text", "ground_truth"),
    [
        ("7", "7"),
        (r"\boxed{7} or rather \boxed{8}", "7"),
        (r"\boxed{7", "7"),
        (r"\boxed{}", "7"),
        (r"\boxed{   }", ""),
        (r"\boxed{0.333}", r"\frac13"),
        (r"\boxed{[2,5]}", "[2,5)"),
        (r"\boxed{\frac{1}{0}}", "7"),
        (r"\boxed{}}}{{\frac}", "7"),
        (r"\boxed{__import__('os').abort()}", "7"),
        (r"\boxed{" + "9" * 5000 + "}", "7"),
        ("\\boxed{\x00\ud800}", "7"),
        (r"\boxed{7}", r"\frac{"),
        (r"\boxed{7+4}", "11"),
        (r"\boxed{\dfrac{2}{4}}", r"\frac{1}{2}"),
    ],
)
def test_a_wrong_missing_or_unreadable_answer_earns_0_and_raises_nothing(
    accuracy: Accuracy, write: Callable[..., Completion], text: str, ground_truth: str
) -> None:
    assert accuracy.rewards([write(text, ground_truth)]) == [0.0]


@pytest.mark.parametrize("boxed", ["{}", "{}=", "-({})", "0+{}", r"\text{{{}}}"])
def test_boxing_the_question_of_the_embedded_task_earns_nothing(
    accuracy: Accuracy, write: Callable[..., Completion], boxed: str
) -> None:
    problems = arithmetic_splits(ArithmeticTask()).train[:100]
    copies = [
        write(rf"\boxed{{{boxed.format(str(one.prompt).removesuffix('='))}}}", one.ground_truth) for one in problems
    ]
    assert accuracy.rewards(copies) == [0.0] * 100


def test_working_that_ends_in_the_result_is_right(accuracy: Accuracy, write: Callable[..., Completion]) -> None:
    problems = arithmetic_splits(ArithmeticTask()).train[:100]
    worked = [write(rf"\boxed{{{one.prompt}{one.ground_truth}}}", one.ground_truth) for one in problems]
    assert accuracy.rewards(worked) == [1.0] * 100


def test_a_formula_of_the_prompt_is_no_answer_unless_it_is_written_as_the_truth_is(accuracy: Accuracy) -> None:
    asked = r"Write $\frac{3}{20}$ as a decimal."
    for answer, truth, reward in (
        (r"\frac{3}{20}", "0.15", 0.0),
        ("3/20", "0.15", 0.0),
        ("0.15", "0.15", 1.0),
        (r"\tfrac{3}{20}", r"\frac{3}{20}", 1.0),
    ):
        completion = Completion(Problem(asked, truth), (), (0,), rf"\boxed{{{answer}}}", truncated=False)
        assert accuracy.rewards([completion]) == [reward]


def test_reference_solutions_are_right_and_none_is_under_the_answer_of_another_problem(
    accuracy: Accuracy, write: Callable[..., Completion]
) -> None:
    tables = [pyarrow.parquet.read_table(DATA / f"{split}.parquet").to_pylist() for split in ("train", "val", "test")]
    rows = [(row["solution"], row["reward_model"]["ground_truth"]) for table in tables for row in table]
    assert len(rows) == 16
    for solution, truth in rows:
        rewards = accuracy.rewards([write(solution, other) for _, other in rows])
        assert rewards == [float(other == truth) for _, other in rows]


@pytest.mark.parametrize("split", ["train", "val", "test"])
def test_every_ground_truth_of_the_data_equals_itself(
    accuracy: Accuracy, write: Callable[..., Completion], split: str
) -> None:
    rows = pyarrow.parquet.read_table(DATA / f"{split}.parquet").column("reward_model").to_pylist()
    truths = [row["ground_truth"] for row in rows]
    spaced = [write(f"\\boxed{{ {truth}\\,}}", truth) for truth in truths]
    assert accuracy.rewards(spaced) == [1.0] * len(truths)
