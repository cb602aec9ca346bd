"""The process of a separate vLLM engine: ``python -m paretoscope_worker.rollouts.vllm_process DESCRIPTOR``.

It receives its settings over a pipe, and then requests, weights, and None for rest. It answers each message with
whether it succeeded, and with the result or the reason.
"""

import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from paretoscope_worker.rollouts.vllm_core import Drawn, Request, VllmCore
from paretoscope_worker.rollouts.weight_memory import WeightMap


def main() -> None:
    """Answers messages until the pipe closes."""
    connection: Connection[Any, Any] = Connection(int(sys.argv[1]))
    with suppress(EOFError):
        settings = connection.recv()
        cores: list[VllmCore] = []
        _answer(connection, lambda: cores.append(VllmCore(settings)))
        while cores:
            _answer(connection, partial(_carry_out, cores[0], connection.recv()))


def _carry_out(core: VllmCore, message: Request | WeightMap | None) -> list[Drawn] | None:
    match message:
        case Request():
            return core.generate(message)
        case WeightMap():
            core.load(message)
        case None:
            core.rest()
    return None


def _answer(connection: "Connection[Any, Any]", call: Callable[[], Any]) -> None:
    try:
        connection.send((True, call()))
    except Exception as error:
        traceback.print_exc()
        connection.send((False, f"{type(error).__name__}: {error}"))


if __name__ == "__main__":
    main()
