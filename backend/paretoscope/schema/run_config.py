"""A run as data: which policy is trained, on which task, towards which objectives, and how the reward weights move."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from paretoscope.schema.algorithms import Algorithm, Grpo
from paretoscope.schema.base import refuse
from paretoscope.schema.fork import Fork
from paretoscope.schema.interpolation import Interpolation
from paretoscope.schema.methods import method_of
from paretoscope.schema.metrics.keys import REWARD
from paretoscope.schema.objectives import Accuracy, Conciseness, Function, Objective
from paretoscope.schema.policy_checks import check_policy, check_vllm
from paretoscope.schema.policy_defaults import PolicyDefaults
from paretoscope.schema.reevaluation import Reevaluation
from paretoscope.schema.resources import Resources, check_resources
from paretoscope.schema.tasks import ColumnTask, Task
from paretoscope.schema.training import (
    Budget,
    Checkpoints,
    Evaluation,
    Optimizer,
    Policy,
    Rollout,
    TransformersRollout,
    VllmRollout,
)
from paretoscope.schema.value_checks import check_ascending, check_known, check_names, check_weights
from paretoscope.schema.watchdogs import Watchdogs
from paretoscope.schema.weighting import FixedWeighting, GradientWeighting, LagrangianWeighting, Weighting

MAX_COMPLETIONS_PER_STEP = 262_144
MAX_NAME = 200
MAX_OBJECTIVES = 8
"""With more objectives, exact hypervolume takes seconds per point."""


class RunConfig(PolicyDefaults):
    """Everything needed to reproduce a run. ``{policy, task, objectives}`` alone is a valid config."""

    name: str = Field(default="", max_length=MAX_NAME)
    """Name of the run in tables and charts. If left out, it is made from the weighting and the preference."""
    policy: Policy
    """The language model that is trained."""
    task: Task
    """What the policy is asked."""
    objectives: Annotated[list[Objective], Field(min_length=1, max_length=MAX_OBJECTIVES)]
    """What is rewarded; each objective is listed once. Colours and columns follow this order everywhere, with monitors last."""
    algorithm: Algorithm = Field(default_factory=Grpo)
    """How rewards become advantages and a loss."""
    weighting: Weighting = Field(default_factory=FixedWeighting)
    """How the reward weights move."""
    rollout: Rollout = Field(default_factory=TransformersRollout)
    """How completions are sampled."""
    optimizer: Optimizer = Field(default_factory=Optimizer)
    """How the policy is updated."""
    budget: Budget = Field(default_factory=Budget)
    """How long the run trains."""
    evaluation: Evaluation = Field(default_factory=Evaluation)
    """When the policy is evaluated and how hypervolume is measured."""
    checkpoints: Checkpoints = Field(default_factory=Checkpoints)
    """When the run is saved."""
    watchdogs: Watchdogs = Field(default_factory=Watchdogs)
    """When training that goes wrong raises an alarm, and what an alarm does."""
    resources: Resources = Field(default_factory=Resources)
    """How many GPUs train the run."""
    interpolation: Interpolation | None = None
    """Evaluates policies between two others instead of training. If left out, the run trains."""
    reevaluation: Reevaluation | None = None
    """Evaluates saved policies of other runs instead of training. If left out, the run trains."""
    fork: Fork | None = None
    """Starts from a checkpoint of another run. If left out, the run starts from `policy.model`."""
    seed: int = Field(default=0, ge=0, le=2**31 - 1)
    """Seed for prompts, sampling and evaluation. On a CPU, the same config and seed give the same run."""

    @property
    def trained_objectives(self) -> list[Objective]:
        """The objectives that have a weight, in the order of the config."""
        return [objective for objective in self.objectives if not objective.monitor]

    @property
    def monitors(self) -> list[Objective]:
        """The objectives that are only logged, in the order of the config."""
        return [objective for objective in self.objectives if objective.monitor]

    @property
    def objective_names(self) -> list[str]:
        """Names of the trained objectives, in the order of the config."""
        return [objective.name for objective in self.trained_objectives]

    @property
    def monitor_names(self) -> list[str]:
        """Names of the monitors, in the order of the config."""
        return [objective.name for objective in self.monitors]

    @property
    def method(self) -> str:
        """What the run does: the type of its weighting, `interpolation` or `reevaluation`."""
        if self.reevaluation is not None:
            return "reevaluation"
        return "interpolation" if self.interpolation else self.weighting.type

    @property
    def trains(self) -> bool:
        """Whether the run trains a policy, and does not only evaluate policies."""
        return self.interpolation is None and self.reevaluation is None

    @property
    def total_steps(self) -> int:
        """Number of its last step. A re-evaluation has one step per policy."""
        if self.reevaluation is not None:
            return len(self.reevaluation.places)
        return self.interpolation.points - 1 if self.interpolation else self.budget.steps

    @property
    def starting_weights(self) -> dict[str, float]:
        """Reward weights at step 0, one per trained objective, in the order of the objectives."""
        return self.weighting.starting_weights(self.objective_names)

    @model_validator(mode="after")
    def _objectives_are_distinct(self) -> Self:
        names = [objective.name for objective in self.objectives]
        for index, name in enumerate(names):
            if name in names[:index]:
                refuse(
                    f"objectives.{index}.name",
                    f"The objective '{name}' is listed twice, but each objective needs its own name. Remove one of them, or rename it.",
                )
        return self

    @model_validator(mode="after")
    def _objectives_are_not_named_like_metrics(self) -> Self:
        for index, one in enumerate(self.objectives):
            if one.name in REWARD.reserved:
                refuse(
                    f"objectives.{index}.name",
                    f"An objective cannot be named '{one.name}', because '{REWARD.of(one.name)}' is already the metric of the reward that all objectives give together. Choose another name.",
                )
        return self

    @model_validator(mode="after")
    def _something_is_trained(self) -> Self:
        if not self.trained_objectives:
            refuse(
                "objectives",
                "Every objective is a monitor, so nothing would be trained. Set monitor to false for at least one objective.",
            )
        return self

    @model_validator(mode="after")
    def _gates_are_objectives(self) -> Self:
        gates = [one.name for one in self.objectives if isinstance(one, Accuracy | Function)]
        for index, one in enumerate(self.objectives):
            if isinstance(one, Conciseness) and one.gate_by is not None and one.gate_by not in gates:
                known = f"Choose from: {', '.join(gates)}." if gates else "There is none, so add {type: accuracy}."
                refuse(
                    f"objectives.{index}.gate_by",
                    f"'{one.gate_by}' is not an accuracy or function objective of this run. {known} If that objective should not be trained, set its monitor to true.",
                )
        return self

    @model_validator(mode="after")
    def _answers_are_there(self) -> Self:
        if isinstance(self.task, ColumnTask) and self.task.ground_truth_column is None:
            for index, one in enumerate(self.objectives):
                if isinstance(one, Accuracy):
                    refuse(
                        f"objectives.{index}",
                        "Accuracy needs right answers, but the task has no task.ground_truth_column. Name the column, or leave accuracy out.",
                    )
        return self

    @model_validator(mode="after")
    def _weights_fit_objectives(self) -> Self:
        for field, weights in self.weighting.weightings():
            check_weights(f"weighting.{field}", weights, self.objective_names)
        for field, values in self.weighting.objective_values():
            check_known(f"weighting.{field}", values, self.objective_names)
        for field, steps in self.weighting.step_lists():
            check_ascending(f"weighting.{field}", steps)
        return self

    @model_validator(mode="after")
    def _gradient_weights_can_move(self) -> Self:
        if isinstance(self.weighting, GradientWeighting):
            self.weighting.check(self.objective_names)
        return self

    @model_validator(mode="after")
    def _one_objective_is_maximised(self) -> Self:
        if not isinstance(self.weighting, LagrangianWeighting):
            return self
        name = self.weighting.maximised(self.objective_names)
        if name not in self.objective_names:
            refuse(
                "weighting.maximise",
                f"'{name}' is not an objective of this run. Its objectives are: {', '.join(self.objective_names)}.",
            )
        if name in self.weighting.thresholds:
            refuse(
                f"weighting.thresholds.{name}",
                f"'{name}' is the objective that is maximised, so it cannot have a threshold. Leave the threshold out, or maximise another objective.",
            )
        return self

    @model_validator(mode="after")
    def _evaluation_fits_objectives(self) -> Self:
        for field in ("reference_point", "objective_scale"):
            values = getattr(self.evaluation, field)
            if isinstance(values, dict):
                check_names(f"evaluation.{field}", values, self.objective_names)
        return self

    @model_validator(mode="after")
    def _step_is_bounded(self) -> Self:
        completions = self.budget.prompts_per_step * self.algorithm.group_size
        if completions > MAX_COMPLETIONS_PER_STEP:
            refuse(
                "budget.prompts_per_step",
                f"{completions:,} completions per step are more than the {MAX_COMPLETIONS_PER_STEP:,} that are supported. Lower budget.prompts_per_step or algorithm.group_size.",
            )
        return self

    @model_validator(mode="after")
    def _one_thing_is_done(self) -> Self:
        if self.interpolation is not None and self.reevaluation is not None:
            refuse(
                "reevaluation",
                "A run either interpolates or re-evaluates policies. Remove either interpolation or reevaluation.",
            )
        if self.fork is not None and not self.trains:
            refuse(
                "fork",
                f"This run only evaluates policies and trains nothing, so it cannot start from a checkpoint. Remove either fork or {self.method}.",
            )
        return self

    @model_validator(mode="after")
    def _policy_fits_the_run(self) -> Self:
        check_policy(self.policy, self.weighting, interpolates=self.interpolation is not None)
        return self

    @model_validator(mode="after")
    def _mini_batches_divide_the_step(self) -> Self:
        prompts, mini_batch = self.budget.prompts_per_step, self.algorithm.mini_batch_prompts
        if mini_batch is not None and prompts % mini_batch != 0:
            refuse(
                "algorithm.mini_batch_prompts",
                f"{mini_batch} does not divide the {prompts} prompts of a step, so one mini-batch would be smaller and its completions would count more. Choose a divisor of budget.prompts_per_step, such as {_largest_divisor(prompts, mini_batch)}.",
            )
        return self

    @model_validator(mode="after")
    def _kl_is_not_normalised_alone(self) -> Self:
        kl = self.algorithm.kl
        if kl.coefficient > 0 and kl.acts_on == "reward" and self.algorithm.combination == "normalize_then_sum":
            refuse(
                "algorithm.kl.acts_on",
                "With normalize_then_sum each reward is divided by its standard deviation before the sum, which has no meaning for a KL penalty. "
                "Set algorithm.kl.acts_on to 'loss', or algorithm.combination to 'sum_then_normalize'.",
            )
        return self

    @model_validator(mode="after")
    def _what_is_normalised_first_is_summed(self) -> Self:
        if self.algorithm.combination == "normalize_then_sum" and not method_of(self.weighting).is_linear:
            refuse(
                "algorithm.combination",
                f"With normalize_then_sum each objective is normalised before the weighted sum, but the reward of '{self.weighting.type}' is not a weighted sum. "
                "Set algorithm.combination to 'sum_then_normalize', or choose another weighting.",
            )
        return self

    @model_validator(mode="after")
    def _vllm_fits_the_run(self) -> Self:
        if isinstance(self.rollout, VllmRollout):
            check_vllm(self.rollout, self.policy)
        return self

    @model_validator(mode="after")
    def _gpus_can_work_together(self) -> Self:
        check_resources(
            self.resources,
            self.policy,
            self.rollout,
            self.budget,
            trains=self.trains,
        )
        return self

    @model_validator(mode="after")
    def _target_layers_are_a_range(self) -> Self:
        layers: tuple[int, int] | None = getattr(self.weighting, "target_layers", None)
        if layers is not None and not 0 <= layers[0] <= layers[1]:
            refuse(
                "weighting.target_layers",
                f"{list(layers)} is not a range of layers. Give the first and the last layer, such as [10, 25]; layers are counted from 0.",
            )
        return self


def _largest_divisor(number: int, at_most: int) -> int:
    return max(divisor for divisor in range(1, min(number, at_most) + 1) if number % divisor == 0)
