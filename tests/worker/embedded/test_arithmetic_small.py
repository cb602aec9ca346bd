import random
from pathlib import Path

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from paretoscope.schema.tasks import ArithmeticTask
from paretoscope.schema.training import Policy as PolicyConfig
from paretoscope_worker.embedded.arithmetic_demonstrations import STYLES, demonstrate
from paretoscope_worker.embedded.make_arithmetic_small import FOLDER, make, make_batch, make_model, make_tokenizer
from paretoscope_worker.objectives.accuracy import Accuracy
from paretoscope_worker.objectives.clarity import is_clear
from paretoscope_worker.policy.loading import load_policy
from paretoscope_worker.rollouts.transformers_engine import TransformersEngine
from paretoscope_worker.tasks.arithmetic import arithmetic_splits, split_sums
from paretoscope_worker.text.rollout import Completion, Sampling

MAX_WEIGHT_BYTES = 4 * 2**20
OPENINGS = {"wordy": "let us", "ordinal": "first", "outline": "1) add up", "numbered": "1) ", "bare": "\\boxed"}


def style_of(text: str) -> str:
    return next((style for style, opening in OPENINGS.items() if text.startswith(opening)), "plain")


@pytest.fixture(scope="module")
def completions() -> list[Completion]:
    """What the untrained policy writes at temperature 1: 512 validation problems, twice each."""
    torch.set_num_threads(1)
    policy = load_policy(PolicyConfig(model="arithmetic-small", device="cpu"))
    problems = arithmetic_splits(ArithmeticTask(validation_prompts=512)).validation
    return TransformersEngine(policy).generate(problems, 2, Sampling(temperature=1.0, max_new_tokens=48, seed=0))


@pytest.fixture(scope="module")
def by_style(completions: list[Completion]) -> dict[str, list[Completion]]:
    return {style: [c for c in completions if style_of(c.text) == style] for style in STYLES}


def accuracy(completions: list[Completion]) -> float:
    return sum(reward or 0.0 for reward in Accuracy("accuracy").rewards(completions)) / len(completions)


def mean_tokens(completions: list[Completion]) -> float:
    return sum(completion.tokens for completion in completions) / len(completions)


def test_the_weights_are_small_enough_to_ship() -> None:
    assert (FOLDER / "model.safetensors").stat().st_size <= MAX_WEIGHT_BYTES


def test_it_loads_as_any_folder_of_transformers() -> None:
    model, tokenizer = AutoModelForCausalLM.from_pretrained(FOLDER), AutoTokenizer.from_pretrained(FOLDER)
    assert model.config.model_type == "qwen3"
    assert 300_000 < model.num_parameters() < 400_000
    assert len(tokenizer) == model.config.vocab_size
    assert tokenizer.eos_token_id == model.generation_config.eos_token_id
    assert tokenizer.pad_token_id not in (None, tokenizer.eos_token_id)


def test_its_tokenizer_reads_and_writes_every_prompt_and_demonstration_exactly() -> None:
    tokenizer, rng = AutoTokenizer.from_pretrained(FOLDER), random.Random(0)
    questions = [question for split in split_sums() for question in split]
    texts = [question.prompt for question in questions] + [demonstrate(question, rng) for question in questions]
    encoded = tokenizer(texts)["input_ids"]
    assert tokenizer.batch_decode(encoded) == texts
    assert not any(tokenizer.unk_token_id in ids for ids in encoded)


def test_it_starts_with_half_to_seven_tenths_of_its_answers_right(completions: list[Completion]) -> None:
    assert 0.5 <= accuracy(completions) <= 0.7


def test_it_ends_its_answers_by_itself(completions: list[Completion]) -> None:
    assert sum(completion.truncated for completion in completions) / len(completions) < 0.02


def test_every_style_is_common_enough_to_be_found(
    by_style: dict[str, list[Completion]], completions: list[Completion]
) -> None:
    assert all(len(written) / len(completions) > 0.05 for written in by_style.values())


def test_the_commonest_style_is_the_longest_and_unclear(
    by_style: dict[str, list[Completion]], completions: list[Completion]
) -> None:
    assert max(by_style, key=lambda style: len(by_style[style])) == "wordy"
    assert max(by_style, key=lambda style: mean_tokens(by_style[style])) == "wordy"
    assert not any(is_clear(completion.text) for completion in by_style["wordy"])
    assert 0.3 < sum(is_clear(completion.text) for completion in completions) / len(completions) < 0.5


@pytest.mark.parametrize("worked", ["plain", "numbered", "ordinal"])
@pytest.mark.parametrize("without", ["bare", "outline"])
def test_worked_steps_are_longer_and_more_accurate_than_none(
    by_style: dict[str, list[Completion]], worked: str, without: str
) -> None:
    assert accuracy(by_style[worked]) > accuracy(by_style[without]) + 0.2
    assert mean_tokens(by_style[worked]) > mean_tokens(by_style[without]) + 5


def test_the_files_in_the_package_are_those_the_script_writes(tmp_path: Path) -> None:
    make(tmp_path, steps=1)
    for name in ("config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_making_it_twice_gives_the_same_weights(tmp_path: Path) -> None:
    make(tmp_path / "one", steps=2)
    make(tmp_path / "two", steps=2)
    assert (tmp_path / "one/model.safetensors").read_bytes() == (tmp_path / "two/model.safetensors").read_bytes()


def test_only_answers_are_taught() -> None:
    tokenizer = make_tokenizer()
    ids, mask, labels = make_batch(split_sums()[0], tokenizer, random.Random(0))
    equals = tokenizer.convert_tokens_to_ids("=")
    for row, row_mask, row_labels in zip(ids, mask, labels, strict=True):
        prompt_end = int((row == equals).nonzero()[0])
        assert (row_labels[: prompt_end + 1] == -100).all()
        assert torch.equal(row_labels[prompt_end + 1 :], row[prompt_end + 1 :])
        assert row[-1] == tokenizer.eos_token_id
        assert torch.equal(row_mask, (row != tokenizer.pad_token_id).long())


def test_the_model_is_made_for_the_tokenizer() -> None:
    tokenizer = make_tokenizer()
    assert make_model(tokenizer).config.vocab_size == len(tokenizer)
