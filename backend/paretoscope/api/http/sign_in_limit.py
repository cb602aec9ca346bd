"""How often a wrong token may be tried: by one address, and by all together."""

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

TRIES, SECONDS_PER_TRY = 10, 6.0
"""An address may try this often at once, and then once in so many seconds."""
ALL_TRIES, ALL_SECONDS_PER_TRY = 100, 0.6
"""The same for all addresses together."""
MAX_ADDRESSES = 10_000
"""Addresses remembered at once, those of the latest tries."""


@dataclass
class _Bucket:
    """Tries that are left, and when that was counted."""

    left: float
    at: float


class SignInLimit:
    """Counts tries to sign in. A try with the right token is given back.

    Args:
        clock: returns seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._all = _Bucket(ALL_TRIES, clock())
        self._by_address: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, address: str) -> int:
        """Counts a try of an address; returns 0, or the seconds after which it may try again."""
        now = self._clock()
        with self._lock:
            own = self._bucket(_network(address), now)
            _refill(own, now, TRIES, SECONDS_PER_TRY)
            _refill(self._all, now, ALL_TRIES, ALL_SECONDS_PER_TRY)
            wait = max((1 - own.left) * SECONDS_PER_TRY, (1 - self._all.left) * ALL_SECONDS_PER_TRY)
            if wait > 0:
                return math.ceil(wait)
            own.left -= 1
            self._all.left -= 1
            return 0

    def give_back(self, address: str) -> None:
        """Forgets one try of an address."""
        with self._lock:
            own = self._by_address.get(_network(address))
            if own is not None:
                own.left = min(TRIES, own.left + 1)
            self._all.left = min(ALL_TRIES, self._all.left + 1)

    def _bucket(self, network: str, now: float) -> _Bucket:
        bucket = self._by_address.setdefault(network, _Bucket(TRIES, now))
        self._by_address.move_to_end(network)
        if len(self._by_address) > MAX_ADDRESSES:
            self._by_address.popitem(last=False)
        return bucket


def _refill(bucket: _Bucket, now: float, most: int, seconds_per_try: float) -> None:
    bucket.left = min(most, bucket.left + (now - bucket.at) / seconds_per_try)
    bucket.at = now


def _network(address: str) -> str:
    """Returns an IPv4 address as it is, and an IPv6 address as the /64 that belongs to one customer."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:100]
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
