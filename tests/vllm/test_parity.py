from collections.abc import Callable, Iterable

import pytest
from torch import Tensor

from paretoscope.schema.training import VllmRollout
from paretoscope_worker.engines.parity import ParityGuard, compare
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.rollouts.vllm_core import Drawn, Request
from paretoscope_worker.rollouts.vllm_engine import VllmEngine, start_vllm
from paretoscope_worker.rollouts.vllm_host import VllmHost
from paretoscope_worker.text.engine_error import EngineError
from paretoscope_worker.text.rollout import Completion

Generate = Callable[..., list[Completion]]
CONFIG = VllmRollout()


class WithoutTiedNames:
    """Pushes to a real vLLM what a safetensors file, or a loop over a model's parameters, has of a tied policy."""

    def __init__(self, host: VllmHost) -> None:
        self._host = host
        self.loses = False

    def generate(self, request: Request) -> list[Drawn]:
        return self._host.generate(request)

    def load(self, weights: Iterable[tuple[str, Tensor]]) -> None:
        self._host.load([(name, weight) for name, weight in weights if not self.loses or name != "lm_head.weight"])

    def rest(self) -> None:
        self._host.rest()


def test_an_untied_policy_agrees_before_and_after_updates(
    untied: Policy, generate: Generate, shake: Callable[[Policy], None]
) -> None:
    guard = ParityGuard(VllmEngine(untied, start_vllm(untied, CONFIG)), untied, VllmRollout(parity_every=1))
    for _ in range(3):
        assert compare(untied, generate(guard), 1.0).worst < 1e-4
        shake(untied)
        guard.push()


def test_a_tied_policy_whose_head_a_push_leaves_stale_is_refused(
    tied: Policy, generate: Generate, shake: Callable[[Policy], None]
) -> None:
    host = WithoutTiedNames(start_vllm(tied, CONFIG))
    engine = VllmEngine(tied, host)
    guard = ParityGuard(engine, tied, CONFIG)
    generate(guard)
    host.loses = True
    shake(tied)
    guard.push()
    assert generate(engine), "vLLM itself says nothing"
    with pytest.raises(EngineError, match=r"They agreed to .* before.*tied head"):
        generate(guard)


def test_a_tied_policy_whose_head_never_arrives_is_refused_at_the_first_rollout(
    tied: Policy, generate: Generate
) -> None:
    host = WithoutTiedNames(start_vllm(tied, CONFIG))
    host.loses = True
    with pytest.raises(EngineError, match=r"after 0 updates.*They never agreed"):
        generate(ParityGuard(VllmEngine(tied, host), tied, CONFIG))
