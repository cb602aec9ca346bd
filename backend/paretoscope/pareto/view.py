"""Which points of runs are compared, and on which axes they are measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from paretoscope.pareto.axes import Axes, common_axes
from paretoscope.schema.records import SplitName

LAST_STEP = 2**53


class ViewError(ValueError):
    """A view does not fit the runs. `field` is the part of it that is wrong."""

    def __init__(self, field_name: Literal["reference_point", "scale"], message: str) -> None:
        super().__init__(message)
        self.field = field_name


@dataclass(frozen=True)
class View:
    """Which points of runs are compared, and how they are measured."""

    split: SplitName = "validation"
    """Split of the points. Axes always follow from the validation split."""
    report: SplitName | None = None
    """Split on which the same points are reported besides; None for no other one."""
    steps: tuple[int, int] | Literal["last"] = (0, LAST_STEP)
    """First and last step of the points, or `last` for the last point of each run."""
    reference_point: Mapping[str, float] = field(default_factory=dict)
    """References to use instead of the worst one of the runs."""
    scale: Mapping[str, float] = field(default_factory=dict)
    """Scales to use instead of the largest one of the runs."""

    @property
    def is_whole(self) -> bool:
        """Whether these are all validation points, whose contributions a run measures itself."""
        return self.split == "validation" and self.steps == (0, LAST_STEP)

    def between(self, steps: Sequence[int]) -> tuple[int, int]:
        """Returns the first and the last step to show of a run whose points have these ascending steps."""
        if self.steps != "last":
            return self.steps
        return (steps[-1], steps[-1]) if len(steps) else (LAST_STEP, LAST_STEP)

    def axes(self, runs: Sequence[Axes]) -> Axes:
        """Returns the axes that runs share, with the references and scales of this view.

        Raises:
            NothingSharedError: the runs share no objective.
            ViewError: a reference or a scale is for another objective, or it is not possible.
            ValueError: no run was given.
        """
        common = common_axes(runs)
        try:
            moved = common.moved(self.reference_point, {})
        except ValueError as error:
            raise ViewError("reference_point", str(error)) from error
        try:
            return moved.moved({}, self.scale)
        except ValueError as error:
            raise ViewError("scale", str(error)) from error


WHOLE = View()
"""All validation points, on the axes that follow from the runs."""
