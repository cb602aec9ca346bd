import copy
import json
import math
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.value_checks import WEIGHT_SUM_TOLERANCE

MINIMAL: dict[str, Any] = {
    "policy": {"model": "arithmetic-small"},
    "task": {"type": "arithmetic"},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
}
NAMES = ["accuracy", "conciseness", "clarity"]
ALGORITHMS = ["grpo", "rloo", "reinforce_pp"]
PREFERENCE_FIELD = {"fixed": "weights", "hypervolume": "weights", "gradient": "initial"}
DOCUMENTED = """
name: gradient, balanced
policy: {model: arithmetic-small}
task: {type: arithmetic}
objectives: [{type: accuracy}, {type: conciseness}, {type: clarity}]
algorithm: {type: grpo, group_size: 8}
weighting: {type: gradient, initial: {accuracy: 0.334, conciseness: 0.333, clarity: 0.333}}
rollout: {engine: transformers, temperature: 1.0, max_new_tokens: 64}
optimizer: {learning_rate: 1.5e-4}
budget: {steps: 150, prompts_per_step: 12}
evaluation: {every: 5}
checkpoints: {every: 25}
seed: 0
"""

weightings = st.sampled_from(sorted(PREFERENCE_FIELD))
shares = st.lists(st.floats(0.01, 1.0), min_size=3, max_size=3)


def with_(path: str, value: object) -> dict[str, Any]:
    """Returns the minimal config with the value put at a dotted path."""
    config: Any = copy.deepcopy(MINIMAL)
    *parents, last = path.split(".")
    place = config
    for parent in parents:
        place = place[int(parent)] if isinstance(place, list) else place.setdefault(parent, {})
    if isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
    return dict(config)


def with_weights(weighting: str, weights: dict[str, float]) -> dict[str, Any]:
    return MINIMAL | {"weighting": {"type": weighting, PREFERENCE_FIELD[weighting]: weights}}


def refused_fields(config: dict[str, Any]) -> list[str]:
    """Returns the dotted paths a config is refused for, as the form names them; union tags are left in."""
    with pytest.raises(ValidationError) as refused:
        RunConfig.model_validate(config)
    return [
        error["ctx"]["field"] if error["type"] == "inconsistent_config" else ".".join(map(str, error["loc"]))
        for error in refused.value.errors()
    ]


def test_policy_task_and_objectives_alone_are_a_config() -> None:
    config = RunConfig.model_validate(MINIMAL)
    assert config.starting_weights == {name: pytest.approx(1 / 3) for name in NAMES}
    assert config.weighting.type == "fixed"


@pytest.mark.parametrize("section", ["policy", "task", "objectives"])
def test_nothing_else_can_be_left_out(section: str) -> None:
    assert refused_fields({key: value for key, value in MINIMAL.items() if key != section}) == [section]


def test_the_documented_example_is_a_config() -> None:
    config = RunConfig.model_validate(yaml.safe_load(DOCUMENTED))
    assert config.starting_weights == {"accuracy": 0.334, "conciseness": 0.333, "clarity": 0.333}
    assert config.optimizer.learning_rate == 1.5e-4
    assert config.budget.steps == 150


@pytest.mark.parametrize(
    "path",
    [
        "weights",
        "policy.temperature",
        "task.path",
        "objectives.0.weight",
        "algorithm.clip",
        "weighting.preference",
        "rollout.top_k",
        "optimizer.lr",
        "budget.epochs",
        "evaluation.steps",
        "checkpoints.keep",
    ],
)
def test_an_unknown_key_is_refused_by_name_in_every_section(path: str) -> None:
    config = with_(path, 1)
    tag = {"weighting": "fixed", "algorithm": "grpo"}.get(path.partition(".")[0])
    if tag is not None:
        config[path.partition(".")[0]]["type"] = tag
    (field,) = refused_fields(config)
    assert field.startswith(path.partition(".")[0])
    assert field.endswith(path.rpartition(".")[2])


@pytest.mark.parametrize("section", ["task", "algorithm", "weighting", "rollout"])
def test_an_unknown_type_is_refused(section: str) -> None:
    tag = "engine" if section == "rollout" else "type"
    assert refused_fields(with_(section, {tag: "unheard-of"}))[0].split(".")[0] == section


@given(weighting=weightings, shares=shares)
def test_weights_that_sum_to_one_are_kept(weighting: str, shares: list[float]) -> None:
    weights = {name: share / math.fsum(shares) for name, share in zip(NAMES, shares, strict=True)}
    assert RunConfig.model_validate(with_weights(weighting, weights)).starting_weights == weights


@given(weighting=weightings, shares=shares)
def test_weights_that_do_not_sum_to_one_are_refused(weighting: str, shares: list[float]) -> None:
    weights = dict(zip(NAMES, shares, strict=True))
    field = f"weighting.{PREFERENCE_FIELD[weighting]}"
    if abs(math.fsum(shares) - 1) > WEIGHT_SUM_TOLERANCE:
        assert refused_fields(with_weights(weighting, weights)) == [field]


@given(weighting=weightings, surplus=st.floats(1e-9, 10.0), name=st.sampled_from(NAMES))
def test_a_negative_weight_is_refused_though_the_sum_is_one(weighting: str, surplus: float, name: str) -> None:
    other = NAMES[NAMES.index(name) - 1]
    weights = dict.fromkeys(NAMES, 0.0) | {name: -surplus, other: 1 + surplus}
    field = f"weighting.{weighting}.{PREFERENCE_FIELD[weighting]}.{name}"
    assert field in refused_fields(with_weights(weighting, weights))


@pytest.mark.parametrize("weighting", PREFERENCE_FIELD)
def test_a_weight_for_no_objective_is_refused_by_its_name(weighting: str) -> None:
    field = f"weighting.{PREFERENCE_FIELD[weighting]}"
    weights = {"accuracy": 0.5, "conciseness": 0.25, "clarity": 0.25, "speed": 0.0}
    assert refused_fields(with_weights(weighting, weights)) == [f"{field}.speed"]


@pytest.mark.parametrize("weighting", PREFERENCE_FIELD)
def test_a_missing_weight_is_refused(weighting: str) -> None:
    field = f"weighting.{PREFERENCE_FIELD[weighting]}"
    assert refused_fields(with_weights(weighting, {"accuracy": 0.5, "clarity": 0.5})) == [field]


@pytest.mark.parametrize("weighting", PREFERENCE_FIELD)
def test_weights_that_are_all_zero_are_refused(weighting: str) -> None:
    field = f"weighting.{PREFERENCE_FIELD[weighting]}"
    assert refused_fields(with_weights(weighting, dict.fromkeys(NAMES, 0.0))) == [field]


def test_a_group_of_one_is_refused() -> None:
    for algorithm in ALGORITHMS:
        config = with_("algorithm", {"type": algorithm, "group_size": 1})
        assert refused_fields(config) == [f"algorithm.{algorithm}.group_size"]


def test_an_objective_twice_is_refused_at_the_second() -> None:
    twice = [{"type": "accuracy"}, {"type": "clarity"}, {"type": "accuracy"}]
    assert refused_fields(with_("objectives", twice)) == ["objectives.2.name"]


def test_two_objectives_of_one_name_are_refused() -> None:
    twice = [{"type": "accuracy", "name": "good"}, {"type": "clarity", "name": "good"}]
    assert refused_fields(with_("objectives", twice)) == ["objectives.1.name"]


@pytest.mark.parametrize("monitor", [False, True])
def test_an_objective_with_the_name_of_a_metric_is_refused(monitor: bool) -> None:
    objectives = [{"type": "clarity"}, {"type": "accuracy", "name": "total", "monitor": monitor}]
    assert refused_fields(with_("objectives", objectives)) == ["objectives.1.name"]
    with pytest.raises(ValidationError, match="'reward/total' is already the metric of the reward"):
        RunConfig.model_validate(with_("objectives", objectives))


def test_no_objective_is_refused() -> None:
    assert refused_fields(with_("objectives", [])) == ["objectives"]


@pytest.mark.parametrize("name", ["", "Accuracy", "a b", "a/b", "a\nb", "<b>", "a" * 41])
def test_an_objective_name_that_breaks_metric_keys_is_refused(name: str) -> None:
    config = with_("objectives.0", {"type": "accuracy", "name": name})
    assert refused_fields(config) == ["objectives.0.accuracy.name"]


ABSURD = {
    "algorithm.group_size": [0, -8, 10**9, 2.5],
    "algorithm.epsilon": [0.0, -1e-6, 2.0],
    "algorithm.clip_low": [0.0, -0.2, 1.0],
    "algorithm.clip_high": [0.0, -0.2, 1e9],
    "algorithm.dual_clip": [1.0, 0.5, 1e9],
    "algorithm.entropy_coefficient": [-0.1, 1e9],
    "algorithm.mini_batch_prompts": [0, -1, 1.5],
    "algorithm.epochs": [0, -1, 1000, 1.5],
    "algorithm.kl.coefficient": [-0.1, 1e9],
    "rollout.temperature": [0.0, -1.0, 1e9],
    "rollout.max_new_tokens": [0, -1, 10**12],
    "optimizer.learning_rate": [0.0, -1e-4, 1e6],
    "optimizer.warmup_steps": [-1, 10**12],
    "optimizer.weight_decay": [-0.1, 2.0],
    "policy.lora.rank": [0, -1, 2000, 1.5],
    "policy.lora.alpha": [0.0, -1.0],
    "policy.lora.dropout": [-0.1, 1.0],
    "optimizer.max_grad_norm": [0.0, -1.0, 1e300],
    "budget.steps": [0, -1, 10**15, 1.5],
    "budget.prompts_per_step": [0, -12, 10**9],
    "evaluation.every": [0, -5, 10**12],
    "evaluation.temperature": [-1.0, 1e9],
    "evaluation.completions_kept": [-1, 10**9],
    "checkpoints.every": [0, -25],
    "checkpoints.keep_last": [0, -3, 10**9],
    "seed": [-1, 2**31, 0.5],
    "task.validation_prompts": [0, -1, 10**9],
}


@pytest.mark.parametrize(("path", "value"), [(path, value) for path, values in ABSURD.items() for value in values])
def test_an_absurd_number_is_refused_by_name(path: str, value: float) -> None:
    config = with_(path, value)
    if path.startswith("algorithm."):
        config["algorithm"]["type"] = "grpo"
    (field,) = refused_fields(config)
    tagged = path.replace("task.", "task.arithmetic.").replace("algorithm.", "algorithm.grpo.")
    assert field == tagged.replace("rollout.", "rollout.transformers.")


def test_greedy_completions_are_sampled_once() -> None:
    assert refused_fields(with_("evaluation", {"temperature": 0.0, "samples": 2})) == ["evaluation.samples"]
    assert RunConfig.model_validate(with_("evaluation", {"temperature": 0.5, "samples": 2})).evaluation.samples == 2


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("path", ["optimizer.learning_rate", "rollout.temperature", "evaluation.temperature"])
def test_nan_and_infinity_are_refused_by_name(path: str, value: float) -> None:
    assert refused_fields(with_(path, value)) == [path.replace("rollout.", "rollout.transformers.")]


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_weight_that_is_no_number_is_refused(value: float) -> None:
    weights = {"accuracy": value, "conciseness": 0.5, "clarity": 0.5}
    assert "weighting.fixed.weights.accuracy" in refused_fields(with_weights("fixed", weights))


@pytest.mark.parametrize("path", ["evaluation.reference_point", "evaluation.objective_scale"])
def test_evaluation_values_must_name_the_objectives(path: str) -> None:
    values = {"accuracy": 0.5, "conciseness": 20.0, "clarity": 0.5}
    assert RunConfig.model_validate(with_(path, values))
    assert refused_fields(with_(path, values | {"speed": 1.0})) == [f"{path}.speed"]
    assert refused_fields(with_(path, {"accuracy": 0.5})) == [path]


def test_a_name_of_100_kb_is_refused() -> None:
    assert refused_fields(with_("name", "n" * 100_000)) == ["name"]


def test_a_model_or_data_path_without_end_is_refused() -> None:
    assert refused_fields(with_("policy.model", "/" + "m" * 100_000)) == ["policy.model"]
    assert refused_fields(with_("task", {"type": "math500", "path": "d" * 100_000})) == ["task.math500.path"]


def test_more_completions_a_step_than_supported_are_refused() -> None:
    config = with_("budget.prompts_per_step", 65_536) | {"algorithm": {"type": "grpo", "group_size": 1024}}
    assert refused_fields(config) == ["budget.prompts_per_step"]


@pytest.mark.parametrize("type_", ALGORITHMS)
def test_the_type_alone_is_an_algorithm(type_: str) -> None:
    algorithm = RunConfig.model_validate(with_("algorithm", {"type": type_})).algorithm
    assert (algorithm.clip_low, algorithm.clip_high, algorithm.dual_clip) == (0.2, 0.2, 3.0)
    assert (algorithm.kl.coefficient, algorithm.entropy_coefficient) == (0.0, 0.0)
    assert (algorithm.epochs, algorithm.mini_batch_prompts) == (1, None)
    assert algorithm.combination == "sum_then_normalize"


@pytest.mark.parametrize("bound", ["clip_low", "clip_high", "dual_clip"])
def test_each_kind_of_clipping_can_be_switched_off(bound: str) -> None:
    config = RunConfig.model_validate(with_("algorithm", {"type": "rloo", bound: None}))
    assert getattr(config.algorithm, bound) is None


@pytest.mark.parametrize(("prompts", "mini_batch", "instead"), [(12, 5, 4), (12, 13, 12), (7, 2, 1), (64, 48, 32)])
def test_a_mini_batch_that_does_not_divide_the_step_is_refused_with_one_that_does(
    prompts: int, mini_batch: int, instead: int
) -> None:
    config = with_("budget.prompts_per_step", prompts) | {
        "algorithm": {"type": "grpo", "mini_batch_prompts": mini_batch}
    }
    assert refused_fields(config) == ["algorithm.mini_batch_prompts"]
    with pytest.raises(ValidationError, match=f"such as {instead}"):
        RunConfig.model_validate(config)
    config["algorithm"]["mini_batch_prompts"] = instead
    assert RunConfig.model_validate(config)


def test_parameters_of_4_bits_need_adapters_and_a_gpu() -> None:
    policy = {"model": "arithmetic-small", "quantize": "nf4"}
    assert refused_fields(with_("policy", policy)) == ["policy.quantize"]
    assert refused_fields(with_("policy", policy | {"lora": {}, "device": "cpu"})) == ["policy.quantize"]
    assert RunConfig.model_validate(with_("policy", policy | {"lora": {}})).policy.lora


def test_a_price_of_divergence_is_not_normalised_as_a_reward() -> None:
    kl = {"coefficient": 0.001, "acts_on": "reward"}
    config = with_("algorithm", {"type": "grpo", "combination": "normalize_then_sum", "kl": kl})
    assert refused_fields(config) == ["algorithm.kl.acts_on"]
    kl["acts_on"] = "loss"
    assert RunConfig.model_validate(config)


@pytest.mark.parametrize("kind", ["tchebycheff", "smooth_tchebycheff", "hvo"])
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_reward_that_is_no_sum_is_not_normalised_before_it(kind: str, algorithm: str) -> None:
    config = with_("weighting", {"type": kind}) | {
        "algorithm": {"type": algorithm, "combination": "normalize_then_sum"}
    }
    assert refused_fields(config) == ["algorithm.combination"]
    config["weighting"] = {"type": "fixed"}
    assert RunConfig.model_validate(config)


def test_a_rollout_that_names_no_engine_is_by_transformers() -> None:
    rollout = RunConfig.model_validate(with_("rollout", {"max_new_tokens": 7})).rollout
    assert (rollout.engine, rollout.max_new_tokens) == ("transformers", 7)


def test_vllm_needs_no_more_than_its_name() -> None:
    assert RunConfig.model_validate(with_("rollout", {"engine": "vllm"})).rollout.engine == "vllm"


@pytest.mark.parametrize("devices", ["", "0,", "cuda:1", "1 2", "-1"])
def test_devices_that_are_no_list_of_gpus_are_refused(devices: str) -> None:
    config = with_("rollout", {"engine": "vllm", "placement": "separate", "devices": devices})
    assert refused_fields(config) == ["rollout.vllm.devices"]


@pytest.mark.parametrize(
    ("sections", "field"),
    [
        ({"rollout": {"engine": "vllm"}}, "policy.lora"),
        ({"interpolation": {"other": "gpt2"}}, "policy.lora"),
        ({"weighting": {"type": "gradient", "influence": "directional"}}, "policy.lora.dropout"),
        ({"weighting": {"type": "gradient"}}, "policy.lora.dropout"),
    ],
)
def test_adapters_that_do_not_fit_the_run_are_refused(sections: dict[str, Any], field: str) -> None:
    adapted = MINIMAL | {"policy": MINIMAL["policy"] | {"lora": {"dropout": 0.1}}}
    assert RunConfig.model_validate(adapted | {"weighting": {"type": "gradient", "influence": "exact"}})
    assert refused_fields(adapted | sections) == [field]
    assert RunConfig.model_validate(MINIMAL | sections)


def test_devices_of_a_colocated_engine_are_refused() -> None:
    rollout = {"engine": "vllm", "devices": "1"}
    assert refused_fields(with_("rollout", rollout)) == ["rollout.devices"]
    assert RunConfig.model_validate(with_("rollout", rollout | {"placement": "separate"}))


def test_gpus_for_the_engine_of_a_policy_on_the_cpu_are_refused() -> None:
    config = with_("rollout", {"engine": "vllm", "placement": "separate", "devices": "1"})
    config["policy"] = config["policy"] | {"device": "cpu"}
    assert refused_fields(config) == ["rollout.devices"]


def test_a_longest_sequence_without_room_for_a_prompt_is_refused() -> None:
    rollout = {"engine": "vllm", "max_new_tokens": 64, "max_model_len": 64}
    assert refused_fields(with_("rollout", rollout)) == ["rollout.max_model_len"]


MORE_GPUS = {"gpus": 2}
SHARDED = {"gpus": 2, "sharding": "fsdp"}


@pytest.mark.parametrize(
    ("sections", "field"),
    [
        ({"resources": MORE_GPUS, "budget": {"prompts_per_step": 1}}, "resources.gpus"),
        ({"resources": MORE_GPUS, "interpolation": {"other": "arithmetic-small"}}, "resources.gpus"),
        ({"resources": MORE_GPUS, "rollout": {"engine": "vllm"}}, "rollout.engine"),
        (
            {"resources": SHARDED, "policy": {"model": "arithmetic-small", "lora": {}, "quantize": "nf4"}},
            "resources.sharding",
        ),
    ],
)
def test_what_several_gpus_cannot_do_together_is_refused(sections: dict[str, Any], field: str) -> None:
    assert refused_fields(MINIMAL | sections) == [field]
    RunConfig.model_validate(MINIMAL | sections | {"resources": {"gpus": 1}})


def test_several_gpus_train_what_one_does() -> None:
    for sharding in ("ddp", "fsdp"):
        for weighting in ("fixed", "hypervolume", "gradient", "mgda", "gradnorm"):
            resources = {"gpus": 2, "sharding": sharding}
            RunConfig.model_validate(MINIMAL | {"weighting": {"type": weighting}, "resources": resources})


@pytest.mark.parametrize("layers", [[5, 2], [-1, 3]])
def test_target_layers_that_are_no_range_are_refused(layers: list[int]) -> None:
    config = with_("weighting", {"type": "gradient", "target_layers": layers})
    assert refused_fields(config) == ["weighting.target_layers"]


@pytest.mark.parametrize("mu", [0.0, -1.0, math.nan, 1e9])
def test_an_absurd_step_size_divisor_is_refused(mu: float) -> None:
    assert refused_fields(with_("weighting", {"type": "gradient", "mu": mu})) == ["weighting.gradient.mu"]


def test_a_config_survives_json() -> None:
    config = RunConfig.model_validate(yaml.safe_load(DOCUMENTED))
    assert RunConfig.model_validate_json(config.model_dump_json()) == config
    assert RunConfig.model_validate(json.loads(config.model_dump_json())) == config


def test_a_parsed_config_cannot_be_changed() -> None:
    config = RunConfig.model_validate(MINIMAL)
    with pytest.raises(ValidationError):
        config.seed = 1  # type: ignore[misc]


def test_every_field_of_the_form_has_a_description() -> None:
    schema = RunConfig.model_json_schema()
    sections = [schema, *schema["$defs"].values()]
    bare = [
        f"{section['title']}.{name}"
        for section in sections
        for name, field in section.get("properties", {}).items()
        if not {"description", "const", "$ref"} & field.keys()
    ]
    assert bare == []


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda part: st.lists(part) | st.dictionaries(st.text(), part),
    )
)
def test_anything_but_a_config_is_refused_without_another_error(value: object) -> None:
    with pytest.raises(ValidationError):
        RunConfig.model_validate(value)


MONITORED = [{"type": "accuracy"}, {"type": "clarity", "monitor": True}, {"type": "conciseness"}]


def test_a_monitor_has_no_weight_and_no_axis() -> None:
    config = RunConfig.model_validate(MINIMAL | {"objectives": MONITORED})
    assert (config.objective_names, config.monitor_names) == (["accuracy", "conciseness"], ["clarity"])
    assert config.starting_weights == {"accuracy": 0.5, "conciseness": 0.5}
    both = {"accuracy": 0.5, "conciseness": 0.5}
    RunConfig.model_validate(MINIMAL | {"objectives": MONITORED, "weighting": {"type": "fixed", "weights": both}})
    for section in ({"weighting": {"type": "fixed", "weights": both | {"clarity": 0.0}}},
                    {"evaluation": {"reference_point": both | {"clarity": 0.0}}}):  # fmt: skip
        (field,) = refused_fields(MINIMAL | {"objectives": MONITORED} | section)
        assert field.endswith(".clarity")


def test_a_run_that_trains_nothing_is_refused() -> None:
    assert refused_fields(with_("objectives", [{"type": "accuracy", "monitor": True}])) == ["objectives"]


def test_a_monitor_of_a_trained_objectives_name_is_refused() -> None:
    twice = [{"type": "accuracy"}, {"type": "clarity", "name": "accuracy", "monitor": True}]
    assert refused_fields(with_("objectives", twice)) == ["objectives.1.name"]


@pytest.mark.parametrize("gate", ["clarity", "conciseness", "nobody"])
def test_a_gate_that_does_not_judge_answers_is_refused(gate: str) -> None:
    objectives = [{"type": "accuracy"}, {"type": "clarity"}, {"type": "conciseness", "gate_by": gate}]
    assert refused_fields(with_("objectives", objectives)) == ["objectives.2.gate_by"]


@pytest.mark.parametrize("kind", [{"type": "accuracy"}, {"type": "function", "function": "own:right"}])
def test_a_gate_may_be_a_monitor(kind: dict[str, str]) -> None:
    gate = kind | {"name": "right", "monitor": True}
    config = RunConfig.model_validate(with_("objectives", [{"type": "conciseness", "gate_by": "right"}, gate]))
    assert config.objective_names == ["conciseness"]


@pytest.mark.parametrize(
    ("model", "optimizer", "expected"),
    [
        ("arithmetic-small", None, 1.5e-4),
        ("arithmetic-small", {"weight_decay": 0.1}, 1.5e-4),
        ("arithmetic-small", {"learning_rate": 1e-5}, 1e-5),
        ("Qwen/Qwen3-8B", None, 1e-6),
    ],
)
def test_an_embedded_policy_brings_its_own_learning_rate(
    model: str, optimizer: dict[str, float] | None, expected: float
) -> None:
    given = {"policy": {"model": model}, "task": {"type": "arithmetic"}, "objectives": [{"type": "accuracy"}]}
    config = RunConfig.model_validate(given | ({"optimizer": optimizer} if optimizer else {}))
    assert config.optimizer.learning_rate == expected
    assert RunConfig.model_validate(config.model_dump()) == config
    assert config.model_dump()["optimizer"]["learning_rate"] == expected
