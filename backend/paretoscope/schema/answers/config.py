"""Answers about run configs: presets, and a config that was checked."""

from typing import Any

from paretoscope.schema.answers.base import Answer


class PresetView(Answer):
    """A preset, which is a config to start from."""

    id: str
    """Name of the preset in links."""
    group: str
    """Heading under which the preset is listed."""
    title: str
    """Title of the preset."""
    description: str
    """What it does and when to choose it."""
    config: dict[str, Any]
    """The config, with the defaults filled in."""


class PresetsAnswer(Answer):
    """All presets."""

    presets: list[PresetView]
    """The presets, in the order in which they are shown."""


class CheckedConfig(Answer):
    """A valid config, from which a run can be created."""

    config: dict[str, Any]
    """The config, with the defaults filled in."""
