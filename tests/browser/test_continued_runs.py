"""What a person does with a run that has ended: resume it, retry it, and fork one of its checkpoints."""

import re
from importlib.metadata import version

from playwright.sync_api import Page, expect

from ..end_to_end.stack import Stack

LONG = {"steps": 5000, "prompts_per_step": 2}
SHORT = {"steps": 6, "prompts_per_step": 2}


def test_a_run_is_stopped_and_resumed_on_its_page(page: Page, stack: Stack) -> None:
    run_id = stack.create(name="to be resumed", budget=LONG)
    stack.wait_for_step(run_id, 3)
    page.goto(f"/runs/{run_id}")
    page.get_by_role("button", name="Stop run").click()
    page.get_by_role("dialog").get_by_role("button", name="Stop run").click()
    expect(page.get_by_text("stopped", exact=True).first).to_be_visible()
    stopped = stack.client.run(run_id)

    page.get_by_role("button", name="Resume", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(f"goes on from the checkpoint of step {stopped.step}, ")).to_be_visible()
    dialog.get_by_role("button", name="Resume", exact=True).click()

    expect(dialog).to_be_hidden()
    expect(page.get_by_text("running", exact=True).first).to_be_visible()
    expect(page.get_by_text("attempt 2")).to_be_visible()
    expect(page.get_by_role("button", name="Resume", exact=True)).to_have_count(0)
    stack.wait_for_step(run_id, (stopped.step or 0) + 3, attempt=2)
    page.get_by_role("link", name="Config", exact=True).click()
    expect(page.get_by_role("columnheader", name="attempt 2")).to_be_visible()
    torch = re.compile("^" + re.escape(version("torch").partition("+")[0]))
    row = page.get_by_role("row", name=re.compile("^torch "))
    expect(row.get_by_role("cell")).to_have_text([torch, torch])
    stack.client.stop(run_id)


def test_a_complete_run_trains_on_with_more_steps(page: Page, stack: Stack) -> None:
    run_id = stack.create(name="to be extended", budget=SHORT)
    stack.client.wait(run_id, timeout_seconds=120)
    page.goto(f"/runs/{run_id}")

    page.get_by_role("button", name="Resume", exact=True).click()
    dialog = page.get_by_role("dialog")
    steps = dialog.get_by_role("textbox", name="Steps in all")
    steps.fill("6")
    expect(dialog.get_by_text("Give more than 6, the steps that are done.")).to_be_visible()
    steps.fill("9")
    dialog.get_by_role("button", name="Resume", exact=True).click()

    expect(page.get_by_text(re.compile("step 9 of 9"))).to_be_visible()
    expect(page.get_by_text("completed", exact=True).first).to_be_visible()


def test_a_failed_run_is_retried_on_its_page(page: Page, stack: Stack) -> None:
    run_id = stack.create(name="to be retried", policy={"model": "nobody/no-such-model", "device": "cpu"})
    assert stack.client.wait(run_id, timeout_seconds=120).status == "failed"
    page.goto(f"/runs/{run_id}/events")
    expect(page.get_by_role("button", name="Resume", exact=True)).to_have_count(0)

    page.get_by_role("button", name="Retry", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("has no checkpoint, so it starts from the beginning")).to_be_visible()
    dialog.get_by_role("button", name="Retry", exact=True).click()

    expect(page.get_by_text(re.compile("Somebody retried the run"))).to_be_visible()
    assert stack.client.wait(run_id, timeout_seconds=120).attempt == 2


def test_a_checkpoint_is_forked_with_another_config(page: Page, stack: Stack) -> None:
    parent = stack.create(name="the parent", budget=SHORT)
    stack.client.wait(parent, timeout_seconds=120)
    page.goto(f"/runs/{parent}/checkpoints")

    page.get_by_role("link", name="Fork from here, step 6").click()

    expect(page.get_by_text("fork of the parent at step 6")).to_be_visible()
    text = page.locator(".cm-content")
    expect(text).to_contain_text("fork of the parent at 6")
    expect(text).to_contain_text(f"run_id: {parent}")
    page.get_by_role("textbox", name="Steps", exact=True).fill("4")
    page.get_by_role("textbox", name="Step", exact=True).fill("5000")
    page.get_by_role("button", name="Launch run").click()
    expect(page.get_by_text(f"Run {parent} has no checkpoint of step 5000 on disk, only of:")).to_be_visible()
    page.get_by_role("textbox", name="Step", exact=True).fill("6")
    page.get_by_role("button", name="Launch run").click()

    expect(page).to_have_url(re.compile(r"/runs/[0-9a-z]{12}$"))
    fork = page.url.rsplit("/", 1)[1]
    expect(page.get_by_text("fork of the parent at step 6")).to_be_visible()
    expect(page.get_by_text(re.compile("step 4 of 4"))).to_be_visible()
    assert (stack.client.run(fork).parent_run_id, stack.client.run(fork).parent_step) == (parent, 6)
    page.get_by_role("link", name="the parent", exact=True).click()
    expect(page.get_by_role("region", name="Forks of the run").get_by_role("link")).to_have_text(
        "fork of the parent at 6"
    )


def test_a_point_with_a_checkpoint_is_forked_from_its_panel(page: Page, stack: Stack) -> None:
    run_id = stack.create(name="of points", budget=SHORT)
    stack.client.wait(run_id, timeout_seconds=120)

    page.goto(f"/runs/{run_id}?step=6")
    page.get_by_role("region", name="Point of step 6").get_by_role("link", name="Fork from here").click()

    expect(page).to_have_url(re.compile(f"/runs/new.from={run_id}&step=6$"))
    expect(page.locator(".cm-content")).to_contain_text("step: 6")
