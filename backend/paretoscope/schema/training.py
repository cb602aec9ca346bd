"""The sections policy, rollout, optimizer, budget, evaluation and checkpoints of a run config."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from paretoscope.schema.base import Section


class Lora(Section):
    """Low-rank adapters (arXiv 2106.09685): small matrices beside frozen layers. Only the adapters are trained and saved."""

    rank: int = Field(default=16, ge=1, le=1024)
    """Rank of the adapters, which is their inner size."""
    alpha: float = Field(default=32.0, gt=0.0, le=10_000.0)
    """The output of the adapters is multiplied by alpha / rank."""
    dropout: float = Field(default=0.0, ge=0.0, lt=1.0)
    """Share of the adapters' inputs that an update drops at random. Above 0, the policy that is updated is not exactly the policy that sampled."""
    target_modules: list[Annotated[str, Field(min_length=1, max_length=200)]] | None = Field(
        default=None, max_length=100
    )
    """Names of the layers that get adapters, such as `q_proj`. If left out, every linear layer except the output layer gets them."""


class Policy(Section):
    """The language model that is trained."""

    model: str = Field(min_length=1, max_length=4096)
    """`arithmetic-small` (included in Paretoscope), a Hugging Face id, or a local folder inside the operator's model roots."""
    precision: Literal["auto", "float32", "bfloat16"] = "auto"
    """Number format of the parameters; `auto` is bfloat16 on a GPU that supports it and float32 otherwise."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """Where the policy trains; `auto` takes a GPU if the worker has one."""
    lora: Lora | None = None
    """Trains low-rank adapters instead of all parameters. If left out, all parameters are trained."""
    quantize: Literal["none", "nf4"] = "none"
    """`nf4` keeps the frozen parameters in 4 bits (QLoRA, arXiv 2305.14314). It needs `lora`, a GPU, and bitsandbytes on the worker."""
    gradient_checkpointing: bool = False
    """Keeps only each layer's input for the backward pass and computes the rest again. It needs much less memory but about a third more time."""
    thinking: bool | None = None
    """Whether the chat template lets the policy think before it answers (`enable_thinking`). If left out, the template decides. Only the text after `</think>` is rewarded."""


class TransformersRollout(Section):
    """Samples completions with transformers, directly from the policy that is trained."""

    engine: Literal["transformers"] = "transformers"
    temperature: float = Field(default=1.0, gt=0.0, le=10.0)
    """Sampling temperature of training completions; log-probs are taken at the same temperature."""
    max_new_tokens: int = Field(default=64, ge=1, le=131_072)
    """Completions longer than this are cut and counted as truncated."""


class VllmRollout(Section):
    """Samples completions with vLLM, which receives the policy's weights after every update. It needs the extra `vllm` on the worker."""

    engine: Literal["vllm"] = "vllm"
    temperature: float = Field(default=1.0, gt=0.0, le=10.0)
    """Sampling temperature of training completions; log-probs are taken at the same temperature."""
    max_new_tokens: int = Field(default=64, ge=1, le=131_072)
    """Completions longer than this are cut and counted as truncated."""
    placement: Literal["colocated", "separate"] = "colocated"
    """Where vLLM runs: inside the training process on the policy's device, where it sleeps during updates (`colocated`), or in its own process (`separate`)."""
    devices: str | None = Field(default=None, pattern=r"^\d{1,3}(,\d{1,3})*$")
    """GPUs of a separate engine, such as `1` or `2,3`, as numbered among the run's GPUs; several GPUs split the model. If left out, the engine shares the policy's GPU."""
    gpu_memory_utilization: float = Field(default=0.4, gt=0.0, le=0.98)
    """Share of a GPU's memory that vLLM takes for its weights and key-value cache. The policy gets the rest."""
    sleep_level: int = Field(default=1, ge=0, le=2)
    """What vLLM frees on the GPU while the policy is updated there: nothing (0); its cache and its weights, keeping a copy of the weights in host memory (1); or both without a copy, so that the next push loads the weights again (2)."""
    max_model_len: int | None = Field(default=None, ge=2, le=10_000_000)
    """Largest number of tokens in a prompt and its completion together. If left out, it is as large as the policy and the cache allow."""
    parity_every: int = Field(default=20, ge=1, le=1_000_000)
    """Number of updates between comparisons of vLLM's log-probs with the policy's. The first rollout and the first one after an update are always compared."""
    parity_tolerance: float = Field(default=0.1, gt=0.0, le=100.0)
    """Largest allowed mean difference between vLLM's and the policy's log-probs, in nats per token; above it the run fails. bfloat16 alone causes about 0.02."""
    timeout_seconds: float = Field(default=1800.0, gt=0.0, le=604_800.0)
    """Longest time for starting vLLM, for one rollout or for one push of weights. After that the run fails instead of hanging."""


def _with_engine(rollout: Any) -> Any:
    return {"engine": "transformers"} | rollout if isinstance(rollout, dict) else rollout


Rollout = Annotated[TransformersRollout | VllmRollout, Field(discriminator="engine"), BeforeValidator(_with_engine)]


class Optimizer(Section):
    """AdamW with a learning-rate schedule."""

    learning_rate: float = Field(default=1e-6, gt=0.0, le=1.0)
    """Peak learning rate. If left out, it is 1.5e-4 for the embedded policy `arithmetic-small` and 1e-6 for any other."""
    schedule: Literal["constant", "linear", "cosine"] = "constant"
    """How the learning rate falls after warm-up: not at all, linearly to zero, or along a cosine to zero."""
    warmup_steps: int = Field(default=0, ge=0, le=1_000_000)
    """Number of steps over which the learning rate rises linearly from zero."""
    weight_decay: float = Field(default=0.0, ge=0.0, le=1.0)
    """Decoupled weight decay."""
    max_grad_norm: float = Field(default=1.0, gt=0.0, le=1e6)
    """A gradient whose norm is larger than this is scaled down to it."""
    master_weights: bool = True
    """Keeps a float32 copy of bfloat16 parameters, in which small updates add up. Switching it off saves 4 bytes per parameter, but updates smaller than the rounding error are lost."""


class Budget(Section):
    """How long the run trains."""

    steps: int = Field(default=150, ge=1, le=1_000_000)
    """Number of policy updates."""
    prompts_per_step: int = Field(default=12, ge=1, le=65_536)
    """Prompts sampled per update. Multiplied by the group size, it gives the number of completions per step."""


class Evaluation(Section):
    """When and how the policy is evaluated, and how hypervolume is measured."""

    every: int = Field(default=5, ge=1, le=1_000_000)
    """Number of steps between evaluations on the validation split. The untrained policy and the last step are always evaluated."""
    test_every: int | None = Field(default=None, ge=1, le=1_000_000)
    """Number of steps between evaluations on the test split. If left out, only the untrained policy and the last step are evaluated on it."""
    test_front: bool = False
    """Whether every point of the validation front whose weights are kept is evaluated on the test split after the last step, so that points chosen on validation can be reported on test. It changes nothing in training."""
    gradients_every: int = Field(default=10, ge=0, le=1_000_000)
    """Number of steps between measurements of the objectives' gradients, their norms and the cosines between them, with weightings that do not need them. They are estimated from the backward pass of the update where completions can be separated. 0 measures none."""
    max_prompts: int | None = Field(default=None, ge=1, le=1_000_000)
    """Largest number of prompts of a split to evaluate. If left out, all prompts are evaluated."""
    temperature: float | None = Field(default=None, ge=0.0, le=10.0)
    """Sampling temperature of evaluation completions; 0 is greedy. If left out, it is the rollout's temperature, so that evaluation measures the policy as it is trained."""
    samples: int = Field(default=1, ge=1, le=1024)
    """Completions sampled per prompt, whose values are averaged. More of them make an evaluation less noisy and cost as much more; greedy completions are all alike."""
    completions_kept: int = Field(default=32, ge=0, le=1000)
    """Number of completions of each evaluation that are kept for the page's completions view."""
    reference_point: Literal["initial", "margin"] | dict[str, float] = "margin"
    """Point from which the hypervolume is measured: the untrained policy (`initial`, as published), or 10 % of the scale worse, so that a trade-off still has volume (`margin`). It can also be one value per objective, each in its own unit."""
    objective_scale: (
        Literal["raw", "reference"] | dict[Annotated[str, Field(max_length=40)], Annotated[float, Field(gt=0.0)]]
    ) = "reference"
    """Length of one unit on the axes of the hypervolume: no scaling (`raw`, as published), or the objective's natural range, else the untrained policy's value (`reference`). It can also be one value per objective, each in its own unit."""

    @field_validator("samples")
    @classmethod
    def _samples_differ(cls, samples: int, given: ValidationInfo) -> int:
        if problem := why_alike(samples, given.data.get("temperature")):
            raise ValueError(problem)
        return samples


def why_alike(samples: int, temperature: float | None) -> str | None:
    """Returns why the samples of a prompt would be all alike; None if they differ."""
    if samples == 1 or temperature != 0:
        return None
    return f"With temperature 0, {samples} samples of a prompt are all alike. Take 1, or raise the temperature."


class Checkpoints(Section):
    """When the run is saved, so that it can continue after a failure, and for which points the weights are kept."""

    every: int = Field(default=25, ge=1, le=1_000_000)
    """Number of steps between checkpoints from which the run can continue. The last step and a stop always save one."""
    keep_last: int = Field(default=3, ge=1, le=10_000)
    """Number of those checkpoints to keep. Each holds the weights and the optimizer's state, up to ten times the size of the weights."""
    keep_best: bool = True
    """Whether to keep the weights of the best validation point of each objective. This takes at most one copy of the weights per objective on disk."""
    keep_front: bool = True
    """Whether to keep the weights of every validation point on the front, for export, interpolation or forks. Each such point takes the time to write the weights once, and the disk space of one copy until another point dominates it."""
    points_gib: float = Field(default=100.0, gt=0.0, le=1e6)
    """Disk space for the weights of points, in GiB. If it is too small for all, the best point of each objective comes first, then the points that increased the hypervolume most."""
