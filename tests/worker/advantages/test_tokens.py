import torch

from paretoscope_worker.advantages.tokens import by_completion, completion_means, of_completions, token_row

LENGTHS = torch.tensor([[2, 1], [3, 2]])
SHARED = torch.tensor([[1.0, 2.0], [3.0, 4.0]])[..., None]
APART = torch.tensor([[[1.0, 3, 0], [5, 0, 0]], [[1, 2, 6], [7, 9, 0]]])


def test_tokens_stand_end_to_end_in_the_order_of_completions() -> None:
    assert token_row(SHARED, LENGTHS).tolist() == [1, 1, 2, 3, 3, 3, 4, 4]
    assert token_row(APART, LENGTHS).tolist() == [1, 3, 5, 1, 2, 6, 7, 9]


def test_several_objectives_have_a_row_each() -> None:
    assert token_row(torch.stack([APART, -APART]), LENGTHS)[1].tolist() == [-1, -3, -5, -1, -2, -6, -7, -9]
    assert token_row(torch.stack([SHARED, -SHARED]), LENGTHS)[1].tolist() == [-1, -1, -2, -3, -3, -3, -4, -4]


def test_means_are_over_the_tokens_of_a_completion() -> None:
    assert completion_means(SHARED, LENGTHS).tolist() == [[1, 2], [3, 4]]
    assert completion_means(APART, LENGTHS).tolist() == [[2, 5], [3, 8]]


def test_a_row_goes_back_to_where_its_tokens_belong() -> None:
    torch.testing.assert_close(by_completion(token_row(APART, LENGTHS), LENGTHS), APART)


def test_a_row_whose_completions_share_their_values_goes_back_to_one_each() -> None:
    rows = token_row(torch.stack([SHARED, -SHARED]), LENGTHS)
    found = of_completions(rows, LENGTHS.flatten())
    assert found is not None
    assert found.tolist() == [[1, 2, 3, 4], [-1, -2, -3, -4]]


def test_a_row_with_tokens_that_differ_has_no_value_for_each_completion() -> None:
    rows = token_row(torch.stack([SHARED, SHARED]), LENGTHS)
    rows[1, 4] += 1e-6
    assert of_completions(rows, LENGTHS.flatten()) is None
    assert of_completions(torch.full_like(rows, torch.nan), LENGTHS.flatten()) is None
