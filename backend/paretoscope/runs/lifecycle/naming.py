"""Names runs that were created without a name, by how their weights move and where they start."""

from paretoscope.schema.run_config import RunConfig

EQUAL_TOLERANCE = 0.011


def default_name(config: RunConfig) -> str:
    """Returns a name such as ``fixed, 0.5/0.25/0.25`` or, with equal weights, ``gradient, balanced``."""
    if config.reevaluation:
        places = config.reevaluation.places
        what = f"{len(places)} policies" if len(places) > 1 else f"step {places[0][1]} of {places[0][0]}"
        return f"evaluation of {what}, {config.reevaluation.split_name}"
    if config.interpolation:
        return f"interpolation, {config.interpolation.points} points"
    weights = list(config.starting_weights.values())
    if max(weights) - min(weights) < EQUAL_TOLERANCE:
        return f"{config.weighting.type}, balanced"
    return f"{config.weighting.type}, {'/'.join(f'{weight:.3g}' for weight in weights)}"
