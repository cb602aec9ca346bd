"""The vLLM engine itself, in any process. This is the only file that imports vLLM.

vLLM starts without weights and gets them only through `load`. The first comparison with the policy therefore also tests
the path of every later update, and vLLM does not have to read the files of checkpoints or adapters.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor

ENVIRONMENT = {
    # The engine's loop runs in the calling process, so weights are passed by reference and no process is left behind.
    "VLLM_ENABLE_V1_MULTIPROCESSING": "0",
    "VLLM_NO_USAGE_STATS": "1",
    "VLLM_LOGGING_LEVEL": "WARNING",
    # Threads bound to cores would compete with the threads of other runs for the same cores.
    "VLLM_CPU_OMP_THREADS_BIND": "nobind",
}
CPU_CACHE_BYTES = 2**30
LONGEST_THAT_FITS = -1


@dataclass(frozen=True)
class VllmSettings:
    """Settings with which vLLM is started."""

    model_folder: str
    """Folder with the model's config.json; no weights are read."""
    dtype: str
    """Number format of the parameters, `float32` or `bfloat16`."""
    is_on_gpu: bool
    tensor_parallel_size: int
    """Number of GPUs that the model is split over."""
    gpu_memory_utilization: float
    max_model_len: int | None
    """Largest number of tokens in a prompt and its completion; None takes what the model and the cache allow."""
    sleep_level: int
    """Sleep level of vLLM; 0 never sleeps."""


@dataclass(frozen=True)
class Request:
    """Describes a rollout for vLLM."""

    prompts: Sequence[Sequence[int]]
    """Token ids of the prompt of each completion; vLLM's prefix cache computes equal prompts only once."""
    seeds: Sequence[int]
    """One seed per completion."""
    temperature: float
    max_new_tokens: int
    stop_token_ids: Sequence[int]


@dataclass(frozen=True)
class Drawn:
    """One completion that vLLM sampled."""

    token_ids: tuple[int, ...]
    """Token ids, including the end of sequence."""
    log_probs: tuple[float, ...]
    """Log-prob of each token at the sampling temperature."""


class VllmCore:
    """One vLLM engine."""

    def __init__(self, settings: VllmSettings) -> None:
        for name, value in ENVIRONMENT.items():
            os.environ.setdefault(name, value)
        from vllm import LLM

        self._sleep_level = settings.sleep_level
        self._is_asleep = False
        self._llm = LLM(
            settings.model_folder,
            skip_tokenizer_init=True,
            load_format="dummy",
            generation_config="vllm",
            dtype=settings.dtype,
            logprobs_mode="processed_logprobs",
            max_model_len=settings.max_model_len or LONGEST_THAT_FITS,
            tensor_parallel_size=settings.tensor_parallel_size,
            gpu_memory_utilization=settings.gpu_memory_utilization,
            kv_cache_memory_bytes=None if settings.is_on_gpu else CPU_CACHE_BYTES,
            enforce_eager=not settings.is_on_gpu,
            # If a seeded prompt is read in parts, its generator is set back, which CPU generators do not support.
            enable_chunked_prefill=settings.is_on_gpu,
            enable_sleep_mode=settings.sleep_level > 0,
        )

    def generate(self, request: Request) -> list[Drawn]:
        """Samples one completion per prompt and returns them in the order of the prompts."""
        from vllm import SamplingParams

        sampling = [
            SamplingParams(
                temperature=request.temperature,
                max_tokens=request.max_new_tokens,
                seed=seed,
                stop_token_ids=list(request.stop_token_ids),
                logprobs=0,
                detokenize=False,
            )
            for seed in request.seeds
        ]
        prompts = [{"prompt_token_ids": list(prompt)} for prompt in request.prompts]
        answers = self._llm.generate(prompts, sampling, use_tqdm=False)
        return [_drawn(answer.outputs[0]) for answer in answers]

    def load(self, weights: Iterable[tuple[str, Tensor]]) -> None:
        """Loads new weights, wakes vLLM up, and drops everything that was computed with the old weights.

        Args:
            weights: every tensor by its name in a checkpoint. A head that is tied to the embeddings must be given under
                its own name too: vLLM keeps a copy of it if its kernels need a different layout, and without that name
                the copy would keep the old weights.

        Raises:
            RuntimeError: the prefix cache is in use.
        """
        if self._is_asleep:
            self._llm.wake_up(["weights"])
        # As vLLM's own weight transfer does: it reloads layer by layer, in place, in the layout of the kernels.
        self._llm.collective_rpc("reload_weights", kwargs={"weights_iterator": weights})
        if self._is_asleep:
            self._llm.wake_up(["kv_cache"])
            self._is_asleep = False
        if not self._llm.reset_prefix_cache():
            raise RuntimeError("vLLM did not reset its prefix cache, which holds values of the old weights.")

    def rest(self) -> None:
        """Frees memory on the device until the next `load`."""
        if self._sleep_level > 0:
            self._llm.sleep(self._sleep_level)
            self._is_asleep = True


def _drawn(output: Any) -> Drawn:
    """Converts vLLM's CompletionOutput."""
    choices = zip(output.token_ids, output.logprobs, strict=True)
    return Drawn(tuple(output.token_ids), tuple(choice[token].logprob for token, choice in choices))
