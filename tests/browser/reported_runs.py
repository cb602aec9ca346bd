"""Runs of the embedded task, reported as a worker would."""

from paretoscope.client.client import Client
from paretoscope.schema.control import Finish
from paretoscope.schema.records import RecordBatch


def train(client: Client, run_id: str, gain: float, seed: int) -> None:
    """Reports what a run that ends measures; a higher gain is more accurate and longer."""
    claim = client.claim(run_id, "worker of the test")
    assert claim is not None
    records = [_evaluation(step, gain, seed) for step in (0, 5, 10)]
    batch = RecordBatch.model_validate({"attempt": claim.attempt, "seq": 1, "records": records})
    client.send_records(run_id, batch)
    client.finish(run_id, Finish(attempt=claim.attempt, outcome="completed"))


def _evaluation(step: int, gain: float, seed: int) -> dict[str, object]:
    done, noise = step / 10, (seed - 1) * 0.02
    return {
        "type": "evaluation",
        "step": step,
        "split": "validation",
        "objectives": {"accuracy": 0.4 + (0.2 + gain + noise) * done, "conciseness": 30.0 - (18 - 40 * gain) * done},
        "weights": {"accuracy": 0.5 + gain * done, "conciseness": 0.5 - gain * done},
        "hypervolume": done,
        "contribution": 0.1,
        "reference_point": {"accuracy": 0.4, "conciseness": 30.0},
        "scale": {"accuracy": 1.0, "conciseness": 30.0},
        "prompts": 8,
        "standard_errors": {"accuracy": 0.02, "conciseness": 0.5},
    }
