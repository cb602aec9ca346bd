"""Run configs to start from."""

from paretoscope.schema.presets.embedded import (
    FIXED_ACCURACY,
    FIXED_BALANCED,
    FIXED_CLARITY,
    GRADIENT_BALANCED,
    HYPERVOLUME_ACCURACY,
)
from paretoscope.schema.presets.paper import PAPER_PRESETS
from paretoscope.schema.presets.preset import Preset

DEMO_PRESETS = (FIXED_BALANCED, HYPERVOLUME_ACCURACY, GRADIENT_BALANCED)
"""The runs that `paretoscope demo` trains."""
PRESETS = (FIXED_BALANCED, FIXED_ACCURACY, FIXED_CLARITY, HYPERVOLUME_ACCURACY, GRADIENT_BALANCED, *PAPER_PRESETS)

__all__ = ["DEMO_PRESETS", "FIXED_ACCURACY", "FIXED_BALANCED", "FIXED_CLARITY", "PRESETS", "Preset"]
