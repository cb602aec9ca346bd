"""Fronts over parallel axes: every objective at once, better up whichever direction it has."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import plotly.graph_objects as go
import pytest

from paretoscope.figures import FIGURES, FigureOptionError
from paretoscope.figures.parts.template import Figure, Trace
from paretoscope.pareto.run_data import ObjectiveData, RunData

from .runs import ACCURACY, CLARITY, CONCISENESS, REFERENCE, SCALE, make_run

LONG = ObjectiveData("a_rather_long_name_of_an_objective", "", "maximize", "")
FOUR = (ACCURACY, CONCISENESS, CLARITY, LONG)
PARALLEL = {"view": "parallel"}


def four_objectives(identity: str = "run1") -> RunData:
    """The usual run with a fourth objective that gets worse while the others get better."""
    run = make_run()
    rows = [replace(row, objectives={**row.objectives, LONG.name: 0.5 - row.step / 100}) for row in run.evaluations]
    axes = {"reference_point": {**REFERENCE, LONG.name: 0.0}, "scale": {**SCALE, LONG.name: 1.0}}
    return replace(run, id=identity, objectives=FOUR, evaluations=rows, **axes)


def parts(figure: Figure, name: str) -> list[Trace]:
    return [trace for trace in figure["data"] if trace["meta"].get("part") == name]


def lines(trace: Trace) -> list[list[float | None]]:
    """The heights of each line of a trace, which gaps in x part."""
    pairs = zip(trace["x"], trace["y"], strict=True)
    return [[y for _, y in group] for is_gap, group in groupby(pairs, lambda pair: pair[0] is None) if not is_gap]


def test_every_point_is_a_line_across_all_objectives_and_up_is_better() -> None:
    figure = FIGURES["front"].figure([four_objectives()], "light", PARALLEL)
    drawn = [line for name in ("dominated", "front") for trace in parts(figure, name) for line in lines(trace)]
    assert len(drawn) == 5
    assert all(len(line) == 4 for line in drawn)
    (newest,) = lines(parts(figure, "newest")[0])
    by_axis: list[Sequence[float | None]] = list(zip(*drawn, strict=True))
    assert newest[1] == max(height for height in by_axis[1] if height is not None)  # 15 tokens, the fewest
    assert newest[3] == min(height for height in by_axis[3] if height is not None)
    assert all(0 <= height <= 1 for line in drawn for height in line if height is not None)


def test_the_reference_is_a_line_of_its_own_below_every_point_better_than_it() -> None:
    figure = FIGURES["front"].figure([four_objectives()], "light", PARALLEL)
    (reference,) = parts(figure, "reference_point")
    (newest,) = lines(parts(figure, "newest")[0])
    assert all(low < high for low, high in zip(reference["y"], newest, strict=True) if high is not None)
    assert reference["hovertext"][1] == "conciseness 30.0"
    assert "initial policy less 10 %" in figure["layout"]["meta"]["subtitle"]


def test_axes_carry_name_unit_direction_and_the_best_and_worst_value() -> None:
    layout = FIGURES["front"].figure([four_objectives()], "light", PARALLEL)["layout"]
    names = layout["xaxis"]["ticktext"]
    assert names[0].endswith("accuracy</span><br>fraction")
    assert names[1].endswith("<br>fewer")
    assert "…" in names[3]
    ends = {note["name"]: note["text"] for note in layout["annotations"]}
    assert (ends["best conciseness"], ends["worst conciseness"]) == ("15.0", "25.0")
    assert len(layout["shapes"]) == 4


def test_eight_names_are_cut_so_that_neighbours_do_not_touch() -> None:
    many = [replace(CONCISENESS, name=f"a_name_that_is_long_{at}") for at in range(8)]
    axes = {"reference_point": {one.name: 30.0 for one in many}, "scale": {one.name: 20.0 for one in many}}
    rows = [
        replace(row, objectives={one.name: 20.0 + at for at, one in enumerate(many)}) for row in make_run().evaluations
    ]
    run = replace(make_run(), objectives=many, evaluations=rows, **axes)
    names = FIGURES["front"].figure([run], "light", PARALLEL)["layout"]["xaxis"]["ticktext"]
    assert all(name.endswith("<br>fewer") and "…" in name for name in names)


def test_a_point_opens_with_its_run_and_step_wherever_its_line_is_clicked() -> None:
    (newest,) = parts(FIGURES["front"].figure([four_objectives()], "light", PARALLEL), "newest")
    assert {tuple(row[:2]) for row in newest["customdata"]} == {("run1", 20)}


def test_an_undefined_value_is_a_gap_in_its_line() -> None:
    run = four_objectives()
    rows = list(run.evaluations)
    rows[-1] = replace(rows[-1], objectives={**rows[-1].objectives, "clarity": float("nan")})
    (newest,) = parts(FIGURES["front"].figure([replace(run, evaluations=rows)], "light", PARALLEL), "newest")
    assert newest["y"][2] is None
    assert newest["y"][1] is not None


def test_fronts_of_runs_have_a_trace_each_and_one_reference() -> None:
    runs = [four_objectives("run1"), four_objectives("run2")]
    figure = FIGURES["fronts"].figure(runs, "dark", PARALLEL)
    fronts = parts(figure, "front")
    assert [trace["meta"]["run"] for trace in fronts] == ["run1", "run2"]
    assert len({trace["line"]["color"] for trace in fronts}) == len({t["marker"]["symbol"] for t in fronts}) == 2
    assert len(parts(figure, "reference_point")) == 1
    meta = figure["layout"]["meta"]
    assert (meta["points"], meta["total_points"]) == (8, 10)  # only step 10 is dominated by another of its run


@pytest.mark.parametrize("name", ["front", "fronts"])
def test_plotly_accepts_every_property_of_parallel_axes(name: str) -> None:
    figure = FIGURES[name].figure([four_objectives()], "light", PARALLEL)
    assert len(go.Figure(figure).data) == len(figure["data"]) > 0


def test_before_the_first_evaluation_a_calm_sentence_is_shown() -> None:
    waiting = FIGURES["front"].figure([replace(four_objectives(), evaluations=[])], "light", PARALLEL)
    assert waiting["layout"]["annotations"][0]["text"] == "Waiting for the first evaluation"


@pytest.mark.parametrize("name", ["front", "fronts"])
def test_an_objective_named_for_an_axis_is_refused(name: str) -> None:
    with pytest.raises(FigureOptionError, match="Leave y out") as refused:
        FIGURES[name].figure([four_objectives()], "light", {"view": "parallel", "y": "clarity"})
    assert refused.value.option == "y"
