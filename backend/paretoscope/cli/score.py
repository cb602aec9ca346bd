"""``paretoscope score``: applies an objective to a file of completions."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from pydantic import TypeAdapter, ValidationError
from rich.table import Table
from typer import Argument, Option

from paretoscope.cli.output import complain, console, give_up, say
from paretoscope.cli.stack import can_train
from paretoscope.cli.up import NO_TRAINING
from paretoscope.schema.objectives import Conciseness, Objective

ADAPTER: TypeAdapter[Objective] = TypeAdapter(Objective)

FileArgument = Annotated[Path, Argument(help="Completions: parquet, JSONL, JSON or CSV.", metavar="FILE")]
ObjectiveOption = Annotated[
    str, Option("--objective", help="Type of an objective, such as accuracy, or its config as YAML or JSON.")
]
CompletionOption = Annotated[str, Option("--completion", help="Column that holds the completions.")]
AnswerOption = Annotated[
    str | None,
    Option("--answer", help="Column of the right answers; default: ground_truth, reward_model.ground_truth or answer."),
]
TokenizerOption = Annotated[
    str | None, Option("--tokenizer", help="Folder or Hugging Face id of a tokenizer; default: length in words.")
]
JsonOption = Annotated[bool, Option("--json", help="Write JSON instead of a table.")]


def score(
    file: FileArgument,
    *,
    objective: ObjectiveOption,
    completion: CompletionOption,
    answer: AnswerOption = None,
    tokenizer: TokenizerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compute the reward of each completion in a file for one objective, and print all rewards and their mean."""
    config = read_objective(objective)
    if not can_train():
        give_up(NO_TRAINING)
    options = {
        "--objective": config.model_dump_json(),
        "--completion": completion,
        "--answer": answer,
        "--tokenizer": tokenizer,
    }
    given = [f"{name}={value}" for name, value in options.items() if value is not None]
    result = _run_worker([str(file), *given])
    if result["unit"] == "words":
        complain("Lengths are counted in words. Give a tokenizer with --tokenizer to count tokens.")
    if as_json:
        typer.echo(json.dumps(result))
    else:
        _show(result)


def read_objective(text: str) -> Objective:
    """Reads the value of ``--objective``, which is the type of an objective or its config.

    Raises:
        typer.Exit: it is neither; a message was shown.
    """
    try:
        given = yaml.safe_load(text)
        config = ADAPTER.validate_python({"type": given} if isinstance(given, str) else given)
    except yaml.YAMLError as error:
        give_up(f"--objective is not valid YAML: {error}", code=2)
    except ValidationError as error:
        give_up("\n".join(f"--objective: {_problem(dict(one))}" for one in error.errors()), code=2)
    if isinstance(config, Conciseness) and config.gate_by is not None:
        give_up("--objective: gate_by names another objective, but only one is applied here. Leave it out.", code=2)
    return config


def _problem(error: dict[str, Any]) -> str:
    place = ".".join(str(part) for part in error["loc"][1:])
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{place}: {message}" if place else message


def _run_worker(arguments: list[str]) -> dict[str, Any]:
    """Scores the file in a separate process with the worker's code, which may load torch.

    Raises:
        typer.Exit: the process failed; it has shown a message.
    """
    command = [sys.executable, "-m", "paretoscope_worker.objectives.scoring", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise typer.Exit(done.returncode if done.returncode > 0 else 1)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _show(result: dict[str, Any]) -> None:
    rewards, values = result["rewards"], result["values"]
    own = values != rewards
    table = Table("row", "reward", *([result["unit"] or "value"] if own else []))
    for row, (reward, value) in enumerate(zip(rewards, values, strict=True)):
        table.add_row(str(row), _number(reward), *([_number(value)] if own else []))
    console.print(table)
    defined = sum(reward is not None for reward in rewards)
    mean = f"{result['objective']}: mean reward {_number(result['mean'])}"
    shown = f", {_number(result['mean_value'])} {result['unit']}".rstrip() if own else ""
    say(f"{mean}{shown}, over {defined} of {len(rewards)} completions.")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}"
