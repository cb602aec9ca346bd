"""Turns figures into images with the Plotly of the page, in a browser without a window."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from benchmarks.study.charts import Chart
from playwright.sync_api import sync_playwright
from plotly.offline import get_plotlyjs
from tests.services.chromium import chromium_program

from paretoscope.figures.parts.template import Figure

WIDTH = 760
PIXELS_PER_POINT = 2
DRAW = """async ([figure, format, width, height, scale]) => {
  const layout = { ...figure.layout, paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff", width, height };
  return await Plotly.toImage({ data: figure.data, layout }, { format, width, height, scale });
}"""


@dataclass(frozen=True)
class Image:
    """A figure as two files."""

    png: bytes
    svg: str


def draw(charts: Sequence[Chart]) -> Mapping[str, Image]:
    """Returns the image of each chart by its name."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content("<!doctype html><meta charset=utf-8><body>")
        page.add_script_tag(content=get_plotlyjs())

        def image(figure: Figure, kind: str) -> str:
            height = figure["layout"]["meta"]["height"]
            return str(page.evaluate(DRAW, [figure, kind, WIDTH, height, PIXELS_PER_POINT if kind == "png" else 1]))

        found = {
            chart.name: Image(
                base64.b64decode(image(chart.figure, "png").split(",", 1)[1]),
                unquote(image(chart.figure, "svg").split(",", 1)[1]),
            )
            for chart in charts
        }
        browser.close()
    return found
