"""Signs people in on the page: the token becomes a cookie that scripts cannot read."""

import hmac

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from paretoscope.api.http.dependencies import UsesServices
from paretoscope.api.http.problems import problem
from paretoscope.api.http.responses import described_problems
from paretoscope.api.http.security import COOKIE, session_cookies
from paretoscope.api.http.sign_ins import LIFETIME

router = APIRouter(prefix="/api/session", tags=["session"])


class SignIn(BaseModel):
    """The access token of the server."""

    model_config = ConfigDict(
        extra="forbid", use_attribute_docstrings=True, json_schema_extra={"examples": [{"token": "a long secret"}]}
    )

    token: str = Field(max_length=512)
    """The server's token."""


@router.post("", status_code=204, summary="Sign in", responses=described_problems(403, 408, 413, 429))
def post_session(body: SignIn, request: Request, services: UsesServices) -> Response:
    """Sets a session cookie, which lasts for 30 days or until sign-out. A server without a token accepts everyone."""
    token, sign_ins, limit = services.settings.token, services.sign_ins, services.sign_in_limit
    if token is None or sign_ins is None:
        return Response(status_code=204)
    address = request.client.host if request.client else ""
    wait_seconds = limit.take(address)
    if wait_seconds:
        return problem(
            429,
            "Too many wrong tokens",
            "Tokens are being tried faster than a person would.",
            f"Try again in {wait_seconds} s.",
            headers={"Retry-After": str(wait_seconds)},
        )
    if not hmac.compare_digest(body.token.encode(), token.encode()):
        return problem(401, "The token is wrong", "It is not this server's token.", "Ask the operator for it.")
    limit.give_back(address)
    response = Response(status_code=204)
    response.set_cookie(
        COOKIE,
        sign_ins.open(),
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.scope["scheme"] == "https",
    )
    return response


@router.delete("", status_code=204, summary="Sign out", responses=described_problems(403))
def delete_session(request: Request, services: UsesServices) -> Response:
    """Ends the session of the cookie, and removes the cookie."""
    if services.sign_ins is not None:
        services.sign_ins.close(session_cookies(request.headers))
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response
