"""The list of runs in groups: rows that unfold, one checkbox for all runs of a group, and an address that keeps it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from paretoscope.client.client import Client

from ..end_to_end.stack import TINY
from ..services.api_server import ApiServer
from .reported_runs import train

SEEDS = [0, 1, 2]


@pytest.fixture
def server(empty_server: ApiServer) -> ApiServer:
    """A server without a worker, with a sweep of two methods and three seeds, and one run of its own."""
    with Client(empty_server.url) as client:
        axes = [{"field": "weighting.type", "values": ["fixed", "gradient"]}]
        sweep = client.create_sweep({"name": "which method", "base": TINY, "axes": axes, "seeds": SEEDS})
        for cell, gain in zip(sweep.cells, (0.0, 0.2), strict=True):
            for run_id, seed in zip(cell.run_ids, SEEDS, strict=True):
                train(client, run_id, gain, seed)
        client.create_run(TINY | {"name": "alone"})
    return empty_server


@pytest.fixture
def tab(browser: Browser, server: ApiServer) -> Iterator[Page]:
    """A tab that looks at that server; an error of the page fails the test."""
    faults: list[str] = []
    context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert faults == []


def test_runs_are_grouped_unfolded_and_chosen_together(tab: Page) -> None:
    tab.goto("/runs")
    tab.get_by_label("Group by").first.click()
    tab.get_by_role("option", name="By method").click()
    fixed = tab.get_by_role("row").filter(has=tab.get_by_role("button", name="fixed n = 4"))
    expect(fixed).to_contain_text("1 of 4 queued")
    expect(fixed).to_contain_text("0.600 ± 0.012")
    expect(fixed).to_contain_text("n = 3")
    gradient = tab.get_by_role("row").filter(has=tab.get_by_role("button", name="gradient n = 3"))
    expect(gradient).to_contain_text("completed")
    expect(gradient).to_contain_text("0.800 ± 0.012")

    gradient.get_by_role("button", name="gradient n = 3").click()
    expect(tab.get_by_role("link", name=re.compile("^gradient, seed"))).to_have_text(
        ["gradient, seed 2", "gradient, seed 1", "gradient, seed 0"]
    )
    tab.get_by_label("Choose the 3 runs of gradient").check()
    tab.get_by_label("Choose gradient, seed 1").uncheck()
    expect(tab.get_by_role("region", name="Chosen runs")).to_contain_text("2 runs selected")
    tab.get_by_label("Choose the 4 runs of fixed").check()
    expect(tab.get_by_role("link", name="Compare 6 runs")).to_be_visible()


def test_the_address_keeps_grouping_and_unfolded_groups(tab: Page) -> None:
    tab.goto("/runs?by=sweep&sort=name")
    expect(tab.get_by_text("2 groups, 7 runs")).to_be_visible()
    tab.get_by_role("button", name="which method n = 6").click()
    expect(tab).to_have_url(re.compile("open="))
    tab.reload()
    expect(tab.get_by_role("link", name="fixed, seed 0", exact=True)).to_be_visible()
    tab.get_by_role("row").filter(has_text="which method").hover()
    tab.get_by_role("link", name="Open", exact=True).click()
    expect(tab).to_have_url(re.compile(r"/sweeps/\w+$"))


def test_a_field_that_no_config_has_is_named(browser: Browser, server: ApiServer) -> None:
    page = browser.new_page(base_url=server.url)
    page.goto("/runs?by=weighting.colour")
    expect(page.get_by_text("Run configs have no field 'weighting.colour'.")).to_be_visible()
    page.get_by_label("Group by").first.click()
    page.get_by_role("option", name="Not grouped").click()
    expect(page.get_by_role("link", name="alone", exact=True)).to_be_visible()
    page.close()
