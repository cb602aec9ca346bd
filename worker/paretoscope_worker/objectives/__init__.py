"""Rewards completions under several objectives, one objective per file."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from paretoscope.schema import objectives as schema
from paretoscope.settings import Settings
from paretoscope_worker.objectives.accuracy import Accuracy
from paretoscope_worker.objectives.clarity import Clarity
from paretoscope_worker.objectives.conciseness import Conciseness
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.format import Format
from paretoscope_worker.objectives.function import Function, allowed_function
from paretoscope_worker.objectives.guarded import Guarded
from paretoscope_worker.objectives.judge import Judge
from paretoscope_worker.objectives.judge_endpoint import allowed_endpoint
from paretoscope_worker.objectives.length_target import LengthTarget
from paretoscope_worker.objectives.objective import Objective
from paretoscope_worker.objectives.repetition import Repetition
from paretoscope_worker.objectives.side_logs import SideLogs


def build_objectives(
    configs: Sequence[schema.Objective], faults: Faults, logs: SideLogs | None = None
) -> list[Objective]:
    """Builds the objectives of a run, monitors included, in the order of their configs.

    Args:
        configs: the objectives.
        faults: collects the faults of the objectives.
        logs: what reward functions read and log; if left out, what they log is dropped.

    Raises:
        ObjectiveError: an objective cannot be built, because its model does not load, or because its module or endpoint
            is not allowed.
    """
    logs = logs or SideLogs(faults)
    by_name: dict[str, Guarded] = {}
    for config in sorted(configs, key=_is_gated):
        scores_thought = isinstance(config, schema.TextObjective) and config.scored_text == "all"
        by_name[config.name] = Guarded(
            _build(config, by_name, faults, logs), faults, monitor=config.monitor, scores_thought=scores_thought
        )
    return [by_name[config.name] for config in configs]


def _is_gated(config: schema.Objective) -> bool:
    return isinstance(config, schema.Conciseness) and config.gate_by is not None


def _build(  # noqa: PLR0911 - one return per type
    config: schema.Objective, built: Mapping[str, Objective], faults: Faults, logs: SideLogs
) -> Objective:
    match config:
        case schema.Accuracy():
            return Accuracy(config.name)
        case schema.Conciseness():
            return Conciseness(config.name, config.baseline, built[config.gate_by] if config.gate_by else None)
        case schema.Clarity():
            return Clarity(config.name, config.pattern)
        case schema.Format():
            return Format(config, faults)
        case schema.LengthTarget():
            return LengthTarget(config)
        case schema.Repetition():
            return Repetition(config)
        case schema.RewardModel():
            from paretoscope_worker.objectives.reward_model import RewardModel  # loads transformers

            return RewardModel(config, faults)
        case schema.Judge():
            return Judge(config, allowed_endpoint(config, Settings()), faults)
        case schema.Function():
            return Function(config, allowed_function(config, Settings()), logs)
        case _:
            assert_never(config)
