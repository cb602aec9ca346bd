"""What holds for every figure: valid Plotly, strict JSON, both themes, any shape of data, and small."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from paretoscope.figures import FIGURES, FigureOptionError
from paretoscope.pareto.run_data import ObjectiveData, RunData

from .runs import ACCURACY, CLARITY, CONCISENESS, THREE, make_run, series

HOSTILE = '<img src=x onerror="alert(1)">%{x}'
FIVE = (
    *THREE,
    ObjectiveData("politeness", "fraction", "maximize", "fraction polite"),
    ObjectiveData("a" * 40, "", "minimize", ""),
)


def without_data() -> RunData:
    return RunData("run1", "queued", "gradient", THREE)


def one_point() -> RunData:
    run = make_run()
    short = {key: series(key, one.steps[:1], one.last[:1]) for key, one in run.series.items()}
    return replace(run, series=short, evaluations=run.evaluations[:1])


def with_gaps() -> RunData:
    run = make_run()
    holed = {key: series(key, one.steps, [None, float("nan"), *one.last[2:]]) for key, one in run.series.items()}
    rows = [replace(row, objectives={**row.objectives, "clarity": None}, hypervolume=None) for row in run.evaluations]
    return replace(run, series=holed, evaluations=rows)


def only_gaps() -> RunData:
    run = make_run()
    return replace(
        run, series={key: series(key, one.steps, [None] * len(one.steps)) for key, one in run.series.items()}
    )


def constant() -> RunData:
    run = make_run()
    flat = {key: series(key, one.steps, [0.0] * len(one.steps)) for key, one in run.series.items()}
    rows = [replace(row, objectives=run.evaluations[0].objectives) for row in run.evaluations]
    return replace(run, series=flat, evaluations=rows)


def long(points: int = 6_000) -> RunData:
    run = make_run()
    steps = list(range(points))
    values = [step % 7 / 7 for step in steps]
    rows = [replace(run.evaluations[step % 5], step=step) for step in steps]
    return replace(run, series={key: series(key, steps, values) for key in run.series}, evaluations=rows)


SHAPES: dict[str, Callable[[], RunData]] = {
    "three objectives": make_run,
    "one objective": lambda: make_run((ACCURACY,)),
    "two objectives": lambda: make_run((CONCISENESS, CLARITY), method="hypervolume"),
    "no data": without_data,
    "one point": one_point,
    "gaps": with_gaps,
    "only gaps": only_gaps,
    "constant": constant,
    "6,000 points": long,
}


def strict(figure: dict[str, Any]) -> str:
    return json.dumps(figure, allow_nan=False, separators=(",", ":"))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("shape", SHAPES)
def test_any_shape_of_data_gives_strict_json_in_both_themes(name: str, shape: str) -> None:
    run = SHAPES[shape]()
    runs = [run, replace(run, id="run2")] if FIGURES[name].many else [run]
    light, dark = (strict(FIGURES[name].figure(runs, theme)) for theme in ("light", "dark"))
    assert light != dark
    meta = json.loads(light)["layout"]["meta"]
    assert meta["title"]
    assert meta["points"] <= meta["total_points"]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        *((name, {}) for name in FIGURES),
        ("weights", {"view": "lines"}),
        ("weights", {"view": "simplex"}),
        ("effective_weights", {"view": "lines"}),
        ("front", {"z": "clarity"}),
        ("fronts", {"z": "clarity"}),
        ("hypervolumes", {"axis": "time"}),
    ],
)
def test_plotly_accepts_every_property(name: str, options: dict[str, str]) -> None:
    figure = FIGURES[name].figure([make_run()], "light", options)
    assert len(go.Figure(figure).data) == len(figure["data"]) > 0


@pytest.mark.parametrize("name", FIGURES)
def test_before_the_first_point_axes_and_a_calm_sentence_are_shown(name: str) -> None:
    figure = FIGURES[name].figure([without_data()])
    assert figure["data"] == []
    assert figure["layout"]["annotations"][0]["text"].startswith("Waiting for the first")
    assert (figure["layout"]["meta"]["points"], figure["layout"]["meta"]["total_points"]) == (0, 0)


@pytest.mark.parametrize("name", FIGURES)
def test_five_objectives_fit(name: str) -> None:
    run = replace(make_run(THREE), objectives=FIVE)
    strict(FIGURES[name].figure([run]))


@pytest.mark.parametrize("name", FIGURES)
def test_the_cards_header_is_left_to_the_page(name: str) -> None:
    layout = FIGURES[name].figure([make_run()])["layout"]
    assert "title" not in layout
    assert "template" not in layout
    assert layout["uirevision"]
    assert set(layout["meta"]) >= {"title", "subtitle", "note", "points", "total_points"}


@pytest.mark.parametrize("name", FIGURES)
def test_names_of_runs_cannot_bring_markup_or_templates_into_a_figure(name: str) -> None:
    run = make_run(name=HOSTILE)
    text = strict(FIGURES[name].figure([run, replace(run, id="run2")] if FIGURES[name].many else [run]))
    assert "<img" not in text
    assert "%{x}<" not in text.replace("%{x}<br>", "")


@pytest.mark.parametrize("name", FIGURES)
def test_five_hundred_points_make_a_small_figure(name: str) -> None:
    run = make_run(id="0123456789abcdef")
    steps = list(range(1, 501))
    values = [0.123456789 + step % 13 / 17 for step in steps]
    run = replace(run, series={key: series(key, steps, values) for key in run.series})
    assert len(strict(FIGURES[name].figure([run]))) < 110_000


@pytest.mark.parametrize("name", FIGURES)
def test_traces_that_live_records_extend_carry_run_and_step_for_every_point(name: str) -> None:
    for trace in FIGURES[name].figure([make_run()])["data"]:
        if "key" in trace["meta"]:
            assert [row[:2] for row in trace["customdata"]] == [["run1", step] for step in trace["x"]]


def test_many_points_are_drawn_by_webgl_and_few_as_svg() -> None:
    types = {trace["type"] for trace in FIGURES["objective"].figure([long()])["data"]}
    assert "scattergl" in types
    assert {trace["type"] for trace in FIGURES["objective"].figure([make_run()])["data"]} == {"scatter"}
    assert {trace["type"] for trace in FIGURES["front"].figure([long(points=12_000)])["data"]} >= {"scattergl"}


def test_every_figure_says_which_series_it_needs() -> None:
    for spec in FIGURES.values():
        needed = (
            {key: one for key, one in make_run().series.items() if key.startswith(spec.prefixes)}
            if spec.prefixes
            else {}
        )
        fed = replace(make_run(), series=needed)
        assert strict(spec.figure([fed])) == strict(spec.figure([make_run()]))


def test_options_are_described_as_json_schema() -> None:
    schema = FIGURES["weights"].schema()
    assert schema["properties"]["view"]["enum"] == ["area", "lines", "simplex"]
    assert schema["properties"]["view"]["default"] == "area"
    assert not schema["additionalProperties"]
    assert all(spec.description.endswith(".") for spec in FIGURES.values())


@pytest.mark.parametrize(
    ("name", "theme", "options", "runs", "refusal"),
    [
        ("weights", "sepia", {}, 1, ("theme", "Choose from: light, dark")),
        ("weights", "light", {"view": "pie"}, 1, ("view", "Choose from: area, lines, simplex")),
        ("weights", "light", {"colour": "red"}, 1, ("colour", "has no option 'colour'")),
        ("loss", "light", {"view": "area"}, 1, ("view", "There are none; leave it out")),
        ("objective", "light", {"objective": "speed"}, 1, ("objective", "not an objective of this run")),
        ("weights", "light", {}, 2, ("run", "shows one run, but 2 were given")),
        ("fronts", "light", {}, 0, ("run", "needs a run")),
    ],
)
def test_wrong_requests_are_refused_naming_the_option_and_the_choices(
    name: str, theme: str, options: dict[str, str], runs: int, refusal: tuple[str, str]
) -> None:
    option, message = refusal
    with pytest.raises(FigureOptionError, match=message) as refused:
        FIGURES[name].figure([make_run()] * runs, theme, options)
    assert refused.value.option == option
