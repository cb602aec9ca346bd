"""The OpenAPI document, which also has schemas for problems, streams and batches."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic.json_schema import models_json_schema

from paretoscope.schema.answers.problem import Problem
from paretoscope.schema.records import RecordBatch

DESCRIPTION = """Train a language model towards several objectives at once and see the trade-off while it happens.

Errors are `application/problem+json`: `title` says what was wrong, `detail` why, `instead` what to do instead, and
`errors` names the fields. A server with a token asks for it on every route but `/api/health` and `/api/session`, as
`Authorization: Bearer <token>` or as the cookie that `POST /api/session` sets."""


def describe_api(app: FastAPI) -> dict[str, Any]:
    """Returns the OpenAPI document of an app. It is made only once."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        components = document.setdefault("components", {})
        components["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer"},
            "session": {"type": "apiKey", "in": "cookie", "name": "paretoscope_session"},
        }
        document["security"] = [{}, {"token": []}, {"session": []}]
        components["schemas"] = dict(sorted({**_unreferenced(), **components.get("schemas", {})}.items()))
        _put_examples(document, app)
        app.openapi_schema = document
    return app.openapi_schema


def _put_examples(document: dict[str, Any], app: FastAPI) -> None:
    """Restores the examples of answers, because FastAPI drops their null values."""
    for route in (route for router in app.state.routers for route in router.routes if isinstance(route, APIRoute)):
        for method in route.methods or ():
            answers = document["paths"][route.path][method.lower()]["responses"]
            for status, answer in route.responses.items():
                for media_type, content in answer.get("content", {}).items():
                    answers[str(status)]["content"][media_type] |= content


def _unreferenced() -> dict[str, Any]:
    """Returns the schemas of models that FastAPI does not see in any endpoint."""
    models: list[tuple[Any, Any]] = [(Problem, "serialization"), (RecordBatch, "validation")]
    _, shared = models_json_schema(models, ref_template="#/components/schemas/{model}")
    found: dict[str, Any] = shared["$defs"]
    return found
