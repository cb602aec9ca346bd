"""Answers about queries that choose runs."""

from paretoscope.schema.answers.base import Answer


class QueryName(Answer):
    """A name that a query may compare."""

    name: str
    """The name, such as `objective.accuracy`."""
    meaning: str
    """What it stands for, in one sentence."""
    operators: list[str]
    """Operators by which it can be compared."""
    values: list[str]
    """Values that runs have, where they are few; to be written in quotes if they are not single words."""


class QueryNames(Answer):
    """What queries may compare."""

    names: list[QueryName]
    """The names, those of all runs first."""
