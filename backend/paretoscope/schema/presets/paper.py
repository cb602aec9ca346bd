"""The runs of arXiv 2509.11452 in three variants.

``as published`` follows the settings of the paper's public code. ``recommended`` is the same without the problems of
these settings. ``embedded task`` replaces Math500 by the embedded task, where a run takes about a minute.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from paretoscope.schema.algorithms import Algorithm, Grpo, ReinforcePlusPlus, Rloo
from paretoscope.schema.presets.embedded import EMBEDDED_ETA, EMBEDDED_FLOOR, embedded_config
from paretoscope.schema.presets.preferences import BALANCED, PUBLISHED
from paretoscope.schema.presets.preset import Group, Preset
from paretoscope.schema.presets.published import (
    ALGEBRA,
    DEEPSEEK,
    DEEPSEEK_DISTILLED,
    MATH500,
    Estimator,
    Method,
    Preference,
    Setting,
    published_config,
    recommended_config,
)
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import FixedWeighting, GradientWeighting, HypervolumeWeighting, Weighting

ESTIMATORS: dict[Estimator, str] = {"grpo": "GRPO", "rloo": "RLOO", "reinforce_pp": "REINFORCE++"}
METHODS: dict[Method, str] = {
    "fixed": "fixed weights",
    "hypervolume": "hypervolume-guided weights",
    "gradient": "gradient-based weights",
}


@dataclass(frozen=True)
class Run:
    """One run of the paper."""

    setting: Setting
    estimator: Estimator
    method: Method
    called: str
    preference: Preference
    short: str = ""
    """Name of the setting in ids; empty for Qwen3-8B on Math500."""
    where: str = "Qwen3-8B on Math500"

    @property
    def title(self) -> str:
        """Estimator, method and preference, and the setting if it is not Qwen3-8B on Math500."""
        parts = [ESTIMATORS[self.estimator], self.method, self.called, *([self.where] if self.short else [])]
        return ", ".join(parts)

    @property
    def id(self) -> str:
        """The same for URLs."""
        parts = [self.short, self.estimator, self.method, self.called]
        return "-".join(filter(None, parts)).replace("_", "-")


def _math500_runs() -> Iterator[Run]:
    """Yields all estimators, methods and preferences; a gradient-based run starts balanced and has no preference."""
    for estimator, (called, preference), method in product(ESTIMATORS, PUBLISHED.items(), METHODS):
        if method != "gradient" or preference == BALANCED:
            yield Run(MATH500, estimator, method, called, preference)


def _further_runs(setting: Setting, short: str, where: str) -> list[Run]:
    return [Run(setting, "grpo", method, "balanced", BALANCED, short, where) for method in METHODS]


RUNS = tuple(_math500_runs())
ALGEBRA_RUNS = _further_runs(ALGEBRA, "algebra", "Qwen3-8B on MATH algebra")
PUBLISHED_RUNS = (*RUNS, *ALGEBRA_RUNS, *_further_runs(DEEPSEEK, "deepseek", "DeepSeek-LLM-7B-Chat on Math500"))
RECOMMENDED_RUNS = (
    *RUNS,
    *ALGEBRA_RUNS,
    *_further_runs(DEEPSEEK_DISTILLED, "deepseek-distilled", "DeepSeek-R1-Distill-Qwen-7B on Math500"),
)


def _published(run: Run) -> RunConfig:
    name = f"{run.title}, published"
    return published_config(name, run.setting, run.estimator, run.method, run.preference)


def _recommended(run: Run) -> RunConfig:
    name = f"{run.title}, recommended"
    return recommended_config(name, run.setting, run.estimator, run.method, run.preference)


def _embedded(run: Run) -> RunConfig:
    weightings: dict[Method, Weighting] = {
        "fixed": FixedWeighting(weights=run.preference),
        "hypervolume": HypervolumeWeighting(weights=run.preference),
        "gradient": _embedded_gradient(run),
    }
    algorithms: dict[Estimator, Algorithm] = {
        "grpo": Grpo(std="none"),
        "rloo": Rloo(),
        "reinforce_pp": ReinforcePlusPlus(),
    }
    return embedded_config(run.title, weightings[run.method], algorithms[run.estimator])


def _embedded_gradient(run: Run) -> GradientWeighting:
    if run.estimator == "reinforce_pp":
        return GradientWeighting(initial=run.preference)
    return GradientWeighting(initial=run.preference, influence="exact", eta=EMBEDDED_ETA, weight_floor=EMBEDDED_FLOOR)


PUBLISHED_METHODS: dict[Method, str] = {
    "fixed": "",
    "hypervolume": ": raw axes measured from the untrained policy, and the multiplier acts on the reward",
    "gradient": ": no clipping, and influence from layers 10 to 25, summed over micro-batches",
}
PUBLISHED_DIFFERS = (
    "Unlike the code, it compares answers as mathematics instead of as text, and goes on into the next epoch instead of "
    "dropping the last prompts of one"
)
PUBLISHED_KL_DIFFERS = ", and the influence does not count the KL term of the loss"
RECOMMENDED_DIFFERS: dict[Method, str] = {
    "fixed": "",
    "hypervolume": "the multiplier acts on the advantage, where normalisation cannot cancel it, and follows the growth of "
    "the hypervolume relative to its mean; the policy is validated every 5 steps; ",
    "gradient": "clipping stays on, every layer counts, and influence is estimated from sketches of the gradients, which "
    "cost little; ",
}


def _describe_published(run: Run) -> str:
    told = f"{ESTIMATORS[run.estimator]} with {METHODS[run.method]}, {run.where}, with the settings of the paper's code"
    without_kl = PUBLISHED_KL_DIFFERS if run.method == "gradient" and run.estimator != "rloo" else ""
    return f"{told}{PUBLISHED_METHODS[run.method]}. {PUBLISHED_DIFFERS}{without_kl}."


def _describe_recommended(run: Run) -> str:
    another = "the policy is a distilled one that thinks first; " if run.setting is DEEPSEEK_DISTILLED else ""
    spread = "advantages are not divided by the group's standard deviation; " if run.estimator == "grpo" else ""
    return (
        f"Unlike the published run: {another}{RECOMMENDED_DIFFERS[run.method]}{spread}only the text after a thought is "
        "scored, with the strict pattern of clarity; hypervolume is measured on scaled axes, with a margin."
    )


def _describe_embedded(run: Run) -> str:
    told = f"{ESTIMATORS[run.estimator]} with {METHODS[run.method]} on the embedded task"
    return f"{told}, about a minute on one CPU core."


@dataclass(frozen=True)
class Variant:
    """A way to make presets of the runs."""

    short: str
    runs: tuple[Run, ...]
    make: Callable[[Run], RunConfig]
    describe: Callable[[Run], str]


VARIANTS: dict[Group, Variant] = {
    "paper, as published": Variant("published", PUBLISHED_RUNS, _published, _describe_published),
    "paper, recommended": Variant("recommended", RECOMMENDED_RUNS, _recommended, _describe_recommended),
    "paper, embedded task": Variant("embedded", RUNS, _embedded, _describe_embedded),
}
PAPER_PRESETS = tuple(
    Preset(
        id=f"paper-{variant.short}-{run.id}",
        group=group,
        title=run.title,
        description=variant.describe(run),
        config=variant.make(run),
    )
    for group, variant in VARIANTS.items()
    for run in variant.runs
)
