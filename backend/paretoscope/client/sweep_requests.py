"""The requests about sweeps as Python methods, which `Client` inherits."""

from collections.abc import Mapping
from typing import Any

from paretoscope.client.requests import Requests, as_data
from paretoscope.schema.answers.sweep import Sweep, SweepPlan, SweepsAnswer, SweepSummary
from paretoscope.schema.sweeps import SweepExtension, SweepRequest


class SweepRequests(Requests):
    """Requests about sweeps. What can be raised is described at `Client`, which sends them."""

    def create_sweep(self, request: SweepRequest | Mapping[str, Any]) -> Sweep:
        """Creates a sweep with all its runs and queues them; one wrong config refuses the whole sweep."""
        return self._ask(Sweep, "POST", "/sweeps", as_data(request))

    def plan_sweep(self, request: SweepRequest | Mapping[str, Any]) -> SweepPlan:
        """Returns what a sweep would create, with an estimate of time and tokens, and creates nothing."""
        return self._ask(SweepPlan, "POST", "/sweeps", as_data(request), params={"dry_run": True})

    def sweep(self, sweep_id: str) -> Sweep:
        """Returns a sweep with its cells and the ids of its runs."""
        return self._ask(Sweep, "GET", f"/sweeps/{sweep_id}")

    def sweeps(self) -> list[SweepSummary]:
        """Returns all sweeps, the newest first."""
        return self._ask(SweepsAnswer, "GET", "/sweeps").sweeps

    def change_sweep(self, sweep_id: str, **changes: Any) -> Sweep:
        """Changes ``name``, ``notes``, ``priority`` or ``paused`` of a sweep."""
        return self._ask(Sweep, "PATCH", f"/sweeps/{sweep_id}", changes)

    def extend_sweep(self, sweep_id: str, extension: SweepExtension | Mapping[str, Any]) -> Sweep:
        """Adds ``seeds``, values of ``axes``, ``cells`` or ``draws`` to a sweep; its runs so far stay as they are."""
        return self._ask(Sweep, "POST", f"/sweeps/{sweep_id}/extend", as_data(extension))

    def stop_sweep(self, sweep_id: str) -> Sweep:
        """Asks all runs of a sweep that have not ended to save a checkpoint and stop."""
        return self._ask(Sweep, "POST", f"/sweeps/{sweep_id}/stop")

    def retry_sweep(self, sweep_id: str, cell: int | None = None) -> Sweep:
        """Queues the failed and crashed runs of a sweep again, or those of the cell with an index."""
        params = {} if cell is None else {"cell": cell}
        return self._ask(Sweep, "POST", f"/sweeps/{sweep_id}/retry", params=params)

    def delete_sweep(self, sweep_id: str, *, with_runs: bool = False) -> None:
        """Deletes a sweep, with its runs or without."""
        self._call("DELETE", f"/sweeps/{sweep_id}", params={"runs": with_runs})
