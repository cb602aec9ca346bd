"""Reward model: a sequence-classification model rates each prompt with its completion.

If the model's tokenizer has a chat template, prompt and completion are given as a conversation, otherwise as a pair of
texts. The reward is the only output of the model, or the probability of one class.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor
from transformers import AutoModelForSequenceClassification, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from paretoscope.schema import objectives as schema
from paretoscope_worker.objectives.errors import ObjectiveError
from paretoscope_worker.objectives.faults import Faults
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.policy.loading import choose_dtype
from paretoscope_worker.text.rollout import Completion


class RewardModel(StatelessObjective):
    """Rewards with a model in evaluation mode; None for texts that are too long for it."""

    def __init__(self, config: schema.RewardModel, faults: Faults) -> None:
        """Loads the model.

        Raises:
            ObjectiveError: the model cannot be loaded, is not for sequence classification, or does not have the label.
        """
        super().__init__(config.name)
        self._config = config
        self._faults = faults
        device = _device(config)
        self._tokenizer = _load_tokenizer(config)
        self._model = _load_model(config, device)
        self._label = _label_index(config, self._model)
        if self._tokenizer.pad_token_id is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token
        self._tokenizer.padding_side = "right"
        self._model.config.pad_token_id = self._tokenizer.pad_token_id
        positions = getattr(self._model.config, "max_position_embeddings", None)
        self._longest = min(config.max_tokens, positions or config.max_tokens)

    @torch.inference_mode()
    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:
        """Returns the model's reward for each completion; if too long, None, noted as `completion_too_long`."""
        inputs = [self._encode(completion) for completion in completions]
        lengths = [len(one["input_ids"]) for one in inputs]
        order = sorted((i for i, length in enumerate(lengths) if length <= self._longest), key=lambda i: lengths[i])
        rewards: list[float | None] = [None] * len(completions)
        for start in range(0, len(order), self._config.batch_size):
            batch = order[start : start + self._config.batch_size]
            for index, reward in zip(batch, self._judge([inputs[i] for i in batch]).tolist(), strict=True):
                rewards[index] = reward
        if len(order) < len(completions):
            self._note_long(len(completions) - len(order), len(completions), max(lengths))
        return rewards

    def _encode(self, completion: Completion) -> dict[str, Any]:
        prompt, text = completion.problem.prompt, completion.text
        if not self._tokenizer.chat_template:
            question = prompt if isinstance(prompt, str) else "\n\n".join(turn["content"] for turn in prompt)
            return dict(self._tokenizer(question, text))
        turns = [{"role": "user", "content": prompt}] if isinstance(prompt, str) else [dict(turn) for turn in prompt]
        messages: Any = [*turns, {"role": "assistant", "content": text}]
        try:
            conversation = self._tokenizer.apply_chat_template(messages, tokenize=False)
        except Exception as error:
            raise ObjectiveError(
                f"The chat template of the reward model '{self._config.model}' refuses a conversation of this task: "
                f"{error}. Choose another reward model, or correct its chat template or the prompts."
            ) from error
        return dict(self._tokenizer(cast(str, conversation), add_special_tokens=False))

    def _judge(self, inputs: list[dict[str, Any]]) -> Tensor:
        """Returns the rewards of a batch, float32 [N]."""
        batch = self._tokenizer.pad(inputs, return_tensors="pt").to(self._model.device)
        logits: Tensor = self._model(**batch).logits.float()
        return logits[:, 0] if self._label is None else logits.softmax(dim=-1)[:, self._label]

    def _note_long(self, count: int, of: int, longest: int) -> None:
        self._faults.note(
            self.name,
            "completion_too_long",
            f"{count} of {of} completions are longer, together with their prompts, than the {self._longest} tokens "
            f"that the reward model of '{self.name}' reads; the longest has {longest}. They get no reward. Raise the "
            "objective's max_tokens if the model allows it, or lower rollout.max_new_tokens.",
        )


def _device(config: schema.RewardModel) -> torch.device:
    if config.device == "cuda" and not torch.cuda.is_available():
        raise ObjectiveError(
            f"The device of the objective '{config.name}' is 'cuda', but this worker sees no CUDA device. "
            "Set it to 'auto' or 'cpu', or start a worker on a machine with a GPU and a CUDA build of torch."
        )
    return torch.device("cuda" if config.device != "cpu" and torch.cuda.is_available() else "cpu")


def _load_tokenizer(config: schema.RewardModel) -> PreTrainedTokenizerBase:
    try:
        return cast(PreTrainedTokenizerBase, AutoTokenizer.from_pretrained(_place(config.model)))
    except Exception as error:
        raise _cannot_load(config, error) from error


def _load_model(config: schema.RewardModel, device: torch.device) -> PreTrainedModel:
    dtype = choose_dtype(config.precision, device)
    load: Any = AutoModelForSequenceClassification.from_pretrained
    try:
        model, loading = load(_place(config.model), dtype=dtype, output_loading_info=True)
    except Exception as error:
        raise _cannot_load(config, error) from error
    missing = sorted(loading["missing_keys"])
    if missing:
        raise ObjectiveError(
            f"The reward model '{config.model}' lacks {len(missing)} of its weights, such as '{missing[0]}': they "
            "would be random. It was probably not trained for sequence classification. Choose a model that was."
        )
    return cast(PreTrainedModel, model.to(device).eval())


def _place(model: str) -> str:
    folder = Path(model).expanduser()
    return str(folder) if folder.is_dir() else model


def _cannot_load(config: schema.RewardModel, error: Exception) -> ObjectiveError:
    lines = str(error).strip().splitlines() or ["no reason given"]
    return ObjectiveError(
        f"The reward model '{config.model}' of the objective '{config.name}' cannot be loaded: "
        f"{type(error).__name__}: {lines[0].rstrip('.')}. Give a folder written by save_pretrained of a "
        "sequence-classification model with its tokenizer, or a Hugging Face id that this worker can reach."
    )


def _label_index(config: schema.RewardModel, model: PreTrainedModel) -> int | None:
    """Returns the index of the rewarded class; None if the only output of the model is the reward."""
    labels = {int(index): str(label) for index, label in (model.config.id2label or {}).items()}
    if model.config.num_labels == 1 and config.label is None:
        return None
    for index, label in labels.items():
        if config.label is not None and label.casefold() == config.label.casefold() and len(labels) > 1:
            return index
    if len(labels) == 1:
        raise ObjectiveError(
            f"The reward model '{config.model}' has one output, which is the reward, so there is no probability of "
            f"the label '{config.label}'. Leave label out."
        )
    known = ", ".join(labels.values())
    asked = "label does not say which is rewarded" if config.label is None else f"'{config.label}' is not one of them"
    raise ObjectiveError(
        f"The reward model '{config.model}' has several classes, and {asked}. Set label to one of: {known}."
    )
