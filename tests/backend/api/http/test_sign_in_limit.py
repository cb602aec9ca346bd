"""How often tokens may be tried."""

from paretoscope.api.http.sign_in_limit import (
    ALL_SECONDS_PER_TRY,
    ALL_TRIES,
    MAX_ADDRESSES,
    SECONDS_PER_TRY,
    TRIES,
    SignInLimit,
)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_an_address_may_try_a_few_times_at_once_and_then_slowly() -> None:
    clock = Clock()
    limit = SignInLimit(clock)
    assert [limit.take("10.0.0.1") for _ in range(TRIES)] == [0] * TRIES
    wait = limit.take("10.0.0.1")
    assert 0 < wait <= SECONDS_PER_TRY
    assert limit.take("10.0.0.2") == 0

    clock.now += wait
    assert limit.take("10.0.0.1") == 0
    assert limit.take("10.0.0.1") > 0


def test_all_addresses_together_are_limited_too() -> None:
    clock = Clock()
    limit = SignInLimit(clock)
    assert not any(limit.take(f"10.0.{number}.1") for number in range(ALL_TRIES))
    assert limit.take("10.9.9.9") > 0
    clock.now += 2 * ALL_SECONDS_PER_TRY
    assert limit.take("10.9.9.9") == 0


def test_a_try_that_is_given_back_does_not_count() -> None:
    limit = SignInLimit(Clock())
    for _ in range(2 * ALL_TRIES):
        assert limit.take("10.0.0.1") == 0
        limit.give_back("10.0.0.1")


def test_the_addresses_of_one_ipv6_customer_count_as_one() -> None:
    limit = SignInLimit(Clock())
    assert not any(limit.take(f"2001:db8::{number:x}") for number in range(TRIES))
    assert limit.take("2001:db8::ffff%eth0") > 0
    assert limit.take("2001:db8:1::1") == 0


def test_only_so_many_addresses_are_remembered() -> None:
    clock = Clock()
    limit = SignInLimit(clock)
    for number in range(MAX_ADDRESSES + 500):
        clock.now += ALL_SECONDS_PER_TRY
        limit.take(f"host {number}")
    assert len(limit._by_address) == MAX_ADDRESSES
