"""What a preset is."""

from dataclasses import dataclass
from typing import Literal

from paretoscope.schema.run_config import RunConfig

Group = Literal["start here", "paper, as published", "paper, recommended", "paper, embedded task"]


@dataclass(frozen=True)
class Preset:
    """A run config to start from."""

    id: str
    group: Group
    """Heading under which the preset is listed."""
    title: str
    description: str
    config: RunConfig
