"""Accuracy: the last boxed answer is mathematically equal to the ground truth."""

from collections.abc import Sequence

from paretoscope_worker.objectives.equality import AnswerEquality
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.text.boxed import last_boxed
from paretoscope_worker.text.rollout import Completion


class Accuracy(StatelessObjective):
    """Reward 1 for the right answer in the last box, else 0."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._equality = AnswerEquality()

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns 1 for a right answer, 0 for a wrong, missing or unreadable one."""
        return [float(self._is_right(completion)) for completion in completions]

    def _is_right(self, completion: Completion) -> bool:
        answer = last_boxed(completion.text)
        return bool(answer) and self._equality.same(str(answer), completion.problem.ground_truth)
