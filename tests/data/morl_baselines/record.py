"""Records which preferences morl-baselines' linear support tries, and their gaps, on the unit sphere.

morl-baselines needs far more packages than its linear support does, so this program runs by hand, in a venv of its own:

    pip install --no-deps morl-baselines==1.3.0
    pip install cvxpy pycddlib==2.1.6 gymnasium
    python record.py > linear_support.json

Modules that linear support imports but does not use here are left empty.
"""

import json
import sys
from importlib.metadata import distribution
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any
from unittest.mock import MagicMock

import numpy as np

STEPS = {2: 9, 3: 9, 4: 8}
"""Number of preferences to try, by number of objectives."""


def main() -> None:
    """Writes a list of objectives, preferences in the order in which they are tried, and their gaps."""
    linear_support = load()
    found = [record(linear_support, objectives, steps) for objectives, steps in STEPS.items()]
    json.dump(found, sys.stdout, indent=1)


def load() -> Any:
    """Returns the class ``LinearSupport``."""
    for name in ("", ".common", ".common.evaluation", ".common.morl_algorithm", ".common.performance_indicators"):
        sys.modules[f"morl_baselines{name}"] = MagicMock()
    weights = sys.modules["morl_baselines.common.weights"] = MagicMock()
    weights.extrema_weights = lambda objectives: list(np.eye(objectives))
    place = distribution("morl-baselines").locate_file("morl_baselines/multi_policy/linear_support/linear_support.py")
    spec = spec_from_file_location("linear_support", str(place))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.LinearSupport


def record(linear_support: Any, objectives: int, steps: int) -> dict[str, Any]:
    """Runs linear support with the best point of the sphere for each preference."""
    ols = linear_support(num_objectives=objectives, epsilon=None, verbose=False)
    tried, gaps = [], []
    for step in range(steps):
        weights = np.asarray(ols.next_weight(), dtype=float)
        gaps.append(None if step < objectives else float(ols.ols_priority(weights)))
        tried.append(weights.tolist())
        # linear support rounds values to 4 digits, so that they must be given like this to be the same for others.
        ols.add_solution(np.round(weights / np.linalg.norm(weights), 4), weights)
    return {"objectives": objectives, "tried": tried, "gaps": gaps}


if __name__ == "__main__":
    main()
