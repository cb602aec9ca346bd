"""A server for tests that need one run after another on it."""

from collections.abc import Iterator

import pytest

from paretoscope.client import Client

from ...services.api_server import ApiServer


@pytest.fixture(scope="session")
def server(shared_server: ApiServer) -> ApiServer:
    """A server without a worker, with the runs of other tests."""
    return shared_server


@pytest.fixture
def client(server: ApiServer) -> Iterator[Client]:
    """A client of it."""
    with Client(server.url) as opened:
        yield opened
