"""An external run without hypervolume of its own is drawn like any other, and may fall silent, stop and be deleted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from paretoscope.client.client import Client
from paretoscope.schema.records import RecordBatch

from ..end_to_end.stack import TINY
from ..services.api_server import ApiServer, run_server

PATIENCE_MILLISECONDS = 30_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ApiServer]:
    """A server without a worker that soon gives external runs up."""
    with run_server(tmp_path / "home", PARETOSCOPE_EXTERNAL_LEASE_SECONDS="8") as running:
        yield running


@pytest.fixture
def tab(browser: Browser, server: ApiServer) -> Iterator[Page]:
    """A tab that looks at that server."""
    context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    yield context.new_page()
    context.close()


def test_a_run_from_outside_is_drawn_falls_silent_stops_and_is_deleted(tab: Page, server: ApiServer) -> None:
    points = [(0, 0.5, 60.0), (5, 0.7, 20.0), (10, 0.8, 12.0)]
    records = [
        {"type": "evaluation", "step": step, "split": "validation", "objectives": {"accuracy": a, "conciseness": c}}
        for step, a, c in points
    ]
    records.append({"type": "metrics", "step": 10, "values": {"policy/loss": 0.5}})
    with Client(server.url) as client:
        run_id = client.create_run(TINY | {"name": "from outside"}, external=True).id
        client.send_records(run_id, RecordBatch.model_validate({"seq": 1, "records": records}))
        volume = client.run(run_id).latest
        assert volume is not None
        assert volume.hypervolume
    tab.goto(f"/runs/{run_id}")
    expect(tab.get_by_text("scale: accuracy 1, conciseness 60 tokens").first).to_be_visible()
    expect(tab.get_by_role("heading", name="Pareto front")).to_be_visible()

    status = tab.locator("[data-status=lost]")
    expect(status).to_have_text("lost")
    expect(tab.get_by_text("step 10 of", exact=False).first).to_contain_text("no report for")
    assert status.evaluate("dot => getComputedStyle(dot).color") == "rgb(133, 104, 75)"
    tab.goto("/runs?status=lost")
    expect(tab.get_by_role("link", name="from outside", exact=True)).to_be_visible()

    tab.goto(f"/runs/{run_id}")
    tab.get_by_role("button", name="Stop run").click()
    expect(tab.get_by_text("counts as stopped at once")).to_be_visible()
    tab.get_by_role("dialog").get_by_role("button", name="Stop run").click()
    expect(tab.locator("[data-status=stopped]")).to_be_visible()
    tab.get_by_role("button", name="More actions on this run").click()
    tab.get_by_role("menuitem", name="Delete run").click()
    tab.get_by_label("Type the run's name to delete it").fill("from outside")
    tab.get_by_role("dialog").get_by_role("button", name="Delete run").click()
    expect(tab.get_by_text("No runs yet")).to_be_visible()
