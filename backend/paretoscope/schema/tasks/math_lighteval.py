"""MATH-lighteval: the MATH benchmark by subject and level."""

from typing import Annotated, Literal

from pydantic import Field

from paretoscope.schema.tasks.base import BOXED_SUFFIX, AskedTask, DataPath

Subject = Literal[
    "Algebra",
    "Counting & Probability",
    "Geometry",
    "Intermediate Algebra",
    "Number Theory",
    "Prealgebra",
    "Precalculus",
]
Level = Annotated[int, Field(ge=1, le=5)]


class MathLightevalTask(AskedTask):
    """Competition mathematics by subject and level, in the layout of MATH-lighteval (`problem`, `solution`, `level`, `type`) or of verl."""

    type: Literal["math_lighteval"] = "math_lighteval"
    path: DataPath | None = None
    """A file, or a folder with `train` and `test` files, inside the operator's data roots. If left out, `DigitalLearningGmbH/MATH-lighteval` is fetched from the Hub."""
    subjects: list[Subject] = Field(default_factory=list, max_length=7)
    """Subjects to use. If left out, all subjects are used."""
    levels: list[Level] = Field(default_factory=list, max_length=5)
    """Levels of difficulty to use, from 1 to 5. If left out, all levels are used."""
    prompt_suffix: str = Field(default=BOXED_SUFFIX, max_length=20_000)
    """Text added to every problem that does not already end with it. If left out, it is the suffix of arXiv 2509.11452."""
