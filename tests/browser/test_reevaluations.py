"""Saved policies are evaluated again from the page of their run, and the results are found beside its own."""

import re

from playwright.sync_api import Page, expect

from ..end_to_end.stack import Stack

SHORT = {"steps": 6, "prompts_per_step": 2}


def test_a_checkpoint_is_evaluated_again_and_its_result_is_shown_at_its_point(page: Page, stack: Stack) -> None:
    run_id = stack.create(name="the evaluated", budget=SHORT)
    stack.client.wait(run_id, timeout_seconds=120)
    page.goto(f"/runs/{run_id}/checkpoints")

    page.get_by_role("button", name="Re-evaluate step 6", exact=True).click()
    dialog = page.get_by_role("dialog")
    samples = dialog.get_by_role("textbox", name="Completions per prompt")
    samples.fill("none")
    expect(dialog.get_by_text("Give a whole number from 1 on.")).to_be_visible()
    samples.fill("3")
    dialog.get_by_role("button", name="Evaluate", exact=True).click()

    results = page.get_by_role("table", name="Results")
    row = results.get_by_role("row", name=re.compile("the evaluated"))
    expect(row.get_by_role("cell").nth(4)).to_have_text("8")
    expect(row.get_by_role("cell").nth(5)).to_have_text("3")
    expect(page.get_by_text("1 of 1 policies have a result.")).to_be_visible()
    expect(page.get_by_text("test@3-samples", exact=True)).to_be_visible()
    job_id = page.url.rsplit("/", 1)[1]
    (result,) = stack.client.reevaluation(job_id).points
    expect(row.get_by_role("cell").nth(2)).to_contain_text(f"{result.objectives['accuracy']:.3g}")
    expect(page.get_by_role("link", name="Checkpoints")).to_have_count(0)

    row.get_by_role("link", name="the evaluated").click()

    panel = page.get_by_role("region", name="Point of step 6")
    others = panel.get_by_role("table", name="Evaluations on other splits")
    expect(others.get_by_role("row", name=re.compile("^test "))).to_be_visible()
    expect(others.get_by_role("row", name=re.compile("^test@3-samples "))).to_contain_text("±")
    others.get_by_role("link", name="test@3-samples").click()
    expect(page).to_have_url(re.compile(f"/runs/{job_id}$"))


def test_the_front_is_evaluated_greedily_from_the_checkpoints(page: Page, stack: Stack) -> None:
    run_id = stack.create(name="of the front", budget=SHORT, evaluation={"every": 2}, checkpoints={"every": 2})
    stack.client.wait(run_id, timeout_seconds=120)
    page.goto(f"/runs/{run_id}/checkpoints")

    page.get_by_role("button", name="Re-evaluate the front").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("greedy", exact=True).click()
    dialog.get_by_text("validation", exact=True).click()
    expect(dialog.get_by_role("textbox", name="Completions per prompt")).to_have_count(0)
    dialog.get_by_role("button", name="Evaluate", exact=True).click()

    expect(page.get_by_text("validation@greedy", exact=True)).to_be_visible()
    expect(page.get_by_text("completed", exact=True).first).to_be_visible()
    job = stack.client.run(page.url.rsplit("/", 1)[1])
    assert (job.config["evaluation"]["temperature"], job.config["reevaluation"]["split"]) == (0, "validation")
    on_front = {row.step for row in stack.client.evaluations(run_id).evaluations if row.on_front}
    assert set(job.config["reevaluation"]["points"][0]["steps"]) <= on_front
