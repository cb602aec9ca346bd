"""Trains with TRL's GRPOTrainer, one step each time it is asked to: ``train_with_trl.py JOB``, in TRL's own venv.

What a real run can do without is off: logging, evaluation, checkpoints, gradient checkpointing, a second reading of the
data.
"""

import json
import sys
from pathlib import Path
from typing import Any

import reward_functions
import torch
import transformers
import trl
from datasets import Dataset
from peft import LoraConfig
from step_clock import StepClock, model_facts, optimizer_facts
from transformers import TrainerCallback
from trl import GRPOConfig, GRPOTrainer


class EachStep(TrainerCallback):
    """Waits between steps."""

    def __init__(self, clock: StepClock) -> None:
        self._clock = clock

    def on_train_begin(self, _args: Any, _state: Any, control: Any, **_: Any) -> None:
        """Waits for the first step."""
        control.should_training_stop = not self._clock.goes_on()

    def on_step_end(self, _args: Any, _state: Any, control: Any, *, optimizer: Any, **_: Any) -> None:
        """Ends a step and waits for the next."""
        self._clock.introduce(optimizer_facts(getattr(optimizer, "optimizer", optimizer)))
        control.should_training_stop = not self._clock.goes_on()


def main() -> None:
    """Trains as the job says, a JSON object."""
    job = json.loads(sys.argv[1])
    torch.set_num_threads(job["threads"])
    clock = StepClock()
    trainer = GRPOTrainer(
        model=job["policy"],
        reward_funcs=[getattr(reward_functions, name) for name in job["weights"]],
        args=_config(job),
        train_dataset=Dataset.from_list([{"prompt": prompt} for prompt in job["prompts"]]),
        callbacks=[EachStep(clock)],
        peft_config=_adapters(job),
    )
    clock.watch(trainer.model.get_base_model().model if job["rank"] else trainer.model.model)
    trainer._generate = _counted(clock, clock.timed("generate", trainer._generate))
    clock.introduce(
        model_facts(trainer.model)
        | {"trainer": f"TRL {trl.__version__}, transformers {transformers.__version__}"}
        | {"loss": {"dapo": "mean over tokens"}[trainer.loss_type], "kl": trainer.beta}
        | {"clipped to": trainer.args.max_grad_norm}
    )
    trainer.train()


def _config(job: dict[str, Any]) -> GRPOConfig:
    return GRPOConfig(
        output_dir=str(Path(job["folder"]) / "trl"),
        per_device_train_batch_size=job["prompts_per_step"] * job["group"],
        num_generations=job["group"],
        max_completion_length=job["tokens"],
        max_steps=job["steps"],
        learning_rate=job["learning_rate"],
        lr_scheduler_type="constant",
        weight_decay=0.0,
        max_grad_norm=1.0,
        reward_weights=list(job["weights"].values()),
        loss_type="dapo",
        beta=0.0,
        temperature=1.0,
        model_init_kwargs={"dtype": "float32"},
        bf16=False,
        use_cpu=True,
        gradient_checkpointing=False,
        dataloader_num_workers=0,
        dataloader_pin_memory=False,
        logging_strategy="no",
        save_strategy="no",
        eval_strategy="no",
        report_to="none",
        disable_tqdm=True,
    )


def _adapters(job: dict[str, Any]) -> LoraConfig | None:
    """Returns adapters as ours are if left to their defaults."""
    if not job["rank"]:
        return None
    return LoraConfig(
        r=job["rank"], lora_alpha=32, lora_dropout=0.0, target_modules="all-linear", bias="none", task_type="CAUSAL_LM"
    )


def _counted(clock: StepClock, generate: Any) -> Any:
    def counted(prompts: list[Any]) -> Any:
        answer = generate(prompts)
        clock.completion_tokens = sum(len(ids) for ids in answer[1])
        return answer

    return counted


if __name__ == "__main__":
    main()
