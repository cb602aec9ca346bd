"""Weights completions so that an objective's gradient is accumulated over micro-batches as in the published code.

The published `compute_gradients` (arXiv 2509.11452) runs one backward pass from the mean loss of each micro-batch and
does not divide by the number of micro-batches, and FSDP averages over GPUs. Its gradient is therefore the mean of the
gradients of all micro-batches, times the number of micro-batches on one GPU. It is clipped afterwards. The published
loss of an objective also has a KL term, which is left out here.
"""

import torch
from torch import Tensor

from paretoscope.schema.algorithms import LossAggregation
from paretoscope.schema.weighting import GradientWeighting


def published_factors(lengths: Tensor, aggregation: LossAggregation, config: GradientWeighting) -> Tensor:
    """Returns the factor that turns each completion's share in the mean loss into its share in the published sum.

    Args:
        lengths: int64 [S], number of tokens of each completion, in the order in which they are cut into micro-batches.
        aggregation: how token losses are averaged over the rollout and within a micro-batch.
        config: the size of micro-batches, and how many of them are summed.

    Returns:
        float32 [S]; all factors are `summed_micro_batches` if all micro-batches have the same size.
    """
    sizes = lengths.double() if aggregation == "token_mean" else torch.ones(len(lengths), dtype=torch.float64)
    parts = torch.split(sizes, config.micro_batch_completions)
    mean = sizes.sum() / len(parts)
    factors = [(config.summed_micro_batches * mean / part.sum()).expand(len(part)) for part in parts]
    return torch.cat(factors).float()
