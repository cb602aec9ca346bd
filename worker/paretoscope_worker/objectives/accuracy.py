"""Accuracy: the last boxed answer is mathematically equal to the ground truth and in final form."""

from collections.abc import Sequence

from paretoscope_worker.objectives.equality import Answer, AnswerEquality
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.text.boxed import last_boxed
from paretoscope_worker.text.problems import prompt_text
from paretoscope_worker.text.rollout import Completion


class Accuracy(StatelessObjective):
    """Reward 1 for the right answer in the last box, else 0."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._equality = AnswerEquality()

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns 1 for a right answer, 0 for a wrong, missing or unreadable one."""
        return [float(is_right) for is_right in self._equality.same_all([_answer(one) for one in completions])]


def _answer(completion: Completion) -> Answer:
    problem = completion.problem
    return Answer(last_boxed(completion.text) or "", problem.ground_truth, prompt_text(problem))
