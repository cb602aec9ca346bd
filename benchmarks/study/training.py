"""Trains the sweeps of the study through a server, its queue and its worker. A study that was cut off goes on."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks.study.design import Cell, Size, ablation_cells, base, grid_cells

from paretoscope.cli.stack import serve
from paretoscope.client.client import Client
from paretoscope.client.errors import UnreachableError
from paretoscope.devices import usable_cores
from paretoscope.schema.answers.sweep import Sweep
from paretoscope.settings import Settings

POLL_SECONDS = 2.0
GRID, ABLATIONS = "study: the paper's grid", "study: ablations"


def sweeps_of(size: Size) -> dict[str, list[Cell]]:
    """Returns the cells of each sweep of the study by its name."""
    return {GRID: grid_cells(size)} | ({ABLATIONS: ablation_cells()} if size.ablations else {})


class Study:
    """Creates the sweeps that are missing, has failed runs tried once more, and waits for all runs."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.complete = False
        self._ids: list[str] = []
        self._shown = ""
        self._next_poll = 0.0

    def go_on(self, client: Client) -> bool:
        """Looks at the sweeps every few seconds; returns whether runs are left."""
        if time.monotonic() < self._next_poll:
            return True
        self._next_poll = time.monotonic() + POLL_SECONDS
        with suppress(UnreachableError):
            self._ids = self._ids or self._begin(client)
            sweeps = [client.sweep(one) for one in self._ids]
            self._show(sweeps)
            self.complete = all(sweep.complete for sweep in sweeps)
            return not self.complete
        return True

    def _begin(self, client: Client) -> list[str]:
        known = {sweep.name: sweep for sweep in client.sweeps()}
        for sweep in known.values():
            if sweep.counts.keys() & {"failed", "crashed"}:
                client.retry_sweep(sweep.id)
        return [
            known[name].id if name in known else client.create_sweep(self._request(name, cells)).id
            for name, cells in sweeps_of(self.size).items()
        ]

    def _request(self, name: str, cells: Sequence[Cell]) -> dict[str, object]:
        return {
            "name": name,
            "base": base(self.size),
            "mode": "list",
            "cells": [dict(cell.overrides) for cell in cells],
            "seeds": list(self.size.seeds),
        }

    def _show(self, sweeps: Sequence[Sweep]) -> None:
        shown = "; ".join(f"{sweep.name}: {sweep.finished} of {sweep.total_runs} runs" for sweep in sweeps)
        if shown != self._shown:
            self._shown = shown
            print(time.strftime("%H:%M:%S"), shown, flush=True)


def run_stack(home: Path, port: int, go_on: Callable[[Client], object], *, train: bool = True) -> None:
    """Runs a server, and a worker that trains one run per core, until `go_on` returns something false."""
    settings = Settings(home=home, port=port, server_url=f"http://127.0.0.1:{port}")
    slots = usable_cores() if train else 0
    serve(settings, slots, lambda client: bool(go_on(client)), on_ready=lambda: _greet(settings, train=train))


def _greet(settings: Settings, *, train: bool) -> None:
    if train:
        print(f"Watch the study at {settings.server_url}", flush=True)
