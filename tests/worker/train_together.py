"""Trains the configs of a file one after another, as one of several processes; the first keeps what each reported.

``python train_together.py FOLDER`` with RANK, WORLD_SIZE and MASTER_PORT in the environment.
"""

import json
import os
import pickle
import sys
from pathlib import Path
from typing import Any

import torch
from torch.distributed import TCPStore

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.policy import memory
from paretoscope_worker.runtime.ranks import join
from paretoscope_worker.train import train


class Recorder:
    """Keeps the scalars and the records of a run."""

    def __init__(self) -> None:
        self.scalars: dict[int, dict[str, float]] = {}
        self.records: list[Any] = []

    def log(self, step: int, values: dict[str, float]) -> None:
        self.scalars[step] = dict(values)

    def record(self, record: Any) -> None:
        self.records.append(record)


def main() -> None:
    folder, rank, size = Path(sys.argv[1]), int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"])
    torch.set_num_threads(1)
    port = int(os.environ["MASTER_PORT"])
    ranks = join("cpu", TCPStore("127.0.0.1", port, size, is_master=rank == 0))
    for name, (config, checkpoint, cpu_bytes) in json.loads((folder / "runs.json").read_text()).items():
        recorder, memory.CPU_BYTES = Recorder(), cpu_bytes
        train(
            RunConfig.model_validate(config),
            folder=folder / name,
            reporter=recorder,
            should_stop=lambda: False,
            on_stage=lambda _: None,
            checkpoint=Path(checkpoint) if checkpoint else None,
            ranks=ranks,
        )
        if rank == 0:
            (folder / f"{name}.pickle").write_bytes(pickle.dumps((recorder.scalars, recorder.records)))
    ranks.gather(None)
    # Taking thread pools and connections down in order can hang.
    os._exit(0)


if __name__ == "__main__":
    main()
