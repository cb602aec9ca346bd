"""Objectives of a run, one per file: what is rewarded, in which unit it is shown, and which direction is better."""

from typing import Annotated

from pydantic import Field

from paretoscope.schema.objectives.accuracy import Accuracy
from paretoscope.schema.objectives.base import Direction, ObjectiveBase, TextObjective
from paretoscope.schema.objectives.clarity import Clarity
from paretoscope.schema.objectives.conciseness import Conciseness
from paretoscope.schema.objectives.function import Function
from paretoscope.schema.objectives.judge import Judge
from paretoscope.schema.objectives.length_target import LengthTarget
from paretoscope.schema.objectives.pattern_format import Format
from paretoscope.schema.objectives.repetition import Repetition
from paretoscope.schema.objectives.reward_model import RewardModel

Objective = Annotated[
    Accuracy | Conciseness | Clarity | Format | LengthTarget | Repetition | RewardModel | Judge | Function,
    Field(discriminator="type"),
]

__all__ = [
    "Accuracy",
    "Clarity",
    "Conciseness",
    "Direction",
    "Format",
    "Function",
    "Judge",
    "LengthTarget",
    "Objective",
    "ObjectiveBase",
    "Repetition",
    "RewardModel",
    "TextObjective",
]
