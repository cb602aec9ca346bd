"""A server for tests that need one run after another on it."""

from collections.abc import Iterator

import pytest

from paretoscope.client import Client

from ...services.api_server import ApiServer, run_server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """A server with a home of its own."""
    with run_server(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def client(server: ApiServer) -> Iterator[Client]:
    """A client of it."""
    with Client(server.url) as opened:
        yield opened
