"""Sketches of the objectives' gradients: short vectors whose inner products estimate those of the gradients.

Their cost hardly depends on the number of objectives, because completions are projected once and summed afterwards.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from paretoscope_worker.influence.gramian import Gramian, gramian_of
from paretoscope_worker.influence.projections import Projections
from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.updates.factors import Factors, row_gradients, without_padding
from paretoscope_worker.updates.unit_pass import UnitPass


class Sketches:
    """Sketches of the gradients of K losses, to which micro-batches are added one after another."""

    def __init__(self, parameters: Sequence[nn.Parameter], count: int, seed: int) -> None:
        """Begins with gradients of 0.

        Args:
            parameters: the policy's trained parameters.
            count: K.
            seed: seed of the projections, the same in all processes.
        """
        self._parameters = parameters
        self._count = count
        self._projections = Projections(parameters, seed)
        self._totals: dict[int, Tensor] = {}

    @torch.no_grad()
    def add(self, unit: UnitPass, coefficients: Tensor) -> None:
        """Adds the unit losses of b completions, times coefficients [K, b]."""
        for factors in unit.factors():
            for parameter, rows in self._sketched(factors):
                self._add(parameter, coefficients @ rows)
        if unit.prompts is None:
            return
        with torch.enable_grad():
            of_prompts = list(unit.prompts.factors(coefficients))
        for k, factors in of_prompts:
            for parameter, rows in self._sketched(factors):
                self._add(parameter, rows.sum(dim=0), k)

    def gramian(self, targets: Sequence[int], ranks: Ranks) -> Gramian:
        """Returns the estimated inner products.

        Args:
            targets: indices of the target parameters; see `gramian_of`.
            ranks: the processes that each saw a part of the completions.
        """
        empty = torch.zeros(self._count, 0, device=self._parameters[0].device)
        parts = [self._totals.get(id(parameter), empty) for parameter in self._parameters]
        whole = ranks.sum(torch.cat(parts, dim=1))
        return gramian_of(torch.split(whole, [part.shape[1] for part in parts], dim=1), targets)

    def _add(self, parameter: nn.Parameter, values: Tensor, k: int | None = None) -> None:
        total = self._totals.setdefault(id(parameter), values.new_zeros(self._count, values.shape[-1]))
        (total if k is None else total[k]).add_(values)

    def _sketched(self, factors: Factors) -> list[tuple[nn.Parameter, Tensor]]:
        """Returns the sketch of each row's gradient, float32 [r, m], for each of the layer's own parameters."""
        layer = factors.layer
        found = [(layer.get_parameter(name), rows.flatten(1).float()) for name, rows in row_gradients(factors).items()]
        if isinstance(layer, nn.Linear | nn.Embedding):
            found.append((layer.get_parameter("weight"), self._of_matrix(layer, factors)))
        return found

    def _of_matrix(self, layer: nn.Linear | nn.Embedding, factors: Factors) -> Tensor:
        of_outputs, of_inputs = self._projections.of(layer.get_parameter("weight"))
        taken = factors.visit.taken
        if isinstance(layer, nn.Embedding):
            left, right = of_outputs[taken], without_padding(layer, taken, factors.slopes) @ of_inputs
        else:
            left, right = factors.slopes @ of_outputs, taken @ of_inputs
        if factors.rows is not None:
            left, right = factors.rows.padded(left), factors.rows.padded(right)
        return torch.bmm(left.transpose(1, 2), right).flatten(1).float()
