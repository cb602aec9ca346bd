"""Runs calls that may hang, with a time limit."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class DeadlineThread:
    """Runs calls one after another in a separate thread, and stops waiting for a call that takes too long.

    Python cannot end a thread, so a call that took too long continues until the process ends. No other call may follow
    it.
    """

    def __init__(self, name: str) -> None:
        self._calls: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = queue.SimpleQueue()
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def run(self, call: Callable[[], T], seconds: float) -> T:
        """Returns what the call returns, or raises what it raises.

        Raises:
            TimeoutError: the call took longer than `seconds`.
        """
        answer: Future[T] = Future()
        self._calls.put((answer, call))
        return answer.result(seconds)

    def _run(self) -> None:
        while True:
            answer, call = self._calls.get()
            try:
                answer.set_result(call())
            except BaseException as error:
                answer.set_exception(error)
