"""Checks that prompts and completions fit into the context of the policy."""

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.tasks import DataTask
from paretoscope_worker.policy.loading import PolicyError
from paretoscope_worker.tasks.prompt_length import Fitting

LEAST_LIMIT = 8
"""Smallest `max_prompt_tokens` that a task takes."""


def require_context(config: RunConfig, policy_name: str, positions: int | None, fitting: Fitting) -> None:
    """Refuses a run whose longest prompt and completion do not fit together.

    Args:
        config: the run.
        policy_name: the policy, as messages name it.
        positions: number of tokens that the policy can read; None if it does not say.
        fitting: the prompts of the run.

    Raises:
        PolicyError: they do not fit. The message names each setting with which they would.
    """
    longest, completion = fitting.longest_prompt_tokens, config.rollout.max_new_tokens
    if positions is None or longest + completion <= positions:
        return
    choices = []
    if isinstance(config.task, DataTask):
        choices += _leave_out_prompts(positions, completion, fitting)
    if longest < positions:
        choices.append(f"lower rollout.max_new_tokens to {positions - longest}")
    advice = ", or ".join([*choices, "choose a policy with a longer context"])
    raise PolicyError(
        f"The policy '{policy_name}' reads at most {positions} tokens, but the longest prompt ({longest}) and "
        f"rollout.max_new_tokens ({completion}) add up to {longest + completion}. {advice[0].upper()}{advice[1:]}."
    )


def _leave_out_prompts(positions: int, completion: int, fitting: Fitting) -> list[str]:
    """Returns the advice to leave out long prompts, and to cut completions too if no prompt would be left otherwise."""
    least = max(LEAST_LIMIT, fitting.shortest_limit)
    limit, change = positions - completion, ""
    if limit < least:
        if positions <= least or fitting.longest_prompt_tokens < positions:
            return []
        limit = max(least, positions // 2)
        change = f" and rollout.max_new_tokens to {positions - limit}"
    lost = sum(length > limit for length in fitting.lengths)
    counts = f"{lost:,} of the {len(fitting.lengths):,} prompts"
    return [f"set task.max_prompt_tokens to {limit}{change}, which leaves out {counts}"]
