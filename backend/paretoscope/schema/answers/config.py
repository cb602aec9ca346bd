"""Run configs: those to begin with, and one that was checked."""

from typing import Any

from paretoscope.schema.answers.base import Answer


class PresetView(Answer):
    """A config to begin with."""

    id: str
    """Name of the preset in links."""
    group: str
    """Presets of a group are listed together."""
    title: str
    """What it is called."""
    description: str
    """What it does and when to choose it."""
    config: dict[str, Any]
    """The config, with the defaults filled in."""


class PresetsAnswer(Answer):
    """Configs to begin with."""

    presets: list[PresetView]
    """In the order in which they are shown."""


class CheckedConfig(Answer):
    """A config from which a run can be made."""

    config: dict[str, Any]
    """The config, with the defaults filled in."""
