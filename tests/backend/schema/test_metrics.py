"""The vocabulary of metrics."""

import re

import pytest

from paretoscope.schema.metrics.description import METRICS, describe, find_metric
from paretoscope.schema.metrics.keys import ADVANTAGE_CORRELATION, OBJECTIVE_TRAIN, REWARD, TOTAL_REWARD, WEIGHT
from paretoscope.schema.metrics.metric import Metric, PerName, PerObjective, PerPair, Scalar
from paretoscope.schema.records import is_key

UNITS = {"accuracy": "fraction", "conciseness": "tokens"}


def key_of(metric: Metric) -> str:
    if isinstance(metric, PerName):
        return metric.of("length/mean")
    if isinstance(metric, PerPair):
        return metric.of("accuracy", "conciseness")
    return metric.of("accuracy") if isinstance(metric, PerObjective) else metric.prefix


@pytest.mark.parametrize(
    ("key", "unit"),
    [
        ("weight/accuracy", "fraction"),
        ("effective_weight/accuracy", "fraction"),
        ("objective/conciseness/train", "tokens"),
        ("objective/conciseness/validation", "tokens"),
        ("objective/accuracy/train", "fraction"),
        ("objective/unknown/train", ""),
        ("system/step_seconds", "s"),
        ("system/gpu_memory_gib", "GiB"),
        ("system/tokens_per_second", "tokens/s"),
        ("rollout/completion_tokens", "tokens"),
        ("rollout/truncated_fraction", "fraction"),
        ("advantage/tie_fraction/accuracy", "fraction"),
        ("policy/entropy", "nats/token"),
        ("policy/loss", ""),
        ("reward/total", ""),
        ("loss", ""),
    ],
)
def test_the_unit_of_a_metric_follows_from_its_key(key: str, unit: str) -> None:
    assert describe(key, UNITS).unit == unit


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.pattern)
def test_a_key_is_found_by_itself_and_is_one_that_may_be_reported(metric: Metric) -> None:
    key = key_of(metric)
    assert is_key(key)
    assert find_metric(key) is metric
    assert key.startswith(metric.prefix)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.pattern)
def test_a_metric_has_a_label_that_is_a_phrase_and_a_meaning_that_is_a_sentence(metric: Metric) -> None:
    assert metric.label
    assert not metric.label.endswith(".")
    assert re.fullmatch(r"[A-Z].*\.", metric.meaning)


def test_no_two_metrics_share_a_pattern_or_a_name_for_one_key() -> None:
    assert len({metric.pattern for metric in METRICS}) == len(METRICS)
    labels = [describe(key_of(metric), UNITS).label for metric in METRICS if isinstance(metric, Scalar)]
    assert len(set(labels)) == len(labels)


def test_the_label_of_a_key_names_its_objectives() -> None:
    assert describe("weight/accuracy", UNITS).label == "weight, accuracy"
    assert describe("gradient/cosine/accuracy/clarity", UNITS).label == "cosine of gradients, accuracy × clarity"


@pytest.mark.parametrize("key", ["actor/pg_loss", "weight", "weight/", "weight/a/b", "objective/accuracy", "loss"])
def test_a_key_that_another_trainer_made_up_is_its_own_label_and_has_no_unit(key: str) -> None:
    found = describe(key, UNITS)
    assert (found.label, found.unit, found.meaning) == (key, "", "")


def test_the_reward_of_an_objective_is_told_from_the_total() -> None:
    assert find_metric("reward/total") is TOTAL_REWARD
    assert find_metric("reward/accuracy") is REWARD
    assert REWARD.values_in({"reward/total": 1.0, "reward/accuracy": 0.5}) == {"accuracy": 0.5}


def test_values_are_picked_by_objective_from_all_that_a_step_reports() -> None:
    metrics = {"weight/a": 0.4, "weight/b": 0.6, "weight/a/b": 9.0, "objective/a/train": 2.0, "objective/a/test": 3.0}
    assert WEIGHT.values_in(metrics) == {"a": 0.4, "b": 0.6}
    assert OBJECTIVE_TRAIN.values_in(metrics) == {"a": 2.0}


def test_a_pair_is_named_in_the_order_given() -> None:
    key = ADVANTAGE_CORRELATION.of("clarity", "accuracy")
    assert ADVANTAGE_CORRELATION.objectives_of(key) == ("clarity", "accuracy")


def test_the_title_of_an_axis_has_the_unit_unless_the_label_says_it() -> None:
    titles = {metric.pattern: metric.title for metric in METRICS}
    assert titles["policy/entropy"] == "entropy, nats/token"
    assert titles["rollout/truncated_fraction"] == "truncated fraction"
    assert titles["policy/loss"] == "policy loss"
    assert titles["objective/{objective}/train"] == "training mean"
