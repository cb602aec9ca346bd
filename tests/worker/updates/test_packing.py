import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope_worker.updates.packing import group_by_length, shares, token_weights


@given(st.lists(st.integers(1, 50), min_size=1, max_size=30), st.integers(1, 200))
def test_groups_hold_every_index_once_and_stay_within_the_limit(lengths: list[int], limit: int) -> None:
    groups = group_by_length(lengths, limit)
    assert sorted(index for group in groups for index in group) == list(range(len(lengths)))
    for group in groups:
        padded = len(group) * max(lengths[index] for index in group)
        assert padded <= limit or len(group) == 1


def test_much_shorter_sequences_get_a_micro_batch_of_their_own() -> None:
    groups = group_by_length([100] * 12 + [20] * 100, limit=10**6)
    assert [len(group) for group in groups] == [12, 100]


@given(st.lists(st.integers(1, 50), min_size=1, max_size=30), st.integers(1, 4))
def test_processes_share_every_index_and_nearly_as_many_tokens(lengths: list[int], size: int) -> None:
    dealt = shares(lengths, size)
    assert sorted(index for share in dealt for index in share) == list(range(len(lengths)))
    tokens = [sum(lengths[index] for index in share) for share in dealt]
    assert max(tokens) - min(tokens) <= max(lengths)


def test_token_weights_of_each_aggregation() -> None:
    assert token_weights([1, 3], "token_mean", 10) == [1 / 4, 1 / 4]
    assert token_weights([1, 3], "sequence_mean", 10) == [1 / 2, 1 / 6]
    assert token_weights([1, 3], "constant", 10) == [1 / 20, 1 / 20]


@given(st.lists(st.integers(1, 64), min_size=1, max_size=20))
def test_means_over_tokens_and_sequences_have_weights_that_sum_to_1(lengths: list[int]) -> None:
    for aggregation in ("token_mean", "sequence_mean"):
        weights = token_weights(lengths, aggregation, 64)
        assert math.fsum(w * length for w, length in zip(weights, lengths, strict=True)) == pytest.approx(1)
