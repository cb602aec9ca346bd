"""A tiny random policy whose tokenizer reads every text byte by byte, and a reporter that keeps what it is told."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

from paretoscope.schema.records import AnyRecord
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.training import Policy as PolicyConfig
from paretoscope_worker.policy.loading import Policy, load_policy
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion

DATA = Path(__file__).parents[1] / "data"
CHAT_TEMPLATE = (
    "{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}<eos>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


def byte_tokenizer() -> PreTrainedTokenizerFast:
    """Returns a tokenizer with one token a byte and a chat template."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={piece: index for index, piece in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = {"pad_token": "<pad>", "eos_token": "<eos>", "additional_special_tokens": ["<|user|>", "<|assistant|>"]}
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, chat_template=CHAT_TEMPLATE, **special)


def qwen3_config(vocabulary: int, **changes: Any) -> Qwen3Config:
    """Returns the config of a Qwen3 model of some 30 k parameters."""
    settings: dict[str, Any] = {
        "vocab_size": vocabulary,
        "hidden_size": 32,
        "intermediate_size": 48,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "head_dim": 8,
        "max_position_embeddings": 1024,
        "initializer_range": 0.2,
        "tie_word_embeddings": True,
        "bos_token_id": None,
    }
    return Qwen3Config(**settings | changes)


def save_policy(folder: Path, seed: int = 0, **changes: Any) -> Path:
    """Writes a seeded random policy as a transformers folder."""
    tokenizer = byte_tokenizer()
    torch.manual_seed(seed)
    model = Qwen3ForCausalLM(qwen3_config(len(tokenizer), **changes))
    model.generation_config.eos_token_id = tokenizer.eos_token_id
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def restless(folder: Path, **changes: Any) -> Path:
    """Writes a policy with many end tokens."""
    save_policy(folder, **changes)
    (folder / "generation_config.json").write_text(json.dumps({"eos_token_id": list(range(0, 256, 8))}))
    return folder


@pytest.fixture(scope="session")
def policy_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy that was never trained, as a folder."""
    return save_policy(tmp_path_factory.mktemp("policy"))


@pytest.fixture(scope="session")
def restless_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with many end tokens, so that completions end at different times and there is something to learn."""
    return restless(tmp_path_factory.mktemp("restless"))


@pytest.fixture
def run_config(restless_folder: Path) -> Callable[..., RunConfig]:
    """Makes the config of a short run on the extract of real data; keyword arguments replace whole sections."""

    def make(**sections: Any) -> RunConfig:
        base: dict[str, Any] = {
            "policy": {"model": str(restless_folder), "device": "cpu"},
            "task": {"type": "math500", "path": str(DATA / "math500")},
            "objectives": [{"type": "accuracy"}, {"type": "conciseness"}, {"type": "clarity"}],
            "algorithm": {"type": "grpo", "group_size": 4},
            "rollout": {"max_new_tokens": 16},
            "optimizer": {"learning_rate": 1e-2},
            "budget": {"steps": 6, "prompts_per_step": 3},
            "evaluation": {"every": 2},
            "checkpoints": {"every": 3},
        }
        return RunConfig.model_validate(base | sections)

    return make


@pytest.fixture
def write_policy() -> Callable[..., Path]:
    """Writes a policy with changes to its config."""
    return save_policy


@pytest.fixture
def policy(policy_folder: Path) -> Policy:
    """A policy of one's own to train, float32 on the CPU."""
    return load_policy(PolicyConfig(model=str(policy_folder), device="cpu"))


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """Several threads of torch on a busy machine wait for each other more than they compute."""
    torch.set_num_threads(1)


@dataclass
class Recorder:
    """Keeps all that a run reports."""

    scalars: dict[int, dict[str, float]] = field(default_factory=dict)
    records: list[AnyRecord] = field(default_factory=list)

    def log(self, step: int, values: Mapping[str, float]) -> None:
        """Keeps the scalars of a step."""
        self.scalars.setdefault(step, {}).update(values)

    def record(self, record: AnyRecord) -> None:
        """Keeps a record."""
        self.records.append(record)

    def of_type(self, kind: str) -> list[Any]:
        """Returns the records of one type."""
        return [record for record in self.records if record.type == kind]


@pytest.fixture
def recorder() -> Recorder:
    """A reporter that forgets nothing."""
    return Recorder()


@pytest.fixture
def new_recorder() -> type[Recorder]:
    """Makes further recorders."""
    return Recorder


@pytest.fixture
def write() -> Callable[..., Completion]:
    """Makes a completion from its text."""

    def make(
        text: str,
        ground_truth: str = "7",
        tokens: int | Sequence[int] = 3,
        prompt_ids: Sequence[int] = (1, 2),
        truncated: bool = False,
    ) -> Completion:
        ids = tuple(range(1, tokens + 1)) if isinstance(tokens, int) else tuple(tokens)
        return Completion(Problem("3+4=", ground_truth), tuple(prompt_ids), ids, text, truncated)

    return make
