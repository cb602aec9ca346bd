"""A run that starts from a checkpoint of another run."""

from pydantic import Field

from paretoscope.schema.base import Section


class Fork(Section):
    """Starts from the weights of another run's checkpoint instead of those of `policy.model`. Only the weights are taken: optimizer, reward weights, prompt order and Pareto front start from the beginning, because the config may differ. A KL penalty is still measured from `policy.model`."""

    run_id: str = Field(pattern=r"^[0-9a-z]{1,32}$")
    """Run that the checkpoint belongs to."""
    step: int = Field(ge=0, le=1_000_000)
    """Step of the checkpoint."""
