import math
from collections import Counter
from itertools import pairwise

import pytest

from paretoscope.schema.presets.paper import PAPER_PRESETS
from paretoscope.schema.presets.preset import Group, Preset

GROUPS: tuple[Group, ...] = ("paper, as published", "paper, recommended", "paper, embedded task")


def of(group: Group) -> list[Preset]:
    return [preset for preset in PAPER_PRESETS if preset.group == group]


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_has_each_of_the_27_runs_once(group: Group) -> None:
    runs = Counter(
        (
            preset.config.algorithm.type,
            preset.config.weighting.type,
            tuple(preset.config.starting_weights.values()),
        )
        for preset in of(group)
    )
    assert len(runs) == 27
    assert set(runs.values()) == {1}
    assert {algorithm for algorithm, _, _ in runs} == {"grpo", "rloo", "reinforce_pp"}
    assert {weights for _, _, weights in runs} == {(0.5, 0.25, 0.25), (0.334, 0.333, 0.333), (0.25, 0.375, 0.375)}


@pytest.mark.parametrize("preset", of("paper, as published"), ids=lambda preset: preset.id)
def test_published_runs_have_the_published_sizes(preset: Preset) -> None:
    config = preset.config
    assert (config.policy.model, config.task.type, config.rollout.max_new_tokens) == ("Qwen/Qwen3-8B", "math500", 2048)
    assert (config.budget.prompts_per_step, config.algorithm.group_size) == (64, 8)
    assert (config.algorithm.mini_batch_prompts, config.optimizer.learning_rate) == (32, 1e-6)
    assert (config.algorithm.kl.coefficient, config.algorithm.entropy_coefficient) == (0.001, 0.0)
    assert config.algorithm.kl.estimator == ("k2" if config.algorithm.type == "reinforce_pp" else "k3")
    assert config.budget.steps == math.ceil(90 * 300 / 64)
    assert config.evaluation.test_every == 5


def test_published_hypervolume_runs_fall_into_the_published_traps_and_recommended_ones_do_not() -> None:
    for group, expected in (
        ("paper, as published", ("reward", "raw", "initial", 1)),
        ("paper, recommended", ("advantage", "reference", "margin", 5)),
    ):
        for preset in PAPER_PRESETS:
            weighting, evaluation = preset.config.weighting, preset.config.evaluation
            if preset.group == group and weighting.type == "hypervolume":
                found = (
                    weighting.apply_to,
                    evaluation.objective_scale,
                    evaluation.reference_point,
                    evaluation.every,
                )
                assert found == expected


def test_published_gradient_runs_switch_clipping_off_and_recommended_ones_keep_it() -> None:
    for preset in PAPER_PRESETS:
        if preset.config.weighting.type == "gradient" and preset.config.task.type == "math500":
            assert (preset.config.algorithm.clip_low is None) == (preset.group == "paper, as published")


def test_embedded_runs_differ_in_nothing_but_name_estimator_and_weighting() -> None:
    for one, other in pairwise(of("paper, embedded task")):
        ours, theirs = (preset.config.model_dump(exclude={"name", "algorithm", "weighting"}) for preset in (one, other))
        assert ours == theirs


def test_variants_of_a_run_differ_in_what_their_descriptions_say() -> None:
    for published, recommended in zip(of("paper, as published"), of("paper, recommended"), strict=True):
        assert published.title == recommended.title
        assert published.description != recommended.description
        assert published.config != recommended.config
