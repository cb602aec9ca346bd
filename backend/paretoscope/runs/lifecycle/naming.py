"""Names runs that were created without a name, by how their weights move and where they start."""

from paretoscope.runs.read.preference_words import preference_words
from paretoscope.schema.run_config import RunConfig


def default_name(config: RunConfig) -> str:
    """Returns a name such as ``fixed, 0.5/0.25/0.25`` or, with equal weights, ``gradient, balanced``."""
    if config.reevaluation:
        places = config.reevaluation.places
        what = f"{len(places)} policies" if len(places) > 1 else f"step {places[0][1]} of {places[0][0]}"
        return f"evaluation of {what}, {config.reevaluation.split_name}"
    if config.interpolation:
        return f"interpolation, {config.interpolation.points} points"
    return f"{config.weighting.type}, {preference_words(list(config.starting_weights.values()))}"
