"""A real Chromium looking at a real ``paretoscope up``."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from ..end_to_end.stack import Stack
from ..services.api_server import ApiServer
from ..services.chromium import chromium_program

PATIENCE_MILLISECONDS = 120_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window; while it runs, Playwright has an event loop running in this thread."""
    with sync_playwright() as playwright:
        program = chromium_program()
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture
def server(empty_server: ApiServer) -> ApiServer:
    """A server without a worker, for tests that report what a worker would."""
    return empty_server


@pytest.fixture
def page(browser: Browser, stack: Stack) -> Iterator[Page]:
    """A new tab, wide enough for the whole layout; an uncaught error on the page fails the test."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{stack.port}", viewport={"width": 1440, "height": 1000}, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    tab = context.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    yield tab
    context.close()
    assert faults == []
