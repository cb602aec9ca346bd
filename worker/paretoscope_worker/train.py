"""The training loop. It is the same for all weighting methods, advantage estimators, objectives and rollout engines."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from paretoscope.schema.control import Steering
from paretoscope.schema.records import ProvenanceRecord
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.checkpoints.distributed_store import open_store
from paretoscope_worker.checkpoints.layout import CHECKPOINTS, policy_folder
from paretoscope_worker.checkpoints.reading import Fetch, resume_point, saved_weights
from paretoscope_worker.checkpoints.sharing import NO_DISK, Disk
from paretoscope_worker.engines.choice import require_engine
from paretoscope_worker.front_testing import evaluate_front
from paretoscope_worker.policy.loading import load_policy
from paretoscope_worker.runtime.allocator import keep_freed_memory
from paretoscope_worker.runtime.ranks import ALONE, Ranks
from paretoscope_worker.runtime.reporting import Reporter, SafeReporter
from paretoscope_worker.runtime.stopwatch import Stopwatch
from paretoscope_worker.session import Session, open_session
from paretoscope_worker.step_metrics import reward_metrics, rollout_metrics, system_metrics, update_metrics
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates.distribution import distributed
from paretoscope_worker.updates.reference import load_reference
from paretoscope_worker.watchdogs.watch import AlarmError
from paretoscope_worker.watchdogs.watchdog import Seen


def train(
    config: RunConfig,
    *,
    folder: Path,
    reporter: Reporter,
    should_stop: Callable[[], bool],
    on_stage: Callable[[str], None],
    checkpoint: Path | None = None,
    fork: Path | None = None,
    disk: Disk = NO_DISK,
    fetch: Fetch = lambda _: None,
    steering: Callable[[], Steering | None] = lambda: None,
    ranks: Ranks = ALONE,
) -> Literal["completed", "stopped"]:
    """Trains a policy to the end of its budget, or until it is told to stop.

    Args:
        folder: checkpoints go into `checkpoints/` under it.
        reporter: takes metrics and records; its errors are logged and change nothing.
        should_stop: called before every step; a stop saves a checkpoint first.
        on_stage: told what the run is doing.
        checkpoint: folder of the checkpoint to continue from, or an earlier one if it cannot be read; None starts anew.
        fork: folder of the checkpoint of another run whose weights the run starts with; None takes those of the config.
        disk: the id of the disk of the folder, and the copies of checkpoints for other machines.
        fetch: returns the folder of a checkpoint that is on this disk no more, which it may download; None without one.
        steering: returns the weights that a person requested last; called before every update.
        ranks: the processes that train the run together; each of them runs this loop.

    Raises:
        ObjectiveError, PolicyError, EngineError, TaskDataError, CheckpointError: a part of the run cannot do its work.
        AlarmError: a watchdog ended the run; a checkpoint was saved before.
        ValueError: the config names layers that the policy lacks, or the first validation gives no reference point.
    """
    report = SafeReporter.of(reporter)
    session = _start(config, report, on_stage, steering, checkpoint=checkpoint, fork=fork, ranks=ranks)
    checkpoints = open_store(folder / CHECKPOINTS, session, disk)
    if session.resumed_at is None:
        session.reporter.log(0, session.evaluate(on_stage))
    for step in range(session.step + 1, config.budget.steps + 1):
        if ranks.first(should_stop):
            checkpoints.save(session, on_stage)
            return "stopped"
        on_stage("training")
        stopwatch = Stopwatch()
        with stopwatch.measure("rollout"):
            completions = session.sample(step)
        scored = session.score(completions)
        with stopwatch.measure("update"):
            policy_pass = session.forward(completions)
            moved = session.weighting.before_update(session.signals(step, scored.rewards, policy_pass))
            signal = session.learning_signal(scored.rewards, policy_pass)
            updated = session.update(step, policy_pass, signal, scored.rewards)
        session.weighting.after_update(scored.rewards, signal.advantages)
        metrics = reward_metrics(config.objective_names, scored, signal, session.weighting, moved)
        metrics |= (
            updated.metrics
            | update_metrics(updated.update)
            | rollout_metrics(completions)
            | system_metrics(stopwatch, completions)
        )
        metrics |= session.evaluate(on_stage)
        session.reporter.log(step, metrics)
        alarm = ranks.first(partial(_alarm, session, metrics, completions))
        checkpoints.after_step(session, on_stage, at_once=alarm is not None)
        if alarm is not None:
            raise alarm
    return evaluate_front(session, folder / CHECKPOINTS, fetch, should_stop, on_stage)


def _alarm(session: Session, metrics: Mapping[str, float], completions: Sequence[Completion]) -> AlarmError | None:
    """Shows the watchdogs the last step, and returns the alarm that ends the run, if one does."""
    tokens = sum(completion.tokens for completion in completions)
    return session.watch.look(Seen(session.step, metrics, session.evaluator.front.archive, tokens))


def _start(
    config: RunConfig,
    report: SafeReporter,
    on_stage: Callable[[str], None],
    steering: Callable[[], Steering | None],
    *,
    checkpoint: Path | None,
    fork: Path | None,
    ranks: Ranks,
) -> Session:
    """Loads the policy and builds the parts of the run; restores their state if there is a checkpoint."""
    keep_freed_memory()
    require_engine(config.rollout)
    on_stage("loading policy")
    saved = resume_point(checkpoint, report)
    weights = policy_folder(saved.folder) if saved else saved_weights(fork) if fork else None
    policy = load_policy(config.policy, weights, seed=config.seed)
    trained = distributed(policy, config.resources, ranks)
    reference = load_reference(config, trained.policy)
    session = open_session(config, trained.policy, report, reference, steering, trained=trained)
    report.record(ProvenanceRecord(provenance=session.provenance))
    if saved:
        session.restore(saved.state, saved.tensors)
    return session
