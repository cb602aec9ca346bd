"""People sign in with the server's token and sign out again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ..services.api_server import ApiServer, run_server

TOKEN = "a-token-that-nobody-guesses"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ApiServer]:
    """A server that asks for a token."""
    with run_server(tmp_path / "home", PARETOSCOPE_TOKEN=TOKEN) as running:
        yield running


@pytest.fixture
def tab(browser: Browser, server: ApiServer) -> Iterator[Page]:
    """A tab that looks at that server."""
    context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 1000})
    yield context.new_page()
    context.close()


def test_who_signs_out_needs_the_token_again_and_an_old_cookie_is_worth_nothing(tab: Page) -> None:
    tab.goto("/runs")
    tab.get_by_label("Token", exact=True).fill(TOKEN)
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_role("heading", name="Sign in")).to_be_hidden()
    [cookie] = [one for one in tab.context.cookies() if "paretoscope" in one.get("name", "")]

    tab.get_by_role("button", name="Sign out").click()

    expect(tab.get_by_role("heading", name="Sign in")).to_be_visible()
    tab.context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": tab.url}])
    tab.reload()
    expect(tab.get_by_role("heading", name="Sign in")).to_be_visible()
