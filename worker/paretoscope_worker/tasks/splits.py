"""Loads the problems of a run whose prompts fit its policy."""

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.tasks import DataTask
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.tasks import load_splits
from paretoscope_worker.tasks.context_length import require_context
from paretoscope_worker.tasks.prompt_length import keep_short_prompts
from paretoscope_worker.text.problems import Splits


def fitting_splits(config: RunConfig, policy: Policy, reporter: SafeReporter) -> Splits:
    """Loads the task's problems and leaves out those whose prompt is too long; an event says how many.

    Raises:
        PolicyError: the context of the policy is too short for the longest prompt and completion.
        TaskDataError: the data cannot be used, or all prompts of a split are too long.
    """
    limit = config.task.max_prompt_tokens if isinstance(config.task, DataTask) else None
    fitting = keep_short_prompts(load_splits(config.task), policy.encode, limit)
    if fitting.left_out:
        counts = ", ".join(f"{count} of {split}" for split, count in fitting.left_out.items())
        reporter.event(
            0,
            "warning",
            "prompts_left_out",
            f"Left out {counts}: their prompts are longer than {limit} tokens. "
            "Raise task.max_prompt_tokens to keep them.",
            **fitting.left_out,
        )
    positions = getattr(policy.model.config.get_text_config(decoder=True), "max_position_embeddings", None)
    require_context(config, policy.name, positions, fitting)
    return fitting.splits
