import os
import subprocess
import sys

import pytest

PROGRAM = """
import resource, sys
import torch
from paretoscope_worker.runtime.allocator import keep_freed_memory

if sys.argv[1] == "kept":
    keep_freed_memory()

def work():
    for _ in range(10):
        some = [torch.ones(5 * 2**20) for _ in range(8)]
        del some

for _ in range(3):
    work()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
work()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def page_faults(way: str) -> int:
    """Returns how often the kernel handed out a page while, ten times, eight tensors of 20 MiB came and went."""
    # By itself the C library adapts its thresholds to what it has seen; a fixed one makes the comparison repeatable.
    environment = os.environ | {"MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, way], check=True, capture_output=True, text=True, env=environment
    )
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="the allocator is that of the GNU C library")
def test_tensors_that_come_and_go_take_no_new_pages() -> None:
    assert page_faults("kept") < page_faults("returned") / 10
