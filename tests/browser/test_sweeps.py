"""A sweep in the browser: the list, every tab of its page, more seeds, and the end of all its runs."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from paretoscope.client.client import Client
from paretoscope.schema.control import Finish, RunError

from ..end_to_end.stack import TINY
from ..services.api_server import ApiServer
from .conftest import PATIENCE_MILLISECONDS
from .reported_runs import train

NAME = "fixed or gradient"
METHODS = {"fixed": 0.0, "gradient": 0.2}
SEEDS = [0, 1, 2]
POLL_MILLISECONDS = 2000


@pytest.fixture
def faults() -> list[str]:
    """Uncaught errors of the page, and what it wrote to the console as an error."""
    return []


@pytest.fixture
def tab(browser: Browser, server: ApiServer, faults: list[str]) -> Iterator[Page]:
    """A tab that looks at that server."""
    context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def sweep_id(server: ApiServer) -> str:
    """A sweep of two methods and three seeds, of which all but the last run have ended."""
    with Client(server.url) as client:
        axes = [{"field": "weighting.type", "values": list(METHODS)}]
        sweep = client.create_sweep({"name": NAME, "base": TINY, "axes": axes, "seeds": SEEDS})
        for cell, gain in zip(sweep.cells, METHODS.values(), strict=True):
            for run_id, seed in zip(cell.run_ids, SEEDS, strict=True):
                if run_id != sweep.runs[-1]:
                    train(client, run_id, gain, seed)
        return sweep.id


def test_a_sweep_is_looked_at_extended_and_stopped(
    tab: Page, server: ApiServer, sweep_id: str, faults: list[str]
) -> None:
    tab.goto("/runs")
    tab.get_by_role("navigation", name="Pages").get_by_role("link", name="Sweeps").click()
    row = tab.get_by_role("row").filter(has_text=NAME)
    expect(row).to_contain_text("2 cells × 3 seeds")
    expect(row).to_contain_text("weighting.type: fixed, gradient")
    row.get_by_role("link", name=NAME).click()

    expect(tab).to_have_url(re.compile(f"/sweeps/{sweep_id}$"))
    expect(tab.get_by_text("gradient over fixed, paired")).to_be_visible()
    _the_grid_lists_the_runs_of_a_cell(tab)
    _the_table_compares(tab)
    _figures_are_drawn(tab, "Fronts", ["Fronts by group", "Difference of attainment"])
    _figures_are_drawn(tab, "Curves", ["Objectives", "Weights", "Hypervolume"])
    _runs_are_listed_by_cell(tab)
    _open(tab, "Definition")
    expect(tab.get_by_label("Definition as YAML")).to_contain_text("- field: weighting.type")

    tab.get_by_role("button", name="Add seeds").click()
    dialog = tab.get_by_role("dialog")
    expect(dialog.get_by_label("New seeds")).to_have_value("3, 4")
    dialog.get_by_label("New seeds").fill("2")
    expect(dialog.get_by_text("The sweep already has seed 2.")).to_be_visible()
    dialog.get_by_label("New seeds").fill("7")
    dialog.get_by_role("button", name="Add 2 runs").click()
    expect(tab.get_by_text("5 of 8 runs, 2 cells × 4 seeds")).to_be_visible()

    tab.get_by_role("button", name="Pause").click()
    expect(tab.get_by_role("button", name="Continue")).to_be_visible()
    tab.get_by_role("button", name="Stop all").click()
    tab.get_by_role("dialog").get_by_role("button", name="Stop all").click()
    expect(tab.get_by_text("8 of 8 runs, 2 cells × 4 seeds")).to_be_visible()
    with Client(server.url) as client:
        sweep = client.sweep(sweep_id)
        assert (sweep.counts, sweep.seeds) == ({"completed": 5, "stopped": 3}, [0, 1, 2, 7])
    assert faults == []


def test_a_failed_cell_says_why_and_is_retried_alone(tab: Page, server: ApiServer, sweep_id: str) -> None:
    with Client(server.url) as client:
        run_id = client.sweep(sweep_id).runs[-1]
        claim = client.claim(run_id, "worker of the test")
        assert claim is not None
        error = RunError(type="OutOfMemoryError", message="The GPU has no room.", traceback="")
        client.finish(run_id, Finish(attempt=claim.attempt, outcome="failed", error=error))
    tab.goto(f"/sweeps/{sweep_id}?colour=status")
    cell = tab.get_by_role("button", name="gradient, all seeds")
    expect(cell).to_contain_text("1 failed")
    expect(cell).to_contain_text("The GPU has no room.")
    tab.get_by_role("button", name="Retry the failed runs of gradient").click()
    expect(cell).to_contain_text("1 queued")
    expect(tab.get_by_role("button", name="Retry the failed runs of gradient")).to_have_count(0)
    with Client(server.url) as client:
        assert client.run(run_id).status == "queued"


def test_the_table_is_sorted_and_says_what_may_change(tab: Page, sweep_id: str) -> None:
    tab.goto(f"/sweeps/{sweep_id}/table")
    table = tab.get_by_role("table").first
    expect(table.get_by_role("rowheader")).to_have_text(["fixed", "gradient"])
    tab.get_by_role("button", name="accuracy").click()
    expect(table.get_by_role("rowheader")).to_have_text(["gradient", "fixed"])
    expect(tab).to_have_url(re.compile("order=-0.accuracy"))
    expect(tab.get_by_role("note")).to_contain_text("1 of 6 runs still train or wait")
    saved = tab.get_by_role("table").last
    expect(saved.get_by_role("row").filter(has_text="gradient")).to_contain_text("0 of 2")


def test_a_paused_sweep_says_what_its_deletion_needs(tab: Page, server: ApiServer, sweep_id: str) -> None:
    with Client(server.url) as client:
        client.change_sweep(sweep_id, paused=True)
    tab.goto(f"/sweeps/{sweep_id}")
    tab.get_by_role("button", name="More actions on this sweep").click()
    tab.get_by_role("menuitem", name="Delete sweep").click()
    expect(tab.get_by_role("dialog")).to_contain_text("1 queued run would start")


def test_the_empty_list_leads_to_a_sweep_in_the_browser(tab: Page) -> None:
    tab.goto("/sweeps")
    tab.get_by_role("link", name="New sweep").click()
    expect(tab.get_by_role("heading", name="New sweep")).to_be_visible()
    expect(tab.get_by_role("group", name="Values of Weighting", exact=True)).to_be_in_viewport()


def test_a_sweep_is_renamed_and_deleted_by_its_name(tab: Page, server: ApiServer, sweep_id: str) -> None:
    tab.goto(f"/sweeps/{sweep_id}")
    tab.get_by_role("button", name=NAME).click()
    tab.get_by_label("Name of the sweep").fill("another name")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="another name")).to_be_visible()

    tab.get_by_role("button", name="More actions on this sweep").click()
    tab.get_by_role("menuitem", name="Delete sweep").click()
    delete = tab.get_by_role("dialog").get_by_role("button", name="Delete sweep")
    expect(delete).to_be_disabled()
    tab.get_by_label("Type the sweep's name to delete it").fill("another name")
    release = _held_back(tab, "DELETE")
    delete.click()
    # A running sweep is asked for every two seconds; a deleted one would not be found.
    tab.wait_for_timeout(3 * POLL_MILLISECONDS)
    release()

    expect(tab.get_by_role("heading", name="No sweeps yet")).to_be_visible()
    with Client(server.url) as client:
        assert client.sweeps() == []
        assert client.runs().total == 6
    tab.go_back()
    expect(tab.get_by_role("heading", name="This sweep was deleted")).to_be_visible()


def _held_back(tab: Page, method: str) -> Callable[[], None]:
    """Lets the server do what requests of one method ask for, and keeps its answers until the result is called."""
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        if route.request.method == method:
            held.append((route, route.fetch()))
        else:
            route.fallback()

    def release() -> None:
        for route, answer in held:
            route.fulfill(response=answer)

    tab.route("**/api/**", hold)
    return release


def _open(tab: Page, label: str) -> None:
    tab.get_by_role("navigation", name="Views of the sweep").get_by_role("link", name=label).click()


def _runs_are_listed_by_cell(tab: Page) -> None:
    _open(tab, "Runs 6")
    gradient = tab.get_by_role("row").filter(has=tab.get_by_role("button", name="gradient n = 3"))
    expect(gradient).to_contain_text("n = 2")
    expect(gradient).to_contain_text("0.790 ± 0.010")
    run = tab.get_by_role("link", name="gradient, seed 2", exact=True)
    expect(run).to_have_count(0)
    gradient.get_by_role("button", name="gradient n = 3").click()
    expect(run).to_be_visible()
    tab.get_by_text("one by one", exact=True).click()
    expect(tab.get_by_role("link", name=re.compile("^(fixed|gradient), seed"))).to_have_count(6)


def _the_grid_lists_the_runs_of_a_cell(tab: Page) -> None:
    expect(tab.get_by_role("button", name="gradient, all seeds")).to_contain_text("1 queued")
    tab.get_by_text("hypervolume", exact=True).click()
    tab.get_by_role("button", name="gradient, seed 1").click()
    region = tab.get_by_role("table").last
    expect(region.get_by_role("link", name="gradient, seed 1")).to_be_visible()
    expect(region.get_by_role("link")).to_have_count(1)


def _the_table_compares(tab: Page) -> None:
    _open(tab, "Table")
    fixed = tab.get_by_role("row").filter(has=tab.get_by_role("rowheader", name="fixed"))
    expect(fixed).to_contain_text("0.600 ± 0.012")
    gradient = tab.get_by_role("row").filter(has=tab.get_by_role("rowheader", name="gradient"))
    expect(gradient).to_contain_text("+0.200")
    expect(gradient).to_contain_text("not reached (2 of 2)")
    for form in ("Markdown", "LaTeX", "CSV"):
        expect(tab.get_by_role("button", name=f"Copy {form}")).to_be_visible()


def _figures_are_drawn(tab: Page, label: str, titles: list[str]) -> None:
    _open(tab, label)
    expect(tab.get_by_role("list", name="Groups").get_by_role("listitem")).to_have_count(2)
    for title in titles:
        expect(tab.get_by_role("heading", name=title, exact=True)).to_be_visible()
    expect(tab.locator(".js-plotly-plot")).to_have_count(len(titles))
