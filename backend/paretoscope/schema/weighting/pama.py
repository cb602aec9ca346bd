"""PAMA: the weights that give the smallest common advantage."""

from typing import Literal

from paretoscope.schema.weighting.base import WeightingSection


class PamaWeighting(WeightingSection):
    """Pareto multi-objective alignment (arXiv 2508.07768): the weights that make the weighted sum of the positive advantages smallest. This bounds the common gradient without computing any gradient."""

    type: Literal["pama"] = "pama"
    form: Literal["completions", "means"] = "completions"
    """What the sum is made of: the advantages of each completion (`completions`), or the batch means of the objectives (`means`, as published), where the objective with the smallest mean gets all the weight."""
