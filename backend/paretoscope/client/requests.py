"""What the parts of the client that are in files of their own share."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

Parsed = TypeVar("Parsed", bound=BaseModel)


class Requests:
    """Base class of groups of requests. What can be raised is described at `Client`, which sends them."""

    def _ask(
        self, model: type[Parsed], method: str, path: str, body: object = None, params: Mapping[str, Any] | None = None
    ) -> Parsed:
        raise NotImplementedError

    def _call(self, method: str, path: str, body: object = None, params: Mapping[str, Any] | None = None) -> Any:
        raise NotImplementedError


def as_data(body: BaseModel | Mapping[str, Any]) -> dict[str, Any]:
    """Returns the body of a request as JSON-able data."""
    return body.model_dump(mode="json") if isinstance(body, BaseModel) else dict(body)
