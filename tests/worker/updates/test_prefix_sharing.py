from collections.abc import Callable
from dataclasses import replace

import pytest
import torch
from transformers import GPT2Config, GPT2LMHeadModel, Qwen3Config, Qwen3ForCausalLM

from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.policy.training_mode import prepare_for_updates
from paretoscope_worker.text.rollout import Completion
from paretoscope_worker.updates.prefix_sharing import SharedPrefixes, share_prompts

PROMPTS = [tuple(range(3, 15)), (40, 41, 42, 43, 44), tuple(range(60, 68))]


@pytest.fixture
def rollout(write: Callable[..., Completion]) -> list[Completion]:
    """Completions of one to six tokens, those of a prompt not all together."""
    return [
        write("", tokens=tuple(range(100 + 7 * index, 100 + 7 * index + tokens)), prompt_ids=PROMPTS[prompt])
        for index, (prompt, tokens) in enumerate([(0, 3), (1, 6), (0, 1), (2, 4), (1, 2), (0, 5), (2, 6)])
    ]


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
    """A policy whose first layer forgets."""
    config = Qwen3Config(
        vocab_size=policy.vocabulary,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=8,
        use_sliding_window=True,
        sliding_window=4,
        layer_types=["sliding_attention", "full_attention"],
    )
    return replace(policy, model=Qwen3ForCausalLM(config).eval())


def shared(policy: Policy, rollout: list[Completion]) -> SharedPrefixes:
    found = share_prompts(policy, rollout)
    assert found is not None
    return found


def one_by_one(policy: Policy, rollout: list[Completion]) -> torch.Tensor:
    """Returns the hidden states that predict the tokens, each sequence run alone."""
    rows = []
    for row in rollout:
        hidden, _ = policy.hidden_states(torch.tensor([[*row.prompt_ids, *row.token_ids]]), use_cache=False)
        rows.append(hidden[0, len(row.prompt_ids) - 1 : -1])
    return torch.cat(rows)


@pytest.mark.parametrize("kind", ["policy", "absolute_positions"])
def test_hidden_states_and_gradients_equal_those_of_each_sequence_alone(
    kind: str, rollout: list[Completion], request: pytest.FixtureRequest
) -> None:
    policy: Policy = request.getfixturevalue(kind)
    parameters = list(policy.model.base_model.parameters())
    expected, found = one_by_one(policy, rollout), shared(policy, rollout).hidden_states(policy)
    torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-4)
    slopes = torch.randn(expected.shape, generator=torch.Generator().manual_seed(0))
    for one, other in zip(
        torch.autograd.grad(found, parameters, slopes), torch.autograd.grad(expected, parameters, slopes), strict=True
    ):
        torch.testing.assert_close(one, other, atol=1e-4, rtol=1e-4)


def test_each_prompt_goes_through_the_model_once_and_no_last_token_does(
    policy: Policy, rollout: list[Completion]
) -> None:
    found = shared(policy, rollout)
    assert found.prompt_ids.shape == (len(PROMPTS), max(map(len, PROMPTS)))
    assert found.completion_ids.shape == (len(rollout), max(row.tokens for row in rollout) - 1)


def test_prompts_stay_where_they_are_if_little_is_saved(policy: Policy, write: Callable[..., Completion]) -> None:
    long = [write("", tokens=40, prompt_ids=(1, 2)) for _ in range(4)]
    assert share_prompts(policy, long) is None
    other = [write("", tokens=4, prompt_ids=(index, 2, 3, 4, 5, 6, 7, 8)) for index in range(4)]
    assert share_prompts(policy, other) is None
    assert share_prompts(policy, [write("", tokens=1, prompt_ids=PROMPTS[0]) for _ in range(4)]) is None


def test_policies_that_look_back_otherwise_take_whole_sequences(
    policy: Policy, sliding_window: Policy, rollout: list[Completion]
) -> None:
    assert share_prompts(sliding_window, rollout) is None
    prepare_for_updates(policy.model, recomputes=True, dropouts=())
    assert share_prompts(policy, rollout) is None
