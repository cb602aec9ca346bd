"""What tasks share: the length of prompts, how questions become prompts, and how data without splits are divided."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from paretoscope.schema.base import Section

SHORT_PATH = 4096
BOXED_SUFFIX = r"Let's think step by step and output the final answer within \boxed{}."
"""The end of the prompts of arXiv 2509.11452."""

DataPath = Annotated[str, Field(min_length=1, max_length=SHORT_PATH)]
Column = Annotated[str, Field(min_length=1, max_length=200)]


class DataTask(Section):
    """A task whose problems are read from data."""

    max_prompt_tokens: int = Field(default=2048, ge=8, le=131_072)
    """Prompts with more tokens than this are left out; an event of the run says how many."""


class SplitTask(DataTask):
    """A task whose data may have no validation or test split; the missing split is then drawn from the training data."""

    validation_fraction: float = Field(default=0.1, gt=0.0, lt=1.0)
    """Share of the training problems that becomes the validation split if the data have none. Equal prompts stay in the same split."""
    test_fraction: float = Field(default=0.1, gt=0.0, lt=1.0, validate_default=True)
    """The same for the test split."""
    split_seed: int = Field(default=0, ge=0, le=2**31 - 1)
    """Seed for choosing these problems. It does not depend on the run's seed, so runs with different seeds are evaluated on the same problems."""

    @field_validator("test_fraction")
    @classmethod
    def _something_is_left_to_train(cls, test: float, given: ValidationInfo) -> float:
        validation = given.data.get("validation_fraction", 0.0)
        if validation + test >= 1.0:
            raise ValueError(
                f"The fractions for validation ({validation:g}) and test ({test:g}) leave nothing to train on. Lower one of them."
            )
        return test


class AskedTask(SplitTask):
    """A task whose prompts are made from questions."""

    as_chat: bool = True
    """Whether a question becomes a user message in the policy's chat template. Switch it off for a policy without a chat template."""
    system_prompt: str = Field(default="", max_length=20_000)
    """Text before every question; in a chat it is the system message."""


class ColumnTask(AskedTask):
    """A task whose config names the columns of its data."""

    prompt_column: Column = "prompt"
    """Column with the question, as text or as a list of chat messages. A dot leads into a nested column."""
    ground_truth_column: Column | None = "answer"
    """Column with the right answer. Set it to null if there is none and no objective needs it."""
    extra_columns: list[Column] = Field(default_factory=list, max_length=64)
    """Further columns that are passed to the objectives under these names."""
    prompt_suffix: str = Field(default="", max_length=20_000)
    """Text added to every question that does not already end with it."""
