"""Histories: what an archive says point by point, at once and in parts."""

import numpy as np
import pytest

from paretoscope.pareto.archive import Archive
from paretoscope.pareto.axes import Axes, Axis, Points
from paretoscope.pareto.history import History
from paretoscope.pareto.hypervolume import hypervolume


def points(count: int, objectives: int, seed: int) -> Points:
    """Points on a coarse grid, so that many are equal, some of them worse than the reference or undefined."""
    rng = np.random.default_rng(seed)
    found = rng.integers(-2, 9, (count, objectives)) / 4.0
    found[rng.random(count) < 0.05] = np.nan
    return found


@pytest.mark.parametrize("objectives", [1, 2, 3, 4])
@pytest.mark.parametrize("count", [0, 1, 40, 600])
def test_a_history_agrees_with_an_archive(objectives: int, count: int) -> None:
    given = points(count, objectives, seed=count + objectives)
    names = [f"o{number}" for number in range(objectives)]
    archive = Archive(Axes(tuple(Axis(name, "maximize", 0.0, 1.0) for name in names)))
    added = [archive.add(step, dict(zip(names, row, strict=True))) for step, row in enumerate(given.tolist())]

    history = History.of(given)

    assert history.contributions == pytest.approx([one.contribution for one in added], abs=1e-12)
    assert history.hypervolumes == pytest.approx([one.hypervolume for one in added], abs=1e-9)
    assert history.on_front.tolist() == archive.on_front
    assert history.hypervolume == pytest.approx(hypervolume(given))


@pytest.mark.parametrize("cut", [0, 1, 255, 256, 300, 400])
def test_extending_a_history_is_as_good_as_measuring_everything(cut: int) -> None:
    given = np.random.default_rng(7).random((400, 3))
    whole, parts = History.of(given), History.of(given[:cut]).extended(given[cut:])
    assert parts.contributions.tolist() == whole.contributions.tolist()
    assert parts.front.tolist() == whole.front.tolist()
