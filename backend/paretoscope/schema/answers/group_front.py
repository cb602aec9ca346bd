"""Answers about fronts of groups of runs."""

from typing import Any

from paretoscope.schema.answers.base import Answer
from paretoscope.schema.answers.groups import BestPoint, Measure

End = float | None


class AttainmentSurface(Answer):
    """The best points that at least a share of a group's runs attain."""

    percent: int
    """The share, in percent."""
    points: list[tuple[float, float]]
    """Corners of the staircase as pairs of x and y, by ascending x, in the objectives' own units."""


class PairAttainment(Answer):
    """Attainment surfaces of a group for two objectives."""

    x: str
    """Objective of the first axis."""
    y: str
    """Objective of the second axis."""
    runs: int
    """Number of runs with points, of which the percentages are taken."""
    surfaces: list[AttainmentSurface]
    """The 25, 50 and 75 % surfaces; empty without points."""


class GroupFront(Answer):
    """The fronts of a group's runs."""

    id: str
    """Id of the group; it stays the same while the fields and their values do."""
    key: dict[str, Any]
    """Values of the chosen fields; for replicates, of the fields in which the groups differ."""
    label: str
    """The values in words."""
    n: int
    """Number of runs."""
    run_ids: list[str]
    """Ids of the runs."""
    attainment: list[PairAttainment]
    """Attainment surfaces for each pair of objectives."""
    hypervolume: float
    """Hypervolume of the points of all its runs together, which grows with the number of runs."""
    hypervolume_share: float | None
    """This hypervolume as a share of that of all runs; null if that is 0."""
    exclusive_share: float | None
    """Share of the hypervolume of all runs that only this group dominates; null if that is 0."""
    igd_plus: Measure
    """IGD+ of each run's front to the union front, in units of the scale; smaller is better."""
    additive_epsilon: Measure
    """By how many scales each run's front must improve to dominate the union front; smaller is better."""
    expected_utility: Measure
    """Best weighted sum of a point, averaged over preferences, in units of the scale above the reference point."""


class UnionFront(Answer):
    """The front of all runs together."""

    points: list[BestPoint]
    """Points that no point of any run dominates."""
    hypervolume: float
    """Its hypervolume."""
    exclusive: dict[str, float]
    """For each run, the hypervolume that only this run dominates."""
    expected_utility: float | None
    """Expected utility of the union front; null without points."""


class DifferenceRegion(Answer):
    """A rectangle in which the difference of two groups is the same."""

    x: tuple[End, End]
    """Smallest and largest value of the first objective; null where the rectangle has no end."""
    y: tuple[End, End]
    """Smallest and largest value of the second objective; null where the rectangle has no end."""
    difference: float
    """Share of the runs of `one` that attain its points, minus that of `other`; -1 to 1."""


class DifferenceMap(Answer):
    """Where the runs of one group attain points more or less often than those of another."""

    x: str
    """Objective of the first axis."""
    y: str
    """Objective of the second axis."""
    one: str
    """Id of one group."""
    other: str
    """Id of the other group."""
    regions: list[DifferenceRegion]
    """Rectangles in which the groups differ."""
