"""Defines every metric key once. All code that reports or draws a metric uses these definitions."""

from collections.abc import Mapping

from paretoscope.schema.metrics.metric import OWN_UNIT, PerName, PerObjective, PerPair, Scalar
from paretoscope.schema.records import Split

WEIGHT = PerObjective(
    "weight/{objective}",
    "weight",
    "fraction",
    "Nominal reward weight of the update; at step 0, the initial weight.",
)
EFFECTIVE_WEIGHT = PerObjective(
    "effective_weight/{objective}",
    "effective weight",
    "fraction",
    "Objective's share of the advantage, which may differ from its nominal weight.",
)

OBJECTIVE_TRAIN = PerObjective(
    "objective/{objective}/train",
    "training mean",
    OWN_UNIT,
    "Mean of the objective over the training completions of the update.",
)
OBJECTIVE_VALIDATION = PerObjective(
    "objective/{objective}/validation",
    "validation mean",
    OWN_UNIT,
    "Mean of the objective over the validation split, from evaluations.",
)
OBJECTIVE_TEST = PerObjective(
    "objective/{objective}/test",
    "test mean",
    OWN_UNIT,
    "Mean of the objective over the test split, from evaluations; it does not affect training.",
)
EVALUATED: Mapping[Split, PerObjective] = {"validation": OBJECTIVE_VALIDATION, "test": OBJECTIVE_TEST}
"""The metric of an objective on each split that is evaluated."""

TOTAL_REWARD = Scalar(
    "reward/total",
    "reward trained on",
    "",
    "Mean scalar reward of the training completions, computed from the rewards and weights in the charts.",
)
REWARD = PerObjective(
    "reward/{objective}",
    "reward",
    "",
    "Mean reward of the training completions for this objective alone; higher is better.",
    reserved=frozenset({"total"}),
)
REWARD_DIFFERENCE = Scalar(
    "check/reward_difference",
    "difference of plotted and trained reward",
    "",
    "Difference between the reward in the charts and the reward in the loss; more than a rounding error is a bug.",
)

LOGGED_TRAIN = PerName(
    "logged/{name}/train",
    "logged in training",
    "",
    "Number that a reward function logged with `log_metric` for the training completions, mean of the step.",
)
LOGGED_VALIDATION = PerName(
    "logged/{name}/validation",
    "logged in validation",
    "",
    "Number that a reward function logged with `log_metric` for the completions of a validation.",
)
LOGGED_TEST = PerName(
    "logged/{name}/test",
    "logged in tests",
    "",
    "Number that a reward function logged with `log_metric` for the completions of the test split.",
)
LOGGED: Mapping[Split, PerName] = {"validation": LOGGED_VALIDATION, "test": LOGGED_TEST}
"""The metric of what reward functions log on each split that is evaluated."""

TIE_FRACTION = PerObjective(
    "advantage/tie_fraction/{objective}",
    "fraction of groups tied",
    "fraction",
    "Share of groups whose completions all get the same reward for the objective, so that it learns nothing from them.",
)
ADVANTAGE_CORRELATION = PerPair(
    "advantage/correlation/{first}/{second}",
    "correlation of advantages",
    "",
    "Correlation of the advantages of two objectives: -1 is conflict, 1 is agreement.",
)
COVARIANCE = PerObjective(
    "covariance/{objective}",
    "covariance with the advantage",
    "",
    "Covariance of the objective's reward with the advantage; if it is positive, the update improves the objective.",
)

INFLUENCE = PerObjective(
    "influence/{objective}",
    "influence",
    "",
    "How much an objective's gradient helps all objectives; the weights move towards the largest.",
)
GRADIENT_NORM = PerObjective(
    "gradient/norm/{objective}",
    "gradient norm",
    "",
    "Length of the policy gradient of the objective alone, over all parameters.",
)
COMMON_GRADIENT_NORM = Scalar(
    "gradient/common_norm",
    "norm of the common gradient",
    "",
    "Length of the shortest weighted sum of the objectives' gradients; at 0 no update helps all of them.",
)
GRADIENT_COSINE = PerPair(
    "gradient/cosine/{first}/{second}",
    "cosine of gradients",
    "",
    "Cosine of the angle between the gradients of two objectives: -1 is conflict, 1 is agreement.",
)

ETA = Scalar(
    "weighting/eta",
    "step size of the weights",
    "",
    "Factor on the influence by which the logarithms of the weights move, 0.1 as published; it follows the learning rate.",
)
AGREEMENT_COSINE = Scalar(
    "weighting/agreement/cosine",
    "cosine with the exact influences",
    "",
    "Cosine of the angle between approximate and exact influences; 1 is the same direction.",
)
AGREEMENT_ERROR = Scalar(
    "weighting/agreement/relative_error",
    "relative error of the influences",
    "",
    "Distance between approximate and exact influences, divided by the length of the exact ones.",
)
HYPERVOLUME_MULTIPLIER = Scalar(
    "weighting/multiplier",
    "multiplier",
    "",
    "Factor on the advantages; it increases with what the newest validation point adds to the hypervolume.",
)
MULTIPLIER = PerObjective(
    "weighting/multiplier/{objective}",
    "multiplier",
    "",
    "Weight of a constraint; it increases while the objective is below its threshold.",
)
MISSING = PerObjective(
    "weighting/missing/{objective}",
    "missing to the threshold",
    "",
    "How far the mean reward of a constrained objective is below its threshold; below zero, the threshold is met.",
)
MISSING_COVARIANCE = PerObjective(
    "weighting/deficit/{objective}",
    "missing covariance",
    "",
    "How far an objective's covariance with the advantage is below its target; above zero, it gains weight.",
)
AVERAGE_COVARIANCE = PerObjective(
    "weighting/covariance/{objective}",
    "moving average of the covariance",
    "",
    "Moving average of the covariance of the objective's reward with the advantage.",
)
DISPERSION = PerObjective(
    "weighting/dispersion/{objective}",
    "spread over mean",
    "",
    "Standard deviation of the objective's rewards divided by their mean; it is small for an objective already learnt.",
)
IDEAL = PerObjective(
    "weighting/ideal/{objective}",
    "ideal point",
    "",
    "Reward from which the objective's shortfall is measured: a given one, or the largest so far.",
)
BOTTLENECK = PerObjective(
    "weighting/bottleneck/{objective}",
    "bottleneck share",
    "fraction",
    "Share of the objective's weighted shortfall in what determines a completion's reward, mean over completions.",
)
FLOOR = PerObjective(
    "weighting/floor/{objective}",
    "floor",
    "",
    "Value just below the worst reward of the batch; a reward counts by its distance from this floor.",
)
PACE = PerObjective(
    "weighting/pace/{objective}",
    "share of the first shortfall",
    "",
    "Current shortfall of an objective divided by its first shortfall; objectives that lag behind gain weight.",
)
POSITIVE_ADVANTAGE = PerObjective(
    "weighting/positive_advantage/{objective}",
    "mean positive advantage",
    "",
    "Mean of the positive advantages of the objective alone.",
)

HYPERVOLUME = Scalar(
    "pareto/hypervolume",
    "hypervolume",
    "",
    "Hypervolume of the run's validation points, with its own reference point and scale.",
)
CONTRIBUTION = Scalar(
    "pareto/contribution",
    "hypervolume added by the point",
    "",
    "Hypervolume that the newest validation point added.",
)

POLICY_LOSS = Scalar("policy/loss", "policy loss", "", "Policy loss, mean over the optimizer steps of the update.")
ENTROPY = Scalar(
    "policy/entropy",
    "entropy",
    "nats/token",
    "How undecided the policy is about the next token; near 0, all completions of a prompt are the same.",
)
UPDATE_NORM = Scalar(
    "policy/gradient_norm",
    "gradient norm",
    "",
    "Length of the gradient of the policy loss before clipping, mean over the optimizer steps of the update.",
)
LEARNING_RATE = Scalar("policy/learning_rate", "learning rate", "", "Learning rate of the update.")
CLIP_FRACTION = Scalar(
    "policy/clip_fraction",
    "fraction of tokens clipped",
    "fraction",
    "Share of tokens whose importance ratio was clipped, so that they had no further effect.",
)
LARGEST_RATIO = Scalar(
    "policy/ratio_max",
    "largest importance ratio",
    "",
    "Largest ratio of a token's probability under the policy to that under the policy that sampled it.",
)
KL = Scalar(
    "policy/kl",
    "KL from the reference policy",
    "nats/token",
    "How far the policy has moved away from the policy before training.",
)

COMPLETION_TOKENS = Scalar(
    "rollout/completion_tokens", "mean completion length", "tokens", "Mean length of the training completions."
)
TRUNCATED_FRACTION = Scalar(
    "rollout/truncated_fraction",
    "truncated fraction",
    "fraction",
    "Share of training completions that were cut at the limit before they ended.",
)
MEAN_MISMATCH = Scalar(
    "rollout/mismatch_mean",
    "mean log-prob mismatch with the engine",
    "nats",
    "Mean difference between the log-probs of the policy and those of a separate rollout engine.",
)
LARGEST_MISMATCH = Scalar(
    "rollout/mismatch_max",
    "largest log-prob mismatch",
    "nats",
    "Largest difference between the log-probs of the policy and those of a separate rollout engine.",
)

ROLLOUT_SECONDS = Scalar("system/rollout_seconds", "rollout time", "s", "Time that sampling the completions took.")
UPDATE_SECONDS = Scalar("system/update_seconds", "update time", "s", "Time that weighting and the update took.")
STEP_SECONDS = Scalar("system/step_seconds", "step time", "s", "Time that the step took, without evaluation.")
EVALUATION_SECONDS = Scalar("system/evaluation_seconds", "evaluation time", "s", "Time that the evaluation took.")
THROUGHPUT = Scalar(
    "system/tokens_per_second", "throughput", "tokens/s", "Completion tokens of the step divided by the time it took."
)
MEMORY = Scalar("system/memory_gib", "memory", "GiB", "Memory that the training process holds.")
GPU_MEMORY = Scalar(
    "system/gpu_memory_gib", "peak GPU memory", "GiB", "Largest GPU memory that the run has held so far."
)

ALPHA = Scalar(
    "interpolation/alpha",
    "alpha",
    "fraction",
    "Position of the evaluated policy between the two policies: 0 is the first, 1 is the other.",
)
