"""The server goes away while somebody looks: the page says so, keeps what it has, and mends itself."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from paretoscope.client.client import Client

from ..end_to_end.stack import TINY
from ..services.api_server import ApiServer, run_server

NOTICED_MILLISECONDS = 5000
MENDED_MILLISECONDS = 20_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ApiServer]:
    """A server that the test may kill; no worker."""
    with run_server(tmp_path / "home") as running:
        yield running


@pytest.fixture
def tab(browser: Browser, server: ApiServer) -> Iterator[Page]:
    """A tab that looks at that server."""
    context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 1000})
    yield context.new_page()
    context.close()


def running_run(server: ApiServer) -> str:
    """Makes a run that trains somewhere else."""
    with Client(server.url) as client:
        return client.create_run(TINY | {"name": "far away"}, external=True).id


def test_a_lost_server_is_noticed_in_5_seconds_and_nothing_is_cleared(tab: Page, server: ApiServer) -> None:
    tab.goto(f"/runs/{running_run(server)}")
    running = tab.get_by_text("running", exact=True).first
    expect(running).to_be_visible()
    dot = running.locator("span").first
    assert dot.evaluate("dot => getComputedStyle(dot).animationName") != "none"

    server.kill()

    bar = tab.get_by_text(re.compile(r"Not connected since \d\d:\d\d\. Showing what was last received\."))
    expect(bar).to_be_visible(timeout=NOTICED_MILLISECONDS)
    expect(tab.get_by_text("far away").first).to_be_visible()
    assert dot.evaluate("dot => getComputedStyle(dot).animationName") == "none"

    server.start()
    expect(bar).to_be_hidden(timeout=MENDED_MILLISECONDS)


def test_durations_stand_still_while_the_server_is_lost(tab: Page, server: ApiServer) -> None:
    running_run(server)
    tab.goto("/runs")
    duration = tab.get_by_role("cell", name=re.compile(r"^\d+ s$"))
    expect(duration).to_be_visible()
    server.kill()
    expect(tab.get_by_text("Not connected since")).to_be_visible(timeout=NOTICED_MILLISECONDS)

    tab.wait_for_timeout(1100)
    shown = duration.text_content()
    tab.wait_for_timeout(2500)

    assert duration.text_content() == shown


def test_a_page_whose_code_did_not_arrive_comes_by_itself(tab: Page, server: ApiServer) -> None:
    tab.goto("/runs")
    expect(tab.get_by_role("heading", name="Runs", exact=True)).to_be_visible()
    server.kill()

    tab.get_by_role("link", name="Compare", exact=True).click()

    expect(tab.get_by_text("This page could not be loaded")).to_be_visible()
    expect(tab.get_by_role("button", name="Try again")).to_be_visible()
    server.start()
    expect(tab.get_by_role("heading", name="Compare", exact=True)).to_be_visible(timeout=MENDED_MILLISECONDS)
    expect(tab.get_by_text("Not connected since")).to_be_hidden()
