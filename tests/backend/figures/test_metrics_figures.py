"""Reward, lengths, loss, policy shift and throughput."""

from dataclasses import replace

import pytest

from paretoscope.figures import FIGURES
from paretoscope.pareto.run_data import RunData

from .runs import make_run, series, with_series, without_series


def test_lengths_warn_when_completions_are_cut() -> None:
    run = with_series(make_run(), series("rollout/truncated_fraction", [1, 2], [0.0, 0.4]))
    meta = FIGURES["lengths"].figure([run])["layout"]["meta"]
    assert meta["note"].startswith("40 % of completions are cut at the limit (step 2).")
    assert FIGURES["lengths"].figure([without_series(make_run(), "rollout/truncated")])["layout"]["meta"]["note"] == ""


def test_loss_has_a_panel_for_each_metric_that_was_reported() -> None:
    keys = [trace["meta"].get("key") for trace in FIGURES["loss"].figure([make_run()])["data"]]
    assert [key for key in keys if key] == ["policy/loss", "policy/entropy", "policy/gradient_norm"]
    fewer = FIGURES["loss"].figure([without_series(make_run(), "policy/entropy")])
    assert {trace["yaxis"] for trace in fewer["data"]} == {"y", "y2"}


def test_throughput_stacks_phases_over_tokens_a_second() -> None:
    figure = FIGURES["throughput"].figure([make_run()])
    stacked = [trace["meta"]["key"] for trace in figure["data"] if trace.get("stackgroup")]
    assert stacked == ["system/rollout_seconds", "system/update_seconds"]
    assert figure["layout"]["yaxis"]["range"] == [0, pytest.approx(2.1)]
    whole = with_series(without_series(make_run(), "system/"), series("system/step_seconds", [1], [3.0]))
    assert [trace["meta"]["key"] for trace in FIGURES["throughput"].figure([whole])["data"]] == ["system/step_seconds"]


def test_memory_is_the_gpus_where_there_is_one() -> None:
    run = with_series(make_run(), series("system/memory_gib", [1], [2.0]))
    assert "system/memory_gib" in keys_of("throughput", run)
    run = with_series(run, series("system/gpu_memory_gib", [1], [40.0]))
    assert "system/memory_gib" not in keys_of("throughput", run)


def test_the_reward_trained_on_stands_over_those_it_is_made_of() -> None:
    assert keys_of("reward", make_run()) == [
        *("reward/total", "reward/accuracy", "reward/conciseness", "reward/clarity"),
    ]


def test_policy_shift_shows_what_was_reported_only() -> None:
    assert keys_of("policy_shift", make_run()) == ["policy/clip_fraction"]
    diverging = with_series(make_run(), series("policy/kl", [1, 2], [0.1, 0.2]))
    assert keys_of("policy_shift", diverging) == ["policy/kl", "policy/clip_fraction"]


def keys_of(figure: str, run: RunData) -> list[str]:
    drawn = FIGURES[figure].figure([run])["data"]
    return [trace["meta"]["key"] for trace in drawn if "key" in trace["meta"]]


def test_a_run_that_has_ended_is_described_in_the_past_tense() -> None:
    over = replace(without_series(make_run(), ""), ended=True, evaluations=[])
    for name in ("front", "hypervolume", "objective", "reward"):
        texts = [note["text"] for note in FIGURES[name].figure([over])["layout"]["annotations"]]
        assert any("was reported" in text for text in texts), name
        assert not any("Waiting" in text for text in texts), name


def test_a_figure_without_its_series_is_empty() -> None:
    """What the list of figures says a figure needs is what it draws."""
    bare = without_series(make_run(), "")
    for spec in FIGURES.values():
        if spec.many or spec.name in {"objective", "front"} or not (spec.needs or spec.prefixes):
            continue
        assert spec.figure([bare])["data"] == [], spec.name
