"""Accuracy: whether the last boxed answer is in final form and mathematically equal to the ground truth."""

from collections.abc import Sequence

from paretoscope_worker.objectives.equality import Answer, AnswerEquality
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.text.boxed import last_boxed
from paretoscope_worker.text.problems import prompt_text
from paretoscope_worker.text.rollout import Completion


class Accuracy(StatelessObjective):
    """Rewards 1 if the last box holds the right answer, otherwise 0."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._equality = AnswerEquality()

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns 1 for a right answer, and 0 for one that is wrong, missing or unreadable."""
        return [float(is_right) for is_right in self._equality.same_all([_answer(one) for one in completions])]


def _answer(completion: Completion) -> Answer:
    problem = completion.problem
    return Answer(last_boxed(completion.text) or "", problem.ground_truth, prompt_text(problem))
