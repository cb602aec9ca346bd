"""The page and the documentation of the API work under the policy for scripts, and load nothing from elsewhere."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from plotly.offline import get_plotlyjs

from ..services.api_server import ApiServer
from .test_compared_runs import finished_run

WEBGL = """() => new Promise((done, fail) => setTimeout(() => {
    const place = document.createElement('div');
    document.body.append(place);
    const painted = () => {
        const drawn = place.querySelector('canvas.gl-canvas-context');
        const copy = Object.assign(document.createElement('canvas'), {width: drawn.width, height: drawn.height});
        const pen = copy.getContext('2d');
        pen.drawImage(drawn, 0, 0);
        return pen.getImageData(0, 0, copy.width, copy.height).data.some((value) => value > 0);
    };
    Plotly.newPlot(place, [
        {type: 'scattergl', mode: 'lines', y: Array.from({length: 9000}, (_, i) => i % 7)},
        {type: 'scattergl', mode: 'lines+markers', y: [1, 2, 3], line: {shape: 'hv', dash: 'dot'}},
    ]).then(painted).then(done, fail);
}, 0))"""
"""Draws long curves, as figures do; later, as a call of `evaluate` itself is exempt."""


@dataclass
class Seen:
    """What the console of a tab said, and which servers it asked."""

    errors: list[str] = field(default_factory=list)
    servers: set[str] = field(default_factory=set)


@pytest.fixture
def watched(browser: Browser, server: ApiServer) -> Iterator[tuple[Page, Seen]]:
    """A tab that looks at that server, and what is noted of it."""
    context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 1000})
    tab, seen = context.new_page(), Seen()
    tab.on("console", lambda said: seen.errors.append(said.text) if said.type in {"error", "warning"} else None)
    tab.on("pageerror", lambda error: seen.errors.append(str(error)))
    tab.on("request", lambda request: seen.servers.add(urlsplit(request.url).netloc))
    yield tab, seen
    context.close()


def test_the_page_draws_with_the_version_of_the_python_package() -> None:
    package = json.loads((Path(__file__).parents[2] / "frontend" / "package.json").read_text(encoding="utf-8"))
    assert f"plotly.js v{package['dependencies']['plotly.js-strict-dist-min']}\n" in get_plotlyjs()[:200]


def check(server: ApiServer, seen: Seen) -> None:
    assert [text for text in seen.errors if "GPU stall" not in text] == []
    assert seen.servers <= {urlsplit(server.url).netloc, ""}


def test_charts_forms_and_comparisons_are_drawn_without_a_complaint(
    server: ApiServer, watched: tuple[Page, Seen]
) -> None:
    tab, seen = watched
    first, second = (finished_run(server, name, 30.0, 0.2) for name in ("one", "two"))
    for address in (f"/runs/{first}", f"/compare?runs={first},{second}"):
        tab.goto(address)
        expect(tab.get_by_role("img", name=re.compile("front", re.IGNORECASE)).first).to_be_visible()
    tab.wait_for_function("() => window.Plotly")
    assert tab.evaluate(WEBGL)
    tab.goto("/runs/new")
    expect(tab.locator(".cm-content").first).to_be_visible()
    check(server, seen)


def test_the_documentation_of_the_api_lists_its_routes(server: ApiServer, watched: tuple[Page, Seen]) -> None:
    tab, seen = watched
    tab.goto("/api/docs")
    expect(tab.get_by_role("heading", name="Paretoscope")).to_be_visible()
    route = tab.locator(".opblock", has_text="/api/health")
    route.locator(".opblock-summary-control").click()
    tab.get_by_role("button", name="Try it out").click()
    tab.get_by_role("button", name="Execute").click()
    expect(route.locator(".live-responses-table")).to_contain_text('"status"')
    check(server, seen)


def test_a_script_that_someone_put_into_a_page_does_not_run(server: ApiServer, watched: tuple[Page, Seen]) -> None:
    tab, seen = watched
    tab.goto("/")
    tab.evaluate(
        """() => {
            const inline = document.createElement('script');
            inline.textContent = 'window.intruded = true';
            document.body.append(inline);
            const attribute = document.createElement('img');
            attribute.setAttribute('onerror', 'window.intruded = true');
            attribute.src = 'data:,';
            document.body.append(attribute);
        }"""
    )
    tab.wait_for_timeout(500)
    assert tab.evaluate("() => window.intruded") is None
    assert any("Content Security Policy" in text for text in seen.errors)
