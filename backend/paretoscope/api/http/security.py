"""Checks host, origin and, if one is set, the token of every request.

Without a token only this machine reaches the server, and the checks of Host and Origin keep web pages of other sites
from using it through the browser of the person who runs it.
"""

import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import unquote_to_bytes, urlsplit

from fastapi import Response
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paretoscope.api.http.problems import database_problem, problem
from paretoscope.api.http.sign_ins import SignIns
from paretoscope.settings import Settings, is_loopback

COOKIE = "paretoscope_session"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_PATHS = frozenset({"/api/health", "/api/session"})
DEFAULT_PORTS = {"http": 80, "https": 443}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            # Mantine, Plotly and CodeMirror make style sheets while they run.
            "style-src 'self' 'unsafe-inline'",
            # Charts are saved as pictures by way of these addresses.
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "frame-ancestors 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    ),
}


class SecurityMiddleware:
    """Refuses requests from wrong hosts, sites or people, and adds security headers."""

    def __init__(self, app: ASGIApp, settings: Settings, sign_ins: SignIns | None) -> None:
        self._app = app
        self._settings = settings
        self._sign_ins = sign_ins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refuse(scope) or await self._refuse_stranger(scope)
        await (refusal or self._app)(scope, receive, send_with_headers)

    def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not _is_text(scope):
            return problem(
                400,
                "The address is not valid",
                "It has a NUL character, or bytes that are not UTF-8.",
                "Leave them out, and encode text as UTF-8.",
            )
        return self._refuse_host(headers) or self._refuse_origin(scope, headers)

    def _refuse_host(self, headers: Headers) -> Response | None:
        name = _host_name(headers.get("host", ""))
        if not self._settings.is_loopback or is_loopback(name) or name in self._settings.allowed_hosts:
            return None
        return problem(
            400,
            "This host is not served here",
            f"The server listens on {self._settings.host}, and '{name}' is not a name of this machine.",
            f"Open http://127.0.0.1:{self._settings.port}, or add the name to PARETOSCOPE_ALLOWED_HOSTS.",
        )

    def _refuse_origin(self, scope: Scope, headers: Headers) -> Response | None:
        origin = headers.get("origin")
        if scope["method"] in SAFE_METHODS or origin is None or _same_site(origin, headers.get("host", "")):
            return None
        return problem(
            403,
            "The request comes from another site",
            f"A page of {origin} sent it, and only this server's own pages may change anything.",
            "Send it from the server's own page, or from a program, which sends no Origin.",
        )

    async def _refuse_stranger(self, scope: Scope) -> Response | None:
        headers, token, path = Headers(scope=scope), self._settings.token, scope["path"]
        if token is None or not path.startswith("/api") or path in OPEN_PATHS:
            return None
        if is_token(headers.get("authorization", ""), token):
            return None
        cookies = session_cookies(headers)
        if cookies and self._sign_ins is not None:
            try:
                if await run_in_threadpool(self._sign_ins.is_open, cookies):
                    return None
            except (OperationalError, PoolTimeoutError) as error:
                return database_problem(scope["method"], path, error)
        return problem(
            401,
            "The token is missing or wrong",
            "This server answers only those who know its token.",
            "Send it as 'Authorization: Bearer <token>', or sign in on the page.",
            headers={"WWW-Authenticate": "Bearer"},
        )


def is_token(authorization: str, token: str) -> bool:
    """Returns whether an Authorization header carries the token."""
    scheme, _, given = authorization.partition(" ")
    return scheme.lower() == "bearer" and _equal(given.strip(), token)


def _is_text(scope: Scope) -> bool:
    """Returns whether path and query are text that every database can compare with its own."""
    try:
        address = unquote_to_bytes(b"%b?%b" % (scope.get("raw_path") or b"", scope["query_string"]))
        return "\x00" not in address.decode() and "\x00" not in scope["path"]
    except UnicodeDecodeError:
        return False


def _equal(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def session_cookies(headers: Headers) -> list[str]:
    """Returns the cookies of sessions that a request carries."""
    found = []
    for header in headers.getlist("cookie"):
        try:
            cookies = SimpleCookie(header)
        except CookieError:
            continue
        if COOKIE in cookies:
            found.append(cookies[COOKIE].value)
    return found


def _host_name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _same_site(origin: str, host: str) -> bool:
    try:
        ours, theirs = urlsplit(f"//{host}"), urlsplit(origin)
        default = DEFAULT_PORTS.get(theirs.scheme)
        same_port = (theirs.port or default) == (ours.port or default)
    except ValueError:
        return False
    return default is not None and theirs.hostname is not None and theirs.hostname == ours.hostname and same_port
