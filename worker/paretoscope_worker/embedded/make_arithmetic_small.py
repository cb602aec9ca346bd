"""Creates the policy ``arithmetic-small``, a Qwen3 model of 340 k parameters that answers sums in several styles.

``python -m paretoscope_worker.embedded.make_arithmetic_small`` writes it into the package. On the same machine, the
bytes are always the same.
"""

import argparse
import random
from pathlib import Path

import torch
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers
from torch.nn.utils import clip_grad_norm_
from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

from paretoscope_worker.embedded.arithmetic_demonstrations import LARGEST_TOTAL, demonstrate
from paretoscope_worker.tasks.arithmetic import Sum, split_sums

FOLDER = Path(__file__).parent / "arithmetic-small"
SEED = 7
STEPS = 4500
BATCH = 64
LEARNING_RATE = 3e-3
IGNORED = -100

PAD, EOS, UNKNOWN = "<pad>", "<eos>", "<unk>"
NUMBERS = [str(number) for number in range(LARGEST_TOTAL + 1)]
SIGNS = ["+", "-", "=", "\\boxed{", "}", "\n", "1) ", "2) "]
WORDS = [
    "first ",
    "next ",
    "then ",
    "add up",
    "let ",
    "us ",
    "work ",
    "this ",
    "out: ",
    "we ",
    "take ",
    " which makes ",
    " and ",
    " ",
    "so ",
    "the ",
    "answer ",
    "is ",
    "has ",
    "to ",
    "be ",
]


def make_tokenizer() -> PreTrainedTokenizerFast:
    """Returns a tokenizer whose tokens are numbers, signs and whole words; decoding restores the exact text."""
    pieces = [PAD, EOS, UNKNOWN, *NUMBERS, *SIGNS, *WORDS]
    tokenizer = Tokenizer(models.WordLevel({piece: index for index, piece in enumerate(pieces)}, unk_token=UNKNOWN))
    longest_first = sorted(SIGNS + WORDS, key=len, reverse=True)
    pattern = "|".join([*(_escaped(piece) for piece in longest_first), r"\d+"])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(pattern), behavior="isolated")
    tokenizer.decoder = decoders.Fuse()
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        pad_token=PAD,
        eos_token=EOS,
        unk_token=UNKNOWN,
        padding_side="left",
        clean_up_tokenization_spaces=False,
        model_max_length=128,
    )


def _escaped(piece: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\{}()+-" else letter for letter in piece)


def make_model(tokenizer: PreTrainedTokenizerFast) -> Qwen3ForCausalLM:
    """Returns the untrained model."""
    config = Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=96,
        intermediate_size=256,
        num_hidden_layers=3,
        num_attention_heads=4,
        num_key_value_heads=4,
        head_dim=24,
        max_position_embeddings=128,
        tie_word_embeddings=True,
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
        bos_token_id=None,
    )
    return Qwen3ForCausalLM(config)  # type: ignore[no-untyped-call]


def make_batch(
    questions: list[Sum], tokenizer: PreTrainedTokenizerFast, rng: random.Random
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Returns ids, attention mask and labels, each [batch, tokens]. Only answers have labels, not prompts."""
    chosen = rng.choices(questions, k=BATCH)
    prompts = [tokenizer.encode(question.prompt) for question in chosen]
    answers = [[*tokenizer.encode(demonstrate(question, rng)), tokenizer.eos_token_id] for question in chosen]
    longest = max(len(prompt) + len(answer) for prompt, answer in zip(prompts, answers, strict=True))
    ids = torch.full((BATCH, longest), tokenizer.pad_token_id)
    labels = torch.full((BATCH, longest), IGNORED)
    for row, (prompt, answer) in enumerate(zip(prompts, answers, strict=True)):
        ids[row, longest - len(prompt) - len(answer) :] = torch.tensor(prompt + answer)
        labels[row, longest - len(answer) :] = torch.tensor(answer)
    return ids, (ids != tokenizer.pad_token_id).long(), labels


def teach(model: Qwen3ForCausalLM, tokenizer: PreTrainedTokenizerFast, steps: int) -> None:
    """Trains the model on demonstrations of the train split only."""
    rng = random.Random(SEED)
    questions, _, _ = split_sums()
    optimizer = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=LEARNING_RATE, total_steps=steps, pct_start=0.1)
    model.train()
    for _ in range(steps):
        ids, mask, labels = make_batch(questions, tokenizer, rng)
        model(input_ids=ids, attention_mask=mask, labels=labels).loss.backward()
        clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
    model.eval()  # type: ignore[no-untyped-call]


def make(folder: Path, steps: int = STEPS) -> None:
    """Writes the policy into the folder: config, weights (safetensors) and tokenizer."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    tokenizer = make_tokenizer()
    model = make_model(tokenizer)
    teach(model, tokenizer, steps)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def main() -> None:
    """Writes the policy into the package, or into ``--folder``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    make(parser.parse_args().folder)


if __name__ == "__main__":
    main()
