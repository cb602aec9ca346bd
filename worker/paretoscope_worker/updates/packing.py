"""Groups completions that go through the model together, and computes the weight of each token in the loss."""

from collections.abc import Iterable, Sequence

from paretoscope.schema.algorithms import LossAggregation

MIN_LENGTH_SHARE = 0.8
"""A sequence shorter than this share of the longest in its micro-batch starts the next one, to save padding."""
MIN_TOKENS = 1024
"""A micro-batch with fewer tokens is not closed to save padding, because an additional call costs more."""


def token_weights(lengths: Sequence[int], aggregation: LossAggregation, max_new_tokens: int) -> list[float]:
    """Returns the share of each token in the loss, one value per completion.

    `token_mean` weights all tokens equally, and `sequence_mean` all completions. `constant` divides by the length of
    the longest possible completion (Dr.GRPO, arXiv 2503.20783), so that the share of a token does not depend on any
    length.
    """
    match aggregation:
        case "token_mean":
            return [1 / sum(lengths)] * len(lengths)
        case "sequence_mean":
            return [1 / (len(lengths) * length) for length in lengths]
        case "constant":
            return [1 / (len(lengths) * max_new_tokens)] * len(lengths)


def shares(lengths: Sequence[int], size: int) -> list[list[int]]:
    """Distributes sequences to `size` processes: longest first, back and forth, so that the token counts are similar.

    Returns:
        For each process, the indices of its sequences.
    """
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    turns = [*range(size), *reversed(range(size))]
    return [[i for place, i in enumerate(order) if turns[place % len(turns)] == rank] for rank in range(size)]


def group_by_length(lengths: Sequence[int], limit: int, chosen: Iterable[int] | None = None) -> list[list[int]]:
    """Groups sequences, longest first, so that the padded size of a group is at most `limit`.

    A sequence that is longer than `limit` forms its own group.

    Args:
        lengths: lengths of all sequences.
        limit: largest number of tokens of a group, including padding.
        chosen: indices of the sequences to group; if left out, all.
    """
    groups: list[list[int]] = []
    longest = 0
    for index in sorted(range(len(lengths)) if chosen is None else chosen, key=lambda index: -lengths[index]):
        padded = len(groups[-1]) * longest if groups else 0
        is_wasteful = padded >= MIN_TOKENS and lengths[index] < MIN_LENGTH_SHARE * longest
        if not groups or padded + longest > limit or is_wasteful:
            groups.append([])
            longest = lengths[index]
        groups[-1].append(index)
    return groups
