"""Run configs for the embedded task.

They differ only in weighting and preference, so their results show the effect of these two. They all measure
hypervolume in the same way, so it can be compared. Their advantages are not divided by the standard deviation of the
group, because then the objective with the smallest differences would decide.
"""

from paretoscope.schema.algorithms import Algorithm, Grpo
from paretoscope.schema.objectives import Accuracy, Clarity, Conciseness
from paretoscope.schema.presets.preferences import ACCURACY_FOCUSED, BALANCED, CLARITY_FOCUSED
from paretoscope.schema.presets.preset import Preset
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.tasks import ArithmeticTask
from paretoscope.schema.training import Budget, Evaluation, Optimizer, Policy
from paretoscope.schema.weighting import FixedWeighting, GradientWeighting, HypervolumeWeighting, Weighting

EMBEDDED_ETA, EMBEDDED_FLOOR = 3.0, 0.1
"""Step size and smallest weight of gradient-based runs with GRPO and RLOO.

Their gradients are so small here that the published eta of 0.1 shows its effect only after some 360 steps. With eta = 3,
7 of 20 runs of the study in docs/study won accuracy back within 240 steps. The floor keeps every objective trained at
the larger step size. REINFORCE++ keeps the published eta: its whitened advantages make larger gradients, and with
eta = 1 accuracy was given up.
"""


def embedded_config(name: str, weighting: Weighting, algorithm: Algorithm | None = None) -> RunConfig:
    """Returns the config of a run of the embedded task."""
    return RunConfig(
        name=name,
        policy=Policy(model="arithmetic-small"),
        task=ArithmeticTask(),
        objectives=[Accuracy(), Conciseness(), Clarity()],
        algorithm=algorithm or Grpo(std="none"),
        weighting=weighting,
        optimizer=Optimizer(learning_rate=1.5e-4),
        budget=Budget(steps=240),
        evaluation=Evaluation(
            every=6,
            test_front=True,
            reference_point={"accuracy": 0.2, "conciseness": 24.0, "clarity": 0.2},
            objective_scale={"accuracy": 0.25, "conciseness": 5.0, "clarity": 0.25},
        ),
    )


FIXED_BALANCED = Preset(
    "fixed-balanced",
    "start here",
    "Fixed, balanced",
    "The baseline. With equal weights the policy learns short answers that look clear, at the expense of accuracy.",
    embedded_config("fixed, balanced", FixedWeighting(weights=BALANCED)),
)
FIXED_ACCURACY = Preset(
    "fixed-accuracy",
    "start here",
    "Fixed, accuracy-focused",
    "Half of the weight is on accuracy. The policy keeps writing its working, and its answers are seldom clear.",
    embedded_config("fixed, accuracy-focused", FixedWeighting(weights=ACCURACY_FOCUSED)),
)
FIXED_CLARITY = Preset(
    "fixed-clarity",
    "start here",
    "Fixed, clarity-focused",
    "Most of the weight is on clarity. The policy numbers its steps and is usually right, but its answers are longer.",
    embedded_config("fixed, clarity-focused", FixedWeighting(weights=CLARITY_FOCUSED)),
)
HYPERVOLUME_ACCURACY = Preset(
    "hypervolume-accuracy",
    "start here",
    "Hypervolume-guided, accuracy-focused",
    "A fixed preference, and a multiplier on the advantages that is larger while validation points still increase the "
    "hypervolume.",
    embedded_config("hypervolume, accuracy-focused", HypervolumeWeighting(weights=ACCURACY_FOCUSED)),
)
GRADIENT_BALANCED = Preset(
    "gradient-balanced",
    "start here",
    "Gradient-based",
    "No preference. The weights move towards objectives whose gradients help all objectives. With some seeds, such as "
    "this one, the policy wins back the accuracy that fixed weights give up. It has small gradients, so the weights "
    "move with eta = 3, but not below 0.1.",
    embedded_config(
        "gradient, balanced",
        GradientWeighting(initial=BALANCED, influence="exact", eta=EMBEDDED_ETA, weight_floor=EMBEDDED_FLOOR),
    ),
)
