from dataclasses import replace

import pytest
import torch
from transformers import GPT2Config, GPT2LMHeadModel, Qwen3Config, Qwen3ForCausalLM

from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.rollouts.transformers_engine import TransformersEngine
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion, Sampling

PROBLEMS = [Problem(prompt, "0") for prompt in ("1+2=", "What is the sum of 10 and 20?", "x", "3*4-5=")]


def generate(
    policy: Policy, temperature: float = 1.0, copies: int = 1, seed: int = 0, rows: int | None = None
) -> list[Completion]:
    return TransformersEngine(policy, rows).generate(PROBLEMS, copies, Sampling(temperature, 24, seed))


def ids(completions: list[Completion]) -> list[tuple[int, ...]]:
    return [completion.token_ids for completion in completions]


@pytest.fixture
def early_ending(policy: Policy) -> Policy:
    """The policy with so many end tokens that its completions end at different times."""
    return replace(policy, eos_token_ids=tuple(range(0, policy.vocabulary, 12)))


def reference(policy: Policy, prompt: tuple[int, ...]) -> tuple[int, ...]:
    """Greedy decoding by transformers, one prompt at a time and so without padding."""
    output = policy.model.generate(
        torch.tensor([prompt]),
        attention_mask=torch.ones(1, len(prompt), dtype=torch.long),
        do_sample=False,
        max_new_tokens=24,
        eos_token_id=list(policy.eos_token_ids),
        pad_token_id=policy.pad_token_id,
    )
    return tuple(output[0, len(prompt) :].tolist())


@pytest.fixture
def absolute_positions(policy: Policy) -> Policy:
    """A policy with learned positions, to which a shift by the padding would be another prompt."""
    torch.manual_seed(0)
    config = GPT2Config(
        vocab_size=policy.vocabulary, n_embd=16, n_layer=2, n_head=2, n_positions=64, initializer_range=0.5
    )
    return replace(policy, model=GPT2LMHeadModel(config).eval())


@pytest.fixture
def sliding_window(policy: Policy) -> Policy:
    """A policy whose first layer looks back only a few tokens."""
    torch.manual_seed(0)
    config = Qwen3Config(
        vocab_size=policy.vocabulary,
        hidden_size=32,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=16,
        initializer_range=0.5,
        use_sliding_window=True,
        sliding_window=6,
        layer_types=["sliding_attention", "full_attention"],
    )
    return replace(policy, model=Qwen3ForCausalLM(config).eval())


@pytest.mark.parametrize("ending", ["policy", "early_ending", "absolute_positions", "sliding_window"])
def test_greedy_tokens_equal_those_of_transformers_generate(ending: str, request: pytest.FixtureRequest) -> None:
    policy: Policy = request.getfixturevalue(ending)
    expected = [reference(policy, prompt) for prompt in policy.encode(PROBLEMS)]
    assert ids(generate(policy, temperature=0)) == expected


def test_a_tiny_temperature_is_greedy(early_ending: Policy) -> None:
    assert ids(generate(early_ending, temperature=1e-5)) == ids(generate(early_ending, temperature=0))


def test_completions_of_a_prompt_stand_together_and_differ(policy: Policy) -> None:
    completions = generate(policy, copies=3)
    assert [completion.problem for completion in completions] == [p for p in PROBLEMS for _ in range(3)]
    assert [c.prompt_ids for c in completions] == [prompt for prompt in policy.encode(PROBLEMS) for _ in range(3)]
    assert len(set(ids(completions))) == 12


def test_the_same_seed_gives_the_same_completions_and_another_gives_others(policy: Policy) -> None:
    assert ids(generate(policy, copies=2, seed=5)) == ids(generate(policy, copies=2, seed=5))
    assert ids(generate(policy, copies=2, seed=5)) != ids(generate(policy, copies=2, seed=6))


def test_the_global_random_state_is_neither_used_nor_moved(policy: Policy) -> None:
    torch.manual_seed(1)
    before = torch.get_rng_state()
    first = ids(generate(policy))
    assert torch.equal(torch.get_rng_state(), before)
    torch.manual_seed(2)
    assert ids(generate(policy)) == first


@pytest.mark.parametrize("rows", [1, 2, 5])
def test_completions_do_not_depend_on_how_many_are_sampled_together(early_ending: Policy, rows: int) -> None:
    assert ids(generate(early_ending, copies=3, rows=rows)) == ids(generate(early_ending, copies=3))


def test_a_completion_ends_with_its_first_end_token_or_is_truncated_at_the_limit(early_ending: Policy) -> None:
    completions = generate(early_ending, copies=8)
    ends = set(early_ending.eos_token_ids)
    for completion in completions:
        assert not ends & set(completion.token_ids[:-1])
        assert completion.truncated == (completion.token_ids[-1] not in ends)
        assert completion.tokens <= 24
        if completion.truncated:
            assert completion.tokens == 24
    assert len({completion.tokens for completion in completions}) > 1


def test_text_is_without_special_tokens(policy: Policy) -> None:
    for completion in generate(policy, copies=4):
        expected = policy.tokenizer.decode(list(completion.token_ids), skip_special_tokens=True)
        assert completion.text == expected
        assert "<eos>" not in completion.text


def test_sampled_tokens_are_as_likely_as_the_log_probs_of_the_policy_say(policy: Policy) -> None:
    """First tokens of many completions of one prompt against the softmax of its logits, at the sampling temperature."""
    problem, temperature, draws = PROBLEMS[1], 0.7, 4000
    completions = TransformersEngine(policy).generate([problem], draws, Sampling(temperature, 1, 3))
    counts = torch.bincount(torch.tensor([c.token_ids[0] for c in completions]), minlength=policy.vocabulary)
    with torch.no_grad():
        logits = policy.model(torch.tensor(policy.encode([problem]))).logits[0, -1]
    probabilities = torch.softmax(logits / temperature, 0)
    deviation = (counts / draws - probabilities).abs() / (probabilities * (1 - probabilities) / draws).sqrt()
    assert deviation[probabilities > 0.01].max() < 4


def test_a_thought_that_the_prompt_opened_is_no_answer_until_it_ends(policy: Policy) -> None:
    policy.tokenizer.chat_template = "{{ messages[0]['content'] }}<think>\n"
    chat = Problem(({"role": "user", "content": "1+2="},), "3")
    (completion,) = TransformersEngine(policy).generate([chat], 1, Sampling(1.0, 24, 0))
    assert completion.text == ""
    assert completion.thought == policy.decode([completion.token_ids])[0]
