"""What a person does first: make a run in the form, watch its weights move, stop it, compare it with another."""

import re

from playwright.sync_api import Page, expect

from paretoscope.schema.presets import PRESETS

from ..end_to_end.stack import Stack


def test_a_run_is_made_watched_stopped_and_compared(page: Page, stack: Stack) -> None:
    other = stack.create(name="the other run", budget={"steps": 4, "prompts_per_step": 2})

    page.goto("/runs")
    page.get_by_role("link", name="New run").first.click()
    page.get_by_label("Presets").get_by_text(re.compile("gradient", re.IGNORECASE)).first.click()
    page.get_by_role("textbox", name="Name", exact=True).first.fill("made in the browser")
    page.get_by_role("textbox", name="Steps", exact=True).fill("5000")
    expect(page.locator(".cm-content")).to_contain_text("steps: 5000")
    page.get_by_role("button", name="Launch run").click()

    expect(page).to_have_url(re.compile(r"/runs/[0-9a-z]{12}"))
    run_id = page.url.rsplit("/", 1)[1].partition("?")[0]
    assert stack.client.run(run_id).config["budget"]["steps"] == 5000
    page.evaluate("window.sameDocument = true")
    first = _weights(page)
    page.wait_for_function(
        "([first]) => [...document.querySelectorAll('.annotation-text')].map((label) => label.textContent)"
        ".filter((text) => /^accuracy [0-9.]+$/.test(text)).some((text) => text !== first)",
        arg=[first],
    )
    assert page.evaluate("window.sameDocument") is True

    page.get_by_role("button", name="Stop run").click()
    page.get_by_role("dialog").get_by_role("button", name="Stop run").click()
    expect(page.get_by_text("stopped", exact=True).first).to_be_visible()
    stopped = stack.client.run(run_id)
    assert stopped.status == "stopped"
    assert any(checkpoint.step == stopped.step for checkpoint in stack.client.checkpoints(run_id))

    stack.client.wait(other, timeout_seconds=120)
    page.get_by_role("link", name="Runs", exact=True).first.click()
    page.get_by_label("Choose made in the browser").check()
    page.get_by_label("Choose the other run").check()
    page.get_by_role("region", name="Chosen runs").get_by_text("Compare").click()
    expect(page.get_by_role("heading", name="Compare 2 runs")).to_be_visible()
    expect(page.get_by_text("Final points")).to_be_visible()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()


def test_a_person_steers_the_weights_of_a_run_that_trains(page: Page, stack: Stack) -> None:
    run_id = stack.create(name="steered", weighting={"type": "manual"}, budget={"steps": 5000, "prompts_per_step": 2})
    page.goto(f"/runs/{run_id}")

    page.get_by_role("button", name="Steer weights").click()
    slider = page.get_by_role("slider", name="Weight of accuracy")
    slider.press("End")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("1.000")).to_be_visible()
    dialog.get_by_role("button", name="Steer weights").click()

    expect(dialog).to_be_hidden()
    page.get_by_role("link", name=re.compile("^Events")).click()
    expect(page.get_by_text(re.compile("Somebody asked for the weights accuracy 1"))).to_be_visible()
    expect(page.get_by_text(re.compile("A person set the weights to accuracy 1"))).to_be_visible()
    stack.client.stop(run_id)


def test_a_mistake_in_the_config_is_said_beside_its_field(page: Page) -> None:
    page.goto("/runs/new")
    size = page.get_by_role("textbox", name="Group size", exact=True)

    size.fill("1")
    size.blur()

    expect(page.get_by_text(re.compile("greater than or equal to 2")).first).to_be_visible()


def test_sections_and_lists_inside_sections_are_set_in_the_form(page: Page) -> None:
    page.goto("/runs/new")
    words = ["rloo", "gradient", "published"]
    found = [one for one in PRESETS if all(word in f"{one.title} {one.group}".lower() for word in words)]
    assert 0 < len(found) < len(PRESETS)
    page.get_by_role("searchbox", name="Search presets").fill(" ".join(words))
    expect(page.get_by_label("Presets").get_by_role("button")).to_have_count(len(found))
    page.get_by_label("Presets").get_by_role("button").first.click()
    text = page.locator(".cm-content")
    expect(text).to_contain_text("type: rloo")

    page.get_by_role("switch", name="LoRA", exact=True).press("Space")
    page.get_by_role("textbox", name="Rank", exact=True).fill("8")
    expect(text).to_contain_text("rank: 8")
    page.get_by_role("textbox", name="Rank", exact=True).fill("")
    expect(text).to_contain_text("lora: {}")
    page.get_by_role("switch", name="LoRA", exact=True).press("Space")
    expect(text).not_to_contain_text("lora")

    page.get_by_label("Ignore", exact=True).click()
    page.get_by_role("option", name="groups_tied").click()
    expect(text).to_contain_text("groups_tied")


def test_a_run_that_cannot_load_its_policy_shows_why(page: Page, stack: Stack) -> None:
    run_id = stack.create(policy={"model": "nobody/no-such-model", "device": "cpu"})
    assert stack.client.wait(run_id, timeout_seconds=120).status == "failed"

    page.goto(f"/runs/{run_id}")

    expect(page.get_by_text("failed", exact=True).first).to_be_visible()
    expect(page.get_by_text(re.compile("nobody/no-such-model")).first).to_be_visible()


def _weights(page: Page) -> str:
    """Returns the first weight of accuracy that the page shows."""
    label = page.locator(".annotation-text", has_text=re.compile(r"^accuracy [0-9.]+$")).first
    label.wait_for()
    return label.text_content() or ""
