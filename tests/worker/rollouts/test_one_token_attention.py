import pytest
import torch
from torch import nn
from transformers.integrations.sdpa_attention import sdpa_attention_forward

from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.rollouts.one_token_attention import attending_to_one_token, one_token_attention

ROWS, TOKENS, WIDTH = 3, 7, 8


@pytest.mark.parametrize("shared", [1, 2, 6])
@pytest.mark.parametrize("scaling", [None, 0.2])
@pytest.mark.parametrize("biased", [False, True])
def test_heads_read_what_the_attention_of_transformers_reads(shared: int, scaling: float | None, biased: bool) -> None:
    torch.manual_seed(0)
    layer = nn.Module()
    layer.num_key_value_groups = 6 // shared
    query = torch.randn(ROWS, 1, 6, WIDTH).transpose(1, 2)
    key, value = torch.randn(ROWS, shared, TOKENS, WIDTH), torch.randn(ROWS, shared, TOKENS, WIDTH)
    mask = torch.zeros(ROWS, 1, 1, TOKENS)
    mask[0, ..., :3] = -torch.inf
    more = {"scaling": scaling, "position_bias": torch.randn(1, 6, 1, TOKENS) if biased else None}
    expected, _ = sdpa_attention_forward(layer, query, key, value, mask, **more)
    found, _ = one_token_attention(layer, query, key, value, mask, **more)
    torch.testing.assert_close(found, expected)


def test_a_model_attends_as_before_afterwards(policy: Policy) -> None:
    config = policy.model.config
    with pytest.raises(KeyError), attending_to_one_token(policy.model):
        assert config._attn_implementation == "one_token"
        raise KeyError
    assert config._attn_implementation == "sdpa"
