import math

import numpy as np
import pytest

from paretoscope_worker.objectives.estimates import estimates


def test_means_errors_and_covariance_are_those_of_prompts() -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(size=(2, 30, 4))
    found = estimates({"a": values[0].ravel().tolist(), "b": values[1].ravel().tolist()}, samples=4)
    prompts = values.mean(axis=2)
    covariance = np.cov(prompts) / 30
    assert list(found.means.values()) == pytest.approx(prompts.mean(axis=1).tolist())
    assert list(found.standard_errors.values()) == pytest.approx(np.sqrt(np.diag(covariance)).tolist())
    assert found.covariance["a"]["b"] == pytest.approx(covariance[0, 1])
    assert found.covariance["a"]["a"] == pytest.approx(covariance[0, 0])


def test_a_prompt_without_a_value_is_left_out_of_that_objective() -> None:
    found = estimates({"a": [1.0, None, None, None, 3.0, 5.0], "b": [0.0] * 6}, samples=2)
    assert found.means == {"a": 2.5, "b": 0.0}
    assert found.standard_errors == pytest.approx({"a": math.sqrt(4.5 / 2), "b": 0.0})


def test_one_prompt_has_no_error_and_none_no_value() -> None:
    found = estimates({"a": [1.0, None], "b": [None, None]}, samples=1)
    assert found.means["a"] == 1.0
    assert math.isnan(found.means["b"])
    assert found.standard_errors == {}
    assert found.covariance["a"]["a"] == 0.0


def test_the_standard_error_is_the_spread_of_means_over_draws_of_prompts() -> None:
    rng = np.random.default_rng(1)
    means, errors = [], []
    for _ in range(400):
        found = estimates({"a": rng.binomial(1, 0.3, size=50).tolist()}, samples=1)
        means.append(found.means["a"])
        errors.append(found.standard_errors["a"])
    assert np.mean(errors) == pytest.approx(np.std(means), rel=0.1)
