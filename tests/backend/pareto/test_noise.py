"""The standard error of a contribution."""

import numpy as np
import pytest

from paretoscope.pareto.archive import Archive
from paretoscope.pareto.axes import Axes
from paretoscope.pareto.hypervolume import contribution
from paretoscope.pareto.noise import contribution_error, is_within_noise

NOTHING = np.empty((0, 2))


def test_the_error_of_a_lone_box_is_that_of_a_product() -> None:
    covariance = np.array([[0.0004, 0.0001], [0.0001, 0.0009]])
    expected = np.sqrt(0.5**2 * 0.0004 + 0.2**2 * 0.0009 + 2 * 0.5 * 0.2 * 0.0001)
    assert contribution_error(NOTHING, np.array([0.2, 0.5]), covariance) == pytest.approx(expected)


def test_the_error_is_the_spread_of_the_contribution_over_draws_of_the_point() -> None:
    rng = np.random.default_rng(0)
    front = np.array([[0.3, 0.6, 0.2], [0.6, 0.3, 0.4], [0.5, 0.5, 0.1]])
    point = np.array([0.7, 0.6, 0.5])
    root = 0.02 * rng.normal(size=(3, 3))
    covariance = root @ root.T
    drawn = [contribution(front, one) for one in rng.multivariate_normal(point, covariance, size=4000)]
    assert contribution_error(front, point, covariance) == pytest.approx(np.std(drawn), rel=0.1)


def test_an_exact_point_has_an_exact_contribution() -> None:
    assert contribution_error(NOTHING, np.array([0.2, 0.5]), np.zeros((2, 2))) == 0.0
    one_known = np.diag([0.0, 0.01])
    assert contribution_error(NOTHING, np.array([0.2, 0.5]), one_known) == pytest.approx(0.2 * 0.1)


def test_a_contribution_is_within_noise_if_it_is_positive_and_less_than_its_error() -> None:
    assert is_within_noise(0.01, 0.02)
    assert not is_within_noise(0.03, 0.02)
    assert not is_within_noise(0.0, 0.02)
    assert not is_within_noise(0.01, None)
    assert not is_within_noise(None, 0.02)


def test_an_archive_measures_errors_on_its_axes() -> None:
    axes = Axes.build(
        {"accuracy": "maximize", "tokens": "minimize"},
        {"accuracy": 0.5, "tokens": 30.0},
        {"accuracy": 1.0, "tokens": 20.0},
    )
    covariance = {"accuracy": {"accuracy": 0.0004, "tokens": -0.01}, "tokens": {"accuracy": -0.01, "tokens": 4.0}}
    added = Archive(axes).add(0, {"accuracy": 0.7, "tokens": 20.0}, covariance)
    inside = np.array([[0.0004, 0.01 / 20], [0.01 / 20, 4.0 / 400]])
    assert added.contribution_error == pytest.approx(contribution_error(NOTHING, np.array([0.2, 0.5]), inside))
    archive = Archive(axes)
    archive.add(0, {"accuracy": 0.7, "tokens": 20.0})
    assert archive.add(5, {"accuracy": 0.6, "tokens": 25.0}, covariance).contribution_error is None


def test_the_unchanged_policy_seldom_grows_its_hypervolume_by_more_than_its_noise() -> None:
    rng = np.random.default_rng(3)
    axes = Axes.build({"a": "maximize", "b": "maximize"}, {"a": 0.4, "b": 0.4}, {"a": 1.0, "b": 1.0})
    archive = Archive(axes)
    beyond = 0
    for step in range(31):
        draws = rng.binomial(1, 0.6, size=(2, 128))
        covariance = np.cov(draws) / 128
        by_name = {one: dict(zip("ab", row, strict=True)) for one, row in zip("ab", covariance.tolist(), strict=True)}
        added = archive.add(step, dict(zip("ab", draws.mean(axis=1).tolist(), strict=True)), by_name)
        beyond += (
            step > 0 and added.contribution > 0 and not is_within_noise(added.contribution, added.contribution_error)
        )
    assert beyond <= 2
