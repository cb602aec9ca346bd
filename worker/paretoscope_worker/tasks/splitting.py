"""Draws missing splits from the training problems with a seed; problems with equal prompts stay in one split."""

from collections.abc import Sequence

import numpy as np

from paretoscope.schema.tasks import SplitTask
from paretoscope_worker.tasks.errors import TaskDataError
from paretoscope_worker.text.problems import Problem, Splits


def complete_splits(
    task: SplitTask,
    source: str,
    train: Sequence[Problem],
    validation: Sequence[Problem] | None = None,
    test: Sequence[Problem] | None = None,
) -> Splits:
    """Returns three splits. A missing split is a fraction of `train`, and those problems are removed from `train`.

    The validation split is drawn from one end of a seeded order of the prompts and the test split from the other end,
    so that neither depends on the size of the other. `source` names the data in error messages.

    Raises:
        TaskDataError: there are too few different prompts.
    """
    if validation is not None and test is not None:
        return Splits(train, validation, test)
    prompts = list(dict.fromkeys(repr(problem.prompt) for problem in train))
    for_validation = 0 if validation is not None else _count(task.validation_fraction, len(prompts))
    for_test = 0 if test is not None else _count(task.test_fraction, len(prompts))
    if for_validation + for_test >= len(prompts):
        raise TaskDataError(
            f"The training data of {source} have {len(prompts)} different prompts, too few to draw {for_validation} "
            f"for validation and {for_test} for test and still train. Give more problems, or separate data for these "
            "splits."
        )
    order = np.random.default_rng(task.split_seed).permutation(len(prompts)).tolist()
    place = {prompts[index]: rank for rank, index in enumerate(order)}
    ranked = sorted(train, key=lambda problem: place[repr(problem.prompt)])
    last = len(prompts) - for_test
    return Splits(
        train=[problem for problem in train if for_validation <= place[repr(problem.prompt)] < last],
        validation=validation
        if validation is not None
        else [p for p in ranked if place[repr(p.prompt)] < for_validation],
        test=test if test is not None else [p for p in ranked if place[repr(p.prompt)] >= last],
    )


def _count(fraction: float, prompts: int) -> int:
    return max(1, round(fraction * prompts))
