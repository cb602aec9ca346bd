"""The end of a run because one of its processes ended."""

from paretoscope.schema.control import RunError


class RankError(Exception):
    """One of several processes that train a run has ended, and why."""

    def __init__(self, outcome: str, error: RunError) -> None:
        """Args: `outcome` is `failed` for an exception, and `crashed` for a death after which the run may go on."""
        super().__init__(error.message)
        self.outcome, self.error = outcome, error
