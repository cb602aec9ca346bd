"""Arithmetic: generated sums and differences."""

from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Section


class ArithmeticTask(Section):
    """Sums and differences of two or three small numbers, with the answer in a box. The problems are generated from a seed, and the splits do not overlap."""

    type: Literal["arithmetic"] = "arithmetic"
    validation_prompts: int = Field(default=128, ge=8, le=1000)
    """Number of problems in the validation split, which steers the weights."""
    test_prompts: int = Field(default=128, ge=8, le=1000)
    """Number of problems in the test split, which is only reported."""
