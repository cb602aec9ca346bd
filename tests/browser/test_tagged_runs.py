"""Tags, notes and the archive on the page: changed for one run and for several, and what the list shows of them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from paretoscope.client.client import Client

from ..end_to_end.stack import TINY
from ..services.api_server import ApiServer, run_server

NAMES = ("first", "second", "third")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """A server without a worker."""
    with run_server(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def client(server: ApiServer) -> Iterator[Client]:
    """A client of the server, which has three queued runs and no others."""
    with Client(server.url) as opened:
        old = [run.id for run in opened.all_runs(archived="any")]
        if old:
            opened.delete_runs(old)
        for name in NAMES:
            opened.create_run(TINY | {"name": name}, tags=["draft"] if name == "first" else [])
        yield opened


@pytest.fixture
def tab(browser: Browser, server: ApiServer, client: Client) -> Iterator[Page]:
    """A tab that looks at that server; an error of the page fails the test."""
    faults: list[str] = []
    context = browser.new_context(
        base_url=server.url, viewport={"width": 1440, "height": 1000}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert faults == []


def test_chosen_runs_are_tagged_and_the_list_is_narrowed_by_a_tag(tab: Page, client: Client) -> None:
    tab.goto("/runs")
    for name in ("first", "second"):
        tab.get_by_label(f"Choose {name}", exact=True).check()
    tab.get_by_role("button", name="Actions", exact=True).click()
    tab.get_by_role("menuitem", name="Tag 2 runs").click()
    tab.get_by_label("Add tags").first.fill("paper")
    tab.keyboard.press("Enter")
    tab.get_by_label("Remove tags").first.fill("draft")
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Save the tags").click()

    expect(tab.get_by_role("link", name="paper", exact=True)).to_have_count(2)
    assert [run.tags for run in client.all_runs(sort="name")] == [["paper"], ["paper"], []]

    tab.get_by_role("button", name="Tags", exact=True).click()
    tab.get_by_label("paper (2)").click()
    expect(tab).to_have_url(re.compile("tags=paper"))
    expect(tab.get_by_role("link", name="third", exact=True)).to_have_count(0)
    tab.get_by_label("Remove the tag paper").click()
    expect(tab.get_by_role("link", name="third", exact=True)).to_be_visible()


def test_chosen_runs_are_stopped_archived_found_again_and_deleted(tab: Page, client: Client) -> None:
    tab.goto("/runs")
    for name in NAMES:
        tab.get_by_label(f"Choose {name}", exact=True).check()
    tab.get_by_role("button", name="Actions", exact=True).click()
    tab.get_by_role("menuitem", name="Stop 3 runs").click()
    tab.get_by_role("button", name="Stop 3 runs").click()
    expect(tab.get_by_role("row").filter(has_text="stopped")).to_have_count(3)

    tab.get_by_role("button", name="Actions", exact=True).click()
    expect(tab.get_by_role("menuitem", name="Archive 3 runs")).to_be_visible()
    expect(tab.get_by_role("menuitem", name="Retry")).to_have_count(0)
    tab.get_by_role("menuitem", name="Archive 3 runs").click()
    tab.get_by_role("button", name="Archive 3 runs").click()
    expect(tab.get_by_text("No runs yet")).to_be_visible()

    tab.goto("/runs?archived=true")
    for name in ("first", "second"):
        tab.get_by_label(f"Choose {name}", exact=True).check()
    tab.get_by_role("button", name="Actions", exact=True).click()
    tab.get_by_role("menuitem", name="Delete 2 runs").click()
    delete = tab.get_by_role("button", name="Delete 2 runs")
    expect(delete).to_be_disabled()
    tab.get_by_label("Type the number of runs to delete them").fill("2")
    delete.click()
    expect(tab.get_by_role("link", name="first", exact=True)).to_have_count(0)
    assert [(run.name, run.archived) for run in client.all_runs(archived="any")] == [("third", True)]


def test_tags_and_notes_are_changed_on_the_page_of_a_run(tab: Page, client: Client) -> None:
    [run] = [run for run in client.all_runs() if run.name == "first"]
    tab.goto(f"/runs/{run.id}")
    tab.get_by_role("button", name="Change the tags").click()
    tab.get_by_label("Tags", exact=True).first.fill("table 2")
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Save the tags").click()
    expect(tab.get_by_role("link", name="table 2", exact=True)).to_be_visible()

    tab.get_by_label("More actions on this run").click()
    tab.get_by_role("menuitem", name="Write notes").click()
    tab.get_by_label("Notes about the run").fill("<b>two</b>\nlines")
    tab.get_by_role("button", name="Save the notes").click()
    expect(tab.get_by_title("Change the notes")).to_have_text("<b>two</b>\nlines", use_inner_text=True)

    tab.get_by_label("More actions on this run").click()
    tab.get_by_role("menuitem", name="Archive run").click()
    expect(tab.get_by_text("archived", exact=True)).to_be_visible()
    found = client.run(run.id)
    assert (found.tags, found.notes, found.archived) == (["draft", "table 2"], "<b>two</b>\nlines", True)


def test_a_tag_that_is_given_elsewhere_appears_in_the_list(tab: Page, client: Client) -> None:
    tab.goto("/runs?tags=live")
    expect(tab.get_by_text("No run matches this filter")).to_be_visible()
    client.tag([run.id for run in client.all_runs() if run.name == "second"], add=["live"])
    expect(tab.get_by_role("link", name="second", exact=True)).to_be_visible()


def test_a_query_is_completed_sent_and_corrected(browser: Browser, server: ApiServer, client: Client) -> None:
    context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.goto("/runs")
    expect(page.get_by_role("link", name="second", exact=True)).to_be_visible()
    box = page.get_by_label("Search or query").first

    box.click()
    box.press_sequentially("ta")
    page.get_by_role("option", name="tag A tag of the run").click()
    page.get_by_role("option", name="is", exact=False).first.click()
    page.get_by_role("option", name="draft").click()
    expect(box).to_have_value("tag = draft ")
    box.press_sequentially("and name")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.get_by_text("At character 21, after 'tag = draft and name': one of =")).to_be_visible()

    box.press_sequentially(" ~ fir")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="first", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="second", exact=True)).to_have_count(0)
    expect(page).to_have_url(re.compile("search=tag"))
    page.reload()
    expect(page.get_by_label("Search or query").first).to_have_value("tag = draft and name ~ fir")
    context.close()


def test_a_plain_text_is_searched_for_as_it_is_typed(tab: Page) -> None:
    tab.goto("/runs")
    tab.get_by_label("Search or query").first.press_sequentially("SECO", delay=20)
    expect(tab.get_by_role("link", name="first", exact=True)).to_have_count(0)
    expect(tab.get_by_role("link", name="second", exact=True)).to_be_visible()


def test_the_list_is_walked_through_by_keys(tab: Page) -> None:
    tab.goto("/runs?sort=name")
    expect(tab.get_by_role("link", name="first", exact=True)).to_be_visible()
    for key in "jxjjkx":
        tab.keyboard.press(key)
    expect(tab.get_by_label("Choose first", exact=True)).to_be_checked()
    expect(tab.get_by_label("Choose second", exact=True)).to_be_checked()
    expect(tab.get_by_label("Choose third", exact=True)).not_to_be_checked()

    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog", name="Keys and queries")).to_be_visible()
    tab.keyboard.press("x")
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog", name="Keys and queries")).to_have_count(0)
    tab.keyboard.press("/")
    expect(tab.get_by_label("Search or query").first).to_be_focused()
    tab.keyboard.type("jxc?")
    expect(tab.get_by_label("Search or query").first).to_have_value("jxc?")

    tab.goto("/runs?sort=name")
    expect(tab.get_by_role("link", name="first", exact=True)).to_be_visible()
    for key in ("j", "x", "j", "x", "c"):
        tab.keyboard.press(key)
    expect(tab).to_have_url(re.compile("/compare"))
    tab.go_back()
    expect(tab.get_by_role("link", name="second", exact=True)).to_be_visible()
    tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"/runs/\w+$"))
