"""How many runs the demo trains at once."""

import pytest

from paretoscope.cli.demo import demo_slots
from paretoscope.devices import Gpu


@pytest.mark.parametrize(
    ("gpus", "cores", "slots"),
    [(0, 1, 1), (0, 2, 2), (0, 64, 3), (1, 64, 1), (8, 64, 3)],
    ids=["one core", "two cores", "many cores", "one GPU", "many GPUs"],
)
def test_the_demo_trains_one_run_on_each_device_or_core(gpus: int, cores: int, slots: int) -> None:
    assert demo_slots([Gpu(str(index), "H100") for index in range(gpus)], cores) == slots
