"""Hypervolumes that do not compare are not sorted, and a point of a comparison opens."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from paretoscope.client.client import Client
from paretoscope.schema.control import Finish
from paretoscope.schema.records import RecordBatch

from ..end_to_end.stack import TINY
from ..services.api_server import ApiServer, run_server

SCALE = {"accuracy": 1.0, "conciseness": 30.0}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ApiServer]:
    """A server without a worker."""
    with run_server(tmp_path / "home") as running:
        yield running


@pytest.fixture
def tab(browser: Browser, server: ApiServer) -> Iterator[Page]:
    """A tab that looks at that server."""
    context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 1000})
    yield context.new_page()
    context.close()


def finished_run(server: ApiServer, name: str, tokens_at_start: float, hypervolume: float) -> str:
    """Makes a run of another program whose reference point is its own start."""
    points = [(0, 0.5, tokens_at_start, 0.0), (5, 0.7, 20.0, hypervolume), (10, 0.8, 12.0, hypervolume)]
    records = [
        {
            "type": "evaluation",
            "step": step,
            "split": "validation",
            "objectives": {"accuracy": accuracy, "conciseness": tokens},
            "weights": {"accuracy": 0.5, "conciseness": 0.5},
            "hypervolume": volume,
            "contribution": volume,
            "reference_point": {"accuracy": 0.5, "conciseness": tokens_at_start},
            "scale": SCALE,
            "prompts": 8,
        }
        for step, accuracy, tokens, volume in points
    ]
    records.append({"type": "metrics", "step": 10, "values": {"weight/accuracy": 0.5, "weight/conciseness": 0.5}})
    with Client(server.url) as client:
        run = client.create_run(TINY | {"name": name}, external=True)
        batch = RecordBatch.model_validate({"attempt": run.attempt, "seq": 1, "records": records})
        client.send_records(run.id, batch)
        client.finish(run.id, Finish(attempt=run.attempt, outcome="completed"))
        return run.id


def test_hypervolumes_on_other_axes_cannot_be_sorted_until_they_are_recomputed(tab: Page, server: ApiServer) -> None:
    finished_run(server, "long answers", 60.0, 0.9)
    finished_run(server, "short answers", 30.0, 0.2)
    tab.goto("/runs")
    heading = tab.get_by_role("columnheader", name="hypervolume")
    expect(heading).to_be_visible()
    expect(heading.get_by_role("button")).to_have_count(0)
    expect(tab.get_by_text("do not compare, and cannot be sorted")).to_be_visible()
    expect(tab.get_by_role("cell", name="0.900", exact=True)).to_have_attribute(
        "title", re.compile("conciseness 60.0 tokens")
    )

    tab.get_by_role("button", name="Recompute for these 2 runs").click()

    expect(tab.get_by_text("reference: accuracy 0.500, conciseness 60.0 tokens; scale: ")).to_be_visible()
    expect(tab.get_by_role("cell", name="0.200", exact=True)).to_have_count(0)
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    tab.get_by_role("button", name="Show each run’s own").click()
    expect(heading.get_by_role("button")).to_have_count(0)


def test_a_click_on_a_compared_point_opens_it(tab: Page, server: ApiServer) -> None:
    first, second = finished_run(server, "long answers", 60.0, 0.9), finished_run(server, "short answers", 30.0, 0.2)
    tab.goto(f"/compare?runs={first},{second}")
    expect(tab.get_by_text("conciseness 60.0 tokens").first).to_be_visible()
    point = tab.locator(".js-plotly-plot .scatterlayer .point").last
    point.wait_for()
    box = point.bounding_box()
    assert box is not None
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.wait_for_timeout(300)

    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    expect(tab.get_by_role("region", name=re.compile("^Point of step"))).to_be_visible()
    tab.get_by_role("button", name="Close the point").click()
    expect(tab.get_by_role("region", name=re.compile("^Point of step"))).to_have_count(0)


def test_charts_that_never_get_data_are_not_drawn(tab: Page, server: ApiServer) -> None:
    tab.goto(f"/runs/{finished_run(server, 'from elsewhere', 30.0, 0.2)}")
    expect(tab.get_by_role("heading", name="Reward weights", exact=True)).to_be_visible()
    expect(tab.get_by_role("heading", name="Pareto front", exact=True)).to_be_visible()
    for title in ("Effective weights", "Learning signal", "Throughput", "Policy shift", "Last completions"):
        expect(tab.get_by_role("heading", name=title, exact=True)).to_have_count(0)
