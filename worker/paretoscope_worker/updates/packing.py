"""Which completions go through the model together, and what each of their tokens weighs."""

from collections.abc import Iterable, Sequence

from paretoscope.schema.algorithms import LossAggregation

SHORTER = 0.8
"""Sequences shorter than this share of the longest of their micro-batch start the next one, to save padding."""
WORTHWHILE_TOKENS = 1024
"""A micro-batch of fewer tokens costs more in calls than its padding does."""


def token_weights(lengths: Sequence[int], aggregation: LossAggregation, max_new_tokens: int) -> list[float]:
    """Returns, for each completion, the share of each of its tokens in the loss.

    `token_mean` weighs all tokens alike, `sequence_mean` all completions alike; `constant` divides by the longest
    possible completion (Dr.GRPO, arXiv 2503.20783), so that a token's share does not depend on any length.
    """
    match aggregation:
        case "token_mean":
            return [1 / sum(lengths)] * len(lengths)
        case "sequence_mean":
            return [1 / (len(lengths) * length) for length in lengths]
        case "constant":
            return [1 / (len(lengths) * max_new_tokens)] * len(lengths)


def shares(lengths: Sequence[int], size: int) -> list[list[int]]:
    """Deals indices, longest first, to so many processes: back and forth, so that each gets about as many tokens."""
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    turns = [*range(size), *reversed(range(size))]
    return [[i for place, i in enumerate(order) if turns[place % len(turns)] == rank] for rank in range(size)]


def group_by_length(lengths: Sequence[int], limit: int, chosen: Iterable[int] | None = None) -> list[list[int]]:
    """Cuts indices, longest first, into groups whose padded size is at most `limit`; one sequence always fits.

    Args:
        lengths: of all sequences.
        limit: most tokens of a group, padding included.
        chosen: the indices that are cut; left out, all.
    """
    groups: list[list[int]] = []
    longest = 0
    for index in sorted(range(len(lengths)) if chosen is None else chosen, key=lambda index: -lengths[index]):
        padded = len(groups[-1]) * longest if groups else 0
        is_wasteful = padded >= WORTHWHILE_TOKENS and lengths[index] < SHORTER * longest
        if not groups or padded + longest > limit or is_wasteful:
            groups.append([])
            longest = lengths[index]
        groups[-1].append(index)
    return groups
