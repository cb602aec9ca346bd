import torch
from transformers import Qwen3Config

from paretoscope_worker.policy.memory import CPU_BYTES, rollout_rows, training_tokens

CPU = torch.device("cpu")
QWEN3_8B = Qwen3Config(
    vocab_size=151_936,
    hidden_size=4096,
    intermediate_size=12_288,
    num_hidden_layers=36,
    num_attention_heads=32,
    num_key_value_heads=8,
    head_dim=128,
)


def test_a_key_value_cache_of_that_many_rows_fits() -> None:
    rows = rollout_rows(QWEN3_8B, torch.bfloat16, CPU, 4096)
    cache_bytes = 2 * 36 * 8 * 128 * 2 * 4096
    assert rows >= 1
    assert rows * cache_bytes <= CPU_BYTES
    assert (rows + 1) * (cache_bytes + 16 * 151_936) > CPU_BYTES


def test_at_least_one_row_and_one_token_go_through() -> None:
    assert rollout_rows(QWEN3_8B, torch.float32, CPU, 10**6) == 1
    assert training_tokens(QWEN3_8B, torch.float32, CPU) >= 1


def test_a_smaller_model_or_format_lets_more_through() -> None:
    small = Qwen3Config(hidden_size=96, intermediate_size=256, num_hidden_layers=3)
    assert training_tokens(small, torch.float32, CPU) > 20 * training_tokens(QWEN3_8B, torch.float32, CPU)
    assert training_tokens(small, torch.bfloat16, CPU) > training_tokens(small, torch.float32, CPU)


def test_computing_layers_again_lets_more_through() -> None:
    """Of 36 layers one at a time is held, and the input of each."""
    kept = training_tokens(QWEN3_8B, torch.bfloat16, CPU)
    recomputed = training_tokens(QWEN3_8B, torch.bfloat16, CPU, recomputed=True)
    assert 10 * kept < recomputed < 36 * kept
