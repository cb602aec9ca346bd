"""The base class of every section of a run config, and what validators share."""

from typing import Annotated, Any, Never

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError


def _own_fields_first(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Puts a section's own fields before the inherited ones, so that a form shows them first."""
    properties = schema.get("properties", {})
    own = {name: properties[name] for name in model.__annotations__ if name in properties}
    schema["properties"] = own | {name: shape for name, shape in properties.items() if name not in own}


class Section(BaseModel):
    """One section of a run config. It refuses unknown keys, NaN and infinity; a parsed section cannot be changed."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        json_schema_extra=_own_fields_first,
    )


Fraction = Annotated[float, Field(ge=0.0, le=1.0)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Weights = Annotated[dict[str, Annotated[float, Field(ge=0.0, le=1.0)]], Field(max_length=64)]


def refuse(field: str, message: str) -> Never:
    """Refuses a config from a validator that looks at several sections.

    Args:
        field: path from the top of the config, such as ``weighting.weights``; a form shows the message beside it.
        message: what is wrong, why, and what to do instead.

    Raises:
        PydanticCustomError: always; its context carries ``field``.
    """
    raise PydanticCustomError("inconsistent_config", "{message}", {"message": message, "field": field})
