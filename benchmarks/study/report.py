"""Writes the report: Markdown with PNG figures, and the same as one HTML file that opens without a server."""

import html
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.study.analysis import against_fixed
from benchmarks.study.charts import Chart, charts_of_estimator, steps_saved
from benchmarks.study.design import Size
from benchmarks.study.images import Image, draw
from benchmarks.study.results import Result
from benchmarks.study.tables import (
    cells_table,
    comparisons_table,
    division_table,
    improvement_table,
    multiplier_table,
    weights_table,
)
from benchmarks.study.training import ABLATIONS, GRID
from markdown_it import MarkdownIt

DOCUMENTS = Path(__file__).resolve().parents[2] / "docs" / "study"
PLAN, DISCUSSION = DOCUMENTS / "plan.md", DOCUMENTS / "discussion.md"
STYLE = """
body { font: 15px/1.55 Inter, system-ui, sans-serif; color: #1c1c1a; background: #fbfbfa; max-width: 1080px;
  margin: 32px auto; padding: 0 24px }
h1 { font-size: 26px } h2 { font-size: 19px; margin-top: 40px } h3 { font-size: 16px }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; display: block;
  overflow-x: auto }
th, td { padding: 4px 10px; border-bottom: 1px solid #e6e5e1; text-align: left; white-space: nowrap }
figure { margin: 24px 0; background: #fff; border: 1px solid #e6e5e1; border-radius: 6px; padding: 12px;
  max-width: 784px }
figure svg { max-width: 100%; height: auto } figcaption { color: #6b6a66; font-size: 13px }
code { background: #f0efec; padding: 0 3px }
"""


def write_report(results: Mapping[str, Sequence[Result]], size: Size, folder: Path, command: str) -> None:
    """Writes `README.md`, `report.html` and `figures/*.png`.

    Args:
        results: the runs of each sweep.
        size: what was trained.
        folder: where to write; it is created.
        command: what was typed, and how long it took.
    """
    grid, ablations = results[GRID], results.get(ABLATIONS, [])
    charts = _charts(grid, size)
    images = draw(charts)
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    for name, image in images.items():
        (folder / "figures" / f"{name}.png").write_bytes(image.png)
    text = "\n\n".join(_sections(grid, ablations, size, command))
    figures = "\n\n".join(f"![{chart.caption}](figures/{chart.name}.png)\n\n*{chart.caption}*" for chart in charts)
    (folder / "README.md").write_text(f"{text}\n\n## Figures\n\n{figures}\n")
    (folder / "report.html").write_text(_page(text, charts, images))


def _charts(grid: Sequence[Result], size: Size) -> list[Chart]:
    every = [chart for estimator in size.estimators for chart in charts_of_estimator(grid, estimator)]
    return [steps_saved(against_fixed(grid, lambda run: run.mean_front_step)), *every]


def _sections(grid: Sequence[Result], ablations: Sequence[Result], size: Size, command: str) -> list[str]:
    volume, accuracy = (
        against_fixed(grid, lambda run: run.front_hypervolume),
        against_fixed(grid, lambda run: run.final("accuracy")),
    )
    runs = len(grid) + len(ablations)
    hours = sum(run.seconds or 0.0 for run in (*grid, *ablations)) / 3600
    sections = [
        "# Do moving reward weights pay? The paper's grid on the embedded task",
        f"{runs} runs of {size.steps} steps, seeds {', '.join(map(str, size.seeds))}; {hours:.1f} hours of training on "
        f"one core each. Made by `{command}`.",
        "## What was found",
        _discussion(size),
        _shifted(PLAN.read_text()),
        "## The table",
        "Mean ± standard error over seeds. Accuracy, tokens and clarity are of the last step on the test split. The "
        "hypervolume is that of the points on the validation front, with their values on the test split. Steps to "
        "target are the mean over the runs that reached the mean final point of the fixed runs beside them, with their "
        "number.",
        *(f"### {estimator}\n\n{cells_table(grid, estimator)}" for estimator in size.estimators),
        "## Confirmatory tests against fixed weights",
        f"### Hypervolume of the front, test split\n\n{comparisons_table(volume, 2)}",
        f"### Final accuracy, test split\n\n{comparisons_table(accuracy, 3)}",
        f"### Probability of improvement, hypervolume\n\n{improvement_table(grid, lambda run: run.front_hypervolume)}",
        "## Where the weights settled",
        "Mean weight over the last 60 steps of the gradient-based runs: mean ± standard error over seeds, and 95 % "
        "interval.",
        weights_table(grid),
    ]
    return sections + (_ablation_sections(grid, ablations) if ablations else [])


def _ablation_sections(grid: Sequence[Result], ablations: Sequence[Result]) -> list[str]:
    return [
        "## Ablation 1: the multiplier on the reward or on the advantage",
        "The largest difference of an objective between runs with the same seed, at any evaluation, in units of the "
        "scale, and the steps at which the pairs of runs begin to differ. 0 means that the runs are the same. "
        "Hypervolume-guided, balanced. (The steps were added after the results were seen.)",
        multiplier_table(grid, ablations),
        "## Ablation 2: advantages divided by the group's standard deviation",
        "GRPO. Accuracy's share of the advantage is its effective weight, averaged over all steps. Accuracy is that of "
        "the last step on the test split. Differences are with division minus without it, paired by seed, with 95 % "
        "intervals.",
        division_table(grid, ablations),
    ]


def _discussion(size: Size) -> str:
    if size.ablations and DISCUSSION.is_file():
        return DISCUSSION.read_text().strip()
    return "This is a small version of the study, which only checks that all its parts work. It shows no effect."


def _shifted(document: str) -> str:
    """Returns a document with its headings one level lower."""
    return "\n".join(f"#{line}" if line.startswith("#") else line for line in document.strip().splitlines())


def _page(text: str, charts: Sequence[Chart], images: Mapping[str, Image]) -> str:
    body = MarkdownIt("commonmark").enable("table").render(text)
    figures = "\n".join(
        f"<figure>{images[chart.name].svg}<figcaption>{html.escape(chart.caption)}</figcaption></figure>"
        for chart in charts
    )
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Study</title>\n<style>{STYLE}</style>\n{body}\n<h2>Figures</h2>\n{figures}\n</html>\n"
    )
