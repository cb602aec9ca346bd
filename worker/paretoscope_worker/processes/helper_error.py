"""The error that ends a run because one of its helper processes ended."""

from paretoscope.schema.control import RunError


class HelperError(Exception):
    """A helper process of a run has ended; the error says why."""

    def __init__(self, outcome: str, error: RunError) -> None:
        """Args: `outcome` is `failed` after an exception; it is `crashed` if the process died and a retry may help."""
        super().__init__(error.message)
        self.outcome, self.error = outcome, error
