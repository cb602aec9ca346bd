"""``paretoscope evaluate``: evaluates saved policies of runs again, on any task and split."""

from typing import Annotated, Any

import yaml
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table
from typer import Argument, Option

from paretoscope.cli.output import give_up, read_settings
from paretoscope.cli.run import WaitOption, show_queued
from paretoscope.client.client import Client
from paretoscope.client.points import Point
from paretoscope.schema.answers.reevaluation import ReevaluatedPoint, ReevaluationAnswer
from paretoscope.schema.answers.run import Run

DASH = "–"

RunsArgument = Annotated[
    list[str] | None,
    Argument(help="Runs, of which --which chooses the policies, or single policies as RUN@STEP.", metavar="RUN..."),
]
SweepOption = Annotated[list[str] | None, Option("--sweep", help="A sweep, which stands for its runs.")]
TagOption = Annotated[list[str] | None, Option("--tag", help="A tag, which stands for the runs that have it.")]
WhichOption = Annotated[
    str, Option(help="Policies of each run: the validation front, the best of each objective, the last, or all.")
]
SplitOption = Annotated[str, Option(help="Split of the task: validation or test.")]
TaskOption = Annotated[
    str | None,
    Option(help="Type of a task, such as math500, or its config as YAML or JSON; default: that of the runs."),
]
SamplesOption = Annotated[int | None, Option(help="Completions per prompt; default: as in the runs' evaluations.")]
GreedyOption = Annotated[
    bool, Option("--greedy", help="Take the likeliest token each time; the same as temperature 0.")
]
TemperatureOption = Annotated[float | None, Option(help="Sampling temperature; default: as in the runs' evaluations.")]
PromptsOption = Annotated[int | None, Option("--max-prompts", help="Largest number of prompts.")]
TokensOption = Annotated[int | None, Option("--max-new-tokens", help="Longest completion in tokens.")]
NameOption = Annotated[str | None, Option(help="Name of the results, which are listed as SPLIT@NAME.")]


def evaluate(
    runs: RunsArgument = None,
    *,
    sweep: SweepOption = None,
    tag: TagOption = None,
    which: WhichOption = "front",
    split: SplitOption = "test",
    task: TaskOption = None,
    samples: SamplesOption = None,
    greedy: GreedyOption = False,
    temperature: TemperatureOption = None,
    max_prompts: PromptsOption = None,
    max_new_tokens: TokensOption = None,
    name: NameOption = None,
    wait: WaitOption = False,
) -> None:
    """Queue a run that evaluates saved policies of other runs; with --wait, show the results."""
    if greedy and temperature:
        give_up("--greedy means temperature 0, so leave --temperature out.", code=2)
    request = {
        **_chosen(runs or []),
        "sweeps": sweep or [],
        "tags": tag or [],
        "which": which,
        "split": split,
        "task": None if task is None else read_task(task),
        "samples": samples,
        "temperature": 0.0 if greedy else temperature,
        "max_prompts": max_prompts,
        "max_new_tokens": max_new_tokens,
        "name": name,
    }
    settings = read_settings()
    with Client(settings.server_url, settings.token) as client:
        show_queued(client, client.reevaluate(request), wait=wait, result=result_table)


def _chosen(texts: list[str]) -> dict[str, Any]:
    """Returns the runs and single policies of a request."""
    given = [Point.parse(text) for text in texts]
    steps: dict[str, list[int]] = {}
    for point in given:
        if point.step is not None:
            steps.setdefault(point.run_id, []).append(point.step)
    return {
        "runs": [point.run_id for point in given if point.step is None],
        "points": [{"run_id": run_id, "steps": found} for run_id, found in steps.items()],
    }


def read_task(text: str) -> dict[str, Any]:
    """Reads the value of ``--task``, which is the type of a task or its config.

    Raises:
        typer.Exit: it is neither; a message was shown.
    """
    try:
        given = yaml.safe_load(text)
    except yaml.YAMLError as error:
        give_up(f"--task is not valid YAML: {error}", code=2)
    if isinstance(given, str):
        return {"type": given}
    if not isinstance(given, dict):
        give_up("--task is neither the type of a task nor its config. Write --task math500.", code=2)
    return given


def result_table(client: Client, ended: Run) -> Table:
    """Returns a table with the result of each policy of a re-evaluation."""
    found = client.reevaluation(ended.id)
    table = Table(
        box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, caption=_caption(found), caption_justify="left"
    )
    table.add_column("run", min_width=12)
    table.add_column("step", justify="right")
    for objective in found.objectives:
        arrow = "↑" if objective.direction == "maximize" else "↓"
        table.add_column(f"{objective.name}\n{objective.unit} {arrow}", justify="right", min_width=len(objective.name))
    table.add_column("prompts", justify="right")
    table.add_column("samples", justify="right")
    for point in found.points:
        table.add_row(*_row(found, point))
    return table


def _row(found: ReevaluationAnswer, point: ReevaluatedPoint) -> list[str]:
    values = [_value(point, objective.name) for objective in found.objectives]
    counts = [DASH if count is None else str(count) for count in (point.prompts, point.samples)]
    return [escape(point.run_name or point.run_id), str(point.step), *values, *counts]


def _value(point: ReevaluatedPoint, name: str) -> str:
    value, error = point.objectives.get(name), point.standard_errors.get(name)
    if value is None:
        return DASH
    return f"{value:.3g}" if error is None else f"{value:.3g} ± {error:.2g}"


def _caption(found: ReevaluationAnswer) -> str:
    done = sum(point.state == "done" for point in found.points)
    return f"{found.split}, ± one standard error over prompts. {done} of {len(found.points)} policies have a result."
