"""Groups of runs in charts: one colour per group, its runs in the same colour but faint."""

from collections.abc import Sequence
from dataclasses import dataclass

from paretoscope.figures.parts.colors import Theme, run_color
from paretoscope.figures.parts.text import safe
from paretoscope.pareto.run_data import RunData

MEMBER_OPACITY = 0.25
BAND_OPACITY = 0.15


@dataclass(frozen=True)
class Group:
    """Runs with one label and one colour."""

    label: str
    index: int
    members: Sequence[int]
    """Indices of its runs in the comparison."""
    is_baseline: bool = False
    """Whether the other groups are compared with it."""
    color_index: int | None = None
    """Place of its colour, which groups may share; None for its own."""

    @property
    def name(self) -> str:
        """Label with the number of runs, which stands beside every aggregated line."""
        return f"{self.label}, n = {len(self.members)}" + (", baseline" if self.is_baseline else "")

    @property
    def tag(self) -> str:
        """Label without markup, for the data of traces."""
        return safe(self.label)

    def color(self, theme: Theme) -> str:
        """Returns the colour of the group."""
        return run_color(self.index if self.color_index is None else self.color_index, theme.name)


def groups_of(runs: Sequence[RunData]) -> list[Group]:
    """Returns the groups in the order of their first runs; a run without a label is its own group."""
    members: dict[tuple[str, str], list[int]] = {}
    for index, run in enumerate(runs):
        members.setdefault((run.group, "" if run.group else run.id), []).append(index)
    return [
        Group(label or runs[found[0]].name, index, found, runs[found[0]].in_baseline, runs[found[0]].color_index)
        for index, ((label, _), found) in enumerate(members.items())
    ]
