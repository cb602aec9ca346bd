"""Judge: another language model, behind an OpenAI-compatible endpoint, rates each completion.

Equal questions are sent once. A completion without a rating gets no reward.
"""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from paretoscope.schema import objectives as schema
from paretoscope.schema.objectives.pattern_format import compile_pattern
from paretoscope_worker.objectives.errors import ObjectiveError
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.judge_endpoint import Endpoint, JudgeError, Requests
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.text.problems import prompt_text
from paretoscope_worker.text.rollout import Completion

SECONDS_PER_REPLY = 0.2
"""Time limit of the search for the rating in a reply."""
MAX_REPLY = 100_000
"""Number of characters at the end of a reply that are searched for the rating."""
PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}")


class Judge(StatelessObjective):
    """Rewards (rating - lowest) / (highest - lowest); shown as the rating."""

    def __init__(self, config: schema.Judge, endpoint: Endpoint, faults: Faults) -> None:
        super().__init__(config.name)
        self._config = config
        self._endpoint = endpoint
        self._faults = faults
        self._pattern = compile_pattern(config.score_pattern)
        self._model = config.model

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns the reward of each completion; None without a rating, which is noted as `judge_failed`.

        Raises:
            ObjectiveError: the prompt names a column that a problem does not have.
        """
        questions = [self._question(completion) for completion in completions]
        ratings = self._ask_all(list(dict.fromkeys(questions)))
        answers = [ratings[question] for question in questions]
        failures = [answer for answer in answers if isinstance(answer, JudgeError)]
        if failures:
            self._faults.note(
                self.name,
                "judge_failed",
                f"The judge of '{self.name}' at {self._endpoint.url} gave no rating for {len(failures)} of "
                f"{len(answers)} completions; they get no reward. {failures[0]}",
            )
        return [None if isinstance(answer, JudgeError) else self._reward(answer) for answer in answers]

    def values(self, completions: Sequence[Completion], rewards: Sequence[float | None]) -> list[float | None]:  # noqa: ARG002
        """Returns the ratings."""
        lowest, width = self._config.lowest, self._config.natural_range
        return [None if reward is None else lowest + reward * width for reward in rewards]

    def _reward(self, rating: float) -> float:
        return (rating - self._config.lowest) / self._config.natural_range

    def _question(self, completion: Completion) -> str:
        """Fills all placeholders of the prompt in one pass, so that braces in a completion stay as they are."""
        fields: Mapping[str, Any] = {
            **completion.problem.columns,
            "prompt": prompt_text(completion.problem),
            "completion": completion.text,
            "ground_truth": completion.problem.ground_truth,
        }
        return PLACEHOLDER.sub(lambda found: str(_field(fields, found[1], self.name)), self._config.prompt)

    def _ask_all(self, questions: Sequence[str]) -> dict[str, float | JudgeError]:
        headers = {"Authorization": f"Bearer {self._endpoint.key}"} if self._endpoint.key else {}
        limits = httpx.Limits(max_connections=self._config.concurrency)
        timeout = self._config.timeout_seconds
        with (
            httpx.Client(base_url=self._endpoint.url, headers=headers, timeout=timeout, limits=limits) as client,
            ThreadPoolExecutor(self._config.concurrency) as pool,
        ):
            batch = Requests(client, self._config, self._model)
            answers = list(pool.map(lambda question: self._rate(batch, question), questions))
            self._model = batch.model
        return dict(zip(questions, answers, strict=True))

    def _rate(self, batch: Requests, question: str) -> float | JudgeError:
        try:
            return self._read(batch.ask(question))
        except JudgeError as error:
            return error

    def _read(self, reply: str) -> float:
        try:
            found = [match[1] for match in self._pattern.finditer(reply[-MAX_REPLY:], timeout=SECONDS_PER_REPLY)]
            rating = float(found[-1])
        except (IndexError, ValueError, TypeError, TimeoutError):
            raise JudgeError(
                f"The score_pattern finds no rating in its reply, which ends with '{reply[-200:]}'. "
                "Ask for a rating in the prompt, correct score_pattern, or raise max_tokens if the reply was cut."
            ) from None
        if not self._config.lowest <= rating <= self._config.highest:
            raise JudgeError(
                f"Its rating {rating:g} is not from {self._config.lowest:g} to {self._config.highest:g}. "
                "State the range in the prompt, or correct lowest and highest."
            )
        return rating


def _field(fields: Mapping[str, Any], name: str, objective: str) -> Any:
    if name not in fields:
        raise ObjectiveError(
            f"The judge's prompt of '{objective}' names {{{name}}}, which a problem of this task does not have; "
            f"it has: {', '.join(fields)}. Use one of these names, or add the column to the task's data."
        )
    return fields[name]
