import math
import statistics
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
import torch

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.evaluation import Evaluator, Front, completion_rows, prompt_text
from paretoscope_worker.objectives import build_objectives
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.rewards import Scored
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.text.problems import Problem, Splits
from paretoscope_worker.text.rollout import Completion, Sampling

WEIGHTS = {"accuracy": 0.6, "conciseness": 0.4}


class Script:
    """A rollout engine that writes what it is told, and remembers how it was asked."""

    def __init__(self) -> None:
        self.text, self.tokens = r"\boxed{7}", 10
        self.asked: list[tuple[list[Problem], int, Sampling]] = []

    def generate(
        self, problems: Sequence[Problem], completions_per_prompt: int, sampling: Sampling
    ) -> list[Completion]:
        self.asked.append((list(problems), completions_per_prompt, sampling))
        return [
            Completion(problem, (1,), (2,) * self.tokens, self.text, False)
            for problem in problems
            for _ in range(completions_per_prompt)
        ]


def make(recorder: Any, engine: Script, **evaluation: Any) -> Evaluator:
    config = RunConfig.model_validate(
        {
            "policy": {"model": "arithmetic-small"},
            "task": {"type": "arithmetic"},
            "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
            "evaluation": evaluation,
            "rollout": {"temperature": 0.9, "max_new_tokens": 20},
            "seed": 4,
        }
    )
    splits = Splits([], [Problem(f"v{n}", "7") for n in range(6)], [Problem(f"t{n}", "8") for n in range(5)])
    objectives = build_objectives(config.objectives, Faults())
    return Evaluator(config, engine, objectives, splits, Front(config), SafeReporter(recorder))


@pytest.fixture
def engine() -> Script:
    return Script()


def test_validation_reports_each_objective_in_its_own_unit_with_reference_point_and_scale(
    recorder: Any, engine: Script
) -> None:
    make(recorder, engine).validate(0, WEIGHTS)
    (record,) = recorder.of_type("evaluation")
    assert (record.step, record.split, record.prompts) == (0, "validation", 6)
    assert record.objectives == {"accuracy": 1.0, "conciseness": 10.0}
    assert record.weights == WEIGHTS
    assert record.reference_point == pytest.approx({"accuracy": 0.9, "conciseness": 11.0})
    assert record.scale == {"accuracy": 1.0, "conciseness": 10.0}
    assert record.hypervolume == pytest.approx(0.1 * 0.1)


def test_a_shorter_answer_grows_the_hypervolume_by_its_contribution(recorder: Any, engine: Script) -> None:
    evaluator = make(recorder, engine)
    first = evaluator.validate(0, WEIGHTS)
    engine.tokens = 5
    second = evaluator.validate(5, WEIGHTS)
    assert second.contribution == pytest.approx(0.1 * 0.5)
    assert second.hypervolume == pytest.approx(first.hypervolume + second.contribution)
    assert recorder.of_type("evaluation")[1].hypervolume == second.hypervolume


def test_the_test_split_is_reported_without_a_hypervolume_and_never_joins_the_archive(
    recorder: Any, engine: Script
) -> None:
    evaluator = make(recorder, engine)
    evaluator.validate(0, WEIGHTS)
    evaluator.test(0, WEIGHTS)
    record = recorder.of_type("evaluation")[1]
    assert record.split == "test"
    assert record.objectives == {"accuracy": 0.0, "conciseness": 10.0}
    assert record.hypervolume is None
    assert len(evaluator.front.archive) == 1


def test_every_evaluation_has_the_same_prompts_and_seed_and_each_split_its_own(recorder: Any, engine: Script) -> None:
    evaluator = make(recorder, engine)
    for step in (0, 5):
        evaluator.validate(step, WEIGHTS)
        evaluator.test(step, WEIGHTS)
    assert engine.asked[0] == engine.asked[2]
    assert engine.asked[1] == engine.asked[3]
    assert engine.asked[0][2].seed != engine.asked[1][2].seed


def test_sampling_is_that_of_training_unless_evaluation_says_otherwise(recorder: Any, engine: Script) -> None:
    make(recorder, engine).validate(0, WEIGHTS)
    make(recorder, engine, temperature=0.0).validate(0, WEIGHTS)
    assert [asked[1:] for asked in engine.asked] == [
        (1, Sampling(0.9, 20, engine.asked[0][2].seed)),
        (1, Sampling(0.0, 20, engine.asked[0][2].seed)),
    ]


def test_only_so_many_prompts_are_evaluated_and_so_many_completions_kept(recorder: Any, engine: Script) -> None:
    make(recorder, engine, max_prompts=4, completions_kept=2).validate(0, WEIGHTS)
    assert [problem.prompt for problem in engine.asked[0][0]] == ["v0", "v1", "v2", "v3"]
    (record,) = recorder.of_type("completions")
    assert [row.prompt for row in record.completions] == ["v0", "v1"]
    assert record.completions[0].completion == r"\boxed{7}"
    assert record.completions[0].ground_truth == "7"
    assert record.completions[0].tokens == 10


def test_evaluation_does_not_move_what_training_remembers(recorder: Any, engine: Script) -> None:
    evaluator = make(recorder, engine)
    before = [objective.state_dict() for objective in evaluator.objectives]
    evaluator.validate(0, WEIGHTS)
    assert [objective.state_dict() for objective in evaluator.objectives] == before


def test_an_undefined_reward_is_kept_as_a_gap(write: Any) -> None:
    scored = Scored(torch.tensor([[1.0], [torch.nan]], dtype=torch.float64), {})
    (row,) = completion_rows(["a", "b"], [write("x")], scored, [0])
    assert row.rewards == {"a": 1.0, "b": None}


def test_a_thought_is_shown_before_its_answer(write: Any) -> None:
    completion = replace(write("7"), thought="<think>3+4</think>")
    (row,) = completion_rows(["accuracy"], [completion], Scored(torch.ones(1, 1), {"accuracy": 1.0}), [0])
    assert row.completion == "<think>3+4</think>\n\n7"


class Varied(Script):
    """Answers right or wrong in turn, with as many tokens as the number of the completion."""

    def generate(
        self, problems: Sequence[Problem], completions_per_prompt: int, sampling: Sampling
    ) -> list[Completion]:
        plain = super().generate(problems, completions_per_prompt, sampling)
        return [
            replace(one, token_ids=(2,) * (self.tokens + number), text=self.text if number % 2 else "wrong")
            for number, one in enumerate(plain)
        ]


def test_an_evaluation_reports_the_standard_error_over_prompts_of_each_objective(recorder: Any) -> None:
    make(recorder, Varied()).validate(0, WEIGHTS)
    (record,) = recorder.of_type("evaluation")
    assert record.objectives == {"accuracy": 0.5, "conciseness": 12.5}
    lengths = [10, 11, 12, 13, 14, 15]
    assert record.standard_errors == pytest.approx(
        {"accuracy": math.sqrt(6 * 0.25 / 5 / 6), "conciseness": statistics.stdev(lengths) / math.sqrt(6)}
    )


def test_samples_of_a_prompt_are_averaged_before_prompts_are_compared(recorder: Any) -> None:
    engine = Varied()
    make(recorder, engine, samples=2, completions_kept=3).validate(0, WEIGHTS)
    assert engine.asked[0][1] == 2
    (record,) = recorder.of_type("evaluation")
    assert record.objectives == {"accuracy": 0.5, "conciseness": 15.5}
    assert record.standard_errors["accuracy"] == 0.0
    assert record.standard_errors["conciseness"] == pytest.approx(2 * statistics.stdev(range(6)) / math.sqrt(6))
    (kept,) = recorder.of_type("completions")
    assert [(row.prompt, row.tokens) for row in kept.completions] == [("v0", 10), ("v1", 12), ("v2", 14)]


def test_a_contribution_comes_with_its_standard_error(recorder: Any) -> None:
    engine = Varied()
    evaluator = make(recorder, engine)
    evaluator.validate(0, WEIGHTS)
    engine.tokens = 5
    added = evaluator.validate(5, WEIGHTS)
    assert added.contribution > 0
    assert added.contribution_error is not None
    assert added.contribution_error > 0
    assert recorder.of_type("evaluation")[1].contribution_error == added.contribution_error
    evaluator.test(5, WEIGHTS)
    assert recorder.of_type("evaluation")[2].contribution_error is None


def test_an_empty_hypervolume_is_explained_once(recorder: Any, engine: Script) -> None:
    evaluator = make(recorder, engine, reference_point="initial")
    evaluator.validate(0, WEIGHTS)
    assert recorder.of_type("event") == []
    engine.text, engine.tokens = "no box", 5
    for step in (5, 10):
        added = evaluator.validate(step, WEIGHTS)
        assert added.hypervolume == 0
    (event,) = recorder.of_type("event")
    assert (event.kind, event.step) == ("empty_hypervolume", 5)
    assert "not better in accuracy" in event.message
    assert "margin" in event.message


def test_against_an_empty_hypervolume_another_reference_point_is_advised_than_the_run_has(
    recorder: Any, engine: Script
) -> None:
    evaluator = make(recorder, engine, reference_point={"accuracy": 1.0, "conciseness": 50.0})
    for step in (0, 5):
        evaluator.validate(step, WEIGHTS)
    (event,) = recorder.of_type("event")
    assert "not better in accuracy. Set evaluation.reference_point to worse values" in event.message


def test_an_undefined_objective_is_named_as_why_the_hypervolume_is_empty(recorder: Any, engine: Script) -> None:
    evaluator = make(recorder, engine, reference_point={"accuracy": 1.0, "conciseness": 50.0})
    evaluator.front.add(0, {"accuracy": 0.5, "conciseness": 10.0})
    evaluator.front.add(5, {"accuracy": math.nan, "conciseness": 10.0})
    evaluator._explain_empty_volume(5, {"accuracy": math.nan, "conciseness": 10.0})
    (event,) = recorder.of_type("event")
    assert "not better in accuracy." in event.message


def test_a_trade_off_has_volume_with_a_margin(recorder: Any, engine: Script) -> None:
    evaluator = make(recorder, engine, reference_point="margin")
    evaluator.validate(0, WEIGHTS)
    engine.tokens = 6
    assert evaluator.validate(5, WEIGHTS).contribution > 0
    assert recorder.of_type("event") == []


def test_archive_and_axes_are_kept_in_checkpoints(recorder: Any, engine: Script) -> None:
    before, after = make(recorder, engine), make(recorder, engine)
    before.validate(0, WEIGHTS)
    after.front.load_state_dict(before.front.state_dict())
    engine.tokens = 5
    assert after.validate(5, WEIGHTS) == before.validate(5, WEIGHTS)
    assert after.front.state_dict() == before.front.state_dict()


def test_the_front_knows_its_points_and_the_best_of_each_objective() -> None:
    config = RunConfig.model_validate(
        {
            "policy": {"model": "arithmetic-small"},
            "task": {"type": "arithmetic"},
            "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
        }
    )
    front = Front(config)
    assert (front.steps, front.best_steps) == ([], [])
    points = {0: (0.5, 20.0), 3: (0.75, 21.0), 5: (0.8, 22.0), 10: (0.6, 17.0), 15: (0.4, 10.0), 20: (0.8, 31.0)}
    for step, (accuracy, tokens) in points.items():
        front.add(step, {"accuracy": accuracy, "conciseness": tokens})
    assert front.best_steps == [5, 15]
    grew = {entry.step: entry.contribution for entry in front.archive.entries}
    assert grew[10] > grew[3] > 0
    assert front.steps == [5, 15, 10, 3]
    again = Front(config)
    again.load_state_dict(front.state_dict())
    assert (again.steps, again.best_steps) == (front.steps, front.best_steps)


def test_there_is_no_archive_before_the_first_validation(recorder: Any, engine: Script) -> None:
    evaluator = make(recorder, engine)
    assert evaluator.front.state_dict() == {}
    with pytest.raises(RuntimeError, match="before the first validation"):
        _ = evaluator.front.archive


def test_prompts_are_shown_as_a_person_reads_them() -> None:
    assert prompt_text(Problem("1+2=", "3")) == "1+2="
    assert prompt_text(Problem(({"role": "user", "content": "hi"},), "")) == "hi"
    messages = ({"role": "system", "content": "be brief"}, {"role": "user", "content": "hi"})
    assert prompt_text(Problem(messages, "")) == "system: be brief\n\nuser: hi"


def test_validation_reports_the_interval_of_its_hypervolume_over_prompts(recorder: Any, engine: Script) -> None:
    evaluator = make(recorder, engine)
    evaluator.validate(0, WEIGHTS)
    engine.tokens, engine.text = 5, r"\boxed{7}"
    evaluator.validate(5, WEIGHTS)
    same = recorder.of_type("evaluation")[-1]
    assert same.hypervolume_interval is None, "every prompt has the same values"


def test_the_interval_of_a_hypervolume_lies_around_it_where_prompts_differ(recorder: Any) -> None:
    class Mixed(Script):
        def generate(
            self, problems: Sequence[Problem], completions_per_prompt: int, sampling: Sampling
        ) -> list[Completion]:
            return [
                replace(one, text=r"\boxed{7}" if place % 3 else r"\boxed{8}")
                for place, one in enumerate(super().generate(problems, completions_per_prompt, sampling))
            ]

    make(recorder, Mixed()).validate(0, WEIGHTS)
    (record,) = recorder.of_type("evaluation")
    low, high = record.hypervolume_interval
    assert low < record.hypervolume < high
