"""Finds out which policies of runs are still kept, and where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.store.models import RunRow
from paretoscope.store.record_models import CheckpointRow
from paretoscope.store.series import groups


@dataclass(frozen=True)
class KeptPolicies:
    """The policies of some runs that can still be loaded."""

    runs: dict[str, RunRow]
    """Those of the runs that still exist, by id."""
    _checkpoints: dict[tuple[str, int], CheckpointRow]

    @classmethod
    def of(cls, session: Session, run_ids: Iterable[str]) -> "KeptPolicies":
        """Reads the runs, their checkpoints, and the checkpoints that they start from."""
        runs: dict[str, RunRow] = {}
        for group in groups(list(dict.fromkeys(run_ids))):
            runs |= {run.id: run for run in session.scalars(select(RunRow).where(RunRow.id.in_(group)))}
        owners = dict.fromkeys([*runs, *(run.parent_run_id for run in runs.values() if run.parent_run_id)])
        found: dict[tuple[str, int], CheckpointRow] = {}
        for group in groups(list(owners)):
            query = select(CheckpointRow).where(CheckpointRow.run_id.in_(group), CheckpointRow.deleted.is_(False))
            found |= {(row.run_id, row.step): row for row in session.scalars(query)}
        return cls(runs, found)

    def checkpoint(self, run_id: str, step: int) -> CheckpointRow | None:
        """Returns the checkpoint with the policy of a step; that of step 0 of a fork belongs to another run."""
        run = self.runs.get(run_id)
        if run is None:
            return None
        own = self._checkpoints.get((run_id, step))
        if own is None and step == 0 and run.parent_run_id is not None and run.parent_step is not None:
            return self._checkpoints.get((run.parent_run_id, run.parent_step))
        return own

    def has(self, run_id: str, step: int) -> bool:
        """Whether the policy of a step can be loaded. The untrained policy is the model of the config."""
        run = self.runs.get(run_id)
        is_model = run is not None and step == 0 and run.config.get("fork") is None
        return is_model or self.checkpoint(run_id, step) is not None

    def steps(self, run_id: str) -> Sequence[int]:
        """Returns the steps of a run whose policies have a checkpoint, in ascending order."""
        return sorted(step for owner, step in self._checkpoints if owner == run_id)
