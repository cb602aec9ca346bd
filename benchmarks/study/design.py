"""What the study trains: the cells of its two sweeps.

The grid has the cells of arXiv 2509.11452: three estimators, three preferences, three methods. The paper starts
gradient-based weights balanced in all its runs; here they start at each preference, of which the balanced one is the
paper's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from paretoscope.schema.algorithms import Algorithm
from paretoscope.schema.presets import PRESETS
from paretoscope.schema.presets.embedded import embedded_config
from paretoscope.schema.presets.preferences import BALANCED, PUBLISHED
from paretoscope.schema.weighting import FixedWeighting, Weighting

ESTIMATORS = ("grpo", "rloo", "reinforce-pp")
METHODS = ("fixed", "hypervolume", "gradient")
NEAR_ONE = {"accuracy": 0.98, "conciseness": 0.01, "clarity": 0.01}
"""A preference for accuracy alone, but for a residue that a normalisation may blow up."""
EVERY = 6


@dataclass(frozen=True)
class Size:
    """How much is trained."""

    estimators: Sequence[str]
    seeds: Sequence[int]
    steps: int
    ablations: bool


SEEDS = range(5, 10)
"""Seeds that nobody looked at when the presets of the embedded task were chosen; that used seeds 0 to 4."""
FULL = Size(ESTIMATORS, SEEDS, steps=240, ablations=True)
QUICK = Size(("grpo",), SEEDS[:2], steps=120, ablations=False)


@dataclass(frozen=True)
class Cell:
    """One cell of a sweep: its name in tables, and what differs from the base."""

    estimator: str
    preference: str
    method: str
    overrides: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The cell in words."""
        return f"{self.estimator}, {self.preference}, {self.method}"


def base(size: Size) -> dict[str, Any]:
    """Returns the config that all runs start from. Every validation is followed by an evaluation on the test split."""
    config = embedded_config("", FixedWeighting()).model_dump(mode="json")
    config["budget"]["steps"] = size.steps
    config["evaluation"] |= {"every": EVERY, "test_every": EVERY}
    config["checkpoints"]["keep_last"] = 1
    return config


def grid_cells(size: Size) -> list[Cell]:
    """Returns the cells of the paper, estimator by estimator."""
    return [
        Cell(estimator, preference, method, _embedded(estimator, preference, method))
        for estimator, preference, method in product(size.estimators, PUBLISHED, METHODS)
    ]


def ablation_cells() -> list[Cell]:
    """Returns cells that change one choice: what the multiplier acts on, or what advantages are divided by."""
    by_group = {"type": "grpo", "std": "group"}
    balanced = {method: _embedded("grpo", "balanced", method) for method in METHODS}
    on_reward = {"type": "hypervolume", "weights": BALANCED, "apply_to": "reward"}
    near_one = {"type": "fixed", "weights": NEAR_ONE}
    plain = balanced["fixed"]["algorithm"]
    divided = [
        Cell("grpo, group std", "balanced", method, balanced[method] | {"algorithm": by_group}) for method in METHODS
    ]
    multiplied = [
        Cell(
            "grpo, group std", "balanced", "hypervolume, on the reward", {"algorithm": by_group, "weighting": on_reward}
        ),
        Cell("grpo", "balanced", "hypervolume, on the reward", {"algorithm": plain, "weighting": on_reward}),
        Cell(
            "reinforce-pp",
            "balanced",
            "hypervolume, on the reward",
            _embedded("reinforce-pp", "balanced", "hypervolume") | {"weighting": on_reward},
        ),
    ]
    dominant = [
        Cell("grpo", "0.98/0.01/0.01", "fixed", {"algorithm": plain, "weighting": near_one}),
        Cell("grpo, group std", "0.98/0.01/0.01", "fixed", {"algorithm": by_group, "weighting": near_one}),
    ]
    return [*divided, *multiplied, *dominant]


def _embedded(estimator: str, preference: str, method: str) -> dict[str, Any]:
    """Returns algorithm and weighting of a preset of the embedded task, begun at a preference."""
    known = {preset.id: preset.config for preset in PRESETS}
    begun = "balanced" if method == "gradient" else preference
    config = known[f"paper-embedded-{estimator}-{method}-{begun}"]
    weighting = _short(config.weighting)
    if method == "gradient":
        weighting["initial"] = dict(PUBLISHED[preference])
    return {"algorithm": _short(config.algorithm), "weighting": weighting}


def _short(section: Algorithm | Weighting) -> dict[str, Any]:
    """Returns a section without defaults, because cells are named after what they set."""
    return {"type": section.type} | section.model_dump(mode="json", exclude_defaults=True)
