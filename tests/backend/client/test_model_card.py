from typing import Any

import yaml

from paretoscope.api.http.examples import ATTEMPTS, COMPLETED_RUN, EVALUATION
from paretoscope.client.model_card import model_card
from paretoscope.schema.answers.evaluation import EvaluationView
from paretoscope.schema.answers.objective import ObjectiveView
from paretoscope.schema.answers.run import Run
from paretoscope.schema.provenance import Provenance

from ..run_configs import run_config

OBJECTIVES = [
    ObjectiveView(name="accuracy", unit="fraction", direction="maximize", axis_label="fraction right"),
    ObjectiveView(name="conciseness", unit="tokens", direction="minimize", axis_label="completion length"),
]
WEIGHTS = {"accuracy": 0.75, "conciseness": 0.25}


def evaluation(step: int, split: str, accuracy: float | None, tokens: float) -> EvaluationView:
    known = {"step": step, "split": split, "objectives": {"accuracy": accuracy, "conciseness": tokens}}
    return EvaluationView.model_validate(EVALUATION | known | {"weights": WEIGHTS})


PRODUCED = Provenance.model_validate(ATTEMPTS["attempts"][0]["provenance"])
EVALUATIONS = [
    evaluation(0, "validation", 0.5, 25.0),
    evaluation(0, "test", 0.4, 26.0),
    evaluation(20, "validation", 0.75, 20.25),
    evaluation(50, "validation", 0.875, 12.5),
    evaluation(50, "test", None, 13.0),
]


def card(step: int = 50, name: str = "fixed, balanced", **sections: Any) -> str:
    config = run_config(seed=4, **sections).model_dump(mode="json")
    known = {"id": "abc", "name": name, "config": config, "method": "fixed", "objectives": OBJECTIVES}
    return model_card(Run.model_validate(COMPLETED_RUN | known), step, EVALUATIONS, PRODUCED)


def metadata(text: str) -> dict[str, Any]:
    _, front, _ = text.split("---\n", 2)
    return dict(yaml.safe_load(front))


def row(text: str, objective: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.startswith(f"| {objective} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_metadata_names_run_step_seed_task_weights_and_what_produced_it() -> None:
    ours = metadata(card())["paretoscope"]
    assert ours == {
        "run": "abc",
        "step": 50,
        "seed": 4,
        "task": "arithmetic",
        "objectives": ["accuracy", "conciseness"],
        "reward_weights": WEIGHTS,
        "provenance": PRODUCED.model_dump(),
    }


def test_the_card_says_what_the_policy_was_trained_with_and_not_who_exported_it() -> None:
    text = card()
    assert f"Paretoscope {PRODUCED.version} (commit {PRODUCED.commit})" in text
    assert f"PyTorch {PRODUCED.torch}" in text
    assert "1 x NVIDIA H100" in text
    known = {"id": "abc", "name": "old", "config": run_config().model_dump(mode="json"), "objectives": OBJECTIVES}
    assert "| trained with | not recorded |" in model_card(Run.model_validate(COMPLETED_RUN | known), 50, EVALUATIONS)


def test_the_scores_are_those_of_the_step_beside_those_of_the_beginning() -> None:
    text = card()
    assert row(text, "accuracy") == ["accuracy", "fraction", "higher", "0.875", "–", "0.5", "0.4"]
    assert row(text, "conciseness") == ["conciseness", "tokens", "lower", "12.5", "13", "25", "26"]
    assert "accuracy 0.75, conciseness 0.25" in text
    (result, other) = metadata(text)["model-index"][0]["results"]
    assert (result["dataset"]["split"], other["dataset"]["split"]) == ("validation", "test")
    assert result["metrics"][0] == {"type": "accuracy", "name": "accuracy", "value": 0.875}


def test_a_step_that_was_not_evaluated_says_so() -> None:
    text = card(step=33)
    assert row(text, "accuracy")[3:5] == ["–", "–"]
    assert "not evaluated at this step" in text
    assert metadata(text)["model-index"][0]["results"] == []


def test_a_split_that_was_not_evaluated_is_left_open() -> None:
    assert row(card(step=20), "accuracy")[3:5] == ["0.75", "–"]


def test_only_a_hub_id_is_a_base_model() -> None:
    assert metadata(card(policy={"model": "Qwen/Qwen3-0.6B"}))["base_model"] == "Qwen/Qwen3-0.6B"
    assert "base_model" not in metadata(card())
    assert "base_model" not in metadata(card(policy={"model": "/models/mine"}))


def test_a_name_cannot_break_the_card() -> None:
    name = "a | b\n---\n# <script> *x*: [y]"
    text = card(name=name)
    assert metadata(text)["model-index"][0]["name"] == "a | b --- # <script> *x*: [y]"
    assert "\n# a \\| b --- \\# \\<script\\> \\*x\\*: \\[y\\], step 50\n" in text


def test_the_config_is_there_in_full() -> None:
    text = card()
    block = text.split("```yaml\n")[1].split("```")[0]
    assert yaml.safe_load(block) == run_config(seed=4).model_dump(mode="json")


def test_a_point_between_two_policies_names_both() -> None:
    text = card(step=2, policy={"model": "/runs/a/policy"}, interpolation={"other": "/runs/b/policy", "points": 5})
    assert "from `/runs/a/policy` to `/runs/b/policy`" in text
