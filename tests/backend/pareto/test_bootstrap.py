"""Intervals of hypervolumes over the choice of prompts."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import ndtr

from paretoscope.pareto.archive import Archive
from paretoscope.pareto.axes import Axes, Axis
from paretoscope.pareto.bootstrap import hypervolume_interval
from paretoscope.pareto.hypervolume import hypervolume

AXES = Axes((Axis("accuracy", "maximize", 0.2, 0.25), Axis("tokens", "minimize", 24.0, 5.0)))
TRUE = np.array([[0.85, 20.0], [0.7, 14.0], [0.5, 9.0]])


def _evaluations(rng: np.random.Generator, prompts: int) -> list[NDArray[np.float64]]:
    """Evaluations on the same prompts, some of which are harder than others at every point."""
    difficulty = rng.normal(size=prompts)
    noise = 0.8 * rng.normal(size=(len(TRUE), prompts, 2)) + 0.6 * difficulty[None, :, None]
    right = ndtr(noise[..., 0]) < TRUE[:, :1]
    return list(np.stack([right, TRUE[:, 1:] + 4 * noise[..., 1]], axis=-1).astype(np.float64))


def test_an_interval_holds_the_true_hypervolume_about_as_often_as_it_claims() -> None:
    rng, truth = np.random.default_rng(0), hypervolume(AXES.to_internal_array(TRUE))
    intervals = [hypervolume_interval(AXES, _evaluations(rng, 100)) for _ in range(100)]
    held = sum(interval is not None and interval[0] <= truth <= interval[1] for interval in intervals)
    assert 88 <= held <= 99


def test_an_interval_shrinks_with_the_square_root_of_the_prompts() -> None:
    rng = np.random.default_rng(1)
    few, many = (hypervolume_interval(AXES, _evaluations(rng, prompts)) for prompts in (50, 800))
    assert few is not None
    assert many is not None
    assert (few[1] - few[0]) / (many[1] - many[0]) == pytest.approx(4, rel=0.4)


def test_it_is_the_same_whenever_it_is_computed() -> None:
    evaluations = _evaluations(np.random.default_rng(2), 60)
    assert hypervolume_interval(AXES, evaluations) == hypervolume_interval(AXES, evaluations)


@pytest.mark.parametrize(
    "evaluations",
    [[], [np.array([[0.5, 10.0]])], [np.full((20, 2), [0.5, 10.0])], [np.full((20, 2), [0.1, 30.0])]],
    ids=["no point", "one prompt", "prompts that are all alike", "a point without volume"],
)
def test_there_is_none_where_nothing_varies(evaluations: list[NDArray[np.float64]]) -> None:
    assert hypervolume_interval(AXES, evaluations) is None


def test_prompts_without_a_value_are_left_out_of_the_means() -> None:
    (whole,) = _evaluations(np.random.default_rng(3), 40)[:1]
    holed = np.vstack([whole, np.full((1, 2), np.nan)])
    assert hypervolume_interval(AXES, [holed]) == pytest.approx(hypervolume_interval(AXES, [whole]), rel=0.1)


def _add(archive: Archive, step: int, values: NDArray[np.float64]) -> tuple[float, float] | None:
    named = dict(zip(AXES.names, values.T.tolist(), strict=True))
    means = {name: float(np.mean(each)) for name, each in named.items()}
    return archive.add(step, means, None, named).hypervolume_interval


def test_an_archive_knows_the_interval_of_its_front_before_and_after_a_checkpoint() -> None:
    evaluations = _evaluations(np.random.default_rng(4), 60)
    archive = Archive(AXES)
    for step, values in enumerate(evaluations[:2]):
        _add(archive, step, values)
    restored = Archive.from_state_dict(archive.state_dict())
    expected = hypervolume_interval(AXES, evaluations)
    assert expected is not None
    found = _add(archive, 2, evaluations[2])
    assert found == pytest.approx(expected)
    assert _add(restored, 2, evaluations[2]) == found


def test_a_dominated_point_changes_no_interval() -> None:
    archive = Archive(AXES)
    best = _evaluations(np.random.default_rng(5), 60)[0]
    before = _add(archive, 0, best)
    assert before is not None
    assert _add(archive, 1, best + np.array([-0.1, 1.0])) == before


def test_an_archive_whose_prompts_are_not_known_has_no_interval() -> None:
    archive = Archive(AXES)
    assert archive.add(0, {"accuracy": 0.5, "tokens": 10.0}).hypervolume_interval is None
