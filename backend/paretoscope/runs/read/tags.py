"""Lists the tags that runs have."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from paretoscope.schema.answers.tags import TagCount, TagsAnswer
from paretoscope.store.models import RunRow, RunTagRow

MOST = 1000


def list_tags(session: Session) -> TagsAnswer:
    """Returns the tags of runs that are not archived, those of most runs first; at most 1,000."""
    count = func.count()
    query = select(RunTagRow.tag, count).join(RunRow, RunRow.id == RunTagRow.run_id).where(RunRow.archived.is_(False))
    rows = session.execute(query.group_by(RunTagRow.tag).order_by(count.desc(), RunTagRow.tag).limit(MOST))
    return TagsAnswer(tags=[TagCount(name=tag, count=number) for tag, number in rows])
