"""Every metric key, once: whoever reports or draws a metric names it by these."""

from collections.abc import Mapping

from paretoscope.schema.metrics.metric import OWN_UNIT, PerObjective, PerPair, Scalar
from paretoscope.schema.records import Split

WEIGHT = PerObjective(
    "weight/{objective}",
    "weight",
    "fraction",
    "Nominal reward weight that the update trained with; at step 0 the starting weight.",
)
EFFECTIVE_WEIGHT = PerObjective(
    "effective_weight/{objective}",
    "effective weight",
    "fraction",
    "Share of the advantage that the objective contributed, whatever its nominal weight.",
)

OBJECTIVE_TRAIN = PerObjective(
    "objective/{objective}/train",
    "training mean",
    OWN_UNIT,
    "Mean of the objective over the completions that the update trained on.",
)
OBJECTIVE_VALIDATION = PerObjective(
    "objective/{objective}/validation",
    "validation mean",
    OWN_UNIT,
    "Mean of the objective over the validation split; it comes with evaluations.",
)
OBJECTIVE_TEST = PerObjective(
    "objective/{objective}/test",
    "test mean",
    OWN_UNIT,
    "Mean of the objective over the test split; it comes with evaluations and steers nothing.",
)
EVALUATED: Mapping[Split, PerObjective] = {"validation": OBJECTIVE_VALIDATION, "test": OBJECTIVE_TEST}
"""The metric of an objective on each split that is evaluated."""

TOTAL_REWARD = Scalar(
    "reward/total",
    "reward trained on",
    "",
    "Mean scalar reward of the training completions, made of the rewards and weights in the charts.",
)
REWARD = PerObjective(
    "reward/{objective}",
    "reward",
    "",
    "Mean reward of the training completions under the objective alone; higher is better.",
    reserved=frozenset({"total"}),
)
REWARD_DIFFERENCE = Scalar(
    "check/reward_difference",
    "difference of plotted and trained reward",
    "",
    "Distance between the reward in the charts and the reward in the loss; anything but rounding is a bug.",
)

TIE_FRACTION = PerObjective(
    "advantage/tie_fraction/{objective}",
    "fraction of groups tied",
    "fraction",
    "Share of groups whose completions all earn the same under the objective, so that it teaches nothing there.",
)
ADVANTAGE_CORRELATION = PerPair(
    "advantage/correlation/{first}/{second}",
    "correlation of advantages",
    "",
    "How alike two objectives push completions: -1 is against each other, 1 is alike.",
)
COVARIANCE = PerObjective(
    "covariance/{objective}",
    "covariance with the advantage",
    "",
    "Covariance of the objective's reward with the advantage; an update improves the objective where it is positive.",
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
    "How alike the gradients of two objectives point: -1 is against each other, 1 is alike.",
)

ETA = Scalar(
    "weighting/eta",
    "step size of the weights",
    "",
    "Factor on the influence by which the logarithms of the weights move: the learning rate over mu.",
)
AGREEMENT_COSINE = Scalar(
    "weighting/agreement/cosine",
    "cosine with the exact influences",
    "",
    "How well influences computed a cheaper way point where the exact ones do; 1 is the same direction.",
)
AGREEMENT_ERROR = Scalar(
    "weighting/agreement/relative_error",
    "relative error of the influences",
    "",
    "Distance of influences computed a cheaper way from the exact ones, over the length of these.",
)
HYPERVOLUME_MULTIPLIER = Scalar(
    "weighting/multiplier",
    "multiplier",
    "",
    "Factor on all that is learnt from; it rises with what the newest validation point adds to the hypervolume.",
)
MULTIPLIER = PerObjective(
    "weighting/multiplier/{objective}",
    "multiplier",
    "",
    "What a unit of an objective is worth; it rises while the objective is below its threshold.",
)
MISSING = PerObjective(
    "weighting/missing/{objective}",
    "missing to the threshold",
    "",
    "How far the mean reward of a constrained objective is below its threshold; below zero the threshold is met.",
)
MISSING_COVARIANCE = PerObjective(
    "weighting/deficit/{objective}",
    "missing covariance",
    "",
    "How far an objective's covariance with the trained signal is below its target; above zero it gains weight.",
)
AVERAGE_COVARIANCE = PerObjective(
    "weighting/covariance/{objective}",
    "moving average of the covariance",
    "",
    "Covariance of the objective's reward with the trained signal, averaged over the last steps.",
)
DISPERSION = PerObjective(
    "weighting/dispersion/{objective}",
    "spread over mean",
    "",
    "How unevenly an objective is rewarded; one that is learnt already makes room for the others.",
)
IDEAL = PerObjective(
    "weighting/ideal/{objective}",
    "ideal point",
    "",
    "Reward from which the objective's shortfall is measured: given, or the greatest seen so far.",
)
BOTTLENECK = PerObjective(
    "weighting/bottleneck/{objective}",
    "bottleneck share",
    "fraction",
    "How much of what counts in a completion is an objective's weighted shortfall, mean over completions.",
)
FLOOR = PerObjective(
    "weighting/floor/{objective}",
    "floor",
    "",
    "Just below the worst reward of the batch; a reward counts by what it has above its floor.",
)
PACE = PerObjective(
    "weighting/pace/{objective}",
    "share of the first shortfall",
    "",
    "Share of its first shortfall that an objective still has; those that lag gain weight.",
)
POSITIVE_ADVANTAGE = PerObjective(
    "weighting/positive_advantage/{objective}",
    "mean positive advantage",
    "",
    "Mean of what completions earn above their group under the objective alone.",
)

HYPERVOLUME = Scalar(
    "pareto/hypervolume",
    "hypervolume",
    "",
    "Hypervolume of the run's validation points, against its own reference point and scale.",
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
    "How undecided the policy is about the next token; near 0 all completions of a prompt are the same.",
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
    "Share of tokens whose importance ratio was clipped, so that they taught nothing more.",
)
LARGEST_RATIO = Scalar(
    "policy/ratio_max",
    "largest importance ratio",
    "",
    "Largest probability of a token under the policy over that under the policy which sampled it.",
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
    "Mean distance between the log-probs of the policy and those of a separate rollout engine.",
)
LARGEST_MISMATCH = Scalar(
    "rollout/mismatch_max",
    "largest log-prob mismatch",
    "nats",
    "Largest distance between the log-probs of the policy and those of a separate rollout engine.",
)

ROLLOUT_SECONDS = Scalar("system/rollout_seconds", "rollout time", "s", "Time that sampling the completions took.")
UPDATE_SECONDS = Scalar("system/update_seconds", "update time", "s", "Time that weighting and the update took.")
STEP_SECONDS = Scalar("system/step_seconds", "step time", "s", "Time that the step took, evaluation left out.")
EVALUATION_SECONDS = Scalar("system/evaluation_seconds", "evaluation time", "s", "Time that the evaluation took.")
THROUGHPUT = Scalar(
    "system/tokens_per_second", "throughput", "tokens/s", "Completion tokens of the step over the time it took."
)
MEMORY = Scalar("system/memory_gib", "memory", "GiB", "Memory that the training process holds.")
GPU_MEMORY = Scalar("system/gpu_memory_gib", "peak GPU memory", "GiB", "Most GPU memory the run has held so far.")

ALPHA = Scalar(
    "interpolation/alpha",
    "alpha",
    "fraction",
    "How far the evaluated policy is on the way from the first policy to the other.",
)
