"""The part of the client that changes what people say about runs: names, notes and tags, and what is archived."""

from collections.abc import Sequence
from typing import Any

from paretoscope.client.requests import Requests
from paretoscope.schema.answers.run import Run
from paretoscope.schema.answers.tags import ChangedRuns, TagCount, TagsAnswer


class RunChangeRequests(Requests):
    """Requests that change runs, one by one or several at once. Several are changed all, or none."""

    def change_run(self, run_id: str, **changes: Any) -> Run:
        """Changes ``name``, ``notes``, ``tags``, ``archived`` or ``priority`` of a run."""
        return self._ask(Run, "PATCH", f"/runs/{run_id}", changes)

    def tags(self) -> list[TagCount]:
        """Returns the tags that runs have, those of most runs first."""
        return self._ask(TagsAnswer, "GET", "/tags").tags

    def tag(self, run_ids: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = ()) -> list[str]:
        """Adds tags to runs and removes others; returns the runs that have changed."""
        return self._change("tags", run_ids, add=list(add), remove=list(remove))

    def archive(self, run_ids: Sequence[str], *, archived: bool = True) -> list[str]:
        """Archives runs, so that lists leave them out, or takes them back; returns the runs that have changed."""
        return self._change("archive", run_ids, archived=archived)

    def stop_runs(self, run_ids: Sequence[str]) -> list[str]:
        """Asks runs to save a checkpoint and stop; returns those that had not ended."""
        return self._change("stop", run_ids)

    def retry_runs(self, run_ids: Sequence[str]) -> list[str]:
        """Queues failed or crashed runs again; raises ``ConflictError`` if one of them has not failed."""
        return self._change("retry", run_ids)

    def delete_runs(self, run_ids: Sequence[str]) -> list[str]:
        """Deletes runs, everything they reported and their files; raises ``ConflictError`` while one is running."""
        return self._change("delete", run_ids)

    def _change(self, what: str, run_ids: Sequence[str], **body: Any) -> list[str]:
        return self._ask(ChangedRuns, "POST", f"/runs/{what}", {"runs": list(run_ids), **body}).runs
