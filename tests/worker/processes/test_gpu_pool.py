"""Runs take GPUs all at once and in turn."""

import threading
from collections.abc import Callable

import pytest

from paretoscope_worker.processes import gpu_pool
from paretoscope_worker.processes.gpu_pool import GpuPool


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that waits looks often whether it is still wanted."""
    monkeypatch.setattr(gpu_pool, "POLL_SECONDS", 0.05)


class Asking:
    """A run in a thread that asks for GPUs and keeps them until it is told to end."""

    def __init__(self, pool: GpuPool, count: int, is_wanted: Callable[[], bool] = lambda: True) -> None:
        self.has, self.gpus, self._end = threading.Event(), None, threading.Event()
        self._pool, self._count, self._is_wanted = pool, count, is_wanted
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        with self._pool.taken(self._count, self._is_wanted) as self.gpus:
            self.has.set()
            self._end.wait(10.0)

    def end(self) -> None:
        self._end.set()
        self._thread.join(10.0)


def test_runs_get_gpus_of_their_own() -> None:
    pool = GpuPool(["0", "1", "2"], slots=3)
    with pool.taken(2, lambda: True) as first, pool.taken(1, lambda: True) as second:
        assert (first, second) == (["0", "1"], ["2"])
    with pool.taken(3, lambda: True) as everything:
        assert everything == ["0", "1", "2"]


def test_more_runs_than_gpus_share_them_evenly() -> None:
    pool = GpuPool(["0", "1"], slots=4)
    with pool.taken(1, lambda: True) as a, pool.taken(1, lambda: True) as b, pool.taken(2, lambda: True) as both:
        assert (a, b, both) == (["0"], ["1"], ["0", "1"])


def test_a_worker_without_gpus_lets_every_run_go_on() -> None:
    with GpuPool([], slots=2).taken(0, lambda: True) as none:
        assert none == []


def test_two_runs_that_want_most_gpus_do_not_each_hold_half() -> None:
    pool = GpuPool(["0", "1", "2", "3"], slots=4)
    first = Asking(pool, 3)
    assert first.has.wait(10.0)
    second = Asking(pool, 3)
    assert not second.has.wait(0.3)
    first.end()
    assert second.has.wait(10.0)
    second.end()


def test_a_run_that_wants_many_is_not_overtaken_by_one_that_wants_few() -> None:
    pool = GpuPool(["0", "1"], slots=2)
    small = Asking(pool, 1)
    assert small.has.wait(10.0)
    large = Asking(pool, 2)
    while not pool._waiting:
        pass
    later = Asking(pool, 1)
    assert not later.has.wait(0.3)
    small.end()
    assert large.has.wait(10.0)
    assert not later.has.is_set()
    large.end()
    assert later.has.wait(10.0)
    later.end()


def test_a_run_that_is_not_wanted_any_more_makes_way() -> None:
    pool = GpuPool(["0", "1"], slots=2)
    small = Asking(pool, 1)
    assert small.has.wait(10.0)
    wanted = threading.Event()
    wanted.set()
    large = Asking(pool, 2, wanted.is_set)
    while not pool._waiting:
        pass
    later = Asking(pool, 1)
    wanted.clear()
    assert large.has.wait(10.0)
    assert large.gpus is None
    assert later.has.wait(10.0)
    small.end()
    large.end()
    later.end()
