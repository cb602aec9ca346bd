"""Changes what people say about runs: their names, notes and tags, and whether they are archived.

Every function here needs an open write transaction, and `now` is the current time.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from paretoscope.runs.refusals import InvalidError
from paretoscope.runs.rows import lock_run, lock_runs, note, touch
from paretoscope.schema.tags import MAX_TAGS
from paretoscope.store.models import RunRow, RunTagRow


def rename_run(session: Session, run_id: str, name: str | None, notes: str | None, now: datetime) -> RunRow:
    """Changes the name or the notes of a run, and adds an event."""
    run = lock_run(session, run_id)
    if name is not None and name != run.name:
        touch(run, now)
        note(session, run, now, "run_renamed", f"Renamed from '{run.name}' to '{name}'.", before=run.name, after=name)
        run.name = name
    if notes is not None and notes != run.notes:
        touch(run, now)
        note(session, run, now, "notes_changed", "The notes were changed.", before=run.notes)
        run.notes = notes
    return run


def set_tags(session: Session, run_id: str, tags: Sequence[str], now: datetime) -> None:
    """Gives a run these tags and no others, and adds an event.

    Raises:
        NotFoundError: the run does not exist.
    """
    [run] = lock_runs(session, [run_id])
    _set(session, run, tags, now)


def change_tags(
    session: Session, run_ids: Sequence[str], add: Sequence[str], remove: Sequence[str], now: datetime
) -> list[str]:
    """Adds tags to runs and removes others, and returns the runs that have changed.

    Raises:
        NotFoundError: a run does not exist.
        InvalidError: a tag is to be added and removed, or a run would have too many.
    """
    if both := sorted(set(add) & set(remove)):
        raise InvalidError(
            "The tags cannot be changed",
            f"'{both[0]}' is to be added and to be removed.",
            "Name each tag once, in add or in remove.",
            "remove",
        )
    changed = []
    for run in lock_runs(session, run_ids):
        tags = sorted({*run.tags, *add} - set(remove))
        if len(tags) > MAX_TAGS:
            raise _too_many(run, tags)
        if _set(session, run, tags, now):
            changed.append(run.id)
    return changed


def archive_runs(session: Session, run_ids: Sequence[str], *, archived: bool, now: datetime) -> list[str]:
    """Archives runs, so that lists leave them out, or takes them back; returns the runs that have changed.

    Raises:
        NotFoundError: a run does not exist.
    """
    changed = [run for run in lock_runs(session, run_ids) if run.archived != archived]
    for run in changed:
        touch(run, now)
        run.archived = archived
        kind, what = ("run_archived", "archived") if archived else ("run_unarchived", "taken out of the archive")
        note(session, run, now, kind, f"The run was {what}.")
    return [run.id for run in changed]


def _set(session: Session, run: RunRow, tags: Sequence[str], now: datetime) -> bool:
    """Gives a locked run these tags; returns whether they differ from those it had."""
    before = run.tags
    if before == list(tags):
        return False
    touch(run, now)
    kept = [row for row in run.tag_rows if row.tag in tags]
    run.tag_rows = [*kept, *(RunTagRow(tag=tag) for tag in tags if tag not in before)]
    added, removed = sorted(set(tags) - set(before)), sorted(set(before) - set(tags))
    words = [f"{what} {', '.join(some)}" for what, some in (("added", added), ("removed", removed)) if some]
    note(session, run, now, "tags_changed", f"Tags were changed: {'; '.join(words)}.", before=before, after=list(tags))
    return True


def _too_many(run: RunRow, tags: Sequence[str]) -> InvalidError:
    return InvalidError(
        "The run would have too many tags",
        f"Run {run.id} would have {len(tags)} tags, and a run has at most {MAX_TAGS}.",
        "Remove tags that it has, or add fewer.",
        "add",
    )
