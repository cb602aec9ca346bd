"""Makes jobs that evaluate saved policies of other runs, and checks that these policies fit together."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.lifecycle.forking import FIXED
from paretoscope.runs.read.choice import Choice as RunChoice
from paretoscope.runs.read.choice import selected_runs
from paretoscope.runs.read.chosen_policies import Choice, choose_policies
from paretoscope.runs.read.kept_policies import KeptPolicies
from paretoscope.runs.refusals import ConflictError, InvalidError
from paretoscope.runs.rows import find_runs
from paretoscope.schema.objectives import Objective
from paretoscope.schema.reevaluation import Reevaluation
from paretoscope.schema.reevaluations import ReevaluationRequest
from paretoscope.schema.run_config import RunConfig
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import EvaluationRow
from paretoscope.store.series import groups

LEFT_OUT = "points_left_out"
"""Kind of the event that names policies that are not evaluated."""
SHOWN = 20
UNUSED = {"interpolation": None, "fork": None, "weighting": {"type": "fixed"}, "resources": {}, "checkpoints": {}}
"""Sections of a training config that an evaluation does not need."""


def reevaluation_config(session: Session, request: ReevaluationRequest) -> tuple[dict[str, Any], list[str]]:
    """Returns the config of a job, not yet validated, and sentences about points that had to be left out.

    Raises:
        NotFoundError: a run, a sweep or a tag does not exist.
        InvalidError: no policy that was chosen is kept, or the runs have different tasks.
    """
    named = {point.run_id: list(point.steps) for point in request.points}
    chosen_runs: list[RunRow] = []
    if request.runs or request.sweeps or request.tags:
        chosen = selected_runs(session, RunChoice(request.runs, request.sweeps, request.tags))
        chosen_runs = find_runs(session, [run.id for run in chosen])
    runs = {run.id: run for run in [*chosen_runs, *find_runs(session, list(named))]}
    choices = choose_policies(session, chosen_runs, KeptPolicies.of(session, runs), request.which)
    steps = {
        run_id: sorted({*(choices[run_id].steps if run_id in choices else ()), *named.get(run_id, ())})
        for run_id in runs
    }
    points = [{"run_id": run_id, "steps": found} for run_id, found in steps.items() if found]
    if not points:
        raise InvalidError(
            "There is nothing to evaluate",
            f"None of the {len(runs)} chosen runs keeps the weights of a point that '{request.which}' stands for.",
            "Choose another 'which', such as last, or runs with checkpoints.keep_front.",
            "which",
        )
    first = runs[str(points[0]["run_id"])]
    if request.task is None:
        _check_same_task(first, [runs[str(point["run_id"])] for point in points])
    return _config(first.config, request, points), _left_out(runs, choices)


def _config(base: Mapping[str, Any], request: ReevaluationRequest, points: list[dict[str, Any]]) -> dict[str, Any]:
    samples = 1 if request.samples is None and request.temperature == 0 else request.samples
    asked = {"samples": samples, "temperature": request.temperature, "max_prompts": request.max_prompts}
    task = request.task.model_dump(mode="json") if request.task else base["task"]
    limit = {} if request.max_new_tokens is None else {"max_new_tokens": request.max_new_tokens}
    section = {"points": points, "split": request.split, "name": request.result_name}
    return {
        **base,
        **UNUSED,
        "name": request.title,
        "task": task,
        "rollout": {**base["rollout"], **limit},
        "evaluation": {**base["evaluation"], **{name: value for name, value in asked.items() if value is not None}},
        "reevaluation": section,
    }


def _check_same_task(first: RunRow, runs: Sequence[RunRow]) -> None:
    task = _read(first).task
    for run in runs:
        if _read(run).task != task:
            raise InvalidError(
                "The runs have different tasks",
                f"Run {run.id} was not trained on the task of run {first.id}.",
                "Give the task to evaluate on, or make one re-evaluation per task.",
                "task",
            )


def _left_out(runs: Mapping[str, RunRow], choices: Mapping[str, Choice]) -> list[str]:
    return [
        f"{runs[run_id].name} ({run_id}) step {', '.join(map(str, choice.left_out))}"
        for run_id, choice in choices.items()
        if choice.left_out
    ]


def left_out_message(places: Sequence[str]) -> str:
    """Returns the message of an event about policies whose weights are not kept."""
    more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    return f"Points were left out, because their weights are not kept: {'; '.join(places[:SHOWN])}{more}."


def check_reevaluation(session: Session, config: RunConfig) -> None:
    """Refuses a re-evaluation of policies that are not kept or do not fit the config; does nothing for other runs.

    Raises:
        ConflictError: a run reports from outside.
        InvalidError: a run or a checkpoint does not exist, or does not fit; the field says which.
    """
    section = config.reevaluation
    if section is None:
        return
    kept = KeptPolicies.of(session, [run.run_id for run in section.points])
    for index, point in enumerate(section.points):
        field = f"reevaluation.points.{index}"
        run = kept.runs.get(point.run_id)
        if run is None:
            raise InvalidError(
                "The run to evaluate does not exist",
                f"There is no run '{point.run_id}'; it may have been deleted.",
                "Choose runs that GET /api/runs lists.",
                f"{field}.run_id",
            )
        _check_fits(run, config, f"{field}.run_id")
        _check_kept(kept, run, point.steps, f"{field}.steps")
    _check_name(session, config, section)


def _check_fits(run: RunRow, config: RunConfig, field: str) -> None:
    if run.external:
        raise ConflictError(
            "The run is trained elsewhere",
            f"Run {run.id} only reports here, so this server does not have its checkpoints.",
            "Choose runs that a worker of this server has trained.",
        )
    if run.config.get("reevaluation") is not None:
        raise InvalidError(
            "The run saves no policies",
            f"Run {run.id} is itself a re-evaluation.",
            "Choose the runs that it evaluated.",
            field,
        )
    mine, theirs = config.policy.model_dump(mode="json"), run.config["policy"]
    for name in FIXED:
        if mine[name] != theirs.get(name, mine[name]):
            raise InvalidError(
                "The runs have different policies",
                f"Run {run.id} has policy.{name} = {theirs.get(name)!r}, and the first run has {mine[name]!r}.",
                "Make one re-evaluation for each of them.",
                field,
            )
    if _trained(config) != _trained(_read(run)):
        raise InvalidError(
            "The runs have different objectives",
            f"Run {run.id} is not trained towards the objectives of the first run, so its results would mean something "
            "else.",
            "Make one re-evaluation for each set of objectives.",
            field,
        )


def _read(run: RunRow) -> RunConfig:
    """Returns the config of a run. Fields that are newer than the run have their defaults."""
    return RunConfig.model_validate(run.config)


def _trained(config: RunConfig) -> dict[str, Objective]:
    return {one.name: one for one in config.trained_objectives}


def _check_kept(kept: KeptPolicies, run: RunRow, steps: Sequence[int], field: str) -> None:
    missing = [step for step in steps if not kept.has(run.id, step)]
    if missing:
        there = ", ".join(map(str, kept.steps(run.id)))
        raise InvalidError(
            "There is no such checkpoint",
            f"Run {run.id} keeps no policy of step {', '.join(map(str, missing[:SHOWN]))}, only of: "
            f"{there or 'no step at all'}.",
            "Choose one of these steps." if there else "Choose another run.",
            field,
        )


def _check_name(session: Session, config: RunConfig, section: Reevaluation) -> None:
    """Refuses a name that already holds results of the same runs with other settings: they would be mixed."""
    settings = _settings(config.model_dump(mode="json"))
    for job_id in _jobs_so_far(session, section):
        job = session.get(RunRow, job_id)
        if job is not None and _settings(job.config) != settings:
            raise InvalidError(
                "The name is taken",
                f"'{section.split_name}' already names results of these runs, which job {job_id} made with other "
                "settings.",
                "Give the new results another name.",
                "name",
            )


def _jobs_so_far(session: Session, section: Reevaluation) -> list[str]:
    found: dict[str, None] = {}
    for group in groups([run.run_id for run in section.points]):
        query = select(EvaluationRow.job_id).where(
            EvaluationRow.run_id.in_(group), EvaluationRow.split == section.split_name
        )
        found |= dict.fromkeys(job_id for job_id in session.scalars(query.distinct()) if job_id)
    return list(found)


def _settings(config: Mapping[str, Any]) -> dict[str, Any]:
    evaluation = {name: config["evaluation"].get(name) for name in ("samples", "temperature", "max_prompts")}
    rollout = {name: config["rollout"].get(name) for name in ("temperature", "max_new_tokens")}
    return {"task": config["task"], "evaluation": evaluation, "rollout": rollout, "seed": config["seed"]}
