"""Sends the requests to a judge, which is an OpenAI-compatible API.

A request that fails is sent again after a pause, which doubles each time. If the first requests of a batch all fail,
the others are not sent, because otherwise an unreachable endpoint would delay training by one timeout per request.
"""

import threading
import time
from dataclasses import dataclass
from typing import Any

import httpx

from paretoscope.schema import objectives as schema
from paretoscope.settings import Settings
from paretoscope_worker.objectives.errors import ObjectiveError

PAUSE_SECONDS = 0.5
"""Pause before a request is repeated for the first time."""
GIVE_UP_AFTER = 8
"""Failed requests after which the rest of a batch is not sent, if no request of the batch was answered."""
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""HTTP statuses after which the same request may succeed later."""


class JudgeError(Exception):
    """A question got no rating. The message says why, and how to correct it."""


@dataclass(frozen=True)
class Endpoint:
    """Address and key of a judge."""

    url: str
    key: str | None
    """None sends no key."""


def allowed_endpoint(config: schema.Judge, settings: Settings) -> Endpoint:
    """Returns the endpoint of a judge.

    Raises:
        ObjectiveError: the operator of this worker does not allow the endpoint.
    """
    allowed = settings.judge_endpoints
    url = config.endpoint.rstrip("/") if config.endpoint else next(iter(allowed), "")
    if url not in allowed:
        asked = f"'{url}' is not among them" if url else "none is given"
        raise ObjectiveError(
            f"The objective '{config.name}' may use only endpoints that the operator of this worker allows, and "
            f"{asked}: {', '.join(allowed) or 'the list is empty'}. Choose an allowed endpoint, or ask the operator to "
            "add yours to PARETOSCOPE_JUDGE_ENDPOINTS and restart the worker."
        )
    return Endpoint(url, settings.judge_keys.get(url))


class Requests:
    """The requests of one scoring, sent from several threads."""

    def __init__(self, client: httpx.Client, config: schema.Judge, model: str | None) -> None:
        self.model = model
        self._client = client
        self._config = config
        self._lock = threading.Lock()
        self._not_listed: JudgeError | None = None
        self._answered = False
        self._failed = 0
        self._first_failure = ""

    def ask(self, question: str) -> str:
        """Returns the judge's reply.

        Raises:
            JudgeError: the judge gave no reply.
        """
        if not self._answered and self._failed >= GIVE_UP_AFTER:
            raise JudgeError(self._first_failure)
        try:
            reply = self._send(question)
        except JudgeError as error:
            with self._lock:
                self._failed += 1
                self._first_failure = self._first_failure or str(error)
            raise
        self._answered = True
        return reply

    def _send(self, question: str) -> str:
        body = {
            "model": self._model(),
            "messages": [{"role": "user", "content": question}],
            "temperature": self._config.temperature,
            "max_tokens": self._config.max_tokens,
        }
        answer = self._request("POST", "/chat/completions", json=body)
        try:
            return str(answer["choices"][0]["message"]["content"] or "")
        except (KeyError, IndexError, TypeError):
            raise JudgeError(
                "It answered without choices[0].message.content. Give the base URL of an OpenAI-compatible API."
            ) from None

    def _model(self) -> str:
        """Returns the model to ask. If the models cannot be listed, the other threads get the same error at once."""
        with self._lock:
            if self._not_listed is not None:
                raise JudgeError(str(self._not_listed))
            if self.model is None:
                try:
                    self.model = self._first_listed()
                except JudgeError as error:
                    self._not_listed = error
                    raise
            return self.model

    def _first_listed(self) -> str:
        listed = self._request("GET", "/models")
        try:
            return str(listed["data"][0]["id"])
        except (KeyError, IndexError, TypeError):
            raise JudgeError("It lists no model. Set the judge's model.") from None

    def _request(self, method: str, path: str, **arguments: Any) -> Any:
        for attempt in range(self._config.retries + 1):
            try:
                response = self._client.request(method, path, **arguments)
                if response.is_success:
                    return response.json()
            except httpx.TimeoutException:
                problem = (
                    f"It did not answer within timeout_seconds ({self._config.timeout_seconds:g} s). "
                    "Raise that, or lower concurrency."
                )
            except (httpx.HTTPError, ValueError) as error:
                problem = (
                    f"{type(error).__name__}: {error}. Check that the endpoint is up and reachable by this worker."
                )
            else:
                problem = (
                    f"It answered {response.status_code}: {response.text[:300]}. Correct the judge's settings or key."
                )
                if response.status_code not in PASSING:
                    break
            if attempt < self._config.retries:
                time.sleep(PAUSE_SECONDS * 2**attempt)
        raise JudgeError(problem)
