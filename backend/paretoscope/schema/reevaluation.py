"""Runs that train nothing and evaluate saved policies of other runs."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from paretoscope.schema.base import Section, refuse
from paretoscope.schema.records import Split, SplitName

MAX_POINTS = 5000
MAX_RUNS = 1000

RunIdText = Annotated[str, Field(pattern=r"^[0-9a-z]{1,32}$")]
SavedStep = Annotated[int, Field(ge=0, le=1_000_000)]
ResultName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")]


class EvaluatedRun(Section):
    """A run, and the steps whose policies are evaluated."""

    run_id: RunIdText
    """Run that saved the policies."""
    steps: list[SavedStep] = Field(min_length=1, max_length=MAX_POINTS)
    """Steps with a checkpoint, each once; 0 is the untrained policy."""


class Reevaluation(Section):
    """Evaluates saved policies of other runs instead of training. The task, objectives, number of samples and temperature are those of this config, and all policies are evaluated with the same random numbers. The results are evaluations of the other runs."""

    points: list[EvaluatedRun] = Field(min_length=1, max_length=MAX_RUNS)
    """The policies to evaluate."""
    split: Split = "test"
    """Split of the task."""
    name: ResultName
    """Name of the results. Together with the split it gives the name under which they are listed, such as `test@math500`."""

    @property
    def split_name(self) -> SplitName:
        """Name of the results beside the splits of the evaluated runs, such as `test@math500`."""
        return f"{self.split}@{self.name}"

    @property
    def places(self) -> list[tuple[str, int]]:
        """Run and step of each policy, in the order in which they are evaluated."""
        return [(run.run_id, step) for run in self.points for step in run.steps]

    @model_validator(mode="after")
    def _points_differ(self) -> Self:
        runs = [run.run_id for run in self.points]
        for index, run in enumerate(self.points):
            field = f"reevaluation.points.{index}"
            if run.run_id in runs[:index]:
                refuse(f"{field}.run_id", f"Run {run.run_id} is listed twice. List it once, with all its steps.")
            if len(set(run.steps)) < len(run.steps):
                refuse(f"{field}.steps", "A step is listed twice. List each step once.")
        if len(self.places) > MAX_POINTS:
            refuse(
                "reevaluation.points",
                f"{len(self.places):,} policies are more than the {MAX_POINTS:,} that one run may evaluate. Divide them among several.",
            )
        return self
