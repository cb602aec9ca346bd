"""Which groups are best, as far as their runs can tell."""

from collections.abc import Sequence
from typing import Literal

from paretoscope.stats.intervals import finite
from paretoscope.stats.pairs import Sample, paired_difference

Mark = Literal["best", "tied"]


def mark_best(groups: Sequence[Sample], *, higher_is_better: bool = True) -> list[Mark | None]:
    """Marks the best group, or all groups that may be the best.

    A group is `best` only if the interval of its paired difference to the runner-up excludes 0. Otherwise, it is
    `tied` with every group to which its difference is measured and may be 0. A group of one run is never marked.

    Args:
        groups: one value per stratum and seed for each group.
        higher_is_better: direction of the values.
    """
    sign = 1.0 if higher_is_better else -1.0
    kept = [finite(group.values()) for group in groups]
    order = sorted((-sign * float(values.mean()), index) for index, values in enumerate(kept) if len(values))
    marks: list[Mark | None] = [None] * len(groups)
    if len(order) < 2 or len(kept[order[0][1]]) < 2:
        return marks
    leader, *others = (index for _, index in order)
    differences = {index: paired_difference(groups[leader], groups[index]) for index in others}
    if differences[others[0]].excludes_zero:
        marks[leader] = "best"
        return marks
    tied = [index for index, one in differences.items() if one.interval is not None and not one.excludes_zero]
    for index in [leader, *tied] if tied else []:
        marks[index] = "tied"
    return marks
