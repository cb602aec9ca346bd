"""Hypervolumes that do not compare are not sorted, and a point of a comparison opens."""

import re
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page, expect

from paretoscope.client.client import Client
from paretoscope.schema.control import Finish
from paretoscope.schema.records import RecordBatch

from ..end_to_end.stack import TINY
from ..services.api_server import ApiServer
from .conftest import PATIENCE_MILLISECONDS

SCALE = {"accuracy": 1.0, "conciseness": 30.0}


@pytest.fixture
def tab(browser: Browser, server: ApiServer) -> Iterator[Page]:
    """A tab that looks at that server."""
    context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    yield context.new_page()
    context.close()


def finished_run(
    server: ApiServer,
    name: str,
    tokens_at_start: float,
    hypervolume: float,
    errors: Mapping[str, float] | None = None,
    *,
    method: str = "fixed",
    seed: int = 0,
    steps: int = 10,
    last_step: int = 10,
) -> str:
    """Makes a run of another program whose reference point is its own start."""
    start, middle, end = (0.5, tokens_at_start), (0.7 + 0.02 * seed, 20.0), (0.8, 12.0)
    points = [(0, *start, 0.0), (5, *middle, hypervolume), (last_step, *end, hypervolume)]
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
            "standard_errors": errors or {},
        }
        for step, accuracy, tokens, volume in points
    ]
    records.append({"type": "metrics", "step": 10, "values": {"weight/accuracy": 0.5, "weight/conciseness": 0.5}})
    with Client(server.url) as client:
        changes = {"name": name, "weighting": {"type": method}, "seed": seed, "budget": {"steps": steps}}
        run = client.create_run(TINY | changes, external=True)
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

    panel = tab.get_by_role("region", name=re.compile("^Point of step"))
    expect(panel.get_by_text(re.compile(", on the shared axes$"))).to_be_visible()
    tab.get_by_role("button", name="Close the point").click()
    expect(tab.get_by_role("region", name=re.compile("^Point of step"))).to_have_count(0)


def test_charts_that_never_get_data_are_not_drawn(tab: Page, server: ApiServer) -> None:
    tab.goto(f"/runs/{finished_run(server, 'from elsewhere', 30.0, 0.2)}")
    expect(tab.get_by_role("heading", name="Reward weights", exact=True)).to_be_visible()
    expect(tab.get_by_role("heading", name="Pareto front", exact=True)).to_be_visible()
    for title in ("Effective weights", "Learning signal", "Throughput", "Policy shift", "Last completions"):
        expect(tab.get_by_role("heading", name=title, exact=True)).to_have_count(0)


def test_values_that_noise_cannot_tell_from_the_best_are_marked_and_none_is_bold(tab: Page, server: ApiServer) -> None:
    errors = {"accuracy": 0.05, "conciseness": 0.5}
    runs = [finished_run(server, name, 60.0, 0.9, errors) for name in ("one", "other")]
    third = finished_run(server, "without errors", 60.0, 0.9)
    tab.goto(f"/compare?runs={','.join(runs)}")
    table = tab.get_by_role("table").first
    expect(table.get_by_role("img", name="best within noise")).to_have_count(4)
    expect(table.locator("strong")).to_have_count(0)

    tab.goto(f"/compare?runs={','.join([*runs, third])}")

    expect(table.get_by_role("row")).to_have_count(4)
    expect(table.get_by_role("img", name="best within noise")).to_have_count(0)


def test_standard_errors_are_drawn_around_compared_objectives_on_request(tab: Page, server: ApiServer) -> None:
    errors = {"accuracy": 0.05, "conciseness": 0.5}
    runs = [finished_run(server, name, 60.0, 0.9, errors) for name in ("one", "other")]
    tab.goto(f"/compare?runs={','.join(runs)}")
    choice = tab.get_by_role("radiogroup", name="How standard errors are drawn")
    choice.scroll_into_view_if_needed()
    expect(tab.locator(".errorbars .errorbar")).to_have_count(0)

    choice.get_by_text("± bars").click()

    expect(tab.locator(".errorbars .errorbar").first).to_be_attached()
    expect(tab.get_by_text("validation, ± one standard error over prompts")).to_be_visible()


def test_the_config_of_a_run_of_another_program_says_that_its_source_is_unknown(tab: Page, server: ApiServer) -> None:
    tab.goto(f"/runs/{finished_run(server, 'from elsewhere', 30.0, 0.2)}/config")
    expect(tab.get_by_text("Another program trains this run, and did not report what it runs on.")).to_be_visible()


def three_groups(server: ApiServer) -> str:
    """Makes two seeds of two methods under two budgets, and returns the address that compares them by method."""
    runs = [
        finished_run(server, f"{method} {steps} {seed}", 60.0, 0.4 + 0.1 * seed, method=method, seed=seed, steps=steps)
        for method in ("fixed", "gradient")
        for steps in (10, 20)
        for seed in (0, 1)
    ]
    return f"/compare?runs={','.join(runs)}&by=weighting.type"


def test_another_reference_point_changes_all_hypervolumes_and_can_be_taken_back(tab: Page, server: ApiServer) -> None:
    tab.goto(three_groups(server))
    legend = tab.get_by_role("list", name="Groups")
    expect(legend.get_by_role("listitem")).to_have_count(2)
    usual = legend.inner_text()
    bar = tab.get_by_role("region", name="Reference point and scale")
    expect(bar).to_contain_text("conciseness 60.0 tokens")

    bar.get_by_role("button", name="Edit").click()
    bar.get_by_role("textbox", name="Reference of conciseness").fill("30")
    bar.get_by_role("textbox", name="Reference of conciseness").press("Enter")

    expect(bar).to_contain_text("conciseness 30.0 tokens")
    expect(bar).to_contain_text("as given here")
    expect(legend).not_to_have_text(usual, use_inner_text=True)
    expect(tab).to_have_url(re.compile(r"reference=conciseness%3A30"))
    bar.get_by_role("button", name="Reset to those of the runs").click()
    expect(legend).to_have_text(usual, use_inner_text=True)

    bar.get_by_role("textbox", name="Scale of accuracy").fill("0")
    bar.get_by_role("textbox", name="Scale of accuracy").press("Enter")
    expect(bar).to_contain_text("The scale cannot be used")
    bar.get_by_role("button", name="Reset to those of the runs").click()
    expect(legend).to_have_text(usual, use_inner_text=True)


def test_groups_of_several_fields_can_be_hidden_pinned_and_brought_forward(tab: Page, server: ApiServer) -> None:
    tab.goto(three_groups(server))
    legend = tab.get_by_role("list", name="Groups")
    expect(legend.get_by_role("listitem")).to_have_count(2)
    tab.get_by_text("method", exact=True).first.click()
    tab.get_by_role("option", name="budget steps").click()
    tab.keyboard.press("Escape")
    expect(legend.get_by_role("listitem")).to_have_count(4)
    fronts = tab.locator(".js-plotly-plot").first
    labels = fronts.locator(".annotation-text")
    expect(labels.filter(has_text="n = 2")).to_have_count(4)

    legend.get_by_role("button", name="Hide gradient, steps 20").click()

    expect(labels.filter(has_text="n = 2")).to_have_count(3)
    expect(legend.get_by_role("button", name="Show gradient, steps 20")).to_be_visible()
    legend.get_by_role("listitem").filter(has_text="fixed, steps 10").hover()
    expect(fronts.locator('.trace[data-standing="lifted"]').first).to_be_attached()
    expect(fronts.locator('.trace[data-standing="dimmed"]').first).to_be_attached()
    tab.get_by_role("heading", name="Final points by group").hover()
    expect(fronts.locator('.trace[data-standing="dimmed"]')).to_have_count(0)
    legend.get_by_role("button", name="Pin fixed, steps 20").click()
    tab.get_by_role("heading", name="Final points by group").hover()
    expect(legend.get_by_role("listitem").first).to_contain_text("fixed, steps 20")
    expect(fronts.locator('.trace[data-standing="dimmed"]').first).to_be_attached()


def test_runs_one_by_one_can_be_hidden_pinned_and_brought_forward(tab: Page, server: ApiServer) -> None:
    runs = [finished_run(server, name, 60.0, 0.9) for name in ("one", "other", "third")]
    tab.goto(f"/compare?runs={','.join(runs)}")
    strip = tab.get_by_role("list", name="Runs")
    expect(strip.get_by_role("listitem")).to_have_count(3)
    volumes = tab.locator(".js-plotly-plot").nth(1)
    expect(volumes.locator(".trace").first).to_be_attached()
    drawn = volumes.locator(".trace").count()

    strip.get_by_role("listitem").filter(has_text="other").hover()
    expect(volumes.locator('.trace[data-standing="lifted"]').first).to_be_attached()
    expect(volumes.locator('.trace[data-standing="dimmed"]').first).to_be_attached()
    strip.get_by_role("button", name="Hide other").click()
    expect(volumes.locator(".trace")).to_have_count(drawn * 2 // 3)
    expect(tab).to_have_url(re.compile(f"hide={runs[1]}"))

    strip.get_by_role("button", name="Pin third").click()
    tab.get_by_role("heading", name="Final points").hover()
    expect(strip.get_by_role("listitem").first).to_contain_text("third")
    expect(volumes.locator('.trace[data-standing="dimmed"]').first).to_be_attached()


def test_final_and_best_points_of_runs_are_sorted_with_errors_over_prompts(tab: Page, server: ApiServer) -> None:
    errors = {"accuracy": 0.05, "conciseness": 0.5}
    runs = [finished_run(server, f"run {seed}", 60.0, 0.9, errors, seed=seed) for seed in (0, 1, 2)]
    tab.goto(f"/compare?runs={','.join(runs)}")
    final = tab.get_by_role("table").first
    final.get_by_role("button", name="run", exact=True).click()
    final.get_by_role("button", name="run", exact=True).click()
    expect(final.get_by_role("row").nth(1)).to_contain_text("run 2")

    best = tab.get_by_role("table", name="Best points")
    expect(best.get_by_role("row").nth(1)).to_contain_text("0.800 ± 0.050")
    expect(best.get_by_role("row")).to_have_count(4)
    best.get_by_role("button", name="step").click()
    expect(best.get_by_role("columnheader", name="step")).to_have_attribute("aria-sort", "descending")


def test_best_points_of_groups_have_a_spread_over_their_runs(tab: Page, server: ApiServer) -> None:
    tab.goto(three_groups(server))
    best = tab.get_by_role("table", name="Best points")
    row = best.get_by_role("row").nth(1)
    expect(row.get_by_role("cell")).to_contain_text(["fixed", "10", "4", "0.800", "0.800 ± 0"])


def test_a_hundred_runs_are_fetched_with_one_request(tab: Page, server: ApiServer) -> None:
    with Client(server.url) as client:
        axes = [{"field": "optimizer.learning_rate", "values": [1e-5, 2e-5]}]
        sweep = client.create_sweep({"name": "many", "base": TINY, "axes": axes, "seeds": list(range(50))})
    asked: list[str] = []
    tab.on(
        "request", lambda request: asked.append(request.url) if re.search(r"/api/runs(/|\?run=)", request.url) else None
    )
    tab.goto(f"/compare?runs={','.join(sweep.runs)}&by=replicates")
    expect(tab.get_by_role("heading", name="Compare 100 runs")).to_be_visible()
    expect(tab.get_by_role("list", name="Groups").get_by_role("listitem")).to_have_count(2)
    assert len(asked) == 1


def test_the_table_of_groups_is_sorted_and_warns_where_runs_differ_in_steps(tab: Page, server: ApiServer) -> None:
    longer = finished_run(server, "longer", 60.0, 0.4, method="fixed", last_step=30)
    tab.goto(f"{three_groups(server)}".replace("runs=", f"runs={longer},"))
    table = tab.get_by_role("table").first
    expect(tab.get_by_text("runs differ in steps")).to_be_visible()
    expect(table.get_by_role("row").nth(1)).to_contain_text("fixed")
    table.get_by_role("button", name="group").click()
    table.get_by_role("button", name="group").click()
    expect(table.get_by_role("row").nth(1)).to_contain_text("gradient")
