"""Checks what a run may read and ask: local files in allowed folders, and judges on the operator's list."""

import re
from collections.abc import Sequence
from pathlib import Path

from paretoscope.runs.refusals import InvalidError
from paretoscope.schema.objectives import Judge, Objective, RewardModel
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.tasks import DataTask, HubTask, Task
from paretoscope.settings import Settings

HUB_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_.-]+)?")
EMBEDDED_POLICIES = frozenset({"arithmetic-small"})


def settle_paths(config: RunConfig, settings: Settings) -> RunConfig:
    """Returns the config with local paths made absolute, symbolic links followed.

    A model may also come from the checkpoints of this server's runs.

    Raises:
        InvalidError: a path leads outside the operator's roots, or a judge is not on the operator's list; it names the
            field.
    """
    policy = config.policy.model_copy(update={"model": _model("policy.model", config.policy.model, settings)})
    objectives = [_objective(f"objectives.{at}", one, settings) for at, one in enumerate(config.objectives)]
    config = config.model_copy(update={"policy": policy, "objectives": objectives})
    if config.interpolation is not None:
        other = _model("interpolation.other", config.interpolation.other, settings)
        config = config.model_copy(update={"interpolation": config.interpolation.model_copy(update={"other": other})})
    return config.model_copy(update={"task": _task(config.task, settings)})


def _task(task: Task, settings: Settings) -> Task:
    given = {name: getattr(task, name, None) for name in ("path", "validation_path", "test_path")}
    paths = {
        name: _inside(f"task.{name}", "data", path, settings.data_roots, "PARETOSCOPE_DATA_ROOTS")
        for name, path in given.items()
        if path is not None
    }
    if isinstance(task, DataTask) and not paths:
        _check_hub("task.dataset" if isinstance(task, HubTask) else "task.path", "The data set", settings)
    return task.model_copy(update=paths)


def _model(field: str, model: str, settings: Settings) -> str:
    if is_path(model):
        return _inside(field, "model", model, settings.policy_roots, "PARETOSCOPE_MODEL_ROOTS")
    if model not in EMBEDDED_POLICIES:
        _check_hub(field, f"'{model[:200]}'", settings)
    return model


def _check_hub(field: str, what: str, settings: Settings) -> None:
    if not settings.hub:
        raise InvalidError(
            "The Hugging Face Hub is not allowed",
            f"{what} would be fetched from the Hub, which the operator has switched off.",
            "Give a local path, or let the operator set PARETOSCOPE_HUB to 1 and restart server and worker.",
            field,
        )


def _objective(field: str, objective: Objective, settings: Settings) -> Objective:
    if isinstance(objective, Judge):
        _check_endpoint(f"{field}.endpoint", objective, settings)
    if isinstance(objective, RewardModel):
        return objective.model_copy(update={"model": _model(f"{field}.model", objective.model, settings)})
    return objective


def _check_endpoint(field: str, judge: Judge, settings: Settings) -> None:
    allowed = settings.judge_endpoints
    if judge.endpoint.rstrip("/") in allowed if judge.endpoint else allowed:
        return
    asked = f"'{judge.endpoint[:200]}' is not on the operator's list" if judge.endpoint else "No endpoint is given"
    raise InvalidError(
        "The judge's endpoint is not allowed",
        f"{asked}; allowed are: {', '.join(allowed) or 'none'}.",
        "Choose one of them, or let the operator add it to PARETOSCOPE_JUDGE_ENDPOINTS and restart server and worker.",
        field,
    )


def is_path(model: str) -> bool:
    """Returns whether a model's name is a local folder. The worker looks for any other name on the Hugging Face Hub."""
    if model in EMBEDDED_POLICIES:
        return False
    return HUB_ID.fullmatch(model) is None or ".." in model or _is_folder(model)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def _inside(field: str, what: str, path: str, roots: Sequence[Path], variable: str) -> str:
    resolved = _resolve(field, path)
    if any(resolved.is_relative_to(root) for root in roots):
        return str(resolved)
    allowed = ", ".join(map(str, roots)) or "no folder at all"
    raise InvalidError(
        f"The {what} path is not allowed",
        f"'{path[:200]}' is not inside the folders this server may read: {allowed}.",
        f"Move the files into one of them, or let the operator add their folder to {variable} and restart the server.",
        field,
    )


def _resolve(field: str, path: str) -> Path:
    try:
        return Path(path).expanduser().resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise InvalidError(
            "The path is not one",
            f"'{path[:200]}' cannot be read as a path: {error}.",
            "Give the path of a folder.",
            field,
        ) from error
