"""Objectives as data: valid by their type alone, and refused by field where they cannot work."""

from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from paretoscope.schema.objectives import Objective
from paretoscope.schema.run_config import RunConfig

ADAPTER: TypeAdapter[Any] = TypeAdapter(Objective)
REQUIRED = {"function": {"function": "own_rewards:length"}}
TYPES = [member.model_fields["type"].default for member in get_args(get_args(Objective)[0])]


def parse(kind: str, **settings: Any) -> Any:
    return ADAPTER.validate_python({"type": kind} | settings)


def refused(kind: str, **settings: Any) -> list[str]:
    with pytest.raises(ValidationError) as error:
        parse(kind, **REQUIRED.get(kind, {}) | settings)
    return [str(one["loc"][-1]) for one in error.value.errors()]


@pytest.mark.parametrize("kind", TYPES)
def test_the_type_alone_is_an_objective_that_says_how_it_is_shown(kind: str) -> None:
    objective = parse(kind, **REQUIRED.get(kind, {}))
    assert objective.direction in {"maximize", "minimize"}
    assert isinstance(objective.unit, str)
    assert objective.axis_label
    assert objective.natural_range is None or objective.natural_range > 0
    assert objective.monitor is False


def test_all_default_names_differ_so_that_one_of_each_type_is_a_run() -> None:
    objectives = [{"type": kind} | REQUIRED.get(kind, {}) for kind in TYPES[:8]]
    config = {"policy": {"model": "arithmetic-small"}, "task": {"type": "arithmetic"}, "objectives": objectives}
    assert len(set(RunConfig.model_validate(config).objective_names)) == 8


@pytest.mark.parametrize(
    ("kind", "settings", "field"),
    [
        ("format", {"pattern": "("}, "pattern"),
        ("format", {"pattern": ""}, "pattern"),
        ("format", {"pattern": "(" * 900}, "pattern"),
        ("format", {"pattern": "a" * 1001}, "pattern"),
        ("format", {"pattern": "(((((a{100}){100}){100}){100}){100})"}, "pattern"),
        ("format", {"pattern": "(a{,400}){400,}"}, "pattern"),
        ("format", {"match": "somewhere"}, "match"),
        ("length_target", {"target_tokens": 0}, "target_tokens"),
        ("length_target", {"tolerance_tokens": 0}, "tolerance_tokens"),
        ("repetition", {"words": 0}, "words"),
        ("conciseness", {"baseline": "median"}, "baseline"),
        ("reward_model", {"model": ""}, "model"),
        ("reward_model", {"batch_size": 0}, "batch_size"),
        ("judge", {"prompt": "Rate it."}, "prompt"),
        ("judge", {"score_pattern": r"\d+"}, "score_pattern"),
        ("judge", {"score_pattern": "("}, "score_pattern"),
        ("judge", {"lowest": 10}, "highest"),
        ("judge", {"lowest": 3, "highest": 3}, "highest"),
        ("judge", {"timeout_seconds": 0}, "timeout_seconds"),
        ("judge", {"concurrency": 0}, "concurrency"),
        ("judge", {"api_key": "secret"}, "api_key"),
        ("function", {"function": "os.system"}, "function"),
        ("function", {"function": "os:path.join"}, "function"),
        ("function", {"function": "../own:f"}, "function"),
        ("function", {"function": "own:f()"}, "function"),
        ("function", {"direction": "sideways"}, "direction"),
        ("accuracy", {"monitor": "perhaps"}, "monitor"),
    ],
)
def test_what_cannot_work_is_refused_by_name(kind: str, settings: dict[str, Any], field: str) -> None:
    assert refused(kind, **settings) == [field]


def test_a_pattern_that_would_take_all_memory_is_refused() -> None:
    pattern = "(((((((((a{100}){100}){100}){100}){100}){100}){100}){100}){100})"
    assert refused("format", pattern=pattern) == ["pattern"]


def test_ranges_and_labels_follow_the_settings() -> None:
    assert parse("judge", lowest=1, highest=5).natural_range == 4
    assert parse("length_target", target_tokens=50, tolerance_tokens=10).natural_range == 10
    assert (parse("reward_model").unit, parse("reward_model", label="GOOD").unit) == ("logit", "probability")
    function = parse("function", function="own.rewards:mean_line_length", direction="minimize", unit="characters")
    assert (function.direction, function.unit, function.axis_label) == ("minimize", "characters", "mean line length")
