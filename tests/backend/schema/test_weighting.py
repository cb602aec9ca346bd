"""Every weighting is a valid config by its type alone, and what cannot be meant is refused beside its field."""

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import ScheduledWeighting, Weighting

NAMES = ["accuracy", "conciseness", "clarity"]
WEIGHTS = {"accuracy": 0.5, "conciseness": 0.3, "clarity": 0.2}
SECTIONS = get_args(get_args(Weighting)[0])
TYPES = [section.model_fields["type"].default for section in SECTIONS]


def config(objectives: list[str] = NAMES, **weighting: Any) -> RunConfig:
    return RunConfig.model_validate(
        {
            "policy": {"model": "arithmetic-small"},
            "task": {"type": "arithmetic"},
            "objectives": [{"type": name} for name in objectives],
            "weighting": weighting,
        }
    )


def refused_field(**weighting: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        config(**weighting)
    (error,) = refused.value.errors()
    assert error["msg"].count(".") > 1, "a refusal says what is wrong and what to do instead"
    return str(error["ctx"]["field"])


@pytest.mark.parametrize("kind", TYPES)
def test_its_type_alone_is_valid_and_starts_on_the_simplex(kind: str) -> None:
    for objectives in (NAMES, NAMES[:1]):
        start = config(objectives, type=kind).starting_weights
        assert list(start) == objectives
        assert sum(start.values()) == pytest.approx(1)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_field_but_the_type_has_a_sentence_and_every_section_too(section: type[Any]) -> None:
    assert section.__doc__
    for name, field in section.model_fields.items():
        assert name == "type" or (field.description and field.description.endswith(".")), name


@pytest.mark.parametrize("kind", TYPES)
def test_a_config_survives_json(kind: str) -> None:
    given = config(type=kind)
    assert RunConfig.model_validate_json(given.model_dump_json()) == given


@pytest.mark.parametrize(
    ("weighting", "field"),
    [
        ({"type": "ctwa", "initial": {"accuracy": 1.0}}, "weighting.initial"),
        ({"type": "ctwa", "targets": {"speed": 0.1}}, "weighting.targets.speed"),
        ({"type": "ctwa", "caps": {"speed": 0.1}}, "weighting.caps.speed"),
        ({"type": "saw", "shifts": {"speed": 0.1}}, "weighting.shifts.speed"),
        ({"type": "tchebycheff", "ideal_point": {"speed": 0.1}}, "weighting.ideal_point.speed"),
        ({"type": "smooth_tchebycheff", "ideal_point": {"speed": 0.1}}, "weighting.ideal_point.speed"),
        ({"type": "gradnorm", "ideal_point": {"speed": 0.1}}, "weighting.ideal_point.speed"),
        ({"type": "lagrangian", "thresholds": {"speed": 0.1}}, "weighting.thresholds.speed"),
        ({"type": "lagrangian", "maximise": "speed"}, "weighting.maximise"),
        ({"type": "lagrangian", "thresholds": {"accuracy": 0.1}}, "weighting.thresholds.accuracy"),
        ({"type": "mgda", "target_layers": [3, 1]}, "weighting.target_layers"),
        ({"type": "gradient", "eta": 0.1, "mu": 1e-5}, "weighting.mu"),
        ({"type": "gradient", "weight_floor": 0.34}, "weighting.weight_floor"),
        ({"type": "gradient", "initial": WEIGHTS, "weight_floor": 0.25}, "weighting.initial.clarity"),
        ({"type": "gradnorm", "target_layers": [3, 1]}, "weighting.target_layers"),
        (
            {"type": "scheduled", "waypoints": [{"step": 1, "weights": {"accuracy": 1.0}}]},
            "weighting.waypoints.0.weights",
        ),
        (
            {"type": "manual", "replay": [{"step": 1, "weights": WEIGHTS | {"clarity": 0.9}}]},
            "weighting.replay.0.weights",
        ),
        (
            {"type": "scheduled", "waypoints": [{"step": 5, "weights": WEIGHTS}, {"step": 5, "weights": WEIGHTS}]},
            "weighting.waypoints.1.step",
        ),
        (
            {"type": "manual", "replay": [{"step": 5, "weights": WEIGHTS}, {"step": 2, "weights": WEIGHTS}]},
            "weighting.replay.1.step",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_beside_its_field(weighting: dict[str, Any], field: str) -> None:
    assert refused_field(**weighting) == field


def test_a_schedule_starts_with_its_first_waypoint() -> None:
    start = config(type="scheduled", waypoints=[{"step": 3, "weights": WEIGHTS}]).starting_weights
    assert start == WEIGHTS


def test_a_replay_is_no_start() -> None:
    start = config(type="manual", replay=[{"step": 3, "weights": WEIGHTS}]).starting_weights
    assert start == dict.fromkeys(NAMES, 1 / 3)


def test_the_default_schedule_of_one_objective_has_nowhere_to_go() -> None:
    plan = ScheduledWeighting().plan(["accuracy"], 10)
    assert [(point.step, point.weights) for point in plan] == [(0, {"accuracy": 1.0}), (10, {"accuracy": 1.0})]


def test_lagrangian_weights_start_as_multipliers_over_their_sum() -> None:
    start = config(type="lagrangian", maximise="clarity", initial_multiplier=0.5).starting_weights
    assert start == {"accuracy": 0.25, "conciseness": 0.25, "clarity": 0.5}
