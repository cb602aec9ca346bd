"""Watchdogs, which detect problems in training; one per file."""

from paretoscope.schema.algorithms import Grpo
from paretoscope.schema.methods import method_of
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import GradientWeighting
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.watchdogs.completions_truncated import CompletionsTruncated
from paretoscope_worker.watchdogs.entropy_collapse import EntropyCollapse
from paretoscope_worker.watchdogs.groups_tied import GroupsTied
from paretoscope_worker.watchdogs.influence_disagreement import InfluenceDisagreement
from paretoscope_worker.watchdogs.kl_explosion import KlExplosion
from paretoscope_worker.watchdogs.not_finite import NotFinite
from paretoscope_worker.watchdogs.objective_collapse import ObjectiveCollapse
from paretoscope_worker.watchdogs.objective_undefined import ObjectiveUndefined
from paretoscope_worker.watchdogs.policy_diverged import PolicyDiverged
from paretoscope_worker.watchdogs.reward_difference import RewardDifference
from paretoscope_worker.watchdogs.watch import Watch
from paretoscope_worker.watchdogs.watchdog import Watchdog
from paretoscope_worker.watchdogs.weight_collapse import WeightCollapse


def build_watch(run: RunConfig, reporter: SafeReporter) -> Watch:
    """Builds the watchdogs of a run, except those that it ignores. Causes come before their consequences."""
    config, patience = run.watchdogs, run.watchdogs.patience_steps
    divides_by_group_spread = isinstance(run.algorithm, Grpo) and run.algorithm.std == "group"
    is_sketched = isinstance(run.weighting, GradientWeighting) and run.weighting.influence == "sketched"
    watchdogs: list[Watchdog] = [
        NotFinite(),
        RewardDifference(),
        InfluenceDisagreement(is_sketched=is_sketched),
        PolicyDiverged(),
        ObjectiveUndefined(patience),
        CompletionsTruncated(patience, config.truncated_fraction),
        GroupsTied(patience, config.tied_fraction),
        *_of_weights(run),
        ObjectiveCollapse(config.collapse_fraction, divides_by_group_spread=divides_by_group_spread),
        EntropyCollapse(patience, config.entropy_fraction),
        KlExplosion(patience, config.kl_limit_nats),
    ]
    watched = [watchdog for watchdog in watchdogs if watchdog.kind not in config.ignore]
    return Watch(watched, reporter, stops=config.on_alarm == "stop")


def _of_weights(run: RunConfig) -> list[Watchdog]:
    """Returns the watchdog of weights; none if a person or a schedule moves them, because they may then fall."""
    if method_of(run.weighting).moved_by in {"person", "schedule"}:
        return []
    config = run.watchdogs
    return [WeightCollapse(config.patience_steps, config.weight_fraction, run.starting_weights, run.weighting.type)]
