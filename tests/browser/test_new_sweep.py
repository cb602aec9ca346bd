"""A sweep grows out of the form of a new run, and runs are compared in groups."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from paretoscope.client.client import Client
from paretoscope.schema.control import Finish
from paretoscope.schema.records import RecordBatch

from ..end_to_end.stack import TINY
from ..services.api_server import ApiServer
from .conftest import PATIENCE_MILLISECONDS

LAUNCH = "Launch sweep"


@pytest.fixture
def tab(browser: Browser, server: ApiServer) -> Iterator[Page]:
    """A tab that looks at that server; an error on its console fails the test."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": 1440, "height": 1000}, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    # The browser itself notes each answer that refuses a sweep which is still being typed.
    assert [fault for fault in faults if "422" not in fault] == []


def finished_run(server: ApiServer, weighting: str, seed: int, accuracy: float) -> str:
    """Makes a run of another program that ends at an accuracy."""
    records = [
        {
            "type": "evaluation",
            "step": step,
            "split": "validation",
            "objectives": {"accuracy": value, "conciseness": tokens},
            "weights": {"accuracy": 0.5, "conciseness": 0.5},
            "hypervolume": 0.1,
            "contribution": 0.1,
            "reference_point": {"accuracy": 0.2, "conciseness": 30.0},
            "scale": {"accuracy": 0.25, "conciseness": 5.0},
            "prompts": 8,
            "standard_errors": {},
        }
        for step, value, tokens in [(0, 0.25, 29.0), (10, accuracy, 20.0 + seed)]
    ]
    with Client(server.url) as client:
        config = TINY | {"name": f"{weighting}, seed {seed}", "seed": seed, "weighting": {"type": weighting}}
        run = client.create_run(config, external=True)
        batch = RecordBatch.model_validate({"attempt": run.attempt, "seq": 1, "records": records})
        client.send_records(run.id, batch)
        client.finish(run.id, Finish(attempt=run.attempt, outcome="completed"))
        return run.id


def vary_weighting(tab: Page, *types: str) -> None:
    """Makes the type of the weighting an axis over its value in the preset and others."""
    tab.get_by_role("button", name="Vary Weighting", exact=True).click()
    tab.get_by_role("group", name="Values of Weighting", exact=True).locator("input").first.focus()
    tab.keyboard.press("ArrowDown")
    for name in types:
        tab.get_by_role("option", name=name, exact=True).click()
    tab.keyboard.press("Escape")


def test_a_field_becomes_an_axis_and_nine_runs_are_launched(tab: Page, server: ApiServer) -> None:
    tab.goto("/runs/new")
    expect(tab.get_by_role("button", name="Launch run")).to_be_enabled()
    vary_weighting(tab, "hypervolume", "gradient")
    tab.get_by_role("textbox", name="Seeds", exact=True).fill("0, 1, 2")

    expect(tab.get_by_text("9 runs: 3 cells × 3 seeds")).to_be_visible()
    chips = tab.get_by_role("list", name="What varies")
    expect(chips.get_by_text("weighting.type: fixed, hypervolume, gradient")).to_be_visible()
    expect(chips.get_by_text("seeds: 0, 1, 2")).to_be_visible()
    tab.reload()
    tab.get_by_role("button", name=LAUNCH).click()
    tab.wait_for_url(re.compile(r"/sweeps/\w+$"))

    with Client(server.url) as client:
        sweep = client.sweep(tab.url.rsplit("/", 1)[1])
    assert sweep.name == "weighting.type, 3 seeds"
    assert [cell.name for cell in sweep.cells] == ["fixed", "hypervolume", "gradient"]
    assert sweep.counts == {"queued": 9}
    assert sweep.seeds == [0, 1, 2]


def test_without_axes_one_run_is_launched_as_before(tab: Page) -> None:
    tab.goto("/runs/new")
    vary_weighting(tab, "gradient")
    tab.get_by_role("textbox", name="Seeds", exact=True).fill("3")
    expect(tab.get_by_text("2 runs: 2 cells × 1 seed")).to_be_visible()
    tab.get_by_role("button", name="Do not vary weighting.type any more").click()
    expect(tab.get_by_role("heading", name="New run", exact=True)).to_be_visible()
    tab.get_by_role("button", name="Launch run").click()
    tab.wait_for_url(re.compile(r"/runs/\w+$"))


def test_what_is_wrong_with_values_stands_beside_their_axis(tab: Page) -> None:
    tab.goto("/runs/new")
    tab.get_by_role("button", name="Vary Learning rate", exact=True).click()
    axis = tab.get_by_role("group", name="Values of Learning rate", exact=True)
    values = axis.get_by_label("Values of Learning rate, separated by commas")
    values.fill("0.1, fast")
    expect(axis.get_by_role("alert")).to_have_text("“fast” is not a number.")
    expect(tab.get_by_role("button", name=LAUNCH)).to_be_disabled()

    axis.get_by_label("Learning rate, from").fill("0.00001")
    axis.get_by_label("Learning rate, to").fill("0.001")
    axis.get_by_label("Learning rate, count").fill("3")
    axis.get_by_text("logarithmic").click()
    axis.get_by_role("button", name="Fill in").click()
    expect(values).to_have_value("0.00001, 0.0001, 0.001")
    expect(tab.get_by_text("3 runs: 3 cells × 1 seed")).to_be_visible()

    values.fill("0.001, 0")
    expect(axis.get_by_role("alert")).to_contain_text("Cell 1 (learning_rate 0)")
    expect(tab.get_by_role("button", name=LAUNCH)).to_be_disabled()


def test_a_random_sweep_draws_from_a_range(tab: Page, server: ApiServer) -> None:
    tab.goto("/runs/new?vary=optimizer.learning_rate")
    sweep_section = tab.get_by_role("region", name="Sweep")
    sweep_section.get_by_text("random", exact=True).click()
    axis = tab.get_by_role("group", name="Values of Learning rate", exact=True)
    axis.get_by_label("Learning rate, from").fill("0")
    axis.get_by_label("Learning rate, to").fill("0.01")
    axis.get_by_text("logarithmic").click()
    axis.get_by_role("button", name="Draw from this range").click()
    expect(axis.get_by_role("alert")).to_contain_text("has no logarithm")
    axis.get_by_label("Learning rate, from").fill("0.0001")
    axis.get_by_role("button", name="Draw from this range").click()
    sweep_section.get_by_label("Draws", exact=True).fill("20000")
    expect(sweep_section.get_by_role("alert")).to_be_visible()
    expect(tab.get_by_role("button", name=LAUNCH)).to_be_disabled()
    sweep_section.get_by_label("Draws", exact=True).fill("4")
    sweep_section.get_by_label("Seed of the draws", exact=True).fill("7")
    expect(tab.get_by_text("4 runs: 4 cells × 1 seed")).to_be_visible()
    tab.get_by_role("button", name=LAUNCH).click()
    tab.wait_for_url(re.compile(r"/sweeps/\w+$"))

    with Client(server.url) as client:
        sweep = client.sweep(tab.url.rsplit("/", 1)[1])
    assert (sweep.mode, sweep.definition.draws, sweep.definition.draw_seed) == ("random", 4, 7)
    rates = [cell.overrides["optimizer.learning_rate"] for cell in sweep.cells]
    assert len(set(rates)) == 4
    assert all(0.0001 <= rate <= 0.01 for rate in rates)


def test_linear_support_is_launched_without_an_axis(tab: Page, server: ApiServer) -> None:
    tab.goto("/runs/new")
    sweep_section = tab.get_by_role("region", name="Sweep")
    sweep_section.get_by_text("linear support", exact=True).click()
    sweep_section.get_by_label("Most cells", exact=True).fill("2")
    expect(sweep_section.get_by_role("alert")).to_contain_text("Each of the 3 objectives is tried alone first.")
    sweep_section.get_by_label("Most cells", exact=True).fill("8")
    expect(tab.get_by_text("3 runs first, then one preference at a time: at most 8 runs")).to_be_visible()
    tab.get_by_role("button", name=LAUNCH).click()
    tab.wait_for_url(re.compile(r"/sweeps/\w+$"))
    with Client(server.url) as client:
        sweep = client.sweep(tab.url.rsplit("/", 1)[1])
    assert sweep.definition.linear_support is not None
    assert (sweep.mode, sweep.definition.linear_support.max_cells, len(sweep.cells)) == ("ols", 8, 3)


def test_methods_keep_the_preference_that_varies_with_them(tab: Page) -> None:
    tab.goto("/runs/new")
    vary_weighting(tab, "gradient")
    tab.get_by_role("button", name="Vary Weights", exact=True).click()
    tab.get_by_role("button", name="Accuracy, balanced, efficiency").click()
    expect(tab.get_by_text("6 runs: 6 cells × 1 seed")).to_be_visible()
    expect(tab.get_by_role("button", name=LAUNCH)).to_be_enabled()


def test_runs_are_compared_in_groups_with_intervals(tab: Page, server: ApiServer) -> None:
    fixed = [finished_run(server, "fixed", seed, 0.4 + seed / 100) for seed in range(3)]
    gradient = [finished_run(server, "gradient", seed, 0.8 + seed / 100) for seed in range(3)]
    single = finished_run(server, "mgda", 0, 0.95)
    tab.goto(f"/compare?runs={','.join(fixed + gradient)}")
    tab.get_by_role("combobox", name="Group by").click()
    tab.get_by_role("option", name="method", exact=True).click()
    tab.keyboard.press("Escape")

    expect(tab).to_have_url(re.compile(r"by=weighting\.type"))
    groups = tab.get_by_role("list", name="Groups")
    expect(groups.get_by_role("listitem")).to_have_count(2)
    expect(groups.get_by_text("n = 3")).to_have_count(2)
    table = tab.get_by_role("table").first
    best = table.get_by_role("cell", name=re.compile(r"^0\.810"))
    expect(best.locator("strong")).to_have_text("0.810")
    expect(best).to_have_attribute("title", re.compile(r"^n = 3; 95 % interval \[0\.78"))
    expect(tab.get_by_role("heading", name="Fronts by group")).to_be_visible()
    tab.get_by_role("radiogroup", name="Fronts or difference").get_by_text("difference").click()
    expect(tab.get_by_role("heading", name="Difference of attainment")).to_be_visible()

    tab.goto(f"/compare?runs={','.join([*fixed, *gradient, single])}&by=weighting.type")

    expect(groups.get_by_text("n = 1")).to_have_count(1)
    row = table.get_by_role("row", name=re.compile("mgda"))
    expect(row).to_be_visible()
    expect(row.locator("strong")).to_have_count(0)


def test_a_sweep_is_compared_by_what_it_varies_and_listed_alone(tab: Page, server: ApiServer) -> None:
    finished_run(server, "fixed", 7, 0.4)
    with Client(server.url) as client:
        axes = [{"field": "weighting.type", "values": ["fixed", "gradient"]}]
        sweep = client.create_sweep({"name": "two methods", "base": TINY, "axes": axes, "seeds": list(range(6))})
    tab.goto(f"/compare?sweep={sweep.id}")
    groups = tab.get_by_role("list", name="Groups")
    expect(groups.get_by_text("n = 6")).to_have_count(2)
    expect(groups.get_by_text("gradient", exact=True)).to_be_visible()
    tab.goto(f"/compare?sweep={sweep.id}&by=none")
    expect(tab.get_by_text("12 runs one by one are hard to tell apart.")).to_be_visible()
    tab.get_by_role("button", name="Group replicates").click()
    expect(groups.get_by_role("listitem")).to_have_count(2)

    tab.goto(f"/runs?sweep={sweep.id}")
    expect(tab.get_by_text("12 of 12")).to_be_visible()
    tab.get_by_role("button", name="Remove the sweep two methods").click()
    expect(tab.get_by_text("13 of 13")).to_be_visible()
