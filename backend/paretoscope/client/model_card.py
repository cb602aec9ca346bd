"""The model card of an exported policy: how it was trained and how it was evaluated."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from paretoscope.schema.answers.evaluation import EvaluationView
from paretoscope.schema.answers.objective import ObjectiveView
from paretoscope.schema.answers.run import Run
from paretoscope.schema.provenance import Provenance

Scores = Mapping[str, EvaluationView]
SPLITS = ("validation", "test")

HUB_ID = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")
NOT_EVALUATED = "–"
USAGE = """```python
from transformers import AutoModelForCausalLM, AutoTokenizer

model = AutoModelForCausalLM.from_pretrained("path/to/this/folder")
tokenizer = AutoTokenizer.from_pretrained("path/to/this/folder")
```"""


def model_card(run: Run, step: int, evaluations: Sequence[EvaluationView], provenance: Provenance | None = None) -> str:
    """Returns a Hugging Face model card: Markdown that begins with metadata in YAML.

    Args:
        run: the run that trained the policy.
        step: number of policy updates, or the number of the point in an interpolation.
        evaluations: evaluations of the run; the card shows those of the step beside those of step 0.
        provenance: what produced the policy; None if it is not known.
    """
    own = [row for row in evaluations if row.job_id is None]
    scores = {row.split: row for row in own if row.step == step}
    first = {row.split: row for row in own if row.step == 0}
    sections = [
        f"---\n{_yaml(_metadata(run, step, scores, provenance))}---",
        f"# {_plain(run.name)}, step {step}",
        _origin(run, step, provenance),
        f"## Scores\n\n{_scores(run.objectives, scores, first)}",
        _weights(scores),
        f"## Use\n\n{USAGE}",
        f"## Config of the run\n\n```yaml\n{_yaml(run.config)}```",
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def _metadata(run: Run, step: int, scores: Scores, provenance: Provenance | None) -> dict[str, Any]:
    """Returns the metadata that the Hub reads, and further facts under `paretoscope`."""
    base = str(run.config["policy"]["model"])
    card: dict[str, Any] = {"library_name": "transformers", "pipeline_tag": "text-generation"}
    if HUB_ID.fullmatch(base):
        card["base_model"] = base
    card["tags"] = ["reinforcement-learning", "multi-objective", "paretoscope"]
    card["model-index"] = [
        {"name": " ".join(run.name.split()), "results": [_result(run, row) for row in scores.values()]}
    ]
    card["paretoscope"] = {
        "run": run.id,
        "step": step,
        "seed": run.config["seed"],
        "task": run.config["task"]["type"],
        "objectives": [objective.name for objective in run.objectives],
        "reward_weights": dict(next((row.weights for row in scores.values()), {})),
        "provenance": provenance.model_dump(mode="json") if provenance else None,
    }
    return card


def _result(run: Run, row: EvaluationView) -> dict[str, Any]:
    task = run.config["task"]["type"]
    metrics = [{"type": name, "name": name, "value": value} for name, value in row.objectives.items()]
    return {
        "task": {"type": "text-generation"},
        "dataset": {"type": task, "name": task, "split": row.split},
        "metrics": metrics,
    }


def _origin(run: Run, step: int, provenance: Provenance | None) -> str:
    config = run.config
    names = ", ".join(objective.name for objective in run.objectives)
    between = config.get("interpolation")
    what = (
        f"The policy that is {step}/{run.total_steps} of the way from `{config['policy']['model']}` to "
        f"`{between['other']}`. Its parameters are interpolated."
        if between
        else f"`{config['policy']['model']}` after {step} of {run.total_steps} updates with reinforcement learning."
    )
    return "\n".join(
        [
            f"{what}\n",
            "| | |",
            "|---|---|",
            f"| run | {_plain(run.name)} (`{run.id}`, {run.status}) |",
            f"| objectives | {names} |",
            f"| reward weights | {run.method} |",
            f"| advantage estimator | {config['algorithm']['type']} |",
            f"| task | {config['task']['type']} |",
            f"| seed | {config['seed']} |",
            *_produced_by(provenance),
        ]
    )


def _produced_by(provenance: Provenance | None) -> list[str]:
    """Returns the rows of the table about the software, hardware and data of the training."""
    if provenance is None:
        return ["| trained with | not recorded |"]
    commit = f" (commit {provenance.commit})" if provenance.commit else ""
    libraries = f"Python {provenance.python}, PyTorch {provenance.torch}, transformers {provenance.transformers}"
    gpus = f"{provenance.gpus} x {provenance.device}" if provenance.gpus else provenance.device
    return [
        f"| trained with | Paretoscope {provenance.version}{commit}, {libraries} |",
        f"| trained on | {_plain(gpus)} |",
        f"| data fingerprint | {provenance.data_fingerprint} |",
    ]


def _scores(objectives: Sequence[ObjectiveView], scores: Scores, first: Scores) -> str:
    lines = [
        "| objective | unit | better | validation | test | validation at step 0 | test at step 0 |",
        "|---|---|---|---:|---:|---:|---:|",
    ]
    for objective in objectives:
        cells = [_value(rows.get(split), objective.name) for rows in (scores, first) for split in SPLITS]
        way = "higher" if objective.direction == "maximize" else "lower"
        lines.append(f"| {objective.name} | {objective.unit} | {way} | {' | '.join(cells)} |")
    if not scores:
        lines.append("\nThe run was not evaluated at this step.")
    return "\n".join(lines)


def _weights(scores: Scores) -> str:
    weights = next((row.weights for row in scores.values() if row.weights), {})
    named = ", ".join(f"{name} {value:.3g}" for name, value in weights.items() if value is not None)
    return f"Nominal reward weights at this step: {named}." if named else ""


def _value(row: EvaluationView | None, name: str) -> str:
    value = row.objectives.get(name) if row else None
    if row is None or value is None:
        return NOT_EVALUATED
    error = row.standard_errors.get(name)
    return f"{value:.4g}" if error is None else f"{value:.4g} ± {error:.2g}"


def _plain(text: str) -> str:
    """Returns the text on one line, with Markdown's special characters escaped."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(text.split()))


def _yaml(data: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(data), sort_keys=False, allow_unicode=True)
