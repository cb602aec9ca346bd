"""A real vLLM, built for CPUs, and tiny random policies for it. `make test-vllm` runs these tests."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import Qwen2Config, Qwen2ForCausalLM

from paretoscope.schema.training import Policy as PolicyConfig
from paretoscope.schema.training import VllmRollout
from paretoscope_worker.policy.loading import Policy, load_policy
from paretoscope_worker.rollouts.vllm_engine import VllmEngine, start_vllm
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion, Sampling

from ..worker.conftest import Recorder, byte_tokenizer, save_policy

PLACEMENTS = ("colocated", "separate")
PROBLEMS = [Problem(prompt, "0") for prompt in ("1+2=", "What is the sum of 10 and 20?", "x", "3*4-5=")]
WIDTH_OF_A_HEAD = 32
"""The narrowest that vLLM's attention for CPUs takes."""

Generate = Callable[..., list[Completion]]


def save_qwen2(folder: Path) -> Path:
    """Writes a seeded random Qwen2 with a head of its own, in a size that vLLM packs for its kernels."""
    tokenizer = byte_tokenizer()
    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=288,
        hidden_size=2 * WIDTH_OF_A_HEAD,
        intermediate_size=96,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        max_position_embeddings=1024,
        initializer_range=0.2,
        tie_word_embeddings=False,
        bos_token_id=None,
    )
    model = Qwen2ForCausalLM(config)
    model.generation_config.eos_token_id = tokenizer.eos_token_id
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def untied_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Qwen2 policy with a head of its own."""
    return save_qwen2(tmp_path_factory.mktemp("untied"))


@pytest.fixture(scope="session")
def tied_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Qwen3 policy whose head is its embeddings, in a size that vLLM packs for its kernels."""
    return save_policy(tmp_path_factory.mktemp("tied"), head_dim=WIDTH_OF_A_HEAD, hidden_size=64, vocab_size=288)


@pytest.fixture
def untied(untied_folder: Path) -> Policy:
    """The untied policy, float32 on the CPU, to train."""
    return load_policy(PolicyConfig(model=str(untied_folder), device="cpu"))


@pytest.fixture
def tied(tied_folder: Path) -> Policy:
    """The tied policy, float32 on the CPU, to train."""
    return load_policy(PolicyConfig(model=str(tied_folder), device="cpu"))


@pytest.fixture(scope="module", params=PLACEMENTS)
def running(request: pytest.FixtureRequest, untied_folder: Path) -> tuple[Policy, VllmEngine]:
    """The untied policy and a vLLM for it, as they are started."""
    policy = load_policy(PolicyConfig(model=str(untied_folder), device="cpu"))
    return policy, VllmEngine(policy, start_vllm(policy, VllmRollout(placement=request.param)))


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """Several threads of torch on a busy machine wait for each other more than they compute."""
    torch.set_num_threads(1)


@pytest.fixture
def recorder() -> Recorder:
    """A reporter that forgets nothing."""
    return Recorder()


@pytest.fixture
def generate() -> Generate:
    """Samples some completions of a few prompts."""

    def make(
        engine: Any, temperature: float = 1.0, copies: int = 3, seed: int = 0, tokens: int = 24
    ) -> list[Completion]:
        return engine.generate(PROBLEMS, copies, Sampling(temperature, tokens, seed))

    return make


@pytest.fixture
def shake() -> Callable[[Policy], None]:
    """Moves every parameter of a policy, further than any update."""

    def move(policy: Policy) -> None:
        generator = torch.Generator().manual_seed(0)
        with torch.no_grad():
            for parameter in policy.model.parameters():
                parameter.add_(0.05 * torch.randn(parameter.shape, generator=generator))

    return move
