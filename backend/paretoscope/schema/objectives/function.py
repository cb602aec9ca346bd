"""Function: a reward computed by the user's own Python function."""

from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Name
from paretoscope.schema.objectives.base import Direction, TextObjective


class Function(TextObjective):
    """Reward computed by a Python function `f(prompts, completions, **columns) -> list[float | None]`, as in TRL, with TRL's `trainer_state`, `log_metric` and `log_extra` if it names them. It may be async. The operator must allow its module on the worker."""

    type: Literal["function"] = "function"
    name: Name = "function"
    """Name of the objective in weights, charts and tables."""
    function: str = Field(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*$", max_length=300)
    """The function, as `module:function`."""
    direction: Direction = "maximize"
    """Whether higher or lower return values are better."""
    unit: str = Field(default="", max_length=40)
    """Unit of the return values, shown on axes."""
    natural_range: float | None = Field(default=None, gt=0.0)
    """Difference between the best and the worst possible value; it scales the axis of the hypervolume. If left out, the untrained policy's value scales it."""

    @property
    def axis_label(self) -> str:
        """The value in words."""
        return self.function.rpartition(":")[2].replace("_", " ")
