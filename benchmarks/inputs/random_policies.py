"""Random policies that benchmarks train, and rollouts of theirs.

The tiny one is a Qwen of hidden size 128 with 4 layers, 4 heads over 2 of keys, and 512 tokens.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import (
    AutoModelForCausalLM,
    LlamaConfig,
    PreTrainedConfig,
    PreTrainedModel,
    PreTrainedTokenizerBase,
    PreTrainedTokenizerFast,
    Qwen2Config,
    Qwen2Tokenizer,
    Qwen3Config,
)

from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion

VOCABULARY = 512
PROMPT_TOKENS = 16
SEED = 0
TINY: dict[str, Any] = {
    "vocab_size": VOCABULARY,
    "hidden_size": 128,
    "intermediate_size": 512,
    "num_hidden_layers": 4,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 512,
    "bos_token_id": None,
    "eos_token_id": 1,
    "pad_token_id": 0,
}
"""About a million parameters."""
SMALL: dict[str, Any] = TINY | {
    "hidden_size": 384,
    "intermediate_size": 1376,
    "num_hidden_layers": 8,
    "num_attention_heads": 6,
    "num_key_value_heads": 6,
}
"""17.6 million parameters."""
SMOLLM2: dict[str, Any] = TINY | {
    "vocab_size": 49_152,
    "hidden_size": 576,
    "intermediate_size": 1536,
    "num_hidden_layers": 30,
    "num_attention_heads": 9,
    "num_key_value_heads": 3,
    "max_position_embeddings": 2048,
}
"""The architecture of SmolLM2-135M."""
SIZES: dict[str, PreTrainedConfig] = {
    "tiny": Qwen3Config(**TINY, head_dim=32, tie_word_embeddings=False),
    "small": Qwen3Config(**SMALL, head_dim=64, tie_word_embeddings=True),
    "smollm2": LlamaConfig(**SMOLLM2, tie_word_embeddings=True),
}
"""By what benchmarks call them."""


def save_tiny_policy(folder: Path) -> None:
    """Writes the policy as a transformers folder."""
    save_policy(folder, SIZES["tiny"])


ENDLESS = {"tiny": TINY, "small": SMALL, "smollm2": SMOLLM2}
"""Sizes of policies whose completions are all equally long."""


def save_endless_policy(folder: Path, size: str = "tiny") -> None:
    """Writes a Qwen2 of one of the sizes that never draws its end token, so that all completions are equally long.

    Its tokenizer has one token an ASCII letter, and some that no text becomes.
    """
    config = Qwen2Config(**ENDLESS[size], tie_word_embeddings=True)
    pieces = ["<pad>", "<eos>", *sorted(pre_tokenizers.ByteLevel.alphabet())]
    pieces += [f"w{number}" for number in range(len(pieces), VOCABULARY)]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Qwen2Tokenizer(vocabulary, [], unk_token="<pad>", eos_token="<eos>", pad_token="<pad>")
    _save(folder, config, tokenizer, _never_ending)


@torch.no_grad()
def _never_ending(model: PreTrainedModel) -> None:
    """Gives every hidden state one coordinate that is always large, which only the end token counts against itself."""
    embeddings = model.get_input_embeddings().weight
    embeddings[:, 0] = 1.0
    embeddings[model.config.eos_token_id, 0] = -100.0


def save_policy(folder: Path, config: PreTrainedConfig) -> None:
    """Writes a random policy, with a tokenizer that makes each word one token, as a transformers folder."""
    words = {"<pad>": 0, "<eos>": 1, "<unk>": 2} | {f"w{number}": number for number in range(3, VOCABULARY)}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    by_word = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="<eos>", unk_token="<unk>"
    )
    _save(folder, config, by_word)


def _save(
    folder: Path,
    config: PreTrainedConfig,
    tokenizer: PreTrainedTokenizerBase,
    change: Callable[[PreTrainedModel], None] = lambda _: None,
) -> None:
    tokenizer.save_pretrained(folder)
    torch.manual_seed(SEED)
    model = AutoModelForCausalLM.from_config(config)
    change(model)
    model.to(config.dtype or torch.float32).save_pretrained(folder)


def make_completions(
    policy: Policy, prompts: int, group: int, tokens: int, prompt_tokens: int = PROMPT_TOKENS
) -> list[Completion]:
    """Returns random completions, all of the full length, so that every measurement does the same work."""
    generator = torch.Generator().manual_seed(SEED)
    words = torch.randint(3, VOCABULARY, (prompts, prompt_tokens), generator=generator).tolist()
    problems = [Problem(prompt=" ".join(f"w{word}" for word in row), ground_truth="") for row in words]
    encoded = policy.encode(problems)
    drawn = torch.randint(3, VOCABULARY, (prompts * group, tokens), generator=generator).tolist()
    return [
        Completion(problems[row // group], encoded[row // group], tuple(ids), "", truncated=True)
        for row, ids in enumerate(drawn)
    ]
