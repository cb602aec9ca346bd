"""Loads the language model that is trained, turns prompts into its tokens, and computes its logits.

A model is given as the name of one that is included in Paretoscope, as a local folder, or as a Hugging Face id. All of
them are loaded with transformers.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn
from transformers import AutoModelForCausalLM, AutoTokenizer, Cache, PreTrainedModel, PreTrainedTokenizerBase
from transformers.utils import logging as transformers_logging

from paretoscope.schema import training as schema
from paretoscope_worker.policy.adapters import AdapterError, adapter_dropouts, add_adapters, four_bits, without_adapters
from paretoscope_worker.policy.training_mode import prepare_for_updates, sampling_mode
from paretoscope_worker.text.problems import Problem

MAX_OPENING_TOKENS = 16
"""Number of tokens at the end of a prompt in which to look for an open `<think>`."""
EMBEDDED = resources.files("paretoscope_worker") / "embedded"


class PolicyError(Exception):
    """A policy cannot be loaded or cannot do the task. The message says what is wrong, why, and what to do instead."""


@dataclass(frozen=True)
class Policy:
    """A causal language model with its tokenizer, on its device.

    Dropout is off, so that the policy that samples is the policy that is trained. Only adapters may have dropout, if
    the config asks for it.
    """

    name: str
    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase
    eos_token_ids: tuple[int, ...]
    pad_token_id: int
    has_plain_head: bool
    """Whether the logits are exactly the output layer applied to the hidden states, so that they can be computed in
    chunks."""
    thinking: bool | None = None
    """Value of `enable_thinking` for the chat template; None does not pass it."""
    ignores_adapters: bool = False
    """Whether the model computes without its adapters, as the reference policy of a policy with adapters does."""

    @property
    def device(self) -> torch.device:
        """Device of the parameters."""
        return self.model.device

    @property
    def vocabulary(self) -> int:
        """V, the number of tokens that have a logit."""
        return int(self.model.config.get_text_config(decoder=True).vocab_size)

    def encode(self, problems: Sequence[Problem]) -> list[tuple[int, ...]]:
        """Turns prompts into token ids. Strings are tokenized as they are; messages go through the chat template.

        Raises:
            PolicyError: a prompt consists of messages and the tokenizer has no chat template.
        """
        texts = [problem.prompt for problem in problems if isinstance(problem.prompt, str)]
        encoded = iter(self.tokenizer(texts)["input_ids"] if texts else [])
        return [
            tuple(next(encoded) if isinstance(problem.prompt, str) else self._encode_chat(problem))
            for problem in problems
        ]

    def decode(self, token_ids: Sequence[Sequence[int]]) -> list[str]:
        """Turns the tokens of completions into texts without special tokens."""
        rows = [list(row) for row in token_ids]
        return self.tokenizer.batch_decode(rows, skip_special_tokens=True)

    def opens_thought(self, prompt_ids: Sequence[int]) -> bool:
        """Whether a prompt ends with an open `<think>`, as with some chat templates."""
        end = self.tokenizer.decode(list(prompt_ids[-MAX_OPENING_TOKENS:]), skip_special_tokens=False)
        return cast(str, end).rstrip().endswith("<think>")

    def hidden_states(self, input_ids: Tensor, **arguments: Any) -> tuple[Tensor, Cache | None]:
        """Runs the model without its output layer, or the whole model if `has_plain_head` is false.

        Args:
            input_ids: int64 [B, T]. Other arguments are passed to the model.

        Returns:
            [B, T, D] hidden states, or [B, T, V] logits if `has_plain_head` is false; `logits` accepts both. The second
            value is the key-value cache, if it was requested.
        """
        body = self.model.base_model if self.has_plain_head else self.model
        with without_adapters(self.model) if self.ignores_adapters else nullcontext():
            output = body(input_ids=input_ids, **arguments)
        return output[0], output.past_key_values

    def sampling(self) -> AbstractContextManager[None]:
        """Switches off what only updates need inside the block: recomputing layers, and dropout in adapters."""
        return sampling_mode(self.model)

    @property
    def head(self) -> nn.Linear | None:
        """The layer that turns `hidden_states` into logits; None if they already are logits."""
        return cast(nn.Linear, output_layer(self.model)) if self.has_plain_head else None

    def logits(self, hidden_states: Tensor) -> Tensor:
        """Turns the result of `hidden_states`, or any selection [..., D] of it, into logits [..., V]."""
        head = self.head
        return hidden_states if head is None else cast(Tensor, head(hidden_states))

    def save(self, folder: Path) -> None:
        """Saves the model (safetensors), or only its adapters if it has any, and the tokenizer, for transformers."""
        self.model.save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)

    def _encode_chat(self, problem: Problem) -> list[int]:
        if not self.tokenizer.chat_template:
            raise PolicyError(
                f"The tokenizer of '{self.name}' has no chat template, but the prompts of this task are chat messages. "
                "Choose an instruction-tuned policy, or give the folder's tokenizer a chat template."
            )
        messages: Any = list(problem.prompt)
        try:
            chosen: dict[str, Any] = {} if self.thinking is None else {"enable_thinking": self.thinking}
            ids = self.tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_dict=False, **chosen)
        except Exception as error:
            raise PolicyError(
                f"The chat template of '{self.name}' refuses a prompt of this task: {_first_line(error)} "
                "Choose another policy, or correct the chat template or the prompts."
            ) from error
        return cast(list[int], ids)


def load_policy(config: schema.Policy, source: Path | None = None, seed: int = 0) -> Policy:
    """Loads the policy of a run, in evaluation mode.

    Args:
        config: model, precision, device and adapters.
        source: folder to load from instead of the model itself, such as that of a checkpoint. With adapters, it holds
            only the adapters.
        seed: seed of new adapters.

    Raises:
        PolicyError: the model is missing, is not a causal language model, or lacks weights, tokens or layers; or the
            device does not exist.
    """
    device = choose_device(config.device)
    place = str(source) if source is not None and config.lora is None else locate(config.model)
    try:
        model = _load_model(config, place, device)
        if config.lora is not None:
            add_adapters(model, config.lora, source, seed)
    except AdapterError as error:
        raise PolicyError(str(error)) from error
    if config.gradient_checkpointing and not model.supports_gradient_checkpointing:
        raise PolicyError(
            f"The policy '{config.model}' does not support gradient checkpointing. "
            "Set policy.gradient_checkpointing to false."
        )
    prepare_for_updates(model, recomputes=config.gradient_checkpointing, dropouts=adapter_dropouts(model))
    tokenizer = _load_tokenizer(config.model, place if source is None else str(source))
    _check_thinking(config, tokenizer)
    eos_token_ids = _eos_token_ids(config.model, model, tokenizer)
    pad_token_id = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else eos_token_ids[0]
    return Policy(config.model, model, tokenizer, eos_token_ids, pad_token_id, _has_plain_head(model), config.thinking)


def locate(model: str) -> str:
    """Returns the folder or the Hugging Face id of a model.

    Raises:
        PolicyError: the name is a path, but not of a folder with a config.json.
    """
    embedded = Path(str(EMBEDDED / model)) if model.replace("-", "").isalnum() else None
    if embedded is not None and embedded.is_dir():
        return str(embedded)
    folder = Path(model).expanduser()
    is_path = model.startswith(("/", ".", "~")) or "\\" in model or model.count("/") > 1
    if not is_path and not folder.is_dir():
        return model
    if not (folder / "config.json").is_file():
        reason = "has no config.json" if folder.is_dir() else "does not exist on this worker"
        raise PolicyError(
            f"The policy folder '{model}' {reason}. Give a folder written by transformers' save_pretrained, "
            "'arithmetic-small', or a Hugging Face id such as 'Qwen/Qwen3-0.6B'."
        )
    return str(folder)


def choose_device(device: str) -> torch.device:
    """Returns the device that a run trains on; `auto` takes a GPU if there is one.

    Raises:
        PolicyError: the device is `cuda`, but this worker has no usable GPU.
    """
    if device == "cuda" and not torch.cuda.is_available():
        raise PolicyError(
            "policy.device is 'cuda', but this worker sees no CUDA device. Set it to 'auto' or 'cpu', "
            "or start a worker on a machine with a GPU and a CUDA build of torch."
        )
    return torch.device("cuda" if device != "cpu" and torch.cuda.is_available() else "cpu")


def choose_dtype(precision: str, device: torch.device) -> torch.dtype:
    """Returns the number format of the parameters; `auto` is bfloat16 on a GPU that supports it, otherwise float32."""
    if precision == "auto":
        precision = "bfloat16" if device.type == "cuda" and torch.cuda.is_bf16_supported() else "float32"
    return torch.bfloat16 if precision == "bfloat16" else torch.float32


def output_layer(model: PreTrainedModel) -> nn.Module | None:
    """Returns the layer that turns hidden states into logits, if the model has one."""
    return cast(nn.Module | None, cast(Any, model).get_output_embeddings())


def _load_model(config: schema.Policy, place: str, device: torch.device) -> PreTrainedModel:
    cast(Any, transformers_logging).disable_progress_bar()
    load: Any = AutoModelForCausalLM.from_pretrained
    dtype = choose_dtype(config.precision, device)
    extra: dict[str, Any] = {}
    if config.quantize == "nf4":
        extra = {"quantization_config": four_bits(device, dtype), "device_map": {"": torch.cuda.current_device()}}
    try:
        model, loading = load(place, dtype=dtype, output_loading_info=True, **extra)
    except Exception as error:
        raise PolicyError(
            f"The policy '{config.model}' cannot be loaded as a causal language model: {_first_line(error)} "
            "Check the name, that the worker can reach the Hugging Face Hub or has the model in its cache (HF_HOME), "
            "and that it is a decoder-only text model."
        ) from error
    missing = sorted(loading["missing_keys"])
    if missing:
        raise PolicyError(
            f"The policy '{config.model}' lacks {len(missing)} of its weights, such as '{missing[0]}'; they would be "
            "random. It is probably not a causal language model. Choose one that is, or a complete folder."
        )
    return cast(PreTrainedModel, model if extra else model.to(device))


def _check_thinking(config: schema.Policy, tokenizer: PreTrainedTokenizerBase) -> None:
    if config.thinking is not None and "enable_thinking" not in str(tokenizer.chat_template):
        raise PolicyError(
            f"policy.thinking is {str(config.thinking).lower()}, but the chat template of '{config.model}' has no "
            "enable_thinking. Leave policy.thinking out, or choose a policy whose chat template has it."
        )


def _load_tokenizer(name: str, place: str) -> PreTrainedTokenizerBase:
    try:
        tokenizer = cast(PreTrainedTokenizerBase, AutoTokenizer.from_pretrained(place))
        # If the files are missing, transformers may return an empty tokenizer instead of raising an error.
        if not tokenizer("1", add_special_tokens=False)["input_ids"]:
            raise ValueError("it has no tokens")
        return tokenizer
    except Exception as error:
        raise PolicyError(
            f"The tokenizer of '{name}' cannot be loaded: {_first_line(error)} "
            "Put the tokenizer's files (tokenizer.json, tokenizer_config.json) into the folder of the weights."
        ) from error


def _eos_token_ids(name: str, model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> tuple[int, ...]:
    """Returns all tokens that end a completion: that of the tokenizer and those of the generation config."""
    configured = getattr(model.generation_config, "eos_token_id", None)
    ids = {*(configured if isinstance(configured, list) else [configured]), tokenizer.eos_token_id} - {None}
    if not ids:
        raise PolicyError(
            f"Neither the tokenizer nor the generation config of '{name}' has an end-of-sequence token, so no "
            "completion could end. Set eos_token in its tokenizer_config.json."
        )
    embeddings = cast(nn.Embedding, model.get_input_embeddings()).num_embeddings
    if len(tokenizer) > embeddings:
        raise PolicyError(
            f"The tokenizer of '{name}' has {len(tokenizer)} tokens, but its model has only {embeddings}, so they do "
            "not belong together. Use the tokenizer that the model was trained with."
        )
    return tuple(sorted(ids))


@torch.no_grad()
def _has_plain_head(model: PreTrainedModel) -> bool:
    layer = output_layer(model)
    if type(layer) is not nn.Linear or model.base_model is model:
        return False
    probe = torch.arange(2, device=model.device)[None]
    with sampling_mode(model):
        logits = model(input_ids=probe).logits
        hidden = model.base_model(input_ids=probe)[0]
    return hidden.shape[-1] == layer.in_features and bool(torch.equal(layer(hidden), logits))


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0] if lines else 'no reason given'}".rstrip(".") + "."
