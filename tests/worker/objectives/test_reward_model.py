"""Tiny random classifiers saved as folders and loaded for real; the oracle is transformers, one text at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoTokenizer, Qwen3ForSequenceClassification

from paretoscope.schema import objectives as schema
from paretoscope_worker.objectives.errors import ObjectiveError
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.reward_model import RewardModel
from paretoscope_worker.text.problems import Message, Problem
from paretoscope_worker.text.rollout import Completion

from ..conftest import byte_tokenizer, qwen3_config
from .events import Events

CHAT: tuple[Message, ...] = ({"role": "user", "content": "3+4?"},)
TEXTS = ["7", "seven, as 3+4=7", "no", "a very long answer " * 4]


def save(folder: Path, *, chat: bool = True, **changes: Any) -> Path:
    tokenizer = byte_tokenizer()
    torch.manual_seed(1)
    config = qwen3_config(len(tokenizer), **{"num_labels": 1, "pad_token_id": tokenizer.pad_token_id} | changes)
    Qwen3ForSequenceClassification(config).save_pretrained(folder)
    if not chat:
        tokenizer.chat_template = None
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def scalar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(tmp_path_factory.mktemp("scalar"))


def load(folder: Path, faults: Faults | None = None, **settings: Any) -> RewardModel:
    return RewardModel(schema.RewardModel(model=str(folder), device="cpu", **settings), faults or Faults())


def completions(texts: list[str], prompt: Any = CHAT) -> list[Completion]:
    return [Completion(Problem(prompt, "7"), (1,), (2,), text, False) for text in texts]


def logits_one_by_one(folder: Path, conversations: list[str]) -> list[list[float]]:
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = Qwen3ForSequenceClassification.from_pretrained(folder).eval()
    with torch.no_grad():
        return [
            model(**tokenizer(text, return_tensors="pt", add_special_tokens=False)).logits[0].tolist()
            for text in conversations
        ]


@pytest.mark.parametrize("batch_size", [1, 3, 16])
def test_rewards_of_a_batch_are_those_of_each_conversation_alone(scalar: Path, batch_size: int) -> None:
    expected = logits_one_by_one(scalar, [f"<|user|>3+4?<eos><|assistant|>{text}<eos>" for text in TEXTS])
    rewards = load(scalar, batch_size=batch_size).rewards(completions(TEXTS))
    assert rewards == pytest.approx([logit for (logit,) in expected], abs=1e-5)
    assert len({round(reward, 4) for reward in rewards if reward is not None}) == len(TEXTS)


def test_a_plain_prompt_is_a_users_message(scalar: Path) -> None:
    model = load(scalar)
    assert model.rewards(completions(TEXTS, "3+4?")) == pytest.approx(model.rewards(completions(TEXTS)))


def test_without_a_chat_template_prompt_and_completion_are_a_pair(tmp_path: Path) -> None:
    folder = save(tmp_path, chat=False)
    expected = logits_one_by_one(folder, [f"3+4?{text}" for text in TEXTS])
    assert load(folder).rewards(completions(TEXTS)) == pytest.approx([logit for (logit,) in expected], abs=1e-5)


def test_a_label_is_rewarded_with_its_probability(tmp_path: Path) -> None:
    folder = save(tmp_path, num_labels=3, id2label={0: "bad", 1: "fair", 2: "GOOD"})
    rewards = load(folder, label="good").rewards(completions(TEXTS))
    logits = logits_one_by_one(folder, [f"<|user|>3+4?<eos><|assistant|>{text}<eos>" for text in TEXTS])
    assert rewards == pytest.approx(torch.tensor(logits).softmax(-1)[:, 2].tolist(), abs=1e-5)


@pytest.mark.parametrize(
    ("label", "message"), [(None, "Set label to one of: bad, fair, GOOD"), ("best", "'best' is not one of them")]
)
def test_classes_need_the_label_that_is_rewarded(tmp_path: Path, label: str | None, message: str) -> None:
    folder = save(tmp_path, num_labels=3, id2label={0: "bad", 1: "fair", 2: "GOOD"})
    with pytest.raises(ObjectiveError, match=message):
        load(folder, label=label)


def test_one_output_has_no_label(scalar: Path) -> None:
    with pytest.raises(ObjectiveError, match="Leave label out"):
        load(scalar, label="good")


def test_texts_too_long_for_the_model_get_no_reward_and_are_told(scalar: Path) -> None:
    events = Events()
    faults = Faults(events)
    rewards = load(scalar, faults, max_tokens=24).rewards(completions(TEXTS))
    faults.report(2)
    assert [reward is None for reward in rewards] == [False, False, False, True]
    ((_, _, kind, message),) = events.told
    assert kind == "completion_too_long"
    assert "1 of 4 completions" in message
    assert "24 tokens" in message


def test_the_models_own_limit_counts_too(tmp_path: Path) -> None:
    folder = save(tmp_path, max_position_embeddings=24)
    assert load(folder).rewards(completions(TEXTS))[-1] is None


def test_bfloat16_rewards_are_near_those_of_float32(scalar: Path) -> None:
    half = load(scalar, precision="bfloat16").rewards(completions(TEXTS))
    assert half == pytest.approx(load(scalar).rewards(completions(TEXTS)), abs=0.05)


def test_a_model_without_a_trained_head_is_refused(policy_folder: Path) -> None:
    with pytest.raises(ObjectiveError, match=r"score\.weight.*not trained for sequence classification"):
        load(policy_folder)


def test_a_model_that_is_not_there_is_refused_with_its_objective(tmp_path: Path) -> None:
    with pytest.raises(ObjectiveError, match=r"/nowhere.*'reward_model' cannot be loaded"):
        load(tmp_path / "nowhere")


def test_a_gpu_that_is_not_there_is_refused(scalar: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(ObjectiveError, match="sees no CUDA device"):
        RewardModel(schema.RewardModel(model=str(scalar), device="cuda"), Faults())


def test_a_chat_template_that_refuses_the_conversation_says_so(scalar: Path, write: Callable[..., Completion]) -> None:
    model = load(scalar)
    model._tokenizer.chat_template = "{{ raise_exception('no system turn') }}"
    with pytest.raises(ObjectiveError, match="no system turn"):
        model.rewards([write("7")])
