from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode

from paretoscope_worker.updates.log_probs import TokenOutputs, token_loss, token_outputs

TOKENS, WIDTH, VOCABULARY = 23, 8, 50
WEIGHTS = torch.linspace(-1, 1, TOKENS)
OTHER_WEIGHTS = torch.linspace(2, -1, TOKENS)
ENTRIES = [1, 23, 5 * 23, 7 * 50, 49 * 23, 10**6]
"""From one column of the vocabulary at a time to everything at once."""


def problem(bias: bool = False, scale: float = 1.0) -> tuple[Tensor, Tensor, nn.Linear]:
    generator = torch.Generator().manual_seed(0)
    head = nn.Linear(WIDTH, VOCABULARY, bias=bias)
    for parameter in head.parameters():
        nn.init.normal_(parameter, generator=generator)
    hidden = (scale * torch.randn(TOKENS, WIDTH, generator=generator)).requires_grad_()
    return hidden, torch.randint(VOCABULARY, (TOKENS,), generator=generator), head


def naive(logits: Tensor, targets: Tensor, temperature: float) -> TokenOutputs:
    """The full log-softmax."""
    normalised = torch.log_softmax(logits.float() / temperature, dim=-1)
    return TokenOutputs(normalised.gather(1, targets[:, None])[:, 0], -(normalised.exp() * normalised).sum(dim=-1))


def values_and_gradients(outputs: TokenOutputs, of: list[Tensor]) -> list[Tensor]:
    loss = (outputs.log_probs * WEIGHTS).sum()
    values = [outputs.log_probs.detach()]
    if outputs.entropies is not None:
        loss = loss + (outputs.entropies * OTHER_WEIGHTS).sum()
        values.append(outputs.entropies.detach())
    return [*values, *torch.autograd.grad(loss, of)]


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("entries", ENTRIES)
@pytest.mark.parametrize("bias", [False, True])
def test_values_and_gradients_equal_those_of_the_full_log_softmax(bias: bool, entries: int, temperature: float) -> None:
    hidden, targets, head = problem(bias)
    of = [hidden, *head.parameters()]
    ours = token_outputs(hidden, targets, head, temperature=temperature, with_entropy=True, chunk_entries=entries)
    torch.testing.assert_close(
        values_and_gradients(ours, of), values_and_gradients(naive(head(hidden), targets, temperature), of)
    )


@pytest.mark.parametrize("entries", ENTRIES)
def test_entropies_are_computed_only_if_asked_for(entries: int) -> None:
    hidden, targets, head = problem()
    ours = token_outputs(hidden, targets, head, temperature=0.7, chunk_entries=entries)
    assert ours.entropies is None
    theirs = TokenOutputs(naive(head(hidden), targets, 0.7).log_probs, None)
    of = [hidden, head.weight]
    torch.testing.assert_close(values_and_gradients(ours, of), values_and_gradients(theirs, of))


@pytest.mark.parametrize("entries", ENTRIES)
def test_a_model_that_gives_logits_itself_needs_no_head(entries: int) -> None:
    hidden, targets, head = problem()
    logits = head(hidden).detach().requires_grad_()
    ours = token_outputs(logits, targets, None, temperature=0.7, with_entropy=True, chunk_entries=entries)
    torch.testing.assert_close(
        values_and_gradients(ours, [logits]), values_and_gradients(naive(logits, targets, 0.7), [logits])
    )


def summed(outputs: TokenOutputs, part: slice = slice(None)) -> Tensor:
    """A loss that is no linear function of log-probs and entropies."""
    loss = (outputs.log_probs.exp() * WEIGHTS[part]).sum()
    return loss if outputs.entropies is None else loss + (outputs.entropies**2 * OTHER_WEIGHTS[part]).sum()


@pytest.mark.parametrize("temperature", [0.5, 1.0])
@pytest.mark.parametrize("entries", [1, 3 * 50, 7 * 50, 22 * 50, 10**6])
@pytest.mark.parametrize("with_entropy", [False, True])
@pytest.mark.parametrize("bias", [False, True])
def test_a_loss_and_its_gradients_equal_those_of_the_full_log_softmax(
    bias: bool, with_entropy: bool, entries: int, temperature: float
) -> None:
    hidden, targets, head = problem(bias)
    of = [hidden, *head.parameters()]
    ours = token_loss(
        hidden,
        targets,
        head,
        lambda part, outputs: summed(outputs, part),
        temperature=temperature,
        with_entropy=with_entropy,
        chunk_entries=entries,
    )
    full = naive(head(hidden), targets, temperature)
    theirs = summed(full if with_entropy else TokenOutputs(full.log_probs, None))
    torch.testing.assert_close(ours, theirs)
    # Gradients here are sums of terms up to some tens, which processors add in orders of their own.
    gradients = (torch.autograd.grad(3 * loss, of) for loss in (ours, theirs))
    torch.testing.assert_close(*gradients, rtol=1e-5, atol=1e-4)


def test_a_loss_sees_every_token_once() -> None:
    hidden, targets, head = problem()
    seen: list[int] = []

    def loss_of(part: slice, outputs: TokenOutputs) -> Tensor:
        seen.extend(range(TOKENS)[part])
        assert len(outputs.log_probs) == len(range(TOKENS)[part])
        return outputs.log_probs.sum()

    token_loss(hidden, targets, head, loss_of, temperature=1.0, chunk_entries=5 * 50).backward()
    assert seen == list(range(TOKENS))


def test_a_loss_of_logits_needs_no_head() -> None:
    hidden, targets, head = problem()
    logits = head(hidden).detach().requires_grad_()
    ours = token_loss(
        logits, targets, None, lambda part, outputs: summed(outputs, part), temperature=0.7, chunk_entries=5 * 50
    )
    theirs = summed(TokenOutputs(naive(logits, targets, 0.7).log_probs, None))
    torch.testing.assert_close(torch.autograd.grad(ours, logits), torch.autograd.grad(theirs, logits))


@pytest.mark.parametrize("frozen", [True, False])
def test_a_loss_in_bfloat16_is_made_in_float32_and_a_frozen_head_gets_no_gradient(frozen: bool) -> None:
    hidden, targets, head = problem()
    head.to(torch.bfloat16).requires_grad_(not frozen)
    own = hidden.detach().bfloat16().requires_grad_()
    of = [own] if frozen else [own, head.weight]
    ours = token_loss(
        own, targets, head, lambda part, outputs: summed(outputs, part), temperature=1.0, chunk_entries=5 * 50
    )
    theirs = summed(TokenOutputs(naive(head(own), targets, 1.0).log_probs, None))
    assert ours.dtype == torch.float32
    for found, expected in zip(torch.autograd.grad(ours, of), torch.autograd.grad(theirs, of), strict=True):
        assert found.dtype == torch.bfloat16
        torch.testing.assert_close(found, expected, rtol=2e-2, atol=2e-2)


def test_a_loss_with_frozen_inputs_reaches_the_head_alone() -> None:
    hidden, targets, head = problem()
    fixed = hidden.detach()
    token_loss(
        fixed, targets, head, lambda part, outputs: summed(outputs, part), temperature=1.0, chunk_entries=5 * 50
    ).backward()
    expected = torch.autograd.grad(summed(TokenOutputs(naive(head(fixed), targets, 1.0).log_probs, None)), head.weight)
    torch.testing.assert_close(head.weight.grad, expected[0])


@pytest.mark.parametrize("scale", [1e-3, 300.0])
def test_extreme_logits_stay_finite(scale: float) -> None:
    hidden, targets, head = problem(scale=scale)
    ours = token_outputs(hidden, targets, head, temperature=1.0, with_entropy=True, chunk_entries=7 * TOKENS)
    theirs = naive(head(hidden).double(), targets, 1.0)
    torch.testing.assert_close(ours.log_probs, theirs.log_probs.float(), rtol=1e-4, atol=1e-4)
    assert ours.entropies is not None
    assert theirs.entropies is not None
    torch.testing.assert_close(ours.entropies, theirs.entropies.nan_to_num().float(), rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("entries", [5 * TOKENS, 10**6])
def test_a_frozen_head_gets_no_gradient(entries: int) -> None:
    hidden, targets, head = problem()
    head.requires_grad_(False)
    ours = token_outputs(hidden, targets, head, temperature=1.0, chunk_entries=entries)
    (ours.log_probs * WEIGHTS).sum().backward()
    assert head.weight.grad is None
    expected = torch.autograd.grad((naive(head(hidden), targets, 1.0).log_probs * WEIGHTS).sum(), hidden)
    torch.testing.assert_close(hidden.grad, expected[0])


@pytest.mark.parametrize("entries", [5 * TOKENS, 10**6])
def test_the_graph_can_be_gone_through_twice(entries: int) -> None:
    hidden, targets, head = problem()
    log_probs = token_outputs(hidden, targets, head, temperature=1.0, chunk_entries=entries).log_probs
    first = torch.autograd.grad(log_probs.sum(), [hidden, head.weight], retain_graph=True)
    second = torch.autograd.grad(2 * log_probs.sum(), [hidden, head.weight])
    for once, twice in zip(first, second, strict=True):
        torch.testing.assert_close(twice, 2 * once)


class Largest(TorchDispatchMode):
    """Remembers the size of the largest tensor that any operation makes."""

    entries = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Runs the operation."""
        result = func(*args, **(kwargs or {}))
        found = result if isinstance(result, list | tuple) else [result]
        self.entries = max(self.entries, *(one.numel() for one in found if isinstance(one, Tensor)), 0)
        return result


@pytest.mark.parametrize("with_entropy", [False, True])
def test_no_more_logits_are_held_at_once_than_allowed(with_entropy: bool) -> None:
    hidden, targets, head = problem()
    allowed = 5 * TOKENS
    with Largest() as largest:
        outputs = token_outputs(
            hidden, targets, head, temperature=1.0, with_entropy=with_entropy, chunk_entries=allowed
        )
        outputs.log_probs.sum().backward()
    assert largest.entries == max(allowed, head.weight.numel()) < TOKENS * VOCABULARY
    with Largest() as largest:
        token_loss(
            hidden,
            targets,
            head,
            lambda part, outputs: summed(outputs, part),
            temperature=1.0,
            with_entropy=with_entropy,
            chunk_entries=9 * VOCABULARY,
        ).backward()
    assert largest.entries == 9 * VOCABULARY


@pytest.mark.parametrize("entries", [5 * TOKENS, 10**6])
def test_bfloat16_logits_are_normalised_in_float32(entries: int) -> None:
    hidden, targets, head = problem()
    head.to(torch.bfloat16)
    own = hidden.detach().bfloat16().requires_grad_()
    outputs = token_outputs(own, targets, head, temperature=1.0, chunk_entries=entries)
    assert outputs.log_probs.dtype == torch.float32
    torch.testing.assert_close(outputs.log_probs, naive(head(own), targets, 1.0).log_probs, rtol=1e-5, atol=1e-5)
    gradients = torch.autograd.grad((outputs.log_probs * WEIGHTS).sum(), [own, head.weight])
    expected = torch.autograd.grad((naive(head(own), targets, 1.0).log_probs * WEIGHTS).sum(), [own, head.weight])
    for ours, theirs in zip(gradients, expected, strict=True):
        assert ours.dtype == torch.bfloat16
        torch.testing.assert_close(ours, theirs, rtol=2e-2, atol=2e-2)
