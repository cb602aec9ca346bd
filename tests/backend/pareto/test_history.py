"""Histories: what an archive says point by point, at once and in parts."""

import numpy as np
import pytest

from paretoscope.pareto import history as history_module
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


def _diagonal(names: list[str], errors: Points) -> dict[str, dict[str, float]]:
    """Returns the covariance of objectives that are independent."""
    return {
        one: {other: float(error) ** 2 if one == other else 0.0 for other in names}
        for one, error in zip(names, errors, strict=True)
    }


@pytest.mark.parametrize("objectives", [1, 2, 3, 4])
@pytest.mark.parametrize("count", [0, 1, 40, 600])
def test_a_history_agrees_with_an_archive(objectives: int, count: int) -> None:
    given = points(count, objectives, seed=count + objectives)
    names = [f"o{number}" for number in range(objectives)]
    archive = Archive(Axes(tuple(Axis(name, "maximize", 0.0, 1.0) for name in names)))
    errors = np.random.default_rng(count).uniform(0.05, 0.5, given.shape)
    covariances = [_diagonal(names, row) for row in errors]
    added = [
        archive.add(step, dict(zip(names, row, strict=True)), covariance)
        for step, (row, covariance) in enumerate(zip(given.tolist(), covariances, strict=True))
    ]

    history = History.of(given, errors)

    assert history.contributions == pytest.approx([one.contribution for one in added], abs=1e-12)
    expected = [np.nan if one.contribution_error is None else one.contribution_error for one in added]
    assert history.errors == pytest.approx(expected, abs=1e-9, nan_ok=True)
    assert history.hypervolumes == pytest.approx([one.hypervolume for one in added], abs=1e-9)
    assert history.on_front.tolist() == archive.on_front
    assert history.hypervolume == pytest.approx(hypervolume(given))


@pytest.mark.parametrize("cut", [0, 1, 255, 256, 300, 400])
def test_extending_a_history_is_as_good_as_measuring_everything(cut: int) -> None:
    given = np.random.default_rng(7).random((400, 3))
    whole, parts = History.of(given), History.of(given[:cut]).extended(given[cut:])
    assert parts.contributions.tolist() == whole.contributions.tolist()
    assert parts.front.tolist() == whole.front.tolist()


@pytest.mark.parametrize("at_once", [1, 5_000])
def test_errors_are_the_same_however_many_are_computed_at_once(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    given = np.random.default_rng(3).random((300, 3))
    errors = np.random.default_rng(4).choice([0.0, 0.05, np.nan], given.shape, p=[0.2, 0.75, 0.05])
    together = History.of(given, errors).errors
    assert np.isfinite(together).sum() > 20
    monkeypatch.setattr(history_module, "VALUES_AT_ONCE", at_once)
    assert History.of(given, errors).errors.tolist() == pytest.approx(together.tolist(), abs=1e-12, nan_ok=True)
