"""Sessions of people who have signed in: one row each, which sign-out deletes.

The cookie is a random secret. The row has its HMAC under the server's token, so that neither the database nor a backup
of it opens a session, and a new token ends all of them.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from paretoscope.store.database import Database
from paretoscope.store.server_models import SignInRow

LIFETIME = timedelta(days=30)
MAX_COOKIES = 4
"""Cookies of one request that are looked up; a browser sends one."""
MAX_COOKIE = 200


class SignIns:
    """The sessions of one server.

    Args:
        database: where they are kept.
        token: the server's token.
    """

    def __init__(self, database: Database, token: str) -> None:
        self._database, self._token = database, token

    def open(self) -> str:
        """Begins a session and returns its cookie; sessions that are over are forgotten."""
        cookie, now = secrets.token_urlsafe(32), datetime.now(UTC)
        with self._database.write() as session:
            session.execute(delete(SignInRow).where(SignInRow.expires_at <= now))
            session.add(SignInRow(cookie_hash=self._hash(cookie), created_at=now, expires_at=now + LIFETIME))
        return cookie

    def is_open(self, cookies: Iterable[str]) -> bool:
        """Returns whether one of the cookies belongs to a session that is neither signed out nor over."""
        hashes = self._hashes(cookies)
        if not hashes:
            return False
        query = select(SignInRow.cookie_hash).where(
            SignInRow.cookie_hash.in_(hashes), SignInRow.expires_at > datetime.now(UTC)
        )
        with self._database.read() as session:
            return session.scalar(query.limit(1)) is not None

    def close(self, cookies: Iterable[str]) -> None:
        """Ends the sessions of the cookies."""
        hashes = self._hashes(cookies)
        if hashes:
            with self._database.write() as session:
                session.execute(delete(SignInRow).where(SignInRow.cookie_hash.in_(hashes)))

    def _hashes(self, cookies: Iterable[str]) -> list[str]:
        return [self._hash(cookie) for cookie in cookies if 0 < len(cookie) <= MAX_COOKIE][:MAX_COOKIES]

    def _hash(self, cookie: str) -> str:
        return hmac.new(self._token.encode(), cookie.encode(), hashlib.sha256).hexdigest()
