"""The base class of every weighting section."""

from collections.abc import Iterator, Mapping, Sequence

from paretoscope.schema.base import Section


class WeightingSection(Section):
    """How the reward weights move."""

    def starting_weights(self, objectives: Sequence[str]) -> dict[str, float]:
        """Returns the weights at step 0 in the order of the objectives: the given weights, else equal ones."""
        start = self._start()
        if start is None:
            return {name: 1.0 / len(objectives) for name in objectives}
        return {name: start[name] for name in objectives}

    def weightings(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yields every full set of weights in the section, each after the name of its field."""
        for field in ("weights", "initial"):
            weights = getattr(self, field, None)
            if weights is not None:
                yield field, weights

    def objective_values(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yields every dictionary by objective that may name only some objectives, each after the name of its field."""
        yield from ()

    def step_lists(self) -> Iterator[tuple[str, list[int]]]:
        """Yields every list of steps that must be in ascending order, each after the name of its field."""
        yield from ()

    def _start(self) -> Mapping[str, float] | None:
        return getattr(self, "weights", None) or getattr(self, "initial", None)
