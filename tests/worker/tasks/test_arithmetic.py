import ast
import operator

from paretoscope.schema.tasks import ArithmeticTask
from paretoscope_worker.tasks.arithmetic import LARGEST_OPERAND, Sum, arithmetic_splits, split_sums
from paretoscope_worker.text.problems import Problem

LARGEST = ArithmeticTask(validation_prompts=1000, test_prompts=1000)
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub}


def every_problem() -> list[Problem]:
    splits = arithmetic_splits(LARGEST)
    return [*splits.train, *splits.validation, *splits.test]


def value_and_operands(node: ast.expr) -> tuple[int, list[int]]:
    """Reads the prompt apart from the code under test."""
    if isinstance(node, ast.Constant):
        return int(str(node.value)), [int(str(node.value))]
    assert isinstance(node, ast.BinOp)
    left, left_operands = value_and_operands(node.left)
    right, right_operands = value_and_operands(node.right)
    return OPERATORS[type(node.op)](left, right), left_operands + right_operands


def test_the_ground_truth_of_every_problem_is_right() -> None:
    for problem in every_problem():
        assert isinstance(problem.prompt, str)
        body, end = problem.prompt[:-1], problem.prompt[-1]
        value, operands = value_and_operands(ast.parse(body, mode="eval").body)
        assert end == "="
        assert problem.ground_truth == str(value)
        assert 2 <= len(operands) <= 3
        assert all(0 <= operand <= LARGEST_OPERAND for operand in operands)


def test_no_running_total_falls_below_zero() -> None:
    assert all(total >= 0 for split in split_sums() for question in split for total in question.totals)


def test_no_problem_is_in_two_splits_or_twice_in_one() -> None:
    prompts = [problem.prompt for problem in every_problem()]
    assert len(set(prompts)) == len(prompts)


def test_a_held_out_problem_is_in_no_other_split_in_another_order() -> None:
    train, validation, test = ({question.up_to_order for question in split} for split in split_sums())
    assert not train & validation
    assert not train & test
    assert not validation & test


def test_sums_that_differ_only_in_order_are_the_same_up_to_order() -> None:
    assert Sum((7, 4, 3), (False, False, True)).up_to_order == Sum((4, 7, 3), (False, False, True)).up_to_order
    assert Sum((7, 4), (False, False)).up_to_order != Sum((7, 4), (False, True)).up_to_order


def test_the_same_task_gives_the_same_problems() -> None:
    assert arithmetic_splits(ArithmeticTask()) == arithmetic_splits(ArithmeticTask())


def test_a_smaller_split_is_the_beginning_of_a_larger_one_and_leaves_train_alone() -> None:
    small, large = arithmetic_splits(ArithmeticTask(validation_prompts=8, test_prompts=16)), arithmetic_splits(LARGEST)
    assert list(large.validation[:8]) == list(small.validation)
    assert list(large.test[:16]) == list(small.test)
    assert len(small.validation) == 8
    assert len(small.test) == 16
    assert list(small.train) == list(large.train)


def test_every_split_mixes_two_and_three_terms() -> None:
    for split in split_sums():
        share = sum(len(question.terms) == 2 for question in split) / len(split)
        assert 0.05 < share < 0.3


def test_a_prompt_spells_its_signs() -> None:
    assert Sum((7, 4, 3), (False, False, True)).prompt == "7+4-3="
    assert Sum((7, 4, 3), (False, False, True)).totals == (7, 11, 8)
