"""Configs of the runs of arXiv 2509.11452 with the settings of its public code, and without their problems.

The code trains Qwen3-8B on Math500 with three estimators. With GRPO only, it also trains Qwen3-8B on MATH-lighteval
algebra and DeepSeek-LLM-7B-Chat on Math500. It drops the last, incomplete batch of every epoch, which gives the numbers
of steps below. Here, a step at the end of an epoch takes its remaining prompts from the next epoch instead.
"""

from dataclasses import dataclass
from typing import Literal

from paretoscope.schema.algorithms import Algorithm, Grpo, Kl, ReinforcePlusPlus, Rloo
from paretoscope.schema.objectives import Accuracy, Clarity, Conciseness
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.tasks import Math500Task, MathLightevalTask, Task
from paretoscope.schema.training import Budget, Evaluation, Optimizer, Policy, TransformersRollout
from paretoscope.schema.weighting import FixedWeighting, GradientWeighting, HypervolumeWeighting, Weighting

Estimator = Literal["grpo", "rloo", "reinforce_pp"]
Method = Literal["fixed", "hypervolume", "gradient"]
Preference = dict[str, float]
Schedule = Literal["constant", "linear"]


GROUP_SIZE = 8
GPUS = 8


@dataclass(frozen=True)
class Setting:
    """A policy with its data, and the sizes of its runs in the public code."""

    policy: str
    task: Task
    max_new_tokens: int
    prompts_per_step: int
    mini_batch_prompts: int
    steps: int
    mu: float
    gradient_schedule: Schedule
    """Schedule of the learning rate in gradient-based runs; it is constant in all others."""
    micro_batch_completions: int = 8
    """Completions that a GPU takes at once."""

    @property
    def summed_micro_batches(self) -> int:
        """Micro-batches of a step on each of the code's GPUs, whose gradients it sums for the influence."""
        return self.prompts_per_step * GROUP_SIZE // (GPUS * self.micro_batch_completions)


MATH500 = Setting(
    policy="Qwen/Qwen3-8B",
    task=Math500Task(path="math500", max_prompt_tokens=2048),
    max_new_tokens=2048,
    prompts_per_step=64,
    mini_batch_prompts=32,
    steps=90 * (300 // 64),
    mu=1e-5,
    gradient_schedule="linear",
)
ALGEBRA = Setting(
    policy="Qwen/Qwen3-8B",
    task=MathLightevalTask(path="mathlighteval", subjects=["Algebra"], max_prompt_tokens=2048),
    max_new_tokens=2048,
    prompts_per_step=512,
    mini_batch_prompts=128,
    steps=50 * (1744 // 512),
    mu=1e-4,
    gradient_schedule="constant",
    micro_batch_completions=16,
)
DEEPSEEK = Setting(
    policy="deepseek-ai/deepseek-llm-7b-chat",
    task=Math500Task(path="math500", max_prompt_tokens=1024),
    max_new_tokens=512,
    prompts_per_step=64,
    mini_batch_prompts=32,
    steps=90 * (300 // 64),
    mu=1e-4,
    gradient_schedule="constant",
)
DEEPSEEK_DISTILLED = Setting(
    policy="deepseek-ai/DeepSeek-R1-Distill-Qwen-7B",
    task=Math500Task(path="math500", max_prompt_tokens=1024),
    max_new_tokens=4096,
    prompts_per_step=64,
    mini_batch_prompts=32,
    steps=90 * (300 // 64),
    mu=1e-5,
    gradient_schedule="linear",
)


def published_config(
    name: str, setting: Setting, estimator: Estimator, method: Method, preference: Preference
) -> RunConfig:
    """Returns the config of a run as the public code has it."""
    weightings: dict[Method, Weighting] = {
        "fixed": FixedWeighting(weights=preference),
        "hypervolume": HypervolumeWeighting(weights=preference, contribution="absolute", apply_to="reward"),
        "gradient": GradientWeighting(
            initial=preference,
            influence="exact",
            mu=setting.mu,
            accumulation="published_sum",
            micro_batch_completions=setting.micro_batch_completions,
            summed_micro_batches=setting.summed_micro_batches,
            target_layers=(10, 25),
        ),
    }
    return RunConfig(
        name=name,
        policy=Policy(model=setting.policy),
        task=setting.task,
        objectives=[
            Accuracy(scored_text="all"),
            Conciseness(),
            Clarity(pattern="published", scored_text="all"),
        ],
        algorithm=_algorithm(setting, estimator, is_clipped=method != "gradient"),
        weighting=weightings[method],
        rollout=TransformersRollout(max_new_tokens=setting.max_new_tokens),
        optimizer=_optimizer(setting, method),
        budget=Budget(steps=setting.steps, prompts_per_step=setting.prompts_per_step),
        evaluation=Evaluation(
            every=1 if method == "hypervolume" else 5,
            test_every=5,
            test_front=True,
            temperature=0.0,
            reference_point="initial",
            objective_scale="raw",
        ),
    )


def recommended_config(
    name: str, setting: Setting, estimator: Estimator, method: Method, preference: Preference
) -> RunConfig:
    """Returns the config of the same run without the problems of the published settings."""
    weightings: dict[Method, Weighting] = {
        "fixed": FixedWeighting(weights=preference),
        "hypervolume": HypervolumeWeighting(weights=preference),
        "gradient": GradientWeighting(initial=preference, mu=setting.mu),
    }
    algorithm = _algorithm(setting, estimator, is_clipped=True)
    if isinstance(algorithm, Grpo):
        algorithm = algorithm.model_copy(update={"std": "none"})
    return RunConfig(
        name=name,
        policy=Policy(model=setting.policy),
        task=setting.task,
        objectives=[Accuracy(), Conciseness(), Clarity()],
        algorithm=algorithm,
        weighting=weightings[method],
        rollout=TransformersRollout(max_new_tokens=setting.max_new_tokens),
        optimizer=_optimizer(setting, method),
        budget=Budget(steps=setting.steps, prompts_per_step=setting.prompts_per_step),
        evaluation=Evaluation(every=5, test_every=5, test_front=True, temperature=0.0),
    )


def _algorithm(setting: Setting, estimator: Estimator, *, is_clipped: bool) -> Algorithm:
    """Returns the estimator with its divergence: k3 for GRPO, verl's `mse`, which is k2, for REINFORCE++, none for RLOO."""
    clip = 0.2 if is_clipped else None
    shared = {
        "group_size": GROUP_SIZE,
        "mini_batch_prompts": setting.mini_batch_prompts,
        "clip_low": clip,
        "clip_high": clip,
        "dual_clip": 3.0 if is_clipped else None,
    }
    match estimator:
        case "grpo":
            return Grpo(kl=Kl(coefficient=0.001, estimator="k3"), **shared)
        case "rloo":
            return Rloo(**shared)
        case "reinforce_pp":
            return ReinforcePlusPlus(kl=Kl(coefficient=0.001, estimator="k2"), **shared)


def _optimizer(setting: Setting, method: Method) -> Optimizer:
    schedule = setting.gradient_schedule if method == "gradient" else "constant"
    return Optimizer(learning_rate=1e-6, schedule=schedule, weight_decay=0.01)
