"""Reports a run's metrics and records; an error in reporting never stops training."""

import logging
from collections.abc import Mapping
from typing import Any, Literal, Protocol

from paretoscope.schema.records import AnyRecord, EventRecord
from paretoscope.schema.stored_values import cleaned, cleaned_text

logger = logging.getLogger(__name__)


class Reporter(Protocol):
    """Receives the metrics and records of a run."""

    def log(self, step: int, values: Mapping[str, float]) -> None:
        """Receives the scalars of one step."""
        ...

    def record(self, record: AnyRecord) -> None:
        """Receives any other record."""
        ...


class SafeReporter:
    """Passes everything on to a reporter. If the reporter fails, the error is logged and training continues."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self.step = 0
        """Step of the last scalars."""

    @classmethod
    def of(cls, reporter: Reporter) -> "SafeReporter":
        """Makes a reporter safe; a reporter that is already safe is returned unchanged."""
        return reporter if isinstance(reporter, SafeReporter) else cls(reporter)

    def log(self, step: int, values: Mapping[str, float]) -> None:
        """Reports the scalars of one step."""
        self.step = step
        try:
            self._reporter.log(step, values)
        except Exception:
            logger.exception("The scalars of step %d were not reported.", step)

    def record(self, record: AnyRecord) -> None:
        """Reports any other record."""
        try:
            self._reporter.record(record)
        except Exception:
            logger.exception("A record of type %s was not reported.", record.type)

    def persist(self) -> None:
        """Writes everything reported so far to disk, so that it survives this process, if the reporter supports it."""
        try:
            getattr(self._reporter, "persist", lambda: None)()
        except Exception:
            logger.exception("The reported records could not be written to disk.")

    def event(
        self, step: int, level: Literal["info", "warning", "error"], kind: str, message: str, **data: Any
    ) -> None:
        """Reports an event. What cannot be stored is replaced, as a message may repeat what a policy wrote."""
        self.record(EventRecord(step=step, level=level, kind=kind, message=cleaned_text(message), data=cleaned(data)))
