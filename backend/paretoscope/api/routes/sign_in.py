"""Signs people in on the page: the token becomes a cookie that scripts cannot read."""

import hmac

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from paretoscope.api.http.dependencies import UsesServices
from paretoscope.api.http.problems import problem
from paretoscope.api.http.responses import described_problems
from paretoscope.api.http.security import COOKIE, session_of

MAX_AGE_SECONDS = 30 * 24 * 3600

router = APIRouter(prefix="/api/session", tags=["session"])


class SignIn(BaseModel):
    """The access token of the server."""

    model_config = ConfigDict(
        extra="forbid", use_attribute_docstrings=True, json_schema_extra={"examples": [{"token": "a long secret"}]}
    )

    token: str = Field(max_length=512)
    """The server's token."""


@router.post("", status_code=204, summary="Sign in", responses=described_problems(403, 408, 413))
def post_session(body: SignIn, request: Request, services: UsesServices) -> Response:
    """Sets a session cookie. A server without a token accepts everyone."""
    token = services.settings.token
    if token is None:
        return Response(status_code=204)
    if not hmac.compare_digest(body.token.encode(), token.encode()):
        return problem(401, "The token is wrong", "It is not this server's token.", "Ask the operator for it.")
    response = Response(status_code=204)
    response.set_cookie(
        COOKIE,
        session_of(token),
        max_age=MAX_AGE_SECONDS,
        httponly=True,
        samesite="strict",
        secure=request.scope["scheme"] == "https",
    )
    return response


@router.delete("", status_code=204, summary="Sign out", responses=described_problems(403))
def delete_session() -> Response:
    """Removes the session cookie."""
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response
