"""Answers about the tags of runs."""

from paretoscope.schema.answers.base import Answer


class TagCount(Answer):
    """A tag, and how many runs have it."""

    name: str
    """The tag."""
    count: int
    """Number of runs that have it and are not archived."""


class TagsAnswer(Answer):
    """The tags that runs have."""

    tags: list[TagCount]
    """The tags, those of most runs first; at most 1,000."""


class ChangedRuns(Answer):
    """What a request about many runs has changed."""

    runs: list[str]
    """Ids of the runs that have changed, in the order of the request. Runs that were so already are left out."""
