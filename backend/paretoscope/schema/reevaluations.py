"""What a client asks for: which saved policies are evaluated again, and how."""

from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from paretoscope.schema.base import Section, refuse
from paretoscope.schema.records import Split
from paretoscope.schema.reevaluation import MAX_RUNS, EvaluatedRun, ResultName, RunIdText
from paretoscope.schema.run_config import MAX_NAME
from paretoscope.schema.sweeps import Priority
from paretoscope.schema.tags import Tags
from paretoscope.schema.tasks import Task
from paretoscope.schema.training import why_alike

Which = Literal["front", "best", "last", "all"]

_EXAMPLE: dict[str, Any] = {"runs": ["7k2m9q4xw1zp"], "which": "front", "split": "test", "samples": 4}


class ReevaluationRequest(Section):
    """Saved policies to evaluate again. All of them must have the same model and objectives."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    runs: list[RunIdText] = Field(default_factory=list, max_length=MAX_RUNS)
    """Runs of which `which` chooses the policies."""
    sweeps: list[RunIdText] = Field(default_factory=list, max_length=50)
    """Sweeps, which stand for their runs."""
    tags: Tags = Field(default_factory=list)
    """Tags, which stand for the runs that have them and are not archived."""
    which: Which = "front"
    """Policies of these runs: the points of the validation `front`, the `best` validation point of each objective, the `last` one, or `all` that are kept. Points whose weights are not kept are left out; an event names them."""
    points: list[EvaluatedRun] = Field(default_factory=list, max_length=MAX_RUNS)
    """Policies that are named one by one; step 0 is the untrained policy."""
    split: Split = "test"
    """Split of the task."""
    task: Task | None = None
    """Task to evaluate on. If left out, it is the task of the runs, which must then be the same for all."""
    samples: int | None = Field(default=None, ge=1, le=1024)
    """Completions sampled per prompt. If left out, as many as in the runs' own evaluations; 1 if they are greedy."""
    temperature: float | None = Field(default=None, ge=0.0, le=10.0)
    """Sampling temperature; 0 is greedy. If left out, it is that of the runs' own evaluations."""
    max_prompts: int | None = Field(default=None, ge=1, le=1_000_000)
    """Largest number of prompts. If left out, as in the runs' own evaluations."""
    max_new_tokens: int | None = Field(default=None, ge=1, le=131_072)
    """Longest completion in tokens. If left out, as in the runs."""
    name: ResultName | None = None
    """Name of the results, which are listed as `split@name`. If left out, it says what differs from the runs' own evaluations, such as `greedy`."""
    title: str = Field(default="", max_length=MAX_NAME)
    """Name of the job in tables of runs."""
    priority: Priority = 0
    """Jobs with a higher priority are claimed first."""

    @property
    def result_name(self) -> str:
        """Name of the results: the given one, or what differs from the runs' own evaluations."""
        differs = [
            self.task.type if self.task else "",
            "greedy" if self.temperature == 0 else "",
            f"t{self.temperature:g}" if self.temperature else "",
            f"{self.samples}-samples" if self.samples and self.samples > 1 else "",
            f"{self.max_prompts}-prompts" if self.max_prompts else "",
            f"{self.max_new_tokens}-tokens" if self.max_new_tokens else "",
        ]
        return self.name or "-".join(part for part in differs if part) or "again"

    @model_validator(mode="after")
    def _something_is_chosen(self) -> Self:
        if not (self.runs or self.sweeps or self.tags or self.points):
            refuse(
                "runs", "Nothing is chosen. Give runs, sweeps, tags or points, of which at least one policy is kept."
            )
        return self

    @model_validator(mode="after")
    def _samples_differ(self) -> Self:
        if self.samples is not None and (problem := why_alike(self.samples, self.temperature)):
            refuse("samples", problem)
        return self
