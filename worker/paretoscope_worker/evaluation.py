"""Evaluates the policy on the validation and test splits.

Every evaluation uses the same prompts and random numbers, so that only the policy differs. The first validation, which
is of the untrained policy, determines the axes on which the run's hypervolume is measured.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import torch

from paretoscope.pareto.archive import Added, Archive, Entry
from paretoscope.pareto.axes import axes_from_initial
from paretoscope.schema.metrics.keys import LOGGED
from paretoscope.schema.records import MAX_TEXT, CompletionsRecord, EvaluationRecord, Extra, Split
from paretoscope.schema.records import Completion as CompletionRow
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.objectives.estimates import Estimates, estimates
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.objective import Objective
from paretoscope_worker.objectives.rewards import Scored, score
from paretoscope_worker.objectives.side_logs import SideLogs
from paretoscope_worker.runtime.ranks import ALONE, Ranks
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.runtime.seeds import Stream, derive_seed
from paretoscope_worker.text.problems import Problem, Splits, prompt_text
from paretoscope_worker.text.rollout import Completion, RolloutEngine, Sampling

STREAMS: dict[Split, Stream] = {"validation": Stream.VALIDATION, "test": Stream.TEST}


@dataclass(frozen=True)
class Evaluator:
    """Evaluates the current policy and reports the results."""

    config: RunConfig
    engine: RolloutEngine
    objectives: Sequence[Objective]
    splits: Splits
    front: "Front"
    reporter: SafeReporter
    faults: Faults = field(default_factory=Faults)
    side_logs: SideLogs | None = None
    """What reward functions see and log; None if no objective is a function."""
    ranks: Ranks = ALONE

    def validate(self, step: int, weights: dict[str, float]) -> Added:
        """Evaluates the validation split, adds the point to the archive, and returns its effect on the archive."""
        found = self.estimate("validation", step)
        if self.front.is_empty:
            self.ranks.first(partial(self._require, found.means))
        added = self.front.add(step, found.means, found.covariance, found.prompts)
        self._explain_empty_volume(step, found.means)
        axes = self.front.archive.axes
        self.reporter.record(
            self._record("validation", step, found, weights).model_copy(
                update={
                    "hypervolume": added.hypervolume,
                    "contribution": added.contribution,
                    "contribution_error": added.contribution_error,
                    "hypervolume_interval": added.hypervolume_interval,
                    "reference_point": axes.reference_point,
                    "scale": axes.scale,
                }
            )
        )
        return added

    def test(self, step: int, weights: dict[str, float]) -> None:
        """Evaluates the test split, whose results do not affect training."""
        self.reporter.record(self._record("test", step, self.estimate("test", step), weights))

    def _explain_empty_volume(self, step: int, values: dict[str, float]) -> None:
        """Reports at the second validation why the hypervolume is still 0, if it is."""
        archive = self.front.archive
        if archive.hypervolume > 0 or len(archive) != 2:
            return
        gains = zip(archive.axes.names, archive.axes.to_internal(values), strict=True)
        worse = [name for name, gain in gains if not gain > 0]
        kind = self.config.evaluation.reference_point
        instead = "'margin' or to worse values" if kind == "initial" else "worse values"
        self.reporter.event(
            step,
            "info",
            "empty_hypervolume",
            "The hypervolume is 0, because no validation point is better than the reference point in every objective. "
            f"The point of this step is not better in {', '.join(worse)}. Set evaluation.reference_point to {instead}, "
            "so that trade-offs have a volume.",
        )

    def estimate(self, split: Split, step: int) -> Estimates:
        """Evaluates a split, reports completions and what reward functions logged, and returns the means.

        Args:
            split: the split.
            step: step under which completions are reported.
        """
        samples = self.config.evaluation.samples
        completions = self.engine.generate(self._problems(split), samples, self._sampling(split))
        scored = self.ranks.first(partial(self._score, completions, step))
        places = range(0, len(completions), samples)[: self.config.evaluation.completions_kept]
        names = [*self.config.objective_names, *self.config.monitor_names]
        self.reporter.record(
            CompletionsRecord(step=step, split=split, completions=completion_rows(names, completions, scored, places))
        )
        if scored.logged.metrics:
            metric = LOGGED[split]
            self.reporter.log(step, {metric.of(name): value for name, value in scored.logged.metrics.items()})
        return estimates(scored.completion_values, samples)

    def _score(self, completions: Sequence[Completion], step: int) -> Scored:
        scored = score(self.objectives, completions, self.side_logs, step)
        self.faults.report(step)
        return scored

    def _require(self, values: dict[str, float]) -> None:
        self.faults.require_values({name: values[name] for name in self.config.objective_names})

    def prompts(self, split: Split) -> int:
        """Returns the number of prompts of a split that are evaluated."""
        return len(self._problems(split))

    def _problems(self, split: Split) -> Sequence[Problem]:
        problems = self.splits.validation if split == "validation" else self.splits.test
        return problems[: self.config.evaluation.max_prompts]

    def _sampling(self, split: Split) -> Sampling:
        rollout, temperature = self.config.rollout, self.config.evaluation.temperature
        return Sampling(
            rollout.temperature if temperature is None else temperature,
            rollout.max_new_tokens,
            derive_seed(self.config.seed, STREAMS[split]),
        )

    def _record(self, split: Split, step: int, found: Estimates, weights: dict[str, float]) -> EvaluationRecord:
        return EvaluationRecord(
            step=step,
            split=split,
            objectives=found.means,
            standard_errors=found.standard_errors,
            weights=weights,
            prompts=self.prompts(split),
        )


class Front:
    """The archive of a run's validation points. The first point determines its axes."""

    def __init__(self, config: RunConfig) -> None:
        self._config = config
        self._archive: Archive | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is no validation point yet."""
        return self._archive is None

    @property
    def archive(self) -> Archive:
        """The archive.

        Raises:
            RuntimeError: there is no validation point yet.
        """
        if self._archive is None:
            raise RuntimeError(
                "The archive has no axes before the first validation. Validate the untrained policy first."
            )
        return self._archive

    @property
    def best_steps(self) -> list[int]:
        """Steps of the front's points that are best in at least one objective; one step if several points tie."""
        points = self._points()
        return sorted({points[index].step for index in self.archive.front.argmax(axis=0)}) if points else []

    @property
    def steps(self) -> list[int]:
        """Steps of the points on the front, the most valuable first; empty before the first validation.

        The best points of each objective come first, then the others by how much they increased the hypervolume when
        they were added.
        """
        best = self.best_steps
        others = [point for point in self._points() if point.step not in best]
        return best + [point.step for point in sorted(others, key=lambda point: (-point.contribution, point.step))]

    def add(
        self,
        step: int,
        values: Mapping[str, float],
        covariance: Mapping[str, Mapping[str, float]] | None = None,
        prompts: Mapping[str, Sequence[float]] | None = None,
    ) -> Added:
        """Adds a validation point; see `Archive.add`."""
        if self._archive is None:
            axes = axes_from_initial(self._config.trained_objectives, values, self._config.evaluation)
            self._archive = Archive(axes)
        return self._archive.add(step, values, covariance, prompts)

    def state_dict(self) -> dict[str, Any]:
        """Returns archive and axes as JSON-compatible values; empty before the first validation."""
        return {} if self._archive is None else self._archive.state_dict()

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        self._archive = Archive.from_state_dict(state) if state else None

    def _points(self) -> list[Entry]:
        """Returns the points on the front in the order in which they were added."""
        if self._archive is None:
            return []
        entries = zip(self._archive.entries, self._archive.on_front, strict=True)
        return [entry for entry, on_front in entries if on_front]


def completion_rows(
    names: Sequence[str], completions: Sequence[Completion], scored: Scored, places: Sequence[int]
) -> list[CompletionRow]:
    """Returns some completions of an evaluation as records, with their rewards.

    Args:
        names: names of the trained objectives, then of the monitors.
        completions: all N completions that were scored.
        scored: their rewards [K, N] and monitored rewards [M, N].
        places: indices of the completions to return.
    """
    rewards = torch.cat([scored.rewards, scored.monitored])
    return [
        _completion_row(
            completions[place], dict(zip(names, rewards[:, place].tolist(), strict=True)), scored.logged.row(place)
        )
        for place in places
    ]


def _completion_row(completion: Completion, rewards: dict[str, float], extra: dict[str, Extra]) -> CompletionRow:
    return CompletionRow(
        prompt=prompt_text(completion.problem)[:MAX_TEXT],
        completion=completion.whole_text[:MAX_TEXT],
        ground_truth=completion.problem.ground_truth[:MAX_TEXT],
        rewards=rewards,
        tokens=completion.tokens,
        truncated=completion.truncated,
        extra=extra,
    )
