"""Function: a person's own measure, in a module that the operator allows on this worker.

The signature is TRL's: `prompts`, `completions` and every column of the data as lists of one length, and a list of
rewards back, None where there is none. Where a prompt is a conversation, so is its completion. There are `prompts`,
`completions`, `completion_ids`, `ground_truth`, the task's columns, and TRL's `trainer_state`, `log_metric` and
`log_extra`; a function without `**kwargs` gets those that it names. It may be async.
"""

import importlib
import inspect
from collections.abc import Callable, Sequence
from typing import Any, cast

from paretoscope.schema import objectives as schema
from paretoscope.settings import Settings
from paretoscope_worker.objectives.async_functions import wait_for
from paretoscope_worker.objectives.errors import ObjectiveError
from paretoscope_worker.objectives.finite import finite
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.objectives.reward_list import reward_list
from paretoscope_worker.objectives.side_logs import SideLogs
from paretoscope_worker.text.rollout import Completion

RewardFunction = Callable[..., Any]
POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def allowed_function(config: schema.Function, settings: Settings) -> RewardFunction:
    """Imports the function of an objective.

    Raises:
        ObjectiveError: the operator of this worker does not allow its module, or there is no such function.
    """
    module, _, name = config.function.partition(":")
    if not _is_allowed(module, settings):
        raise ObjectiveError(
            f"The objective '{config.name}' takes its function from the module '{module}', which the operator of this "
            f"worker does not allow; allowed are: {', '.join(settings.reward_modules) or 'none'}. "
            "Choose one of them, or let the operator add it to PARETOSCOPE_REWARD_MODULES and restart the worker."
        )
    try:
        found = getattr(importlib.import_module(module), name, None)
    except (Exception, SystemExit) as error:
        raise ObjectiveError(
            f"The module '{module}' of the objective '{config.name}' cannot be imported: {type(error).__name__}: "
            f"{error}. Install it on this worker, or put its folder on PYTHONPATH."
        ) from error
    if not callable(found) or not _is_allowed(_home(found), settings):
        raise ObjectiveError(
            f"'{config.function}' of the objective '{config.name}' is not a function that an allowed module defines. "
            "Name a function that is written there."
        )
    return cast(RewardFunction, found)


def _is_allowed(module: str, settings: Settings) -> bool:
    return any(module == allowed or module.startswith(f"{allowed}.") for allowed in settings.reward_modules)


def _home(found: object) -> str:
    return str(getattr(found, "__module__", "") or "")


class Function(StatelessObjective):
    """Reward is what the function returns, or its negative where less is better; shown as returned."""

    def __init__(self, config: schema.Function, function: RewardFunction, logs: SideLogs) -> None:
        super().__init__(config.name)
        self._config = config
        self._function = function
        self._logs = logs
        self._sign = 1.0 if config.direction == "maximize" else -1.0

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns what the function gives for each completion, signed so that higher is better.

        Raises:
            ObjectiveError: the function needs a column that the task does not have.
            NoRewardsError: the function did not return a list.
        """
        answer = self._function(**self._arguments(completions))
        if inspect.isawaitable(answer):
            answer = wait_for(answer)
        return [self._signed(given) for given in reward_list(answer)]

    def values(self, completions: Sequence[Completion], rewards: Sequence[float | None]) -> list[float | None]:  # noqa: ARG002
        """Returns what the function returned."""
        return [None if reward is None else self._sign * reward for reward in rewards]

    def _signed(self, given: Any) -> Any:
        """Negates what is to be minimised; what is no number is left as it is, for the guard to leave out alone."""
        number = finite(given)
        return given if number is None else self._sign * number

    def _arguments(self, completions: Sequence[Completion]) -> dict[str, Any]:
        offered = _columns(completions) | self._of_trl()
        parameters = inspect.signature(self._function).parameters.values()
        if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters):
            named = offered
        else:
            named = {parameter.name: offered[parameter.name] for parameter in parameters if parameter.name in offered}
        missing = [
            parameter.name
            for parameter in parameters
            if parameter.kind in (*POSITIONAL, inspect.Parameter.KEYWORD_ONLY)
            and parameter.default is inspect.Parameter.empty
            and parameter.name not in named
        ]
        if missing:
            raise ObjectiveError(
                f"The function '{self._config.function}' of the objective '{self.name}' needs {', '.join(missing)}, "
                f"which this task does not have; it has: {', '.join(offered)}. Have the task pass the column on, or "
                "give the parameter a default."
            )
        return named

    def _of_trl(self) -> dict[str, Any]:
        """Returns what TRL passes besides columns, in the place of columns of these names."""
        return {
            "trainer_state": self._logs.trainer_state,
            "log_metric": self._logs.log_metric,
            "log_extra": self._logs.log_extra,
        }


def _columns(completions: Sequence[Completion]) -> dict[str, list[Any]]:
    problems = [completion.problem for completion in completions]
    names = list(dict.fromkeys(name for problem in problems for name in problem.columns))
    return {
        **{name: [problem.columns.get(name) for problem in problems] for name in names},
        "prompts": [
            problem.prompt if isinstance(problem.prompt, str) else list(problem.prompt) for problem in problems
        ],
        "completions": [_as_written(completion) for completion in completions],
        "completion_ids": [list(completion.token_ids) for completion in completions],
        "ground_truth": [problem.ground_truth for problem in problems],
    }


def _as_written(completion: Completion) -> str | list[dict[str, str]]:
    if isinstance(completion.problem.prompt, str):
        return completion.text
    return [{"role": "assistant", "content": completion.text}]
