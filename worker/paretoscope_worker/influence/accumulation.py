"""How the micro-batches of a rollout make one gradient of an objective.

The published `compute_gradients` (arXiv 2509.11452) goes backward from the mean loss of each micro-batch and never
divides by their number; FSDP averages over GPUs. So its gradient is the mean over micro-batches, each with a loss of
its own, times the number of them on one GPU. It is clipped after that. The published loss of an objective also holds
the KL term, which is left out here.
"""

import torch
from torch import Tensor

from paretoscope.schema.algorithms import LossAggregation
from paretoscope.schema.weighting import GradientWeighting


def published_factors(lengths: Tensor, aggregation: LossAggregation, config: GradientWeighting) -> Tensor:
    """Returns what multiplies each completion's share in the mean loss so that it becomes that in the published sum.

    Args:
        lengths: int64 [S], tokens of each completion, in the order in which they are cut into micro-batches.
        aggregation: how token losses are averaged, over the rollout and within a micro-batch.
        config: the size of micro-batches and how many are summed.

    Returns:
        float32 [S]; `summed_micro_batches` everywhere if all micro-batches are of one size.
    """
    sizes = lengths.double() if aggregation == "token_mean" else torch.ones(len(lengths), dtype=torch.float64)
    parts = torch.split(sizes, config.micro_batch_completions)
    mean = sizes.sum() / len(parts)
    factors = [(config.summed_micro_batches * mean / part.sum()).expand(len(part)) for part in parts]
    return torch.cat(factors).float()
