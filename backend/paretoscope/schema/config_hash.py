"""A hash that identifies replicates, which are runs whose configs differ only in name and seed."""

import hashlib
import json

from paretoscope.schema.run_config import RunConfig

NOT_HASHED = {"name", "seed"}


def config_hash(config: RunConfig) -> str:
    """Returns 16 hexadecimal digits that are the same for configs that differ only in name and seed."""
    data = config.model_dump(mode="json", exclude=NOT_HASHED)
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]
