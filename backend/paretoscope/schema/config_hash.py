"""A hash that identifies replicates, which are runs whose configs differ only in name and seed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from paretoscope.schema.run_config import RunConfig

NOT_HASHED = {"name", "seed"}
ADDED_LATER: Mapping[str, Any] = {
    "reevaluation": None,
    "evaluation.test_front": False,
    "evaluation.gradients_every": 10,
    "weighting.lag": 0,
    "weighting.gradients": "sketched",
}
"""Fields that configs stored by earlier versions lack, with the value that is meant then. They are not hashed if they have it, so that hashes stay as they were."""


def config_hash(config: RunConfig) -> str:
    """Returns 16 hexadecimal digits that are the same for configs that differ only in name and seed."""
    return stored_config_hash(config.model_dump(mode="json"))


def stored_config_hash(config: Mapping[str, Any]) -> str:
    """Returns the same hash for a config as it is stored, that is with the defaults filled in."""
    data = {name: value for name, value in as_before(config).items() if name not in NOT_HASHED}
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]


def as_before(config: Mapping[str, Any], section: str = "") -> dict[str, Any]:
    """Returns a config without the fields of `ADDED_LATER` that have the value that is meant without them."""
    return {
        name: as_before(value, f"{section}{name}.") if isinstance(value, Mapping) else value
        for name, value in config.items()
        if f"{section}{name}" not in ADDED_LATER or value != ADDED_LATER[f"{section}{name}"]
    }
