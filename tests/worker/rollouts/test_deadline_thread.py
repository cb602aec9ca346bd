import threading

import pytest

from paretoscope_worker.rollouts.deadline_thread import DeadlineThread


def test_calls_run_in_one_thread_that_is_not_the_callers() -> None:
    thread = DeadlineThread("test")
    first, second = (thread.run(threading.get_ident, 10.0) for _ in range(2))
    assert first == second != threading.get_ident()


def test_what_a_call_raises_is_raised_to_the_caller_and_the_thread_goes_on() -> None:
    thread = DeadlineThread("test")
    with pytest.raises(ZeroDivisionError):
        thread.run(lambda: 1 / 0, 10.0)
    assert thread.run(lambda: 7, 10.0) == 7


def test_a_call_that_hangs_is_given_up_on_in_time() -> None:
    release = threading.Event()
    with pytest.raises(TimeoutError):
        DeadlineThread("test").run(release.wait, 0.1)
    assert not release.is_set()
    release.set()
