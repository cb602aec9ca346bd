"""The 27 runs of arXiv 2509.11452 (three estimators, three preferences, three methods) in three variants.

``as published`` follows the paper and the settings of its public code. ``recommended`` is the same without the problems
of these settings. ``embedded task`` is the same 27 runs on the embedded task, where a run takes about a minute.
"""

from collections.abc import Callable, Iterator
from itertools import product

from paretoscope.schema.algorithms import Algorithm, Grpo, Kl, ReinforcePlusPlus, Rloo
from paretoscope.schema.objectives import Accuracy, Clarity, Conciseness
from paretoscope.schema.presets.embedded import embedded_config
from paretoscope.schema.presets.preferences import PUBLISHED
from paretoscope.schema.presets.preset import Group, Preset
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.tasks import Math500Task
from paretoscope.schema.training import Budget, Evaluation, Optimizer, Policy, TransformersRollout
from paretoscope.schema.weighting import FixedWeighting, GradientWeighting, HypervolumeWeighting, Weighting

Method = str
Preference = dict[str, float]

ESTIMATORS = {"grpo": "GRPO", "rloo": "RLOO", "reinforce_pp": "REINFORCE++"}
METHODS = {"fixed": "fixed weights", "hypervolume": "hypervolume-guided weights", "gradient": "gradient-based weights"}
STEPS = 422
"""90 epochs of 300 prompts, with 64 prompts per step; the last step also takes some prompts of a 91st epoch."""
EMBEDDED_MU = 1.5e-4


def _math500(name: str, weighting: Weighting, algorithm: Algorithm, evaluation: Evaluation) -> RunConfig:
    return RunConfig(
        name=name,
        policy=Policy(model="Qwen/Qwen3-8B"),
        task=Math500Task(path="math500", max_prompt_tokens=2048),
        objectives=[Accuracy(), Conciseness(), Clarity()],
        algorithm=algorithm,
        weighting=weighting,
        rollout=TransformersRollout(max_new_tokens=2048),
        optimizer=Optimizer(learning_rate=1e-6),
        budget=Budget(steps=STEPS, prompts_per_step=64),
        evaluation=evaluation,
    )


def _published_algorithm(estimator: str, method: Method) -> Algorithm:
    """Returns the published settings: REINFORCE++ estimates the divergence with k2, and gradient-based runs do not clip."""
    clip = None if method == "gradient" else 0.2
    shared = {"mini_batch_prompts": 32, "clip_low": clip, "clip_high": clip, "dual_clip": clip and 3.0}
    match estimator:
        case "grpo":
            return Grpo(kl=Kl(coefficient=0.001, estimator="k3"), **shared)
        case "rloo":
            return Rloo(kl=Kl(coefficient=0.001, estimator="k3"), **shared)
        case _:
            return ReinforcePlusPlus(kl=Kl(coefficient=0.001, estimator="k2"), **shared)


def _published(name: str, estimator: str, method: Method, preference: Preference) -> RunConfig:
    weightings: dict[Method, Weighting] = {
        "fixed": FixedWeighting(weights=preference),
        "hypervolume": HypervolumeWeighting(weights=preference, apply_to="reward"),
        "gradient": GradientWeighting(initial=preference, influence="exact", mu=1e-5, target_layers=(10, 25)),
    }
    evaluation = Evaluation(
        every=1 if method == "hypervolume" else 5, test_every=5, reference_point="initial", objective_scale="raw"
    )
    return _math500(name, weightings[method], _published_algorithm(estimator, method), evaluation)


def _recommended(name: str, estimator: str, method: Method, preference: Preference) -> RunConfig:
    weightings: dict[Method, Weighting] = {
        "fixed": FixedWeighting(weights=preference),
        "hypervolume": HypervolumeWeighting(weights=preference, apply_to="advantage"),
        "gradient": GradientWeighting(initial=preference, influence="directional", mu=1e-5),
    }
    algorithm = _published_algorithm(estimator, "fixed")
    if isinstance(algorithm, Grpo):
        algorithm = algorithm.model_copy(update={"std": "none"})
    return _math500(name, weightings[method], algorithm, Evaluation(every=5, test_every=5))


def _embedded(name: str, estimator: str, method: Method, preference: Preference) -> RunConfig:
    weightings: dict[Method, Weighting] = {
        "fixed": FixedWeighting(weights=preference),
        "hypervolume": HypervolumeWeighting(weights=preference),
        "gradient": GradientWeighting(initial=preference, mu=EMBEDDED_MU),
    }
    algorithms: dict[str, Algorithm] = {
        "grpo": Grpo(std="none"),
        "rloo": Rloo(),
        "reinforce_pp": ReinforcePlusPlus(),
    }
    return embedded_config(name, weightings[method], algorithms[estimator])


RECOMMENDED_DIFFERS = {
    "fixed": "As published",
    "hypervolume": "Unlike the published run, the multiplier acts on the advantage, where normalisation cannot cancel "
    "it, and the policy is validated every 5 steps",
    "gradient": "Unlike the published run, clipping stays on, every layer counts, and influence is one directional "
    "derivative, whose cost does not grow with the number of objectives",
}


def _describe_published(estimator: str, method: Method) -> str:
    told = f"{ESTIMATORS[estimator]} with {METHODS[method]} on Math500, in the paper's sizes with its code's settings"
    match method:
        case "hypervolume":
            return f"{told}: raw axes measured from the untrained policy, and the multiplier acts on the reward."
        case "gradient":
            return f"{told}: no clipping, influence from layers 10 to 25, and eta = 0.1."
        case _:
            return f"{told}."


def _describe_recommended(estimator: str, method: Method) -> str:
    spread = ". Advantages are not divided by the group's standard deviation" if estimator == "grpo" else ""
    return f"{RECOMMENDED_DIFFERS[method]}{spread}. Hypervolume is measured on scaled axes, with a margin."


def _describe_embedded(estimator: str, method: Method) -> str:
    return f"{ESTIMATORS[estimator]} with {METHODS[method]} on the embedded task, about a minute on one CPU core."


Make = Callable[[str, str, Method, Preference], RunConfig]
Describe = Callable[[str, Method], str]
VARIANTS: dict[Group, tuple[str, Make, Describe]] = {
    "paper, as published": ("published", _published, _describe_published),
    "paper, recommended": ("recommended", _recommended, _describe_recommended),
    "paper, embedded task": ("embedded", _embedded, _describe_embedded),
}


def _presets() -> Iterator[Preset]:
    for group, (short, make, describe) in VARIANTS.items():
        for estimator, (called, preference), method in product(ESTIMATORS, PUBLISHED.items(), METHODS):
            name = f"{ESTIMATORS[estimator]}, {method}, {called}"
            yield Preset(
                id=f"paper-{short}-{estimator}-{method}-{called}".replace("_", "-"),
                group=group,
                title=name,
                description=describe(estimator, method),
                config=make(name if short == "embedded" else f"{name}, {short}", estimator, method, preference),
            )


PAPER_PRESETS = tuple(_presets())
