"""A local S3 server with an empty bucket."""

import os
import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import boto3
import httpx

from .processes import free_port, start, stop, wait_until_up


@dataclass(frozen=True)
class S3Server:
    """Where the server is, and what its clients need."""

    endpoint: str

    @property
    def environment(self) -> Mapping[str, str]:
        """Environment variables with which every client of S3 finds the server."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        }

    def make_bucket(self) -> str:
        """Makes an empty bucket and returns its URL."""
        name = f"checkpoints-{uuid.uuid4().hex}"
        client = boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            region_name="us-east-1",
        )
        client.create_bucket(Bucket=name)
        return f"s3://{name}/runs"


@contextmanager
def run_s3(folder: Path) -> Iterator[S3Server]:
    """Runs moto's server until the block ends."""
    port, log = free_port(), folder / "s3.log"
    command = [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)]
    process = start(command, log, env=dict(os.environ))
    server = S3Server(f"http://127.0.0.1:{port}")
    wait_until_up(process, log, lambda: _answers(server.endpoint))
    try:
        yield server
    finally:
        stop(process)


def _answers(endpoint: str) -> bool:
    try:
        return httpx.get(f"{endpoint}/moto-api/", timeout=1, trust_env=False).is_success
    except httpx.TransportError:
        return False
