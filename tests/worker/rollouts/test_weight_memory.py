import gc
import pickle
import subprocess
import sys
from pathlib import Path

import torch

from paretoscope_worker.rollouts.weight_memory import WeightMemory

READER = """
import pickle, sys
shared = pickle.load(sys.stdin.buffer)
print({name: tensor.float().sum().item() for name, tensor in shared})
"""


def weights() -> dict[str, torch.Tensor]:
    """Tensors of two number formats, one without elements, and two that are the same one."""
    embeddings = torch.arange(6.0).reshape(2, 3)
    return {
        "embeddings": embeddings,
        "norm": torch.tensor([1.5, -2.0, 4.0], dtype=torch.bfloat16),
        "empty": torch.empty(0, 4),
        "head": embeddings,
    }


def test_what_is_written_is_read_with_names_shapes_and_formats() -> None:
    memory = WeightMemory.like(weights())
    memory.write(weights())
    read = dict(memory.shared)
    assert list(read) == list(weights())
    for name, tensor in weights().items():
        assert torch.equal(read[name], tensor)
        assert read[name].dtype == tensor.dtype


def test_another_process_reads_the_last_write() -> None:
    memory = WeightMemory.like(weights())
    memory.write(weights())
    memory.write({name: 2 * tensor for name, tensor in weights().items()})
    done = subprocess.run(
        [sys.executable, "-c", READER], input=pickle.dumps(memory.shared), capture_output=True, check=True
    )
    assert eval(done.stdout) == {"embeddings": 30.0, "norm": 7.0, "empty": 0.0, "head": 30.0}  # noqa: S307


def test_tied_tensors_take_their_memory_once() -> None:
    tied = weights()
    untied = tied | {"head": tied["head"].clone()}
    assert WeightMemory.like(tied).shared.size < WeightMemory.like(untied).shared.size


def test_the_memory_is_given_back() -> None:
    def descriptors() -> int:
        """Counts the memory files that this process holds; other tests of it may open and close others meanwhile."""
        links = (str(entry.readlink()) for entry in Path("/proc/self/fd").iterdir() if entry.is_symlink())
        return sum("paretoscope-weights" in link for link in links)

    before = descriptors()
    memory = WeightMemory.like(weights())
    memory.write(weights())
    assert descriptors() > before
    del memory
    gc.collect()
    assert descriptors() == before
