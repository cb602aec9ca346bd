"""Paretoscope from Python: `Client` calls the server, and `report_run` reports a run that is trained elsewhere."""

from paretoscope.client.client import Client
from paretoscope.client.errors import (
    AddressError,
    ClientError,
    ConflictError,
    NotFoundError,
    RefusedError,
    UnreachableError,
)
from paretoscope.client.export import ExportError, export_policy
from paretoscope.client.outside import report_run
from paretoscope.client.points import Point, PointError
from paretoscope.client.reporter import RunReporter
from paretoscope.client.soup import soup_config

__all__ = [
    "AddressError",
    "Client",
    "ClientError",
    "ConflictError",
    "ExportError",
    "NotFoundError",
    "Point",
    "PointError",
    "RefusedError",
    "RunReporter",
    "UnreachableError",
    "export_policy",
    "report_run",
    "soup_config",
]
