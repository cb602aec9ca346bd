"""Makes the config of a run that evaluates the policies between two points of other runs."""

from typing import Any

from paretoscope.client.client import Client
from paretoscope.client.points import Point, policy_of
from paretoscope.schema.run_config import MAX_NAME


def soup_config(client: Client, start: Point, end: Point, points: int = 5) -> dict[str, Any]:
    """Returns a run config with the task, objectives, seed and hypervolume axes of the first point's run.

    Its first evaluation therefore repeats the evaluation of the first point, and its front is measured in the same way.

    Args:
        client: the server.
        start: point at one end, where the first policy is evaluated.
        end: point at the other end.
        points: number of policies to evaluate, including both ends.

    Raises:
        PointError: the weights of a point are not kept.
        NotFoundError: there is no such run.
    """
    first, last = client.run(start.run_id), client.run(end.run_id)
    (model, first_step), (other, last_step) = policy_of(client, first, start), policy_of(client, last, end)
    name = f"soup of {first.name}@{first_step} and {last.name}@{last_step}"
    return first.config | {
        "name": name[:MAX_NAME],
        "policy": first.config["policy"] | {"model": model},
        "evaluation": first.config["evaluation"] | _axes(client, start.run_id),
        "interpolation": {"other": other, "points": points},
        "fork": None,
    }


def _axes(client: Client, run_id: str) -> dict[str, Any]:
    """Returns the reference point and scale of a run's evaluations, or nothing if it has none yet."""
    evaluations = client.evaluations(run_id, "validation")
    if not evaluations.reference_point or not evaluations.scale:
        return {}
    return {"reference_point": evaluations.reference_point, "objective_scale": evaluations.scale}
